import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { pointLps } from '../../core/geometry/frame.ts';
import { drawnShaft, ends, type ShaftFacts } from '../core/angiography/drawnShaft.ts';
import { cleanRun, type RunOptions } from '../phantoms/runs.ts';
import { cleanSeries, writeSeries } from '../phantoms/series.ts';
import { expect, test } from './app.ts';
import { barriers, caseRow, discFolder, job } from './desk.ts';
import { atRest, greysOf, placeOf, tile, wholeSeries, windowOf } from './pictures.ts';

/** All that an operator does with images and angiograms, by keys alone: the mouse is never touched, the focus always seen. */

const discs = discFolder('keyboard');
test.use({ environment: { HOME: discs.path }, permissions: ['clipboard-read', 'clipboard-write'] });

const N = 48;
const PATIENT = { patientName: 'Keys^Karla', patientId: 'PH-keys' };
const SHAFT: ShaftFacts = {
  diameter: 10, hollow: 0.88, blur: 1, noise: 6, angle: 0, bend: null, intensity: 'logarithmic', isBright: false, seed: 3,
};
const DUAL: RunOptions = { frames: 30, frameTimeMs: 66.6667, study: { ...PATIENT, uid: '2.25.991200' } };

test.beforeAll(() => {
  discs.make();
  for (const [phase, hu] of [[40, 250], [75, 450]] as const) {
    writeSeries(join(discs.path, 'ct', `phase ${phase}`), cleanSeries({
      key: `keys ${phase}`, columns: N, rows: N, slices: N, spacing: [1, 1, 1], origin: pointLps(-23.5, -23.5, -23.5),
      study: { ...PATIENT, uid: '2.25.991100' },
      series: { phasePercent: phase, description: 'CCTA', frameOfReferenceUid: '2.25.991109' },
      field: (x, y, z) => (Math.hypot(x - 6, y + 4, z) < 9 ? 1000 : Math.abs(x) < 18 && Math.abs(y) < 18 ? hu + x + 2 * y : -1000),
    }));
  }
  const shaft = drawnShaft(SHAFT);
  writeSeries(join(discs.path, 'xa'), [
    cleanRun({ ...DUAL, key: 'keys donor', description: 'Donor LCA', seriesNumber: 1, acquisitionTime: '101500.000000', rWaveFrames: [5, 15, 25] }),
    cleanRun({ ...DUAL, key: 'keys target', description: 'Target RCA', seriesNumber: 2, acquisitionTime: '101500.600000', rWaveFrames: [3, 13, 23] }),
    cleanRun({
      ...DUAL, key: 'keys shaft', description: 'Shaft', seriesNumber: 3, frames: 2, rows: shaft.rows, columns: shaft.columns, rWaveFrames: [],
      format: { bitsAllocated: 16, bitsStored: 12, highBit: 11, isSigned: false },
      paint: (column, row) => shaft.samples[row * shaft.columns + column] ?? 0,
    }),
  ]);
});
test.afterAll(() => discs.remove());

/** How the focus is seen: null where nothing has it, or a sheet as a whole; else what it lies on where it is not seen. */
const unseenFocus = (page: Page): Promise<string | null> => page.evaluate(() => {
  const one = document.activeElement;
  if (one === null || one === document.body || one instanceof HTMLDialogElement) return null;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
  const isOutlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && !/transparent|, 0\)$/.test(outlineColor);
  const { left, top, width, height } = one.getBoundingClientRect();
  const isInView = width > 0 && left + width > 0 && top + height > 0 && left < innerWidth && top < innerHeight;
  return isOutlined && isInView ? null : `${one.outerHTML.slice(0, 160)}: ${outlineStyle} ${outlineWidth} ${isInView ? '' : 'out of view'}`;
});

/** Presses keys one after the other; after each the focus is seen. */
async function keys(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await page.keyboard.press(name);
    expect(await unseenFocus(page), `focus after ${name}`).toBeNull();
  }
}

/** Goes on with Tab until the focus is there. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let n = 0; n < 120; n += 1) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await keys(page, key);
  }
  throw new Error(`Tab does not come to ${target.toString()}`);
}

/** From an empty desk to the imported case, opened. Says whether the mouse was ever used. */
async function begun(page: Page, disc: string): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const used: string[] = [];
    Object.assign(window, { used });
    for (const kind of ['pointerdown', 'pointermove', 'mousedown', 'wheel', 'touchstart'])
      window.addEventListener(kind, ({ type }) => used.push(type), { capture: true, passive: true });
  });
  await tabTo(page, page.getByLabel('Your name'));
  await page.keyboard.type('Dr. Keys, Kim');
  await keys(page, 'Enter');
  await expect(page.getByRole('region', { name: 'Worklist' })).toBeVisible();
  await keys(page, 'o');
  const entry = page.getByRole('option', { name: disc });
  await expect(entry).toBeVisible();
  while (await entry.getAttribute('aria-selected') !== 'true') await keys(page, 'ArrowDown');
  await keys(page, 'Control+Enter');
  await expect(job(page, disc).getByText('imported', { exact: true })).toBeVisible();
  await keys(page, 'ArrowDown');
  await expect(caseRow(page, 'Keys, Karla')).toBeFocused();
  await keys(page, 'Enter');
  await expect(page.locator('.banner .who')).toHaveText('Keys, Karla');
  return async () => expect(await page.evaluate(() => (window as unknown as { readonly used: readonly string[] }).used)).toEqual([]);
}

const title = (picture: Locator): Locator => picture.locator('.overlay-title');
const display = (picture: Locator): Locator => picture.locator('.overlay-display');
const probe = (picture: Locator): Locator => picture.locator('.overlay-probe');
const value = (page: Page, n: number): Locator => page.locator('.annotation').nth(n).locator('.annotation-value b');
const panel = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });

test('station 2 by keys alone: series, layout, planes, slab, window, measuring, comparing, rendering, undo, capture', async ({ planner: page }) => {
  test.setTimeout(300_000);
  const mouseRests = await begun(page, 'ct');
  await wholeSeries(page);
  const [axial, coronal, sagittal] = [tile(page, 'axial'), tile(page, 'coronal'), tile(page, 'sagittal')];

  // Series and phase.
  await tabTo(page, button(page, /^40 %/));
  await keys(page, 'Enter');
  await expect(page.locator('.banner')).toContainText('40 %');
  await wholeSeries(page);
  await tabTo(page, page.locator('.series-item').first(), 'Shift+Tab');
  await tabTo(page, button(page, /^75 %/));
  await keys(page, 'Enter');
  await expect(page.locator('.banner')).toContainText('75 %');
  await wholeSeries(page);

  // Arrangement.
  const tiles = page.locator('.tiles');
  for (const [key, layout] of [['F8', 'large'], ['F9', 'row'], ['F10', 'single'], ['F7', 'planes']] as const) {
    await keys(page, key);
    await expect(tiles).toHaveAttribute('data-layout', layout);
  }
  await keys(page, 'Shift+S');
  await expect(sagittal).toHaveAttribute('data-main', 'true');
  await keys(page, 'Shift+A', 'l', 'l', 'l');
  await expect(tiles).toHaveAttribute('data-layout', 'planes');
  expect(await barriers(page)).toEqual([]);

  // Planes turned: together, then one alone, straight again.
  await tabTo(page, axial);
  await keys(page, 'Shift+W', 'w', 'w', 'q');
  await expect(title(coronal)).toContainText('11° from coronal');
  await expect(title(sagittal)).toContainText('11° from sagittal');
  await keys(page, 'Alt+w');
  await expect(title(coronal)).toContainText('12° from coronal');
  await expect(title(sagittal)).toContainText('11° from sagittal');
  await keys(page, 'Alt+Shift+Q');
  await expect(title(sagittal)).toContainText('10° from sagittal');
  await keys(page, 'f');
  await keys(page, 'Shift+R');
  await expect(title(coronal)).toHaveText('Coronal');

  // Slab and its depth.
  await keys(page, 'b', 'b', 's');
  await expect(display(axial)).toContainText(/2\.0 mm max|max.*2|2.*max/i);
  await keys(page, 'Shift+B', 'Shift+B', 's', 's');

  // Window: by preset, and by steps in place of a drag.
  await keys(page, 'F3');
  await expect.poll(() => windowOf(axial)).toEqual({ width: 1500, level: 500 });
  await keys(page, 'Control+ArrowRight', 'Control+ArrowUp');
  await expect.poll(() => windowOf(axial)).toEqual({ width: 1575, level: 421 });
  await keys(page, 'F1');

  // Scroll, and the value at the cursor.
  const { slice } = await placeOf(axial);
  await keys(page, 'PageUp');
  await expect.poll(async () => (await placeOf(axial)).slice).toBe(slice + 1);
  await keys(page, 'Home');
  await expect.poll(async () => (await placeOf(axial)).slice).not.toBe(slice + 1);
  await keys(page, 'r');
  await expect.poll(async () => (await placeOf(axial)).slice).toBe(slice);
  const before = await probe(axial).innerText();
  expect(before).toMatch(/cursor −?\d+ HU/);
  await keys(page, 'Shift+ArrowRight', 'ArrowDown');
  await expect(probe(axial)).not.toHaveText(before);

  // Magnified and moved.
  await atRest(page);
  const fitted = await greysOf(axial, 8);
  await keys(page, '+', 'Control+Shift+ArrowLeft', 'Control+Shift+ArrowDown');
  await atRest(page);
  expect((await greysOf(axial, 8)).greys).not.toEqual(fitted.greys);
  await keys(page, 'Space', '-', 'r');

  // A distance, an angle, and their list.
  await keys(page, 'd', 'Enter', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter');
  await expect(value(page, 0)).toHaveText('10.0 mm');
  await keys(page, 'Escape', 'a', 'Enter', 'Shift+ArrowLeft', 'Enter', 'Shift+ArrowUp', 'Enter');
  await expect(value(page, 1)).toHaveText('90°');
  await keys(page, 'Enter');
  await page.keyboard.type('Bend');
  await keys(page, 'Enter');
  await expect(page.locator('.annotation').nth(1)).toContainText('Bend');
  await keys(page, 'Escape', 'n');
  await expect(page.locator('.annotation').first()).toHaveAttribute('aria-current', 'true');
  await tabTo(page, page.locator('.annotation-go').nth(1));
  await keys(page, 'Enter');
  await expect(page.locator('.annotation').nth(1)).toHaveAttribute('aria-current', 'true');
  await keys(page, 'Escape');
  expect(await barriers(page)).toEqual([]);

  // The other phase beside this one, then in its place by turns.
  await keys(page, 'c');
  await expect(page.locator('.picture[data-of="second"]').first()).toBeVisible();
  await keys(page, 'c');
  await expect(page.getByRole('group', { name: 'By turns' })).toBeVisible();
  await expect(display(axial)).toContainText('75 %');
  await keys(page, 'x');
  await expect(display(axial)).toContainText('40 %');
  await keys(page, 'Shift+X');
  await expect(button(page, 'Stop')).toBeVisible();
  await keys(page, 'Shift+X', 'c');
  await expect(page.getByRole('group', { name: 'By turns' })).toHaveCount(0);

  // Rendering: turned, another preset, seen from angles, cut, moved.
  const rendering = page.locator('.rendering-picture');
  await expect(rendering).toHaveAttribute('data-quality', 'fine');
  await tabTo(page, rendering);
  const from = await display(rendering).innerText();
  await keys(page, 'Shift+ArrowRight', 'ArrowUp');
  await expect(display(rendering)).not.toHaveText(from);
  await keys(page, 'Alt+3');
  await expect(button(page, /^Bone/)).toHaveAttribute('aria-pressed', 'true');
  await keys(page, 'v');
  await page.keyboard.type('LAO 40 CRA 20');
  await keys(page, 'Enter');
  await expect(display(rendering)).toContainText('LAO 40 CRA 20');
  await tabTo(page, rendering, 'Shift+Tab');
  await keys(page, 'Alt+a', '+', 'Control+Shift+ArrowLeft');
  await expect(rendering.locator('.overlay-place')).toContainText('cut open');
  await keys(page, 'r');
  await expect(rendering.locator('.overlay-place')).not.toContainText('cut open');

  // Back, and again, and all as at first.
  await tabTo(page, axial, 'Shift+Tab');
  await keys(page, 'F5');
  await expect.poll(() => windowOf(axial)).toEqual({ width: 300, level: 40 });
  await keys(page, 'Control+z');
  await expect.poll(() => windowOf(axial)).toEqual({ width: 1200, level: 200 });
  await keys(page, 'Control+y');
  await expect.poll(() => windowOf(axial)).toEqual({ width: 300, level: 40 });
  await keys(page, 'r');
  await expect.poll(() => windowOf(axial)).toEqual({ width: 1200, level: 200 });

  // To take along.
  await keys(page, 'Control+c');
  await expect(page.locator('.status')).toContainText('Copied: ');
  await keys(page, 'Control+s');
  const download = page.waitForEvent('download');
  const sheet = page.getByRole('dialog', { name: 'Picture to take along' });
  await tabTo(page, sheet.getByLabel(/^Patient/));
  await keys(page, 'Space');
  await tabTo(page, sheet.getByRole('button', { name: 'Save PNG' }));
  await keys(page, 'Enter');
  expect((await download).suggestedFilename()).toMatch(/\.png$/);
  await mouseRests();
});

test('station 5 by keys alone: runs, cine, two runs, calibration, subtraction, filters, distance, undo', async ({ planner: page }) => {
  test.setTimeout(300_000);
  const mouseRests = await begun(page, 'xa');
  await keys(page, '5');
  const picture = page.locator('.run-tile').first();
  const count = page.locator('.run-count');
  const film = page.locator('.film > li');
  await expect(picture).toHaveAttribute('data-frame', '0');

  // A run by the arrows and from the strip.
  await keys(page, 'ArrowDown');
  await expect(film.nth(1)).toHaveAttribute('data-shown', 'true');
  await tabTo(page, film.nth(0).getByRole('button').first());
  await keys(page, 'Enter');
  await expect(film.nth(0)).toHaveAttribute('data-shown', 'true');
  await expect(count).toHaveText('1 of 30');

  // Cine.
  await tabTo(page, picture, 'Shift+Tab');
  await keys(page, 'Space');
  await expect(button(page, 'Pause (Space)')).toBeVisible();
  await expect(count).not.toHaveText('1 of 30');
  await keys(page, 'Space', 'Home');
  await expect(count).toHaveText('1 of 30');
  await keys(page, 'ArrowRight');
  await expect(count).toHaveText('2 of 30');
  await keys(page, 'Shift+ArrowRight');
  await expect(count).toHaveText('5 of 30');
  await keys(page, 'Shift+ArrowRight', 'Shift+ArrowLeft');
  await expect(count).toHaveText('5 of 30');
  await keys(page, ']');
  await expect(button(page, 'Speed 2 times ([ and ])')).toHaveAttribute('aria-pressed', 'true');
  await keys(page, '[', 'b');
  await expect(button(page, 'To and fro (B)')).toHaveAttribute('aria-pressed', 'true');
  await keys(page, 'b', 'b', 'End');
  await expect(count).toHaveText('30 of 30');
  expect(await barriers(page)).toEqual([]);

  // Two runs, and how they lie on the clock.
  await keys(page, 'Home', 'w');
  await expect(page.locator('.run-tile')).toHaveCount(2);
  const offset = page.getByRole('status', { name: 'The right run begins' });
  await expect(offset).toHaveText('0.60 s');
  await tabTo(page, button(page, 'R wave on R wave'));
  await keys(page, 'Enter');
  await expect(button(page, 'R wave on R wave')).toHaveAttribute('aria-pressed', 'true');
  await tabTo(page, button(page, 'By hand: < and >'));
  await keys(page, 'Enter');
  const byHand = await offset.innerText();
  await keys(page, '>');
  await expect(offset).not.toHaveText(byHand);
  await keys(page, '<');
  await expect(offset).toHaveText(byHand);
  await tabTo(page, panel(page, 'Dual injection').getByRole('button', { name: 'Neither' }).first(), 'Shift+Tab');
  await keys(page, 'Enter');
  await expect(panel(page, 'Dual injection').getByRole('button', { name: 'Neither' }).first()).toHaveAttribute('aria-pressed', 'true');
  await keys(page, 'Control+z');
  // The run that the focus came to leads, until the other one is asked for.
  await tabTo(page, page.locator('.run-tile').nth(1), 'Shift+Tab');
  await expect(page.locator('.run-tile').nth(1)).toHaveAttribute('data-active', 'true');
  await keys(page, 'x');
  await expect(picture).toHaveAttribute('data-active', 'true');
  await keys(page, 'u');
  await expect(picture.locator('.overlay-place')).toContainText('donor and target');
  await keys(page, 'j', 'Enter', 'Enter', 'Shift+ArrowRight', 'Enter');
  await expect(panel(page, 'Dual injection').getByRole('status').last()).toContainText(/^Gap \d/);
  expect(await barriers(page)).toEqual([]);
  await keys(page, 'u', 'w');
  await expect(page.locator('.run-tile')).toHaveCount(1);

  // How it looks: subtraction with its shift, black for white, edges, all frames at once, window, magnified and moved.
  await keys(page, 's', 'ArrowRight');
  await expect(display(picture)).toContainText('minus frame 1');
  await keys(page, 'Alt+ArrowRight', 'Alt+ArrowUp');
  await expect(display(picture)).toContainText('moved +0.25 −0.25 pixels');
  await keys(page, 's', 'v', 'e');
  await expect(display(picture)).toContainText('inverted');
  await expect(display(picture)).toContainText('edges slight');
  await keys(page, 'Control+z');
  await expect(display(picture)).not.toContainText('edges');
  await keys(page, 'Control+y');
  await expect(display(picture)).toContainText('edges slight');
  await keys(page, 'm');
  await expect(picture.locator('.overlay-place')).toContainText('30 of 30 frames');
  await keys(page, 'm', 'v', 'e', 'e');
  const window = await windowOf(picture);
  await keys(page, 'Control+ArrowLeft', 'Control+ArrowDown');
  await expect.poll(async () => (await windowOf(picture)).width).toBeLessThan(window.width);
  await expect.poll(async () => (await windowOf(picture)).level).toBeGreaterThan(window.level);
  await atRest(page);
  const fitted = await greysOf(picture, 8);
  await keys(page, '+', 'Control+Shift+ArrowLeft');
  await atRest(page);
  expect((await greysOf(picture, 8)).greys).not.toEqual(fitted.greys);
  await keys(page, 'r');
  await expect.poll(() => windowOf(picture)).toEqual(window);

  // A distance on a frame stays on it.
  await keys(page, 'd', 'Enter', 'Shift+ArrowRight', 'Enter', 'Escape');
  await expect(value(page, 1)).toContainText(/mm|pixels/);
  await expect(picture.locator('.mark-value')).toHaveCount(1);
  await keys(page, 'ArrowRight');
  await expect(picture.locator('.mark-value')).toHaveCount(0);
  await keys(page, 'Control+z');
  await expect(page.locator('.annotation')).toHaveCount(1);

  // Calibration by a catheter, the size chosen, both places picked by the cross.
  await keys(page, 'ArrowDown', 'ArrowDown');
  await expect(film.nth(2)).toHaveAttribute('data-shown', 'true');
  await expect(count).toHaveText('1 of 2');
  await keys(page, 'k');
  await tabTo(page, button(page, /^6 French/));
  await keys(page, 'Enter');
  await tabTo(page, picture, 'Shift+Tab');
  const [first, second] = ends(SHAFT, 40);
  const steps = Math.round((second?.[0] ?? 0) - (first?.[0] ?? 0));
  await keys(page, 'Enter', ...Array.from({ length: 2 }, () => 'Shift+ArrowLeft'), 'Enter');
  await keys(page, ...Array.from({ length: Math.max(2, Math.round(steps / 10)) }, () => 'Shift+ArrowRight'), 'Enter');
  const calibration = panel(page, 'Calibration');
  await expect(calibration.getByRole('status')).toContainText(/0\.20[0-2] mm\s*a pixel/);
  await keys(page, 'Enter');
  await expect(calibration).toContainText('a pixel, catheter 6F');
  await keys(page, 'Control+z');
  await expect(calibration).not.toContainText('catheter 6F');
  expect(await barriers(page)).toEqual([]);

  await keys(page, 'Control+c');
  await expect(page.locator('.status')).toContainText('Copied: ');
  await mouseRests();
});
