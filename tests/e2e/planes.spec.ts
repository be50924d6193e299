import { join } from 'node:path';
import {
  affine, cross, dot, moved, pointLps, scaled, unitVector, vectorLps, type PointLps, type VectorLps,
} from '../../core/geometry/frame.ts';
import type { Axes } from '../../core/geometry/plane.ts';
import { orientationLetters } from '../../core/geometry/orientation.ts';
import { turnedAxes, standardAxes, type PlaneAxes } from '../../core/volume/planeAxes.ts';
import type { Slab } from '../../core/volume/reslice.ts';
import { standardPlanes, type Cut } from '../../core/volume/standardPlanes.ts';
import type { Volume } from '../../core/volume/volume.ts';
import { deg, mm } from '../../core/units.ts';
import { cleanSeries, writeSeries } from '../phantoms/series.ts';
import { expect, test } from './app.ts';
import { AGREES, crossOf, differenceFromCore, fine, scaleOf } from './againstCore.ts';
import { barriers, caseRow, discFolder, importByWindow, job, startWork } from './desk.ts';
import { atRest, greysOf, lettersOf, tile, wholeSeries, windowOf, type CutName } from './pictures.ts';
import type { Page } from '@playwright/test';

const discs = discFolder('planes');
test.use({ environment: { HOME: discs.path }, viewport: { width: 1366, height: 768 } });

const COUNTS = [72, 64, 40] as const;
const SPACING = [0.5, 0.5, 0.75] as const;
/** The first voxel, so that the middle of the voxels is the origin. */
const START = pointLps(-((COUNTS[0] - 1) / 2) * 0.5, -((COUNTS[1] - 1) / 2) * 0.5, -((COUNTS[2] - 1) / 2) * 0.75);
const CUTS = ['axial', 'coronal', 'sagittal'] as const;

/** Balls that stand towards each side of the patient, of their own brightness, and a slanted bar: no two views are alike. */
const BALLS: readonly (readonly [letter: string, direction: VectorLps, hu: number])[] = [
  ['L', vectorLps(1, 0, 0), 300], ['R', vectorLps(-1, 0, 0), 500], ['P', vectorLps(0, 1, 0), 700],
  ['A', vectorLps(0, -1, 0), 900], ['H', vectorLps(0, 0, 1), 1100], ['F', vectorLps(0, 0, -1), 1300],
];
const REACH = 10;
const soft = (distance: number, radius: number): number => Math.max(0, Math.min(1, radius + 0.75 - distance));
function field(x: number, y: number, z: number): number {
  const bar = Math.hypot(y - 0.6 * x - 2, z - 0.4 * x + 1);
  const balls = BALLS.map(([, direction, hu]) => hu * soft(Math.hypot(x - REACH * direction[0], y - REACH * direction[1], z - REACH * direction[2]), 2.5));
  return -60 + Math.max(400 * soft(bar, 1.5), ...balls);
}
const volumeOf = (shift: number): Volume => {
  const [nx, ny, nz] = COUNTS;
  const voxels = Int16Array.from({ length: nx * ny * nz }, (_, n) => Math.round(field(
    START[0] + 0.5 * (n % nx) - shift, START[1] + 0.5 * (Math.floor(n / nx) % ny), START[2] + 0.75 * Math.floor(n / (nx * ny)),
  )));
  return {
    voxels, grid: {
      dims: COUNTS, spacing: [mm(0.5), mm(0.5), mm(0.75)], frameOfReferenceUid: null,
      lpsFromIjk: affine([0.5, 0, 0, START[0], 0, 0.5, 0, START[1], 0, 0, 0.75, START[2]]),
    },
  };
};
const volume = volumeOf(0);
/** The voxel in the middle, where the cursor begins. */
const CURSOR = pointLps(START[0] + 36 * 0.5, START[1] + 32 * 0.5, START[2] + 20 * 0.75);
const STRAIGHT = standardAxes(standardPlanes(volume.grid));

test.beforeAll(() => {
  discs.make();
  const study = { uid: '2.25.778000', patientId: 'PH-planes', patientName: 'Planes^Petra-Alexandra von und zu Hohenstein-Wittgenstein' };
  const common = { columns: COUNTS[0], rows: COUNTS[1], slices: COUNTS[2], spacing: SPACING, origin: START, study } as const;
  const put = (name: string, shift: number, more: object, frameOfReferenceUid: string): void => {
    writeSeries(join(discs.path, 'planes', name), cleanSeries({
      ...common, key: `planes ${name}`, field: (x, y, z) => field(x - shift, y, z),
      series: { description: name, ...more, frameOfReferenceUid },
    }));
  };
  put('Phase 75', 0, { phasePercent: 75, kernel: 'Bv40' }, '2.25.778001');
  put('Phase 40', 3, { phasePercent: 40, kernel: 'Bv40' }, '2.25.778001');
  put('Sharp', 0, { phasePercent: 75, kernel: 'Bv56' }, '2.25.778002');
});
test.afterAll(() => discs.remove());
test.beforeEach(async ({ planner }) => {
  await startWork(planner);
  await importByWindow(planner, 'planes');
  await expect(job(planner, 'planes').getByText('imported', { exact: true })).toBeVisible();
  await caseRow(planner, 'Planes, Petra').press('Enter');
  await planner.locator('.series-item', { hasText: 'Phase 75' }).click();
  await wholeSeries(planner);
});

const differenceHere = (page: Page, cut: Cut, axes: Axes, slab: Slab, of: Volume = volume, picture = tile(page, cut)): Promise<number> =>
  differenceFromCore(page, { volume: of, cursor: CURSOR, cut, axes, slab, picture });
const lettersFor = ({ u, v }: Axes): object => ({
  top: orientationLetters(scaled(v, -1)), right: orientationLetters(u), bottom: orientationLetters(v), left: orientationLetters(scaled(u, -1)),
});

test('cuts turned planes as core does, at right angles, lettered from how they lie, and the cursor stays', async ({ planner }) => {
  const page = planner;
  const before = await crossOf(page, 'sagittal');
  let axes: PlaneAxes = STRAIGHT;
  const turned = async (cut: CutName, key: string, by: number): Promise<void> => {
    await tile(page, cut).focus();
    await page.keyboard.press(key);
    axes = turnedAxes(axes, cut, deg(by));
  };
  await turned('axial', 'Shift+W', 10);
  await turned('axial', 'Shift+W', 10);
  await turned('axial', 'q', -1);
  await expect(tile(page, 'coronal').locator('.overlay-title')).toHaveText('Oblique, turned 19° from coronal');
  await expect(tile(page, 'axial').locator('.overlay-title')).toHaveText('Axial');
  await turned('coronal', 'Shift+Q', -10);
  await turned('coronal', 'Shift+Q', -10);
  await turned('sagittal', 'Shift+W', 10);
  for (const cut of CUTS) {
    await expect.poll(() => lettersOf(tile(page, cut)), cut).toEqual(lettersFor(axes[cut]));
    expect(await differenceHere(page, cut, axes[cut], { thickness: 0, rule: 'mean' }), cut).toBeLessThan(AGREES);
  }
  const after = await crossOf(page, 'sagittal');
  expect(Math.hypot(after[0] - before[0], after[1] - before[1])).toBeLessThan(0.5);
  // A picture of other axes does not agree: the comparison means something.
  expect(await differenceHere(page, 'coronal', STRAIGHT.coronal, { thickness: 0, rule: 'mean' })).toBeGreaterThan(AGREES);
  await page.keyboard.press('Shift+R');
  await expect(tile(page, 'coronal').locator('.overlay-title')).toHaveText('Coronal');
  expect(await lettersOf(tile(page, 'sagittal'))).toEqual({ top: 'H', right: 'P', bottom: 'F', left: 'A' });
  expect(await barriers(page)).toEqual([]);
});

test('puts a slab together by mean, brightest and darkest as core does, on straight and turned planes', async ({ planner }) => {
  const page = planner;
  await tile(page, 'axial').focus();
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('b');
  await expect(page.getByLabel('Slab thickness')).toContainText('5.0 mm');
  for (const isTurned of [false, true]) {
    if (isTurned) await page.keyboard.press('Shift+W');
    const axes = isTurned ? turnedAxes(STRAIGHT, 'axial', deg(10)) : STRAIGHT;
    for (const rule of ['mean', 'maximum', 'minimum'] as const) {
      await expect(tile(page, 'axial').locator('.overlay-display')).toContainText(`5.0 mm ${{ mean: 'mean', maximum: 'max', minimum: 'min' }[rule]}`);
      for (const cut of CUTS) {
        expect(await differenceHere(page, cut, axes[cut], { thickness: 5, rule }), `${cut} ${rule} ${isTurned}`).toBeLessThan(AGREES);
      }
      await page.keyboard.press('s');
    }
  }
});

test('shows each side of the patient on the side that its letter says, however the planes are turned', async ({ planner }) => {
  const page = planner;
  let axes: PlaneAxes = STRAIGHT;
  await page.getByRole('button', { name: /Brightest/ }).click();
  // From the 5 mm that the rule begins with: 7, 10, 15, 20 mm.
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('b');
  await expect(page.getByLabel('Slab thickness')).toContainText('20.0 mm');
  const thickness = 20;
  for (const [cut, by] of [['axial', 30], ['coronal', -40], ['sagittal', 60]] as const) {
    await tile(page, cut).focus();
    for (let n = 0; n < Math.abs(by) / 10; n += 1) await page.keyboard.press(by > 0 ? 'Shift+W' : 'Shift+Q');
    axes = turnedAxes(axes, cut, deg(by));
    await fine(page);
    for (const seen of CUTS) {
      const { u, v } = axes[seen];
      const normal = cross(u, v);
      const [letters, greys, window, mmPerPixel, [x, y]] = await Promise.all([
        lettersOf(tile(page, seen)), greysOf(tile(page, seen), 1), windowOf(tile(page, seen)), scaleOf(page, seen), crossOf(page, seen),
      ]);
      for (const [letter, direction, hu] of BALLS) {
        const centre: PointLps = moved(pointLps(0, 0, 0), direction, REACH);
        const from = vectorLps(centre[0] - CURSOR[0], centre[1] - CURSOR[1], centre[2] - CURSOR[2]);
        if (Math.abs(dot(from, normal)) > thickness / 2 - 1) continue;
        // Where the ball must be if the letters are right about the sides: found by its brightness.
        const at = [x + dot(from, u) / mmPerPixel + greys.width / 2, y + dot(from, v) / mmPerPixel + greys.height / 2].map(Math.round);
        const grey = greys.greys[(at[1] ?? 0) * greys.width + (at[0] ?? 0)];
        const expected = Math.min(255, Math.max(0, ((hu - 60 - window.level + window.width / 2) / window.width) * 255));
        expect(Math.abs((grey ?? -1) - expected), `${seen} ${letter}`).toBeLessThan(12);
        const [right, down] = [dot(unitVector(direction), u), dot(unitVector(direction), v)];
        if (right > 0.2) expect(letters.right, `${seen} ${letter}`).toContain(letter);
        if (right < -0.2) expect(letters.left, `${seen} ${letter}`).toContain(letter);
        if (down > 0.2) expect(letters.bottom, `${seen} ${letter}`).toContain(letter);
        if (down < -0.2) expect(letters.top, `${seen} ${letter}`).toContain(letter);
      }
    }
  }
});

test('turns planes by a handle and by Shift and drag, one alone where they are free, and never moves the cursor', async ({ planner }) => {
  const page = planner;
  const axial = tile(page, 'axial');
  const box = await axial.locator('canvas').boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  const cross_ = await crossOf(page, 'axial');
  const at = (dx: number, dy: number): readonly [number, number] => [box.x + box.width / 2 + cross_[0] + dx, box.y + box.height / 2 + cross_[1] + dy];
  await page.getByRole('button', { name: 'What this series is' }).click();
  const place = await page.locator('.facts-cursor .second').innerText();
  const drag = async (from: readonly [number, number], to: readonly [number, number], key?: string): Promise<void> => {
    await page.mouse.move(...at(...from));
    if (key !== undefined) await page.keyboard.down(key);
    await page.mouse.down();
    await page.mouse.move(...at(...to), { steps: 6 });
    await page.mouse.up();
    if (key !== undefined) await page.keyboard.up(key);
    await fine(page);
  };
  const on = (angle: number, radius: number): readonly [number, number] => [radius * Math.cos(angle), radius * Math.sin(angle)];
  // The circle on the line of plane B, a quarter of a right angle clockwise.
  await drag([90, 0], on(Math.PI / 8, 90));
  await expect(tile(page, 'coronal').locator('.overlay-title')).toHaveText(/turned 2[123]° from coronal/);
  await expect(tile(page, 'sagittal').locator('.overlay-title')).toHaveText(/turned 2[123]° from sagittal/);
  await drag(on(Math.PI / 4, 60), on(Math.PI / 8, 60), 'Shift');
  await expect(tile(page, 'coronal').locator('.overlay-title')).toHaveText(/Coronal|turned [1]° from coronal/);
  await page.keyboard.press('Shift+R');
  await page.keyboard.press('f');
  await drag([90, 0], on(Math.PI / 8, 90));
  await expect(tile(page, 'coronal').locator('.overlay-title')).toHaveText(/turned 2[123]° from coronal/);
  await expect(tile(page, 'sagittal').locator('.overlay-title')).toHaveText('Sagittal');
  await axial.focus();
  await page.keyboard.press('f');
  await expect(tile(page, 'sagittal').locator('.overlay-title')).toHaveText(/turned \d+° from sagittal|Sagittal/);
  expect(await page.locator('.facts-cursor .second').innerText()).toBe(place);
});

test('arranges the pictures by key, keeps the arrangement for the operator, and every picture stays sharp', async ({ planner }) => {
  const page = planner;
  const shown = async (): Promise<readonly string[]> => {
    const boxes = await Promise.all(CUTS.map(async (cut) => [cut, await tile(page, cut).boundingBox()] as const));
    return boxes.flatMap(([cut, box]) => (box === null ? [] : [`${cut} ${Math.round(box.width / 100)} ${Math.round(box.height / 100)}`]));
  };
  const four = await shown();
  await page.keyboard.press('F8');
  const large = await shown();
  await page.keyboard.press('F9');
  const row = await shown();
  await page.keyboard.press('F10');
  const single = await shown();
  expect([four.length, large.length, row.length, single.length]).toEqual([3, 3, 3, 1]);
  expect(new Set([four, large, row].map(String)).size).toBe(3);
  await page.keyboard.press('Shift+C');
  expect((await shown())[0]).toContain('coronal');
  expect(await differenceHere(page, 'coronal', STRAIGHT.coronal, { thickness: 0, rule: 'mean' })).toBeLessThan(AGREES);
  await tile(page, 'coronal').dblclick();
  expect((await shown()).length).toBe(3);
  await page.keyboard.press('F8');
  const kept = await shown();
  expect(kept.find((each) => each.startsWith('coronal'))).not.toBe(four.find((each) => each.startsWith('coronal')));
  await page.reload();
  await caseRow(page, 'Planes, Petra').press('Enter');
  await wholeSeries(page);
  expect(await shown()).toEqual(kept);
});

test('shows another phase at the same place, locked beside it and by turns in it, and tells another frame of reference', async ({ planner }) => {
  const page = planner;
  await tile(page, 'axial').focus();
  await page.keyboard.press('Shift+W');
  const axes = turnedAxes(STRAIGHT, 'axial', deg(10));
  await page.getByLabel('Second series', { exact: true }).selectOption({ label: await optionWith(page, 'Phase 40') });
  const beside = page.locator('.picture[data-of="second"].tile-coronal');
  await expect(beside.locator('.overlay-display')).toContainText('40 %');
  const alone: Slab = { thickness: 0, rule: 'mean' };
  const other = volumeOf(3);
  expect(await differenceHere(page, 'coronal', axes.coronal, alone, other, beside)).toBeLessThan(AGREES);
  expect(await differenceHere(page, 'coronal', axes.coronal, alone)).toBeLessThan(AGREES);
  // Window, scale and depth are those of both.
  await page.keyboard.press('F4');
  await tile(page, 'coronal').focus();
  await page.keyboard.press('+');
  await page.keyboard.press('b');
  await page.keyboard.press('b');
  expect(await windowOf(beside)).toEqual(await windowOf(tile(page, 'coronal')));
  expect(await differenceHere(page, 'coronal', axes.coronal, { thickness: 2, rule: 'mean' }, other, beside)).toBeLessThan(AGREES);
  await page.keyboard.press('c');
  await expect(beside).toBeHidden();
  await page.keyboard.press('x');
  await expect(tile(page, 'coronal').locator('.overlay-display')).toContainText('40 %');
  expect(await differenceHere(page, 'coronal', axes.coronal, { thickness: 2, rule: 'mean' }, other)).toBeLessThan(AGREES);
  await page.keyboard.press('x');
  await expect(tile(page, 'coronal').locator('.overlay-display')).toContainText('75 %');
  expect(await differenceHere(page, 'coronal', axes.coronal, { thickness: 2, rule: 'mean' })).toBeLessThan(AGREES);
  await page.getByLabel('Second series', { exact: true }).selectOption({ label: await optionWith(page, 'Sharp') });
  await expect(page.getByLabel('Compare', { exact: true })).toContainText('Another frame of reference');
  expect(await barriers(page)).toEqual([]);
});

test('by turns by itself, but for who asks for less motion', async ({ planner: page }) => {
  const display = tile(page, 'coronal').locator('.overlay-display');
  await page.getByLabel('Second series', { exact: true }).selectOption({ label: await optionWith(page, 'Phase 40') });
  await page.getByRole('button', { name: /by turns/ }).click();
  await expect(page.getByRole('button', { name: 'By itself' })).toBeVisible();
  // Every phase that is shown, as it comes: looking now and then would miss what alternates.
  const phases = await display.evaluateHandle((node) => {
    const seen: string[] = [];
    new MutationObserver(() => {
      const phase = /\d+ %/.exec(node.textContent ?? '')?.[0];
      if (phase !== undefined && phase !== seen.at(-1)) seen.push(phase);
    }).observe(node, { childList: true, subtree: true, characterData: true, attributes: true });
    return seen;
  });
  await page.keyboard.press('Shift+X');
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await expect.poll(() => phases.evaluate((seen) => seen.slice(0, 3))).toEqual(['40 %', '75 %', '40 %']);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(page.getByText('less motion')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
  // Coarse while it changes: what is to stay is the picture at rest.
  await atRest(page);
  const before = await display.innerText();
  await page.keyboard.press('Shift+X');
  await page.waitForTimeout(2000);
  expect(await display.innerText()).toBe(before);
  await page.keyboard.press('x');
  await expect(display).not.toHaveText(before);
});

test('takes back and does again where one looks: each scroll, click, zoom and move as one step, a reset as one', async ({ planner: page }) => {
  const axial = tile(page, 'axial');
  const look = async () => {
    await atRest(page);
    const places = await Promise.all(CUTS.map((cut) => tile(page, cut).locator('.overlay-place').innerText()));
    return { places, greys: (await Promise.all(CUTS.map((cut) => greysOf(tile(page, cut))))).flatMap(({ greys }) => greys) };
  };
  const expectLook = async (then: Awaited<ReturnType<typeof look>>, words: string | undefined): Promise<void> => {
    const now = await look();
    expect(now.places, words).toEqual(then.places);
    const off = now.greys.map((grey, n) => Math.abs(grey - (then.greys[n] ?? -1000)));
    expect(Math.max(...off), words).toBeLessThanOrEqual(1);
  };
  const undo = (words: string) => page.getByRole('button', { name: `Undo: ${words}` });
  await axial.focus();
  const looks = [await look()];
  const box = await axial.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const doings: readonly (readonly [words: string, act: () => Promise<void>])[] = [
    ['move cursor', async () => { for (let n = 0; n < 3; n += 1) await page.keyboard.press('PageUp'); }],
    ['move cursor', () => page.mouse.click(x + 60, y - 40)],
    ['zoom', async () => { for (let n = 0; n < 3; n += 1) await page.keyboard.press('+'); }],
    ['zoom', async () => {
      await page.mouse.move(x, y);
      await page.mouse.down({ button: 'middle' });
      await page.mouse.move(x + 40, y + 25, { steps: 4 });
      await page.mouse.up({ button: 'middle' });
    }],
    ['turn planes', () => page.keyboard.press('Shift+W')],
    ['turn planes and move cursor', () => page.keyboard.press('r')],
  ];
  for (const [words, act] of doings) {
    await act();
    await expect(undo(words)).toBeVisible();
    looks.push(await look());
  }
  for (let n = doings.length - 1; n >= 0; n -= 1) {
    await page.keyboard.press('Control+z');
    await expectLook(looks[n] ?? await look(), doings[n]?.[0]);
  }
  await expect(page.getByRole('button', { name: /^Undo: / })).toHaveCount(0);
  for (let n = 1; n < looks.length; n += 1) {
    await page.keyboard.press('Control+y');
    await expectLook(looks[n] ?? await look(), doings[n - 1]?.[0]);
  }
});

const optionWith = async (page: Page, words: string): Promise<string> =>
  (await page.getByLabel('Second series', { exact: true }).locator('option').allInnerTexts()).find((text) => text.includes(words)) ?? '';

test('keeps cursor, planes and depth when another phase is chosen, and never shows black in between', async ({ planner }) => {
  const page = planner;
  await tile(page, 'axial').focus();
  await page.keyboard.press('Shift+W');
  await page.evaluate(() => {
    const black: string[] = [];
    Object.assign(window, { black });
    const look = (): void => {
      for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.picture[data-of="first"] canvas')) {
        const data = canvas.getContext('2d')?.getImageData(0, canvas.height >> 1, canvas.width, 1).data ?? [];
        if (!data.some((value, n) => n % 4 === 0 && value > 8)) black.push(canvas.closest('.picture')?.className ?? '');
      }
      requestAnimationFrame(look);
    };
    look();
  });
  await page.locator('.series-item', { hasText: 'Phase 40' }).click();
  await expect(tile(page, 'coronal').locator('.overlay-display')).toContainText('40 %');
  await wholeSeries(page);
  await expect(tile(page, 'coronal').locator('.overlay-title')).toHaveText('Oblique, turned 10° from coronal');
  expect(await differenceHere(page, 'coronal', turnedAxes(STRAIGHT, 'axial', deg(10)).coronal, { thickness: 0, rule: 'mean' }, volumeOf(3))).toBeLessThan(AGREES);
  expect(await page.evaluate(() => (window as unknown as { readonly black: readonly string[] }).black)).toEqual([]);
});

test('opens the case in a second window that looks where the first one looks, each with pictures of its own', async ({ planner }) => {
  const page = planner;
  await tile(page, 'axial').focus();
  await page.keyboard.press('Shift+W');
  const [second] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('Shift+D')]);
  await wholeSeries(second);
  // It begins as the first one is, and the first one does not move.
  await expect(tile(second, 'coronal').locator('.overlay-title')).toHaveText('Oblique, turned 10° from coronal');
  await expect(tile(page, 'coronal').locator('.overlay-title')).toHaveText('Oblique, turned 10° from coronal');
  await second.keyboard.press('F10');
  await tile(second, 'axial').focus();
  await second.keyboard.press('F4');
  await second.keyboard.press('PageDown');
  await expect.poll(() => windowOf(tile(page, 'axial'))).toEqual({ width: 600, level: 250 });
  await expect.poll(() => tile(page, 'axial').locator('.overlay-place').innerText())
    .toBe(await tile(second, 'axial').locator('.overlay-place').innerText());
  await expect(tile(page, 'coronal')).toBeVisible();
  await second.close();
  await page.keyboard.press('Shift+R');
  await expect(tile(page, 'coronal').locator('.overlay-title')).toHaveText('Coronal');
});
