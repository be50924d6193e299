import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';

/** What a canvas shows: its size in device pixels, and the grey of each `step`-th pixel, row by row. */
export interface Greys { readonly width: number; readonly height: number; readonly step: number; readonly greys: readonly number[] }

export type CutName = 'axial' | 'coronal' | 'sagittal';
export const tile = (page: Page, cut: CutName): Locator => page.locator(`[data-cut="${cut}"]`);

/** The pixels of a canvas as they are. */
export const greysOf = (picture: Locator, step = 4): Promise<Greys> => picture.locator('canvas').evaluate((canvas: HTMLCanvasElement, every) => {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: new Uint8ClampedArray() };
  const greys: number[] = [];
  for (let y = 0; y < height; y += every) for (let x = 0; x < width; x += every) greys.push(data[4 * (y * width + x)] ?? 0);
  return { width, height, step: every, greys };
}, step);

/** The letters at the edges of a picture. */
export async function lettersOf(picture: Locator): Promise<Readonly<Record<'top' | 'right' | 'bottom' | 'left', string>>> {
  const [top, right, bottom, left] = await Promise.all(['top', 'right', 'bottom', 'left'].map((edge) => picture.locator(`.overlay-${edge}`).innerText()));
  return { top: top ?? '', right: right ?? '', bottom: bottom ?? '', left: left ?? '' };
}

/** "z +3.5 mm, slice 12 of 24" as numbers. */
export async function placeOf(picture: Locator): Promise<{ readonly mm: number; readonly slice: number; readonly of: number }> {
  const words = await picture.locator('.overlay-place').innerText();
  const found = /^[xyz] ([+−])([\d.]+) mm, slice (\d+) of (\d+)$/.exec(words);
  expect(found, words).not.toBeNull();
  const [, sign = '', length = '', slice = '', of = ''] = found ?? [];
  return { mm: (sign === '−' ? -1 : 1) * Number(length), slice: Number(slice), of: Number(of) };
}

/** The window that a picture says it is shown in. */
export async function windowOf(picture: Locator): Promise<{ readonly width: number; readonly level: number }> {
  const [, width = '', level = ''] = /W (\d+)\s+L ([−\d]+)/.exec(await picture.locator('.overlay-display').innerText()) ?? [];
  return { width: Number(width), level: Number(level.replace('−', '-')) };
}

/** Until the whole series is in memory. */
export const wholeSeries = async (page: Page): Promise<void> => {
  await expect(page.locator('.status')).toContainText(/(\d+) of \1 slices in memory/);
  await atRest(page);
};

/** Until what the canvases show has not changed for twenty frames of the screen: nothing more is about to be drawn. */
export const atRest = (page: Page): Promise<void> => page.evaluate(() => new Promise<void>((done) => {
  const shown = (): string => [...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()).join();
  let before = '';
  let frames = 0;
  const next = (): void => {
    frames += 1;
    if (frames % 20 === 0) {
      const now = shown();
      if (now === before) return done();
      before = now;
    }
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}));

/**
 * Mean absolute difference, as a share of the window, between what is on the canvas and what should be.
 *
 * `valueAt` gives the value that belongs at a point of the picture, mm right and down from its middle, or null
 * where nothing is claimed.
 */
export function meanDifference(
  { width, height, step, greys }: Greys, mmPerPixel: number, window: { readonly width: number; readonly level: number },
  valueAt: (right: number, down: number) => number | null,
): { readonly share: number; readonly compared: number } {
  let sum = 0;
  let compared = 0;
  greys.forEach((grey, n) => {
    const columns = Math.ceil(width / step);
    const [x, y] = [(n % columns) * step, Math.floor(n / columns) * step];
    const value = valueAt((x + 0.5 - width / 2) * mmPerPixel, (y + 0.5 - height / 2) * mmPerPixel);
    if (value === null) return;
    const expected = Math.min(255, Math.max(0, ((value - window.level + window.width / 2) / window.width) * 255));
    sum += Math.abs(expected - grey);
    compared += 1;
  });
  return { share: sum / compared / 255, compared };
}
