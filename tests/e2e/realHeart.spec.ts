import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { apply, indexIjk } from '../../core/geometry/frame.ts';
import { CUTS, standardAxes, turnedAxes, type PlaneAxes } from '../../core/volume/planeAxes.ts';
import type { Slab } from '../../core/volume/reslice.ts';
import { standardPlanes } from '../../core/volume/standardPlanes.ts';
import type { Volume } from '../../core/volume/volume.ts';
import { deg, mm } from '../../core/units.ts';
import { hasSharedData, sharedData } from '../electron/host/dicom/sharedData.ts';
import { realThorax, REAL_SERIES } from '../phantoms/realVessel.ts';
import { AGREES, differenceFromCore } from './againstCore.ts';
import { expect, test } from './app.ts';
import { caseRow, discFolder, importByWindow, job, startWork } from './desk.ts';
import { tile, wholeSeries } from './pictures.ts';

/** A real heart on the screen: what is shown of it is what core cuts from the same files. */

const discs = discFolder('real-heart');
test.use({ environment: { HOME: discs.path } });
test.skip(!hasSharedData, 'the shared data are not there');
test.beforeAll(() => {
  discs.make();
  if (hasSharedData) cpSync(join(sharedData, REAL_SERIES), join(discs.path, 'heart'), { recursive: true });
});
test.afterAll(() => discs.remove());

async function agrees(page: Page, volume: Volume, axes: PlaneAxes, slab: Slab): Promise<void> {
  const [nx, ny, nz] = volume.grid.dims;
  const cursor = apply(volume.grid.lpsFromIjk, indexIjk(nx >> 1, ny >> 1, nz >> 1));
  for (const cut of CUTS) {
    expect(await differenceFromCore(page, { volume, cursor, cut, axes: axes[cut], slab }), cut).toBeLessThan(AGREES);
  }
}

test('a real heart: straight and turned planes, alone and as slabs, are cut as core does; its rendering comes', async ({ planner: page }) => {
  const thorax = await realThorax();
  if (thorax === null) throw new Error('the real series cannot be read');
  const { volume } = thorax;
  await startWork(page);
  await importByWindow(page, 'heart');
  await expect(job(page, 'heart').getByText('imported', { exact: true })).toBeVisible();
  await caseRow(page, '').first().press('Enter');
  await wholeSeries(page);
  const straight = standardAxes(standardPlanes(volume.grid));
  const alone: Slab = { thickness: mm(0), rule: 'mean' };
  await agrees(page, volume, straight, alone);

  await tile(page, 'axial').focus();
  for (const key of ['Shift+W', 'Shift+W', 'w', 'w', 'w']) await page.keyboard.press(key);
  await expect(tile(page, 'coronal').locator('.overlay-title')).toContainText('23° from coronal');
  const turned = turnedAxes(straight, 'axial', deg(23));
  await agrees(page, volume, turned, alone);

  for (const key of ['b', 'b', 'b', 'b', 's']) await page.keyboard.press(key);
  await expect(tile(page, 'coronal').locator('.overlay-display')).toContainText('5.0 mm');
  await agrees(page, volume, turned, { thickness: mm(5), rule: 'maximum' });
  await expect(page.locator('.rendering-picture')).toHaveAttribute('data-quality', 'fine');
});
