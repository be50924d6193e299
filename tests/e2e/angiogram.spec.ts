import { copyFileSync, existsSync, mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { text, withoutTags } from '../../electron/host/dicom/dataset.ts';
import { drawnShaft, ends, type ShaftFacts } from '../core/angiography/drawnShaft.ts';
import { coded, type CodingName } from '../phantoms/codings.ts';
import { calibrated, cleanRun, type RunOptions } from '../phantoms/runs.ts';
import { writeSeries } from '../phantoms/series.ts';
import { expect, test } from './app.ts';
import { barriers, caseRow, discFolder, importByWindow, job, startWork } from './desk.ts';
import { framesShown, outOfPhase, paceOf } from './framesShown.ts';
import { atRest, greysOf } from './pictures.ts';

const discs = discFolder('angiogram');
test.use({ environment: { HOME: discs.path } });
const SHARED = join(import.meta.dirname, '../../../shared/data/xa');
const REAL = join(SHARED, 'rubo-demo_RCA_96frames_jpeg-baseline.dcm');
const SHAFT: ShaftFacts = {
  diameter: 10, hollow: 0.88, blur: 1, noise: 6, angle: 20, bend: null, intensity: 'logarithmic', isBright: false, seed: 3,
};
const TWELVE_BITS = { bitsAllocated: 16, bitsStored: 12, highBit: 11, isSigned: false } as const;
const DUAL: RunOptions = { frames: 60, frameTimeMs: 66.6667, study: { uid: '2.25.881100', patientName: 'Dual^Dora', patientId: 'PH-dual' } };
const OFFSET_MS = 2400;
/** A film, which is never a sequence of pictures that can be trusted to the pixel. */
const MPEG4 = '1.2.840.10008.1.2.4.102';
const CODED = ['RLE', 'JPEG lossless', 'JPEG 2000 lossless', 'JPEG-LS'] as const satisfies readonly CodingName[];

test.beforeAll(async () => {
  discs.make();
  const at = (name: string): string => join(discs.path, name);
  writeSeries(at('dual'), [
    cleanRun({ ...DUAL, key: 'dual donor', description: 'Donor LCA', seriesNumber: 1, acquisitionTime: '101500.000000', rWaveFrames: [10, 25, 40] }),
    cleanRun({ ...DUAL, key: 'dual target', description: 'Target RCA', seriesNumber: 2, acquisitionTime: '101502.400000', rWaveFrames: [5, 20, 35] }),
    cleanRun({ ...DUAL, key: 'dual other', description: 'Other view', seriesNumber: 3, primaryAngle: -30, acquisitionTime: '102502.400000', rWaveFrames: [] }),
  ]);
  const shaft = drawnShaft(SHAFT);
  writeSeries(at('shaft'), [cleanRun({
    key: 'shaft', frames: 2, rows: shaft.rows, columns: shaft.columns, format: TWELVE_BITS, study: { patientName: 'Shaft^Sina', patientId: 'PH-shaft' },
    paint: (column, row) => shaft.samples[row * shaft.columns + column] ?? 0,
  })]);
  writeSeries(at('mask'), [cleanRun({
    key: 'mask', frames: 3, study: { patientName: 'Mask^Mona', patientId: 'PH-mask' },
    paint: (column, row, frame) => 90 + column + 2 * (row % 20) - (frame === 1 && row > 20 && row < 28 ? 40 : 0),
  })]);
  const named = cleanRun({ key: 'shutter', study: { patientName: `Long${'-Compound'.repeat(9)}^Ludmilla`, patientId: 'PH-long' } });
  writeSeries(at('shutter'), [{ ...named, dataset: [
    ...withoutTags(named.dataset, 0x00286040), text(0x00181600, 'CS', 'RECTANGULAR'), text(0x00181602, 'IS', '11'), text(0x00181604, 'IS', '54'),
    text(0x00181606, 'IS', '9'), text(0x00181608, 'IS', '40'),
  ] }]);
  writeSeries(at('nothing'), [calibrated('nothing')]);
  writeSeries(at('cut'), [cleanRun({ key: 'cut', study: { patientName: 'Cut^Cleo', patientId: 'PH-cut' } })]);
  truncateSync(join(at('cut'), 'XA-cut.dcm'), 3000);
  writeSeries(at('codings'), await Promise.all(CODED.map((name, n) => coded(
    cleanRun({ key: `coded ${name}`, frames: 1, rWaveFrames: [], description: name, seriesNumber: n + 1, study: { uid: '2.25.881200', patientName: 'Coded^Cara', patientId: 'PH-coded' } }), name,
  ))));
  const refused = { study: { uid: '2.25.881300', patientName: 'Refused^Rita', patientId: 'PH-refused' } };
  writeSeries(at('refused'), [
    cleanRun({ ...refused, key: 'plain', description: 'Plain', seriesNumber: 1 }),
    { ...await coded(cleanRun({ ...refused, key: 'video', description: 'Video', seriesNumber: 2 }), 'JPEG lossless'), transferSyntaxUid: MPEG4 },
  ]);
  if (!existsSync(REAL)) return;
  mkdirSync(at('real'));
  copyFileSync(REAL, join(at('real'), 'run.dcm'));
});
test.afterAll(() => discs.remove());
test.beforeEach(async ({ planner }) => startWork(planner));

async function angiogramOf(page: Page, folder: string, name: string): Promise<Locator> {
  await importByWindow(page, folder);
  await expect(job(page, folder).getByText('imported', { exact: true })).toBeVisible();
  await caseRow(page, name).press('Enter');
  await page.keyboard.press('5');
  await expect(page.locator('.run-tile[data-frame]').first()).toBeVisible();
  return page.locator('.run-tile').first();
}
const panel = (page: Page, name: string): Locator => page.getByRole('region', { name });
const count = (page: Page): Locator => page.locator('.run-count');

test('the real cine: ECG, steps from beat to beat, and no millimetre anywhere', async ({ planner }) => {
  test.skip(!existsSync(REAL), 'the shared data are not there');
  await angiogramOf(planner, 'real', 'Rubo DEMO');
  await expect(planner.locator('.ecg-trace')).toHaveCount(1);
  await expect(planner.locator('.ecg-beat')).toHaveCount(3);
  for (const beat of ['20 of 96', '53 of 96', '77 of 96', '77 of 96']) {
    await planner.keyboard.press('Shift+ArrowRight');
    await expect(count(planner)).toHaveText(beat);
  }
  await planner.keyboard.press('Shift+ArrowLeft');
  await expect(count(planner)).toHaveText('53 of 96');
  await expect(panel(planner, 'Calibration')).toContainText('pixels only');
  await expect(planner.locator('.overlay-scale')).toBeHidden();
  await expect(planner.locator('.overlay-display')).toContainText('pixels only: not calibrated');
  expect(await planner.locator('.run-tiles').innerText()).not.toContain(' mm');
  await planner.keyboard.press('Home');
  await planner.keyboard.press('Space');
  await planner.waitForTimeout(4500);
  const [shown = []] = await framesShown(planner, 4000);
  // How late is measured by the bench; here the frames follow the clock of the run and none comes out of turn.
  expect(shown.length).toBeGreaterThan(10);
  expect(paceOf(shown, 96, 33).latest).toBeLessThan(1000);
  expect(await barriers(planner)).toEqual([]);
});

test('two runs on one clock: by time, by beat, by hand; named, and in phase', async ({ planner }) => {
  await angiogramOf(planner, 'dual', 'Dual, Dora');
  await expect(panel(planner, 'Run')).toContainText('Shows');
  await planner.keyboard.press('w');
  const tiles = planner.locator('.run-tile');
  await expect(tiles).toHaveCount(2);
  await expect(tiles.nth(1)).toHaveAttribute('data-frame', '0');
  const dual = panel(planner, 'Dual injection');
  await expect(dual.getByRole('button', { name: 'Donor vessel' }).first()).toHaveAttribute('aria-pressed', 'true');
  await expect(dual.getByRole('button', { name: 'Target vessel' }).nth(1)).toHaveAttribute('aria-pressed', 'true');
  const offset = dual.getByRole('status', { name: 'The right run begins' });
  await expect(offset).toHaveText('2.40 s');

  await planner.keyboard.press('Space');
  await planner.waitForTimeout(3000);
  const shown = await framesShown(planner, 5000);
  await planner.keyboard.press('Space');
  expect(outOfPhase(shown, 66.6667, OFFSET_MS, [60, 60])).toBeLessThanOrEqual(1);

  await dual.getByRole('button', { name: 'R wave on R wave' }).click();
  await expect(offset).toHaveText('2.33 s');
  await planner.keyboard.press('<');
  await expect(offset).toHaveText('1.33 s');
  await dual.getByRole('button', { name: 'By hand' }).click();
  await planner.keyboard.press('>');
  await expect(offset).toHaveText('1.40 s');
  expect(await barriers(planner)).toEqual([]);

  await dual.getByRole('button', { name: 'Neither' }).nth(1).click();
  await expect(dual.getByRole('button', { name: 'Neither' }).nth(1)).toHaveAttribute('aria-pressed', 'true');
  await planner.keyboard.press('Control+z');
  await expect(dual.getByRole('button', { name: 'Target vessel' }).nth(1)).toHaveAttribute('aria-pressed', 'true');
});

test('donor and target in one picture where the views agree; the gap between the stumps is kept', async ({ planner }) => {
  const tile = await angiogramOf(planner, 'dual', 'Dual, Dora');
  await planner.keyboard.press('w');
  await expect(planner.locator('.run-tile')).toHaveCount(2);
  await planner.keyboard.press('u');
  await expect(tile.locator('.overlay-place')).toHaveText(/^donor and target, (\d+) of \1 frames of one phase, of 60$/);
  await expect(panel(planner, 'Dual injection').getByRole('button', { name: 'Draw the gap' })).toBeEnabled();
  await planner.keyboard.press('j');
  const box = await tile.boundingBox();
  if (box === null) throw new Error('no tile');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await planner.mouse.click(x - 60, y);
  await planner.mouse.click(x + 60, y);
  const gap = panel(planner, 'Dual injection').getByRole('status').last();
  await expect(gap).toContainText(/^Gap \d+\.\d mm, estimated from the stated magnification$/);
  const words = await gap.innerText();
  await planner.keyboard.press('Control+z');
  await expect(panel(planner, 'Dual injection')).not.toContainText('Gap ');
  await planner.keyboard.press('Control+Shift+z');
  await expect(gap).toHaveText(words);

  await planner.locator('.film > li').nth(2).getByRole('button').nth(1).click();
  await expect(panel(planner, 'Dual injection')).toContainText(/The views differ by \d+\.\d°, more than 5°/);
});

test('a catheter calibrates a run: edges by clicks, kept with its author, taken back', async ({ planner }) => {
  const tile = await angiogramOf(planner, 'shaft', 'Shaft, Sina');
  const calibration = panel(planner, 'Calibration');
  await expect(calibration).toContainText('0.202 mm');
  await planner.keyboard.press('k');
  const box = await tile.boundingBox();
  if (box === null) throw new Error('no tile');
  const scale = Math.min(box.width, box.height) / 128;
  const place = ([i, j]: readonly [number, number]): readonly [number, number] =>
    [box.x + box.width / 2 + (i - 63.5) * scale, box.y + box.height / 2 + (j - 63.5) * scale];
  for (const end of ends(SHAFT, 50)) await planner.mouse.click(...place(end));
  await expect(calibration.getByRole('status')).toContainText(/0\.20[0-2] mm\s*a pixel/);
  await expect(calibration.getByRole('status')).toContainText(/(9\.9|10\.0)\d ± 0\.\d\d pixels in \d+ sections/);
  expect(await barriers(planner)).toEqual([]);
  await planner.keyboard.press('Enter');
  await expect(calibration).toContainText('a pixel, catheter 6F');
  await expect(calibration).toContainText('Measured by Dr. Test, Tina');
  await expect(calibration).toContainText(/Not used: estimated from the stated magnification, \d\.\d %/);
  await expect(tile.locator('.overlay-scale-words')).toContainText('mm, catheter 6F');

  await planner.reload();
  await caseRow(planner, 'Shaft, Sina').press('Enter');
  await planner.keyboard.press('5');
  await expect(calibration).toContainText('a pixel, catheter 6F');
  await calibration.getByRole('button', { name: 'Remove' }).click();
  await expect(calibration).toContainText('a pixel, estimated from the stated magnification');
  await planner.keyboard.press('Control+z');
  await expect(calibration).toContainText('a pixel, catheter 6F');
});

test('places are picked by keys alone; where there is no shaft one sentence says what to do', async ({ planner }) => {
  await angiogramOf(planner, 'nothing', 'Phantom');
  await planner.keyboard.press('k');
  // The first press shows the cross, the second takes its place.
  await planner.keyboard.press('Enter');
  await planner.keyboard.press('Enter');
  for (let n = 0; n < 2; n += 1) await planner.keyboard.press('Shift+ArrowRight');
  await planner.keyboard.press('Enter');
  const calibration = panel(planner, 'Calibration');
  await expect(calibration.getByRole('alert')).toContainText(/sections show a clear shaft|pixels wide|sections differ/);
  await planner.keyboard.press('Escape');
  await expect(calibration).toContainText('pixels only');
});

test('a subtracted frame shows what came, on even grey; the mask is moved by parts of a pixel', async ({ planner }) => {
  const tile = await angiogramOf(planner, 'mask', 'Mask, Mona');
  await planner.keyboard.press('s');
  await planner.keyboard.press('ArrowRight');
  await expect(tile.locator('.overlay-display')).toContainText('minus frame 1');
  await atRest(planner);
  const { width, height, step, greys } = await greysOf(tile, 2);
  const scale = Math.max(64 / width, 48 / height);
  const at = (column: number, row: number): number => {
    const [x, y] = [width / 2 + (column - 31.5) / scale, height / 2 + (row - 23.5) / scale];
    return greys[Math.floor(y / step) * Math.ceil(width / step) + Math.floor(x / step)] ?? -1;
  };
  const ground = [[5, 5], [30, 12], [58, 40], [12, 35]].map(([column = 0, row = 0]) => at(column, row));
  expect(Math.max(...ground) - Math.min(...ground)).toBeLessThanOrEqual(1);
  expect(at(30, 24)).toBeLessThan((ground[0] ?? 0) - 30);
  await planner.keyboard.press('Alt+ArrowRight');
  await expect(tile.locator('.overlay-display')).toContainText('moved +0.25 +0 pixels');
  // By drag a quarter as far as the pointer goes.
  const box = await tile.boundingBox();
  if (box === null) throw new Error('no tile');
  const ratio = width / box.width;
  await planner.keyboard.down('Alt');
  await planner.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await planner.mouse.down();
  await planner.mouse.move(box.x + box.width / 2 + 4 / scale / ratio, box.y + box.height / 2 - 8 / scale / ratio, { steps: 4 });
  await planner.mouse.up();
  await planner.keyboard.up('Alt');
  const moved = /moved ([+−][\d.]+) ([+−][\d.]+) pixels/.exec(await tile.locator('.overlay-display').innerText());
  const [right, down] = [moved?.[1], moved?.[2]].map((words) => Number(words?.replace('−', '-')));
  expect(Math.abs((right ?? 0) - 1.25)).toBeLessThan(0.06);
  expect(Math.abs((down ?? 0) + 2)).toBeLessThan(0.06);
  await planner.keyboard.press('s');
  await expect(tile.locator('.overlay-display')).not.toContainText('minus frame');
});

test('shutter, inversion and edges are seen and named on the picture; a run without ECG says so', async ({ planner }) => {
  const tile = await angiogramOf(planner, 'shutter', 'Long-Compound');
  await expect(planner.locator('.ecg')).toContainText('no ECG recorded');
  await expect(tile.locator('.overlay-display')).toContainText('shutter');
  await atRest(planner);
  const covered = await greysOf(tile, 8);
  await planner.keyboard.press('h');
  await expect(tile.locator('.overlay-display')).not.toContainText('shutter');
  await atRest(planner);
  const before = await greysOf(tile, 8);
  // In the picture itself: columns 11 to 54 and rows 9 to 40, counted from 1, are left, and no copy shows the others.
  const scale = Math.min(before.width / 64, before.height / 48);
  const wide = Math.ceil(before.width / before.step);
  covered.greys.forEach((grey, n) => {
    const [column, row] = [(n % wide) * before.step, Math.floor(n / wide) * before.step].map((at, axis) =>
      (at + 0.5 - (axis === 0 ? before.width : before.height) / 2) / scale + (axis === 0 ? 31.5 : 23.5));
    if (column === undefined || row === undefined) return;
    const inside = Math.min(column - 9.5, 53.5 - column, row - 7.5, 39.5 - row);
    if (inside > 0.2) expect(grey).toBe(before.greys[n]);
    else if (inside < -0.2) expect(grey).toBe(0);
  });
  await planner.keyboard.press('v');
  await expect(tile.locator('.overlay-display')).toContainText('inverted');
  await atRest(planner);
  const after = await greysOf(tile, 8);
  const columns = Math.ceil(before.width / before.step);
  const middle = (Math.ceil(before.height / before.step) >> 1) * columns + (columns >> 1);
  expect((before.greys[middle] ?? 0) + (after.greys[middle] ?? 0)).toBeGreaterThan(253);
  await planner.keyboard.press('e');
  await expect(tile.locator('.overlay-display')).toContainText('edges slight');
  // Each is a step of the way back.
  await planner.keyboard.press('Control+z');
  await expect(tile.locator('.overlay-display')).not.toContainText('edges');
  await expect(tile.locator('.overlay-display')).toContainText('inverted');
  await planner.keyboard.press('Control+z');
  await expect(tile.locator('.overlay-display')).not.toContainText('inverted');
  await planner.keyboard.press('Control+Shift+z');
  await expect(tile.locator('.overlay-display')).toContainText('inverted');
  expect(await barriers(planner)).toEqual([]);
});

test('a run that is cut short says so, and plays what is there', async ({ planner }) => {
  await importByWindow(planner, 'cut');
  await expect(job(planner, 'cut').getByText('imported', { exact: true })).toBeVisible();
  const row = caseRow(planner, 'Cut, Cleo');
  await row.press('Enter');
  await planner.keyboard.press('5');
  await expect(planner.getByRole('alert').first()).toContainText(/cut short|cannot be read|Look only/);
});

test('a run in a coding that cannot be read is refused in one sentence; the other run of the case is there', async ({ planner }) => {
  await importByWindow(planner, 'refused');
  await expect(job(planner, 'refused').getByText('imported', { exact: true })).toBeVisible();
  await caseRow(planner, 'Refused, Rita').press('Enter');
  await planner.keyboard.press('5');
  const film = planner.locator('.film > li');
  await film.filter({ hasText: 'Video' }).getByRole('button').first().click();
  await expect(planner.locator('.pane').getByRole('alert').first()).toContainText(/cod(ed|ing)/);
  await expect(planner.locator('.run-tile[data-frame]')).toHaveCount(0);
  if (process.env['SHOT'] !== undefined) await planner.screenshot({ path: process.env['SHOT'] });
  expect(await barriers(planner)).toEqual([]);
  await film.filter({ hasText: 'Plain' }).getByRole('button').first().click();
  await expect(planner.locator('.run-tile[data-frame]')).toHaveCount(1);
  await expect(planner.getByRole('alert')).toHaveCount(0);
});

test('a single frame is one picture, whatever its coding: the same pixels, nothing to play', async ({ planner }) => {
  const tile = await angiogramOf(planner, 'codings', 'Coded, Cara');
  const pictures: string[] = [];
  for (let n = 0; n < CODED.length; n += 1) {
    if (n > 0) await planner.keyboard.press('ArrowDown');
    await expect(planner.locator('.film > li').nth(n)).toHaveAttribute('data-shown', 'true');
    await expect(tile).toHaveAttribute('data-frame', '0');
    await atRest(planner);
    pictures.push((await greysOf(tile, 6)).greys.join());
    await expect(planner.getByRole('button', { name: 'Play (Space)' })).toBeDisabled();
    await expect(count(planner)).toHaveText('1 of 1');
  }
  expect(new Set(pictures).size).toBe(1);
  expect(new Set(pictures[0]?.split(',')).size).toBeGreaterThan(20);
});
