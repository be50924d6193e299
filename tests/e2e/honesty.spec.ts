import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { decimals } from '../../electron/host/dicom/dataset.ts';
import { changed, each } from '../phantoms/faults.ts';
import { cleanSeries, writeSeries } from '../phantoms/series.ts';
import { expect, test } from './app.ts';
import { barriers, caseRow, ctDisc, discFolder, dropPaths, importByWindow, job, scratch, startWork, strayFiles } from './desk.ts';
import { atRest, greysOf, lettersOf, wholeSeries } from './pictures.ts';

/** Nothing is shown or kept that is not so, and nothing is left behind. */

const discs = discFolder('honesty');
test.use({ environment: { HOME: discs.path } });
test.beforeAll(() => {
  discs.make();
  const gap = { patientId: 'PH-gap', patientName: 'Gap^Gina' };
  writeSeries(join(discs.path, 'gap'), cleanSeries({ key: 'gap', study: gap }).filter((_, k) => k !== 7));
  const steep = cleanSeries({ key: 'steep', study: { patientId: 'PH-steep', patientName: 'Steep^Stella' } });
  writeSeries(join(discs.path, 'steep'), each(steep, (file) => changed(file, decimals(0x00281053, [100]))));
  ctDisc(discs.path, 'clean', { key: 'clean', study: { patientName: 'Clean^Cleo' } });
});
test.afterAll(() => discs.remove());
test.beforeEach(async ({ planner }) => startWork(planner));

async function openCase(page: Page, folder: string, name: string): Promise<void> {
  await importByWindow(page, folder);
  await expect(job(page, folder).getByText('imported', { exact: true })).toBeVisible();
  await caseRow(page, name).press('Enter');
}

test('a series with a gap is looked at slice by slice, without a millimetre, and says so', async ({ planner }) => {
  await openCase(planner, 'gap', 'Gap, Gina');
  const slice = planner.getByRole('group', { name: 'Slice', exact: true });
  await expect(planner.locator('.line-notice', { hasText: 'Look only: nothing can be measured.' })).toContainText('missing');
  await expect(slice.locator('.overlay-place')).toHaveText('slice 12 of 23');
  await expect(slice).toContainText('look only: nothing can be measured');
  expect(await lettersOf(slice)).toEqual({ top: 'A', right: 'L', bottom: 'P', left: 'R' });
  await expect(slice.locator('.overlay-scale')).toBeHidden();
  await expect(planner.locator('.banner .who')).toHaveText('Gap, Gina');
  const before = await greysOf(slice);
  await planner.keyboard.press('ArrowRight');
  await expect(slice.locator('.overlay-place')).toHaveText('slice 13 of 23');
  await atRest(planner);
  expect(await greysOf(slice)).not.toEqual(before);
  await slice.hover();
  await planner.mouse.wheel(0, -120);
  await expect(slice.locator('.overlay-place')).toHaveText('slice 12 of 23');
  await planner.keyboard.press('F3');
  await expect(slice.locator('.overlay-display')).toContainText('1500');
  // No tool draws on it, and no key takes one.
  await expect(planner.getByRole('button', { name: /^Distance/ })).toHaveCount(0);
  await slice.focus();
  for (const key of ['d', 'Enter', 'Shift+ArrowRight', 'Enter']) await planner.keyboard.press(key);
  const box = await slice.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  await planner.keyboard.press('d');
  await planner.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await planner.mouse.click(box.x + box.width / 2 + 60, box.y + box.height / 2);
  await expect(planner.locator('.annotation, .mark-label')).toHaveCount(0);
  await planner.keyboard.press('Home');
  for (let n = 0; n < 11; n += 1) await planner.keyboard.press('ArrowRight');
  await expect(slice.locator('.overlay-place')).toHaveText('slice 12 of 23');
  expect(await barriers(planner)).toEqual([]);
  await planner.getByRole('button', { name: 'Longest stretch without a gap' }).click();
  await expect(planner.locator('.status')).toContainText('16 of 16 slices in memory');
  await planner.getByRole('button', { name: 'Show as acquired' }).click();
  await expect(slice.locator('.overlay-place')).toHaveText('slice 12 of 23');
});

test('voxels that were clamped are told above the pictures', async ({ planner }) => {
  await openCase(planner, 'steep', 'Steep, Stella');
  await wholeSeries(planner);
  await expect(planner.locator('.line-notice')).toHaveText(/[\d,]+ voxels of this series lay outside/);
});

test('pictures of files that were changed on the disk are taken away, with the reason', async ({ planner, app }) => {
  await openCase(planner, 'clean', 'Clean, Cleo');
  await wholeSeries(planner);
  // Until it is closed, it is shown as it was read and checked.
  const closed = planner.waitForRequest(/\/api\/series\.close/);
  await planner.keyboard.press('1');
  await closed;
  const files = join(app.dataFolder, 'files');
  const path = readdirSync(files, { recursive: true, encoding: 'utf8' }).map((name) => join(files, name)).find((one) => statSync(one).isFile()) ?? '';
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 5) ^ 1, bytes.length - 5);
  writeFileSync(path, bytes);
  await caseRow(planner, 'Clean, Cleo').press('Enter');
  await expect(planner.getByText('The files of this series are not those that were imported, so nothing of it is shown.')).toBeVisible();
  await expect(planner.getByText('Remove the case and import its images again.')).toBeVisible();
  await expect(planner.locator('.tiles')).toBeHidden();
});

test('the import report of a case is one key away from its pictures', async ({ planner }) => {
  await openCase(planner, 'gap', 'Gap, Gina');
  await expect(planner.getByRole('group', { name: 'Slice', exact: true })).toBeVisible();
  await planner.keyboard.press('i');
  const report = planner.getByRole('dialog', { name: 'Import report' });
  await expect(report).toContainText('Gap, Gina');
  await expect(report).toContainText('23 files read');
  await planner.keyboard.press('Escape');
  await expect(report).toHaveCount(0);
  await planner.getByRole('button', { name: 'Report' }).click();
  await expect(report).toBeVisible();
});

test('a drop that is given up leaves nothing behind', async ({ planner, app }) => {
  const folder = scratch();
  ctDisc(folder, 'given up', { key: 'given up', columns: 512, rows: 512, slices: 40, study: { patientName: 'Gone^Gil' } });
  await dropPaths(planner, [join(folder, 'given up')]);
  await planner.getByRole('button', { name: /^Cancel/ }).click();
  const staging = join(app.dataFolder, 'staging');
  await expect.poll(() => readdirSync(staging)).toEqual([]);
  await expect(planner.locator('tr.case')).toHaveCount(0);
  rmSync(folder, { recursive: true });
});

test('a drop of thousands of files that are none of ours leaves the screen free', async ({ planner, browser }) => {
  const folder = scratch();
  for (let k = 0; k < 12; k += 1) strayFiles(join(folder, 'stray', `${k}`), 500);
  ctDisc(join(folder, 'stray'), 'ct', { key: 'stray', study: { patientName: 'Stray^Stan' } });
  await browser.startTracing(planner, { categories: ['toplevel'] });
  await dropPaths(planner, [join(folder, 'stray')]);
  await expect(caseRow(planner, 'Stray, Stan')).toBeVisible({ timeout: 110_000 });
  const tasks = pageTasks(await browser.stopTracing());
  expect(tasks.length).toBeGreaterThan(2000);
  // Against the whole, not against a clock: on a busy machine everything takes longer.
  const whole = tasks.reduce((sum, ms) => sum + ms, 0);
  expect(Math.max(...tasks)).toBeLessThan(whole / 10);
  rmSync(folder, { recursive: true });
});

/** The tasks of the page's main thread, by the processor time of each, ms: what else the machine does is not counted. */
function pageTasks(trace: Buffer): readonly number[] {
  interface TraceEvent {
    readonly name: string; readonly ph: string; readonly pid: number; readonly tid: number; readonly tdur?: number;
    readonly args?: { readonly name?: string };
  }
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { readonly traceEvents: readonly TraceEvent[] };
  const place = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const mains = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(place));
  return traceEvents.filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && mains.has(place(event))).map(({ tdur = 0 }) => tdur / 1000);
}
