import { join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { calibrated, cleanRun } from '../phantoms/runs.ts';
import { cleanSeries, writeSeries } from '../phantoms/series.ts';
import { expect, test } from './app.ts';
import { caseRow, discFolder, importByWindow, job, startWork } from './desk.ts';
import { misfits, SIZES } from './misfits.ts';
import { atRest, wholeSeries } from './pictures.ts';

/** Every arrangement of the pictures on a large and on a small screen, with what is hard to fit: all is in sight, nothing lies over anything. */

const discs = discFolder('layouts');
test.use({ environment: { HOME: discs.path } });

const LONG = 'Hohenstein-Wittgenstein-Sayn-Berleburg und zu Löwenstein, Petra-Alexandra Maximiliane Theodora';
/** Keys that arrange the planes, and what each then is. */
const LAYOUTS = [['F7', 'planes'], ['F8', 'large'], ['F9', 'row'], ['F10', 'single']] as const;

test.beforeAll(() => {
  discs.make();
  const ct = { columns: 48, rows: 48, slices: 24, spacing: [1, 1, 1] } as const;
  const long = { patientName: LONG.replace(', ', '^'), patientId: 'PH-long-4711-0815-2026-11-29', uid: '2.25.661100' };
  for (const phasePercent of [40, 75]) {
    writeSeries(join(discs.path, 'long', `${phasePercent}`), cleanSeries({
      ...ct, key: `long ${phasePercent}`, study: long,
      series: { phasePercent, kernel: 'Bv40', description: 'CTA coronary arteries 0.6 Bv40 best diastolic reconstruction with noise suppression', frameOfReferenceUid: '2.25.661109' },
    }));
  }
  writeSeries(join(discs.path, 'nameless'), cleanSeries({ ...ct, key: 'nameless', study: { patientName: '', patientId: '', uid: '2.25.661200' } }));
  const broken = { patientName: 'Broken^Bea', patientId: 'PH-broken', uid: '2.25.661300' };
  writeSeries(join(discs.path, 'broken'), cleanSeries({ ...ct, key: 'broken', study: broken }).filter((_, k) => k !== 7));
  writeSeries(join(discs.path, 'plain'), [calibrated('nothing'), cleanRun({ key: 'second', study: { patientName: 'Test^Phantom' } })]);
  const runs = { frames: 12, study: { ...long, uid: '2.25.661400' } };
  writeSeries(join(discs.path, 'dual'), [
    cleanRun({ ...runs, key: 'layout donor', description: 'Donor LCA', seriesNumber: 1, acquisitionTime: '101500.000000' }),
    cleanRun({ ...runs, key: 'layout target', description: 'Target RCA', seriesNumber: 2, acquisitionTime: '101500.600000' }),
  ]);
});
test.afterAll(() => discs.remove());
test.beforeEach(async ({ planner }) => startWork(planner));

async function opened(page: Page, folder: string): Promise<void> {
  await importByWindow(page, folder);
  await expect(job(page, folder).getByText('imported', { exact: true })).toBeVisible();
  await caseRow(page, '').first().press('Enter');
}

/** Magnification of each picture of a series. */
const scales = (page: Page, of: 'first' | 'second'): Promise<readonly (string | undefined)[]> =>
  page.locator(`.picture[data-of="${of}"]`).evaluateAll((pictures) => pictures.filter((one) => one.checkVisibility())
    .map((one) => /[\d.]+×/.exec(one.querySelector('.overlay-display')?.textContent ?? '')?.[0]));

/** At both sizes: all fits, and a picture of it is kept with the results of the tests. */
async function fits(page: Page, info: TestInfo, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await atRest(page);
    await page.screenshot({ path: info.outputPath(`${name} ${size.width}.png`) });
    // Beside one another at the same place, and as large.
    if (await page.locator('.tiles[data-beside="true"]').count() > 0) expect(await scales(page, 'second')).toEqual(await scales(page, 'first'));
    expect(await misfits(page), `${name} at ${size.width} x ${size.height}`).toEqual([]);
  }
}

test('every layout of the planes, with a long name: alone, beside another phase, by turns', async ({ planner: page }, info) => {
  test.setTimeout(300_000);
  await opened(page, 'long');
  await wholeSeries(page);
  await expect(page.locator('.banner .who')).toHaveText(LONG);
  for (const [key, layout] of LAYOUTS) {
    await page.keyboard.press(key);
    await expect(page.locator('.tiles')).toHaveAttribute('data-layout', layout);
    await fits(page, info, layout);
    await page.keyboard.press('c');
    await expect(page.locator('.tiles')).toHaveAttribute('data-beside', 'true');
    await fits(page, info, `${layout} beside`);
    await page.keyboard.press('c');
    await expect(page.getByRole('group', { name: 'By turns' })).toBeVisible();
    await page.keyboard.press('c');
    await expect(page.getByRole('group', { name: 'By turns' })).toHaveCount(0);
  }
});

test('planes of a patient without a name, and a series that is broken', async ({ planner: page }, info) => {
  await opened(page, 'nameless');
  await wholeSeries(page);
  await fits(page, info, 'no name');
  await page.keyboard.press('1');
  await importByWindow(page, 'broken');
  await expect(job(page, 'broken').getByText('imported', { exact: true })).toBeVisible();
  await caseRow(page, 'Broken, Bea').press('Enter');
  await expect(page.getByRole('group', { name: 'Slice', exact: true }).locator('.overlay-place')).toContainText('slice');
  await fits(page, info, 'broken series');
});

test('runs: one that is not calibrated, two side by side with a long name, both in one picture', async ({ planner: page }, info) => {
  test.setTimeout(300_000);
  await opened(page, 'plain');
  await page.keyboard.press('5');
  await expect(page.locator('.run-tile[data-frame]').first()).toBeVisible();
  await expect(page.locator('.run-tiles')).toContainText('not calibrated');
  await fits(page, info, 'not calibrated');
  await page.keyboard.press('1');
  await importByWindow(page, 'dual');
  await expect(job(page, 'dual').getByText('imported', { exact: true })).toBeVisible();
  await caseRow(page, 'Hohenstein').press('Enter');
  await page.keyboard.press('5');
  await expect(page.locator('.run-tile[data-frame]').first()).toBeVisible();
  await fits(page, info, 'run');
  await page.keyboard.press('w');
  await expect(page.locator('.run-tile[data-frame]')).toHaveCount(2);
  await fits(page, info, 'two runs');
  await page.keyboard.press('u');
  await expect(page.locator('.run-tile .overlay-place').first()).toContainText('donor and target');
  await fits(page, info, 'in one');
  await page.keyboard.press('2');
  await expect(page.locator('.run-tile[data-frame]').first()).toBeVisible();
  await fits(page, info, 'run at the images');
});
