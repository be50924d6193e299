import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { caseRow, importByWindow, job, startWork } from '../e2e/desk.ts';
import { framesShown, outOfPhase, paceOf, type Pace } from '../e2e/framesShown.ts';
import { startApp } from '../e2e/app.ts';
import { cleanRun, UNSIGNED_8 } from '../phantoms/runs.ts';
import { writeSeries } from '../phantoms/series.ts';
import type { Course } from './harness.ts';
import { openBrowser } from './viewerSessions.ts';

const FRAME_MS = 1000 / 15;
const MINUTE = 62_000;
const UNSIGNED_12 = { bitsAllocated: 16, bitsStored: 12, highBit: 11, isSigned: false } as const;
const SECOND_LATER_MS = 2400;

interface Played { readonly small: Pace; readonly large: Pace; readonly phase: number; readonly dual: readonly [Pace, Pace] }

/** Plays each for a minute in a browser of 1920 x 1080. */
async function played(): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), 'fullmoon-bench-cine-'));
  const run = (key: string, more: object) => cleanRun({ key, frameTimeMs: 66.6667, frames: 75, ...more });
  writeSeries(join(folder, 'small'), [run('small', { rows: 512, columns: 512, format: UNSIGNED_8, study: { patientName: 'Small^Sam', patientId: 'B-1' } })]);
  writeSeries(join(folder, 'large'), [run('large', { rows: 1024, columns: 1024, format: UNSIGNED_12, frames: 60, study: { patientName: 'Large^Lea', patientId: 'B-2' } })]);
  const dual = { rows: 512, columns: 512, study: { patientName: 'Dual^Dan', patientId: 'B-3', uid: '2.25.900100' } };
  writeSeries(join(folder, 'dual'), [
    run('dual a', { ...dual, description: 'Donor', acquisitionTime: '101500.000000', seriesNumber: 1 }),
    run('dual b', { ...dual, description: 'Target', acquisitionTime: '101502.400000', seriesNumber: 2 }),
  ]);
  const app = await startApp(join(folder, 'data'), { HOME: folder });
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  try {
    await page.goto(app.address);
    await startWork(page);
    for (const name of ['small', 'large', 'dual']) {
      await importByWindow(page, name);
      await job(page, name).getByText('imported', { exact: true }).waitFor({ timeout: 120_000 });
    }
    const small = await minuteOf(page, 'Small, Sam', false);
    const large = await minuteOf(page, 'Large, Lea', false);
    const two = await minuteOf(page, 'Dual, Dan', true);
    const roundOf = 75 + Math.round(SECOND_LATER_MS / FRAME_MS);
    const onlyMoving = two.map((shown, n) => shown.filter(([, frame]) => frame > 0 && frame < 74 && n < 2));
    return {
      small: paceOf(small[0] ?? [], 75, FRAME_MS), large: paceOf(large[0] ?? [], 60, FRAME_MS),
      dual: [paceOf(onlyMoving[0] ?? [], roundOf, FRAME_MS), paceOf(onlyMoving[1] ?? [], roundOf, FRAME_MS)],
      phase: outOfPhase(two, FRAME_MS, SECOND_LATER_MS, [75, 75]),
    };
  } finally {
    await browser.close();
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A minute of a case's cine, once it has gone round and every frame is there. */
async function minuteOf(page: Page, name: string, isDual: boolean): Promise<Awaited<ReturnType<typeof framesShown>>> {
  await page.keyboard.press('1');
  await caseRow(page, name).dblclick();
  await page.keyboard.press('5');
  await page.locator('.run-tile[data-frame]').first().waitFor();
  if (isDual) {
    await page.keyboard.press('w');
    await page.locator('.run-tile[data-frame]').nth(1).waitFor();
  }
  await page.keyboard.press('Space');
  // While frames still come the clock waits for them: that is no lateness.
  await page.waitForTimeout(9000);
  await page.locator('.run-bar .muted').waitFor({ state: 'detached', timeout: 120_000 });
  const shown = await framesShown(page, MINUTE);
  await page.keyboard.press('Space');
  return shown;
}

/** V5: angiograms at their own pace, for a minute. */
export async function cineCourses(): Promise<readonly Course[]> {
  const { small, large, dual, phase } = await played();
  const course = (title: string, unit: string, figure: number, goal: Course['goals'][number]): Course => ({
    title, unit, rounds: 1, warmUps: 0, contenders: [{ name: 'Fullmoon', run: () => figure }], goals: [goal],
  });
  const single = [['512 x 512', small], ['1024 x 1024', large]] as const;
  const both = [['of two, the first', dual[0]], ['of two, the second', dual[1]]] as const;
  return [
    ...[...single, ...both].flatMap(([name, pace]) => [
      course(`Cine ${name} at 15 a second: latest frame in a minute`, 'ms', pace.latest, { id: 'one frame time', atMost: FRAME_MS }),
      course(`Cine ${name}: drift in a minute`, 'ms', pace.drift, { id: 'drift', atMost: 20 }),
    ]),
    // A run of two stands still while only the other plays: what was due of it is not told by its frames.
    ...single.map(([name, pace]) =>
      course(`Cine ${name}: frames left out`, '%', 100 * Math.max(0, 1 - pace.share), { id: 'left out', atMost: 5 })),
    course('Two runs on one clock: out of phase', 'frames', phase, { id: 'phase', atMost: 1 }),
  ];
}
