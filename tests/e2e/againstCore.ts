import type { Page } from '@playwright/test';
import { moved, type PointLps } from '../../core/geometry/frame.ts';
import { imageAround, type Axes } from '../../core/geometry/plane.ts';
import { reslicedImage, type Slab } from '../../core/volume/reslice.ts';
import type { Volume } from '../../core/volume/volume.ts';
import { expect } from './app.ts';
import { greysOf, meanDifference, tile, windowOf, type CutName } from './pictures.ts';

/** What planes show against what core itself cuts there. */

/** Most that they may differ on average, as a share of the window. */
export const AGREES = 0.01;

/** Until every picture is as fine as it gets. */
export const fine = (page: Page): Promise<void> => page.evaluate(() => new Promise<void>((done) => {
  let still = 0;
  const next = (): void => {
    const isFine = [...document.querySelectorAll('.picture-canvas')].every((host) => (host as HTMLElement).dataset['fine'] !== 'false');
    still = isFine ? still + 1 : 0;
    if (still > 12) done();
    else requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}));

/** Millimetres a pixel as the scale bar says. */
export const scaleOf = (page: Page, cut: CutName): Promise<number> => tile(page, cut).evaluate((node) => {
  const words = node.querySelector('.overlay-scale-words')?.textContent ?? '';
  return Number.parseFloat(words) / Number.parseFloat((node.querySelector('.overlay-ruler') as HTMLElement).style.width);
});
/** Where the crossing of the lines is, mm from the middle of the canvas. */
export const crossOf = (page: Page, cut: CutName): Promise<readonly [number, number]> => tile(page, cut).evaluate((node) => {
  const lines = [...node.querySelectorAll('.overlay-lines > g')].filter((group) => group.getAttribute('visibility') === 'visible')
    .map((group) => [...(group.querySelector('.overlay-line')?.getAttribute('d') ?? '').matchAll(/-?[\d.]+/g)].map(Number));
  const box = node.querySelector('canvas')?.getBoundingClientRect() ?? new DOMRect();
  const [[ax = 0, ay = 0, ...a] = [], [bx = 0, by = 0, ...b] = []] = lines;
  const [adx, ady] = [(a.at(-2) ?? 0) - ax, (a.at(-1) ?? 0) - ay];
  const [bdx, bdy] = [(b.at(-2) ?? 0) - bx, (b.at(-1) ?? 0) - by];
  const t = ((bx - ax) * bdy - (by - ay) * bdx) / (adx * bdy - ady * bdx);
  return [ax + t * adx - box.width / 2, ay + t * ady - box.height / 2];
});

/** A plane through the cursor of a volume, and in which picture it is seen. */
interface SeenPlane {
  readonly volume: Volume; readonly cursor: PointLps; readonly cut: CutName; readonly axes: Axes; readonly slab: Slab;
  /** The tile, where it is not the one of the cut. */
  readonly picture?: ReturnType<typeof tile>;
}

/** How far a picture is from core's own cut through the cursor, as a share of the window. */
export async function differenceFromCore(page: Page, { volume, cursor, cut, axes: { u, v }, slab, picture = tile(page, cut) }: SeenPlane): Promise<number> {
  await fine(page);
  const [greys, window, mmPerPixel, [x, y]] = await Promise.all([greysOf(picture), windowOf(picture), scaleOf(page, cut), crossOf(page, cut)]);
  const middle = moved(moved(cursor, u, -x * mmPerPixel), v, -y * mmPerPixel);
  const image = reslicedImage(volume, imageAround(middle, { u, v }, [mmPerPixel, mmPerPixel], [greys.width, greys.height]), slab);
  const { share, compared } = meanDifference(greys, mmPerPixel, window, (right, down) => {
    const [column, row] = [Math.round(right / mmPerPixel + (greys.width - 1) / 2), Math.round(down / mmPerPixel + (greys.height - 1) / 2)];
    const at = row * greys.width + column;
    return image.covered[at] === 1 ? image.values[at] ?? null : null;
  });
  expect(compared).toBeGreaterThan(500);
  return share;
}
