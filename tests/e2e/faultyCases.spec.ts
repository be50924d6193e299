import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { pointLps, type PointLps } from '../../core/geometry/frame.ts';
import { courseAt } from '../../core/phantom/course.ts';
import type { VesselRecipe } from '../../core/phantom/vessel.ts';
import { arcVessel, scene } from '../core/centreline/scene.ts';
import { evenDeposit } from '../core/phantom/straightVessel.ts';
import { cleanSeries, writeSeries, type SliceFile } from '../phantoms/series.ts';
import { expect, test } from './app.ts';
import { barriers, caseRow, discFolder, importByWindow, job, scratch, startWork } from './desk.ts';
import { tile } from './pictures.ts';

/** Cases in which something is wrong: each goes as far as is honest, and says where it stops. */

const discs = discFolder('faulty');
test.use({ environment: { HOME: discs.path } });

const OCCLUSION_MM = 12;
/** Calcium that fills the vessel over 5 mm, 2.5 mm beyond the proximal cap. */
const MOON = evenDeposit(24.5, 29.5, 360, 2, 0);
/** Struts of a stent beyond it. */
const STENT = evenDeposit(30.5, 33, 360, 0.8, 0, 3000);
const onArtery = (abscissa: number): PointLps => courseAt(arcVessel().course, abscissa);

/** A scan of the artery as a scanner writes it; its phantom's own voxels. */
function scanOf(key: string, chosen: Partial<VesselRecipe>, options: { readonly hasContrast?: boolean } = {}): readonly SliceFile[] {
  const { grid: { dims: [nx, ny, nz] }, voxels } = scene(arcVessel(chosen));
  return cleanSeries({
    key, columns: nx, rows: ny, slices: nz, spacing: [0.45, 0.45, 0.45], origin: pointLps(-36, -17, -18),
    field: (x, y, z) => voxels[Math.round((x + 36) / 0.45) + nx * (Math.round((y + 17) / 0.45) + ny * Math.round((z + 18) / 0.45))] ?? 0,
    study: { uid: `2.25.4141${key.length}`, patientName: `Faulty^${key}`, patientId: `PH-${key}` }, series: { hasContrast: true, ...options },
  });
}

test.beforeAll(() => {
  discs.make();
  const whole = scanOf('Gap', { deposits: [MOON] });
  writeSeries(join(discs.path, 'gap'), whole.filter((_, k) => k !== 41));
  writeSeries(join(discs.path, 'missing slice'), [whole[41]].filter((file) => file !== undefined));
  writeSeries(join(discs.path, 'plain'), scanOf('Plain', { deposits: [MOON], lumenHu: 45, distalLumenHu: 45 }, { hasContrast: false }));
  writeSeries(join(discs.path, 'stent'), scanOf('Stent', { deposits: [MOON, STENT] }));
});
test.afterAll(() => discs.remove());
test.beforeEach(async ({ planner }) => startWork(planner));

async function imported(page: Page, folder: string): Promise<void> {
  await importByWindow(page, folder);
  await expect(job(page, folder).getByText('imported', { exact: true })).toBeVisible();
}

/** Opens a case at the station of a key. */
async function opened(page: Page, name: string, key: string): Promise<void> {
  await caseRow(page, name).press('Enter');
  await expect(page.getByRole('button', { name: 'Images', exact: true })).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press(key);
}

async function readPoints(page: Page, points: readonly PointLps[]): Promise<void> {
  // In which series is known once its pictures are there.
  await expect(tile(page, 'axial').locator('.overlay-place')).toContainText('slice');
  const file = join(scratch(), 'points.json');
  writeFileSync(file, JSON.stringify({ points }));
  await page.getByLabel('File of points').setInputFiles(file);
  await expect(pathPoints(page)).toHaveCount(points.length);
}
const pathPoints = (page: Page): Locator => page.getByRole('region', { name: 'Path' }).getByRole('listitem');
const room = (page: Page): Locator => page.getByRole('main');
const fresh = (page: Page, station: 'vessel' | 'calcium'): Promise<void> =>
  expect(page.locator(`.${station}`)).toHaveAttribute('data-state', 'fresh', { timeout: 60_000 });

test('a series without one of its slices measures nothing and says so at every station; the slice brought later, all is measured', async ({ planner: page }) => {
  await imported(page, 'gap');
  await opened(page, 'Gap', '3');
  await expect(room(page)).toContainText('No series of this case can be measured, so that no vessel can be traced. The import report in station 2 says why for each');
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('4');
  await expect(room(page).getByRole('alert')).toContainText('This case has no CT that can be measured. The import report in Images says why');
  await page.keyboard.press('6');
  await expect(room(page)).toContainText('No vessel is traced yet, so that nothing is measured.');
  await page.keyboard.press('2');
  await expect(room(page)).toContainText('Look only: nothing can be measured.');
  await page.keyboard.press('1');

  await imported(page, 'missing slice');
  await opened(page, 'Gap', '3');
  await readPoints(page, [onArtery(2), onArtery(54)]);
  await fresh(page, 'vessel');
  await page.keyboard.press('4');
  await fresh(page, 'calcium');
  await expect(page.locator('.ruler-occlusion title')).toContainText(`Occlusion ${OCCLUSION_MM}`);
});

test('a scan without contrast: the points stay, no path is made up, and every station says why', async ({ planner: page }) => {
  await imported(page, 'plain');
  await opened(page, 'Plain', '3');
  await readPoints(page, [onArtery(2), onArtery(54)]);
  const why = 'There is no contrast at any of the points. Choose a contrast series, or set a point in the open vessel.';
  await expect(page.locator('.vessel')).toHaveAttribute('data-state', 'failed', { timeout: 60_000 });
  await expect(page.getByRole('region', { name: 'Path' })).toContainText(why);
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('4');
  await expect(room(page).getByRole('alert')).toContainText(`The vessel could not be measured. ${why}`);
  await page.keyboard.press('6');
  await expect(room(page)).toContainText(`Nothing could be measured: ${why}`);
  await expect(page.getByRole('row', { name: /^Largest arc / })).toContainText('unknown');

  await page.reload();
  await expect(room(page)).toContainText(`Nothing could be measured: ${why}`, { timeout: 60_000 });
  await page.keyboard.press('3');
  await expect(pathPoints(page)).toHaveCount(2);
});

test('a stent in the occlusion and a path that leaves the scan: metal is in no figure, the point outside is named, nothing is lost', async ({ planner: page }) => {
  await imported(page, 'stent');
  await opened(page, 'Stent', '3');
  await readPoints(page, [onArtery(2), pointLps(60, 10, 0)]);
  const path = page.getByRole('region', { name: 'Path' });
  await expect(path).toContainText('Point 2 lies outside the volume. Set it inside.', { timeout: 60_000 });
  await page.keyboard.press('4');
  await expect(room(page).getByRole('alert')).toContainText('The vessel could not be measured. Point 2 lies outside the volume.');
  await page.keyboard.press('3');
  await page.keyboard.press('Control+z');
  await readPoints(page, [onArtery(2), onArtery(54)]);
  await fresh(page, 'vessel');

  // Calcium is told beside the stent, and none in it: neither bars nor full moon.
  await page.keyboard.press('4');
  await fresh(page, 'calcium');
  await expect(page.locator('.ruler-metal title')).toHaveText('Stent: no calcium is told there');
  await expect(page.locator('.ruler-moon')).toHaveCount(1);
  const section = page.getByRole('group', { name: 'Section at the cursor' });
  const title = section.locator('.overlay-title');
  await section.focus();
  await page.keyboard.press('d');
  for (let left = 5; left > 0; left -= 1) {
    const before = await title.innerText();
    await page.keyboard.press('ArrowLeft');
    await expect(title).not.toHaveText(before);
  }
  await expect(page.locator('.section-reading')).toContainText('no calcium is told here');
  await expect(page.locator('.section-area')).toHaveAttribute('d', '');
  await expect(page.getByRole('region', { name: 'Values of the section' }).getByRole('row', { name: 'Arc' }).getByRole('cell').first()).toHaveText('stent');
  await expect(page.locator('.neighbour[aria-current="true"]')).toHaveAccessibleName(/: stent$/);
  expect(await barriers(page)).toEqual([]);

  await page.keyboard.press('6');
  await expect(page.getByRole('row', { name: /^Inside a stent / })).toContainText('yes');
  await expect(page.getByRole('row', { name: /^Full moon / })).toContainText(/[45]\.\d mm/);
  await page.reload();
  await expect(page.getByRole('row', { name: /^Inside a stent / })).toContainText('yes', { timeout: 60_000 });
});
