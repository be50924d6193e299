import { copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { Centreline } from '../../core/centreline/centreline.ts';
import { between, norm, pointLps, type PointLps } from '../../core/geometry/frame.ts';
import { footOnLine, pointAt } from '../../core/geometry/polyline.ts';
import type { Told } from '../../core/contract/told.ts';
import type { VesselFindings } from '../../core/lesion/vesselFindings.ts';
import { DEMO_RECIPE, heartPhantom } from '../../core/phantom/phantom.ts';
import { mm } from '../../core/units.ts';
import { wholeAnswer } from '../core/lesion/wholeAnswer.ts';
import { CT_GRID } from '../../electron/host/demo/demoCase.ts';
import { expect, startApp, test as base, type App } from './app.ts';
import { caseRow, startWork } from './desk.ts';
import { placeOf, tile, wholeSeries } from './pictures.ts';

/** The demo case at the desk: made once in a run, given to each test as a library of its own. */

const LIBRARY = join(tmpdir(), 'fullmoon-demo-library');
const READY = join(LIBRARY, 'ready');
/** Making and importing it takes a while where others work on the machine as well. */
const MAKING_MS = 400_000;

/** Makes the library with the demo case, once in a run of tests. Belongs into `beforeAll`. */
export async function makeDemoLibrary(browser: Browser): Promise<void> {
  if (existsSync(READY)) return;
  rmSync(LIBRARY, { recursive: true, force: true });
  mkdirSync(LIBRARY, { recursive: true });
  const app = await startApp(join(LIBRARY, 'data'), { FULLMOON_DEMO: '1' });
  const page = await browser.newPage();
  await page.goto(app.address);
  await startWork(page);
  await expect(caseRow(page, 'DEMO')).toBeVisible({ timeout: MAKING_MS });
  // It has its mark once all of it is stored.
  await expect.poll(() => existsSync(join(LIBRARY, 'data', 'demo-made')), { timeout: MAKING_MS }).toBe(true);
  await page.close();
  await app.stop();
  writeFileSync(READY, '');
}

/** Imported files are never changed: they are shared. All else is the test's own. */
function copied(from: string, to: string, isShared: boolean): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const [one, other] = [join(from, name), join(to, name)];
    if (statSync(one).isDirectory()) copied(one, other, isShared || name === 'files');
    else if (isShared) linkSync(one, other);
    else copyFileSync(one, other);
  }
}

interface Before {
  /** What is done to the library before the app opens it. */
  readonly library: { readonly prepare: (dataFolder: string) => Promise<void> };
}

/** Playwright's `test` with an app whose library holds the demo case. */
export const test = base.extend<Before & { app: App }>({
  library: [{ prepare: () => Promise.resolve() }, { option: true }],
  app: async ({ mayBreach, library }, use) => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'fullmoon-e2e-'));
    copied(join(LIBRARY, 'data'), dataFolder, false);
    await library.prepare(dataFolder);
    const app = await startApp(dataFolder, { FULLMOON_DEMO: '1' });
    await use(app);
    await app.stop();
    if (!mayBreach) expect(app.violations()).toEqual([]);
    rmSync(dataFolder, { recursive: true, force: true });
  },
});

/** What is true of the demo's occluded artery. */
export const truth = (() => {
  const known = heartPhantom(DEMO_RECIPE).truth('RCA');
  if (known?.occlusion == null) throw new Error('the demo has no occlusion');
  return { course: known.centreline, sections: known.sections, occlusion: known.occlusion };
})();

/** The middle of the artery so far from its ostium. */
export const onArtery = (atMm: number): PointLps => pointAt(truth.course, mm(atMm)) ?? pointLps(0, 0, 0);

/** The station of a key with the demo's CT whole in memory, ready for keys. */
export async function atStation(page: Page, key: string, name: string): Promise<void> {
  const row = caseRow(page, 'DEMO');
  await expect(row).toBeVisible();
  await row.press('Enter');
  await wholeSeries(page);
  await page.keyboard.press(key);
  await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('toolbar', { name: `${name} tools` })).toBeVisible();
}

/** Field of the demo's slices, mm, and its middle. */
const FIELD = (CT_GRID.columns * CT_GRID.pixelSpacing[0]);
const MIDDLE = (() => {
  const [first] = CT_GRID.positions;
  const half = ((CT_GRID.columns - 1) * CT_GRID.pixelSpacing[0]) / 2;
  return [(first?.[0] ?? 0) + half, (first?.[1] ?? 0) + half] as const;
})();
const SLICE_MM = 0.5;

/** Brings the axial plane to a height, by keys. */
export async function toSlice(page: Page, z: number): Promise<void> {
  const axial = tile(page, 'axial');
  await axial.focus();
  const stepsLeft = async (): Promise<number> => Math.round(((await placeOf(axial)).mm - z) / SLICE_MM);
  for (let left = await stepsLeft(); left !== 0;) {
    const isFar = Math.abs(left) >= 10;
    const before = (await placeOf(axial)).slice;
    await page.keyboard.press(`${isFar ? 'Shift+' : ''}${left > 0 ? 'PageDown' : 'PageUp'}`);
    await expect.poll(async () => (await placeOf(axial)).slice).not.toBe(before);
    left = await stepsLeft();
  }
}

/** Where in the window a point of the patient lies on the axial picture as it is fitted. */
export async function spotOf(page: Page, [x, y]: PointLps): Promise<readonly [x: number, y: number]> {
  const box = await tile(page, 'axial').boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  const [width, height] = [box.width - 2, box.height - 2];
  const scale = Math.max(FIELD / width, FIELD / height);
  return [box.x + 1 + width / 2 + (x - MIDDLE[0]) / scale, box.y + 1 + height / 2 + (y - MIDDLE[1]) / scale];
}

/** Clicks a point of the patient on the axial picture. */
export async function clickPoint(page: Page, point: PointLps): Promise<void> {
  await toSlice(page, point[2]);
  await page.mouse.click(...await spotOf(page, point));
}

/** Turns the wheel over the axial plane to a height, and clicks a point of the patient there. */
export async function clickByWheel(page: Page, point: PointLps): Promise<void> {
  const axial = tile(page, 'axial');
  const stepsLeft = async (): Promise<number> => Math.round(((await placeOf(axial)).mm - point[2]) / SLICE_MM);
  await page.mouse.move(...await spotOf(page, point));
  const left = await stepsLeft();
  if (left !== 0) await page.mouse.wheel(0, 100 * left);
  await expect.poll(async () => Math.abs(await stepsLeft())).toBe(0);
  await page.mouse.click(...await spotOf(page, point));
}

interface Kept { readonly id: string; readonly vessel: string | null; readonly content: { readonly kind: string; readonly points?: readonly PointLps[] } & Readonly<Record<string, unknown>> }

/** One question of the page to its host. */
const call = (page: Page, method: string, input: object): Promise<{ readonly ok: boolean; readonly value: never }> => page.evaluate(async ([name, asked]) => {
  const reply = await fetch(`/api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(asked) });
  return await reply.json() as { ok: boolean; value: never };
}, [method, input] as const);

/** What the library holds of the demo's vessels. */
export async function kept(page: Page): Promise<readonly Kept[]> {
  const { rows } = (await call(page, 'cases.list', { text: 'DEMO', sort: 'name', order: 'asc', limit: 5, offset: 0 })).value as { readonly rows: readonly { readonly id: string }[] };
  return ((await call(page, 'entries.list', { caseId: rows[0]?.id ?? '' })).value as { readonly entries: readonly Kept[] }).entries;
}

/** The same, and what the engine says of one of them: as the page's own questions. */
export async function asked(page: Page, vessel = 0): Promise<{ readonly kept: readonly Kept[]; readonly centreline: Centreline | null; readonly findings: VesselFindings | null }> {
  const entries = await kept(page);
  const path = entries.filter(({ content }) => content.kind === 'path')[vessel];
  if (path === undefined) return { kept: entries, centreline: null, findings: null };
  const cap = (one: string) => (entries.findLast(({ vessel: of, content }) => of === path.vessel && content.kind === 'cap' && content['which'] === one)?.content['at'] ?? null);
  const { blob } = (await call(page, 'series.open', { series: path.content['series'], as: 'acquired' })).value as { readonly blob: string };
  const answer = await call(page, 'vessels.measure', {
    blob, vessel: 'ves_0000000000000000', upTo: 'draft', has: null,
    work: { points: path.content.points, caps: { proximal: cap('proximal'), distal: cap('distal') }, threshold: { openHu: null, occlusionHu: null }, contours: [] },
  });
  await call(page, 'series.close', { blob });
  const found = answer.ok ? wholeAnswer(answer.value as Told) : { centreline: null, findings: null };
  return { kept: entries, ...found };
}

/** Mean distance of a traced path from the artery's true course, mm. */
export const offCourse = ({ points }: Pick<Centreline, 'points'>): number =>
  points.reduce((sum, { at }) => sum + (footOnLine(truth.course, at)?.distance ?? Infinity), 0) / points.length;

/** How far two points lie apart, mm. */
export const apart = (one: PointLps, other: PointLps): number => norm(between(one, other));

