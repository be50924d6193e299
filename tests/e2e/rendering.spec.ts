import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { pointLps, vectorLps } from '../../core/geometry/frame.ts';
import { cleanSeries, writeSeries } from '../phantoms/series.ts';
import { expect, test } from './app.ts';
import { barriers, caseRow, discFolder, importByWindow, job, startWork } from './desk.ts';
import { tile, wholeSeries } from './pictures.ts';

const discs = discFolder('rendering');
test.use({ environment: { HOME: discs.path } });

/** Dense balls in air: one at the patient's left and front, above the middle; a smaller one at the right and back. */
const BALLS = [{ at: pointLps(14, -10, 9), radius: 7 }, { at: pointLps(-14, 10, -9), radius: 4 }] as const;
const N = 64;

test.beforeAll(() => {
  discs.make();
  writeSeries(join(discs.path, 'balls'), cleanSeries({
    key: 'balls', columns: N, rows: N, slices: N, spacing: [1, 1, 1], row: vectorLps(1, 0, 0), column: vectorLps(0, 1, 0),
    origin: pointLps(-31.5, -31.5, -31.5),
    field: (x, y, z) => (BALLS.some(({ at, radius }) => Math.hypot(x - at[0], y - at[1], z - at[2]) <= radius) ? 1100 : -1000),
  }));
});
test.afterAll(() => discs.remove());

const rendering = (page: Page): Locator => page.locator('.rendering-picture');
const isFine = (page: Page): Promise<void> => expect(rendering(page)).toHaveAttribute('data-quality', 'fine');

/** Middle and number of bright pixels, CSS pixels from the middle of the picture. */
const bright = (page: Page): Promise<{ readonly right: number; readonly down: number; readonly count: number }> =>
  rendering(page).locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: new Uint8ClampedArray() };
    const [sum, perPixel] = [{ x: 0, y: 0, count: 0 }, width / canvas.clientWidth];
    for (let n = 0; n < data.length / 4; n += 1) {
      if ((data[4 * n] ?? 0) < 60) continue;
      sum.x += n % width;
      sum.y += Math.floor(n / width);
      sum.count += 1;
    }
    return { right: (sum.x / sum.count - width / 2) / perPixel, down: (sum.y / sum.count - height / 2) / perPixel, count: sum.count / perPixel ** 2 };
  });

async function turnTo(page: Page, angles: string): Promise<void> {
  await page.getByRole('textbox', { name: 'C-arm angles of the view' }).fill(angles);
  await page.keyboard.press('Enter');
  await expect(rendering(page).locator('.overlay-display')).toContainText(`as seen from ${angles}`);
  await isFine(page);
}

test('the rendering shows what lies where, from each side, and cut open', async ({ planner: page }) => {
  await startWork(page);
  await importByWindow(page, 'balls');
  await expect(job(page, 'balls').getByText('imported', { exact: true })).toBeVisible();
  await caseRow(page, '').first().press('Enter');
  await wholeSeries(page);
  await page.getByRole('button', { name: /^Bone/ }).click();
  await turnTo(page, 'AP');
  expect(await barriers(page)).toEqual([]);
  await expect(rendering(page)).toContainText('a picture: nothing is measured here');

  // The larger ball weighs more: the middle of all that is bright lies on its side.
  const ap = await bright(page);
  expect([Math.sign(ap.right), Math.sign(ap.down)]).toEqual([1, -1]);
  const letters = async () => Promise.all(['top', 'right', 'bottom', 'left'].map((edge) => rendering(page).locator(`.overlay-${edge}`).innerText()));
  expect(await letters()).toEqual(['H', 'L', 'F', 'R']);
  await turnTo(page, 'LAO 90');
  // Seen from the patient's left: what is in front lies on the left of the picture.
  expect(Math.sign((await bright(page)).right)).toBe(-1);
  expect(await letters()).toEqual(['H', 'P', 'F', 'A']);

  // The coronal plane takes the front away, and the larger ball with it.
  await turnTo(page, 'AP');
  await page.getByRole('button', { name: 'Cut by the coronal plane' }).click();
  await expect(rendering(page).locator('.overlay-place')).toContainText('cut open');
  await isFine(page);
  const cut = await bright(page);
  expect([Math.sign(cut.right), Math.sign(cut.down)]).toEqual([-1, 1]);
  expect(cut.count).toBeLessThan(0.5 * ap.count);

  // By keys: only while the rendering has the focus; elsewhere arrows move the cursor.
  await rendering(page).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(rendering(page).locator('.overlay-display')).toContainText('as seen from LAO 30');
  await tile(page, 'axial').focus();
  await page.keyboard.press('ArrowRight');
  await expect(rendering(page).locator('.overlay-display')).toContainText('as seen from LAO 30');
  // By drag: to the right turns what is in front to the right, towards RAO.
  const box = await rendering(page).boundingBox();
  if (box === null) throw new Error('the rendering has no place');
  await page.mouse.move(box.x + 100, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 100, { steps: 4 });
  await page.mouse.up();
  await expect(rendering(page).locator('.overlay-display')).not.toContainText('LAO 30');
  await isFine(page);

  // What is not understood is said, and turns nothing.
  await page.getByRole('textbox', { name: 'C-arm angles of the view' }).fill('30');
  await expect(page.getByText('write LAO or RAO, CRA or CAU')).toBeVisible();
});
