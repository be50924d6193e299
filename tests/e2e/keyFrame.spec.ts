import type { Page } from '@playwright/test';
import { pointLps } from '../../core/geometry/frame.ts';
import type { KeyImage } from '../../core/plan/plan.ts';
import { CT_GRID } from '../../electron/host/demo/demoCase.ts';
import { expect } from './app.ts';
import { makeDemoLibrary, onArtery, spotOf, test, toSlice } from './demoDesk.ts';
import { caseRow } from './desk.ts';
import { atRest, tile, wholeSeries } from './pictures.ts';
import { enterVessel } from './tracedDemo.ts';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(500_000);
  await makeDemoLibrary(browser);
});
test.beforeEach(() => test.setTimeout(300_000));

const says = (page: Page, words: string): Promise<void> => expect(page.getByRole('contentinfo')).toContainText(words);

/** Adds the picture in use to the plan, and gives it as it was sent to be kept. */
async function added(page: Page, number: number): Promise<KeyImage> {
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/plans.edit'));
  await page.keyboard.press('Control+p');
  const { content } = (await sent).postDataJSON() as { readonly content: { readonly keyImages: readonly KeyImage[] } };
  await says(page, `key image ${number} of 6`);
  const image = content.keyImages[number - 1];
  if (image === undefined) throw new Error('no key image');
  return image;
}

test('a picture of one slice takes along the slice and what is drawn on it; a slab lies on none', async ({ planner: page }) => {
  await enterVessel(page);
  await caseRow(page, 'DEMO').press('Enter');
  await wholeSeries(page);
  const middle = onArtery(40);
  const [from, to] = [pointLps(middle[0], middle[1], middle[2]), pointLps(middle[0] + 24, middle[1] + 32, middle[2])];
  await toSlice(page, middle[2]);
  await atRest(page);
  await page.keyboard.press('d');
  const [one, other] = [await spotOf(page, from), await spotOf(page, to)];
  await page.mouse.move(...one);
  await page.mouse.down();
  await page.mouse.move((one[0] + other[0]) / 2, (one[1] + other[1]) / 2);
  await page.mouse.move(...other);
  await page.mouse.up();
  await expect(tile(page, 'axial').locator('.mark-value')).toContainText('mm');
  await page.keyboard.press('Escape');
  await tile(page, 'axial').focus();
  await atRest(page);

  const { frame, series } = await added(page, 1);
  const [first] = CT_GRID.positions;
  if (frame === undefined || first === undefined) throw new Error('no frame');
  expect(series).toMatch(/^ser_/);
  expect([frame.of, frame.isInverted, frame.marks.length]).toEqual(['volume', false, 1]);
  // Slices of a volume grow along row x column: towards the head, however they were stored.
  const heights = CT_GRID.positions.map(([, , z]) => z).toSorted((a, b) => a - b);
  const drawnIn = heights[frame.index] ?? NaN;
  expect(Math.abs(drawnIn - middle[2])).toBeLessThan(0.26);
  const [mark] = frame.marks;
  expect([mark?.shape, mark?.points.length]).toEqual(['line', 2]);
  const pixelOf = ([x, y]: readonly [number, number, number]): readonly number[] =>
    [(x - first[0]) / CT_GRID.pixelSpacing[0], (y - first[1]) / CT_GRID.pixelSpacing[1]];
  // A click is a whole pixel of the window, which is about one of the slice.
  const apart = [from, to].flatMap((point, n) => pixelOf(point).map((value, axis) => Math.abs(value - (mark?.points[n]?.[axis] ?? NaN))));
  expect(Math.max(...apart)).toBeLessThan(1.5);
  const [[ax = 0, ay = 0] = [], [bx = 0, by = 0] = []] = mark?.points ?? [];
  const length = Math.hypot((bx - ax) * CT_GRID.pixelSpacing[0], (by - ay) * CT_GRID.pixelSpacing[1]);
  expect(Math.abs(length - Number.parseFloat(mark?.words ?? ''))).toBeLessThan(0.06);
  // Fitted: the whole slice is seen.
  expect([frame.area[0] <= 0, frame.area[1] <= 0, frame.area[2] >= CT_GRID.columns - 1, frame.area[3] >= CT_GRID.rows - 1]).toEqual([true, true, true, true]);

  await page.keyboard.press('b');
  await atRest(page);
  expect((await added(page, 2)).frame).toBeUndefined();
});
