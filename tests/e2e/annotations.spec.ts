import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { pointLps, type PointLps } from '../../core/geometry/frame.ts';
import { cleanRun } from '../phantoms/runs.ts';
import { cleanSeries, rampHu, writeSeries } from '../phantoms/series.ts';
import { expect, startApp, test } from './app.ts';
import { barriers, caseRow, discFolder, importByWindow, job, startWork } from './desk.ts';
import { atRest, tile, wholeSeries } from './pictures.ts';

const discs = discFolder('annotations');
test.use({ environment: { HOME: discs.path } });

/** 64 × 48 × 24 voxels of 0.5 × 0.6 × 0.75 mm; their middle lies here. */
const MIDDLE = pointLps(4, -7, 11);
const FIELD = [32, 28.8] as const;
/** The cursor begins on a voxel: half of one beside the middle. */
const CURSOR = pointLps(4.25, -6.7, 11.375);

test.beforeAll(() => {
  discs.make();
  const origin = pointLps(MIDDLE[0] - 15.75, MIDDLE[1] - 14.1, MIDDLE[2] - 8.625);
  const study = { uid: '2.25.778001', patientId: 'PH-drawn', patientName: 'Drawn^Dora' };
  writeSeries(join(discs.path, 'drawn', 'one'), cleanSeries({ key: 'drawn one', origin, study, series: { description: 'Smooth', frameOfReferenceUid: '2.25.778009' } }));
  writeSeries(join(discs.path, 'drawn', 'two'), cleanSeries({ key: 'drawn two', origin, study, series: { description: 'Sharp', frameOfReferenceUid: '2.25.778009' } }));
  writeSeries(join(discs.path, 'cine'), [cleanRun({ key: 'drawn cine', frames: 6, study: { patientName: 'Cine^Cora' } })]);
});
test.afterAll(() => discs.remove());

async function opened(page: Page, folder: string, name: string): Promise<void> {
  await importByWindow(page, folder);
  await expect(job(page, folder).getByText('imported', { exact: true })).toBeVisible();
  await caseRow(page, name).press('Enter');
}
async function openDrawn(page: Page): Promise<void> {
  await startWork(page);
  await opened(page, 'drawn', 'Drawn, Dora');
  await page.locator('.series-item', { hasText: 'Smooth' }).click();
  await wholeSeries(page);
}

/** Where in the window a point of the patient lies on the axial picture: fitted, then magnified about the cursor, then moved. */
async function spot(page: Page, [x, y]: PointLps, zoom = 1, pan: readonly [number, number] = [0, 0]): Promise<readonly [number, number]> {
  const box = await tile(page, 'axial').boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  const [width, height] = [box.width - 2, box.height - 2];
  const scale = Math.max(FIELD[0] / width, FIELD[1] / height);
  const at = (value: number, middle: number, cursor: number, size: number, shift: number): number => {
    const [cursorAt, fitted] = [size / 2 + (cursor - middle) / scale, size / 2 + (value - middle) / scale];
    return cursorAt + (fitted - cursorAt) * zoom + shift;
  };
  return [box.x + 1 + at(x, MIDDLE[0], CURSOR[0], width, pan[0]), box.y + 1 + at(y, MIDDLE[1], CURSOR[1], height, pan[1])];
}

async function drag(page: Page, from: readonly [number, number], to: readonly [number, number], button: 'left' | 'middle' = 'left'): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down({ button });
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await page.mouse.move(...to);
  await page.mouse.up({ button });
}
const items = (page: Page) => page.locator('.annotation');
const item = (page: Page, n = 0) => items(page).nth(n);
const value = (page: Page, n = 0) => item(page, n).locator('.annotation-value b');
const labels = (page: Page, cut: 'axial' | 'coronal' | 'sagittal') => tile(page, cut).locator('.mark-value');

async function keptOf(page: Page): Promise<readonly { readonly kind: string; readonly text: string | null; readonly place: { readonly points: readonly (readonly number[])[] } }[]> {
  return page.evaluate(async () => {
    const call = async (method: string, input: object) => {
      const reply = await fetch(`/api/${method}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) });
      return (await reply.json()) as { readonly value: never };
    };
    const { rows } = (await call('cases.list', { text: 'Dora', sort: 'name', order: 'asc', limit: 5, offset: 0 })).value as { readonly rows: readonly { readonly id: string }[] };
    return ((await call('annotations.list', { caseId: rows[0]?.id ?? '' })).value as { readonly annotations: never }).annotations;
  });
}
const lengthOf = (points: readonly (readonly number[])[]): number => {
  const [[a = 0, b = 0, c = 0] = [], [d = 0, e = 0, f = 0] = []] = points;
  return Math.hypot(d - a, e - b, f - c);
};

test('measures 10 mm drawn between two places of the patient: fitted, magnified, moved', async ({ planner, app }) => {
  await openDrawn(planner);
  const [from, to] = [pointLps(0, -9, 11), pointLps(6, -1, 11)];
  await planner.keyboard.press('d');
  await drag(planner, await spot(planner, from), await spot(planner, to));
  await expect(value(planner)).toHaveText('10.0 mm');
  await expect(labels(planner, 'axial')).toHaveText('10.0 mm');
  await planner.keyboard.press('Escape');
  await tile(planner, 'axial').focus();
  for (let n = 0; n < 3; n += 1) await planner.keyboard.press('+');
  await atRest(planner);
  const pan = [37, -21] as const;
  const free = await spot(planner, pointLps(14, 4, 11), 1);
  await drag(planner, free, [free[0] + pan[0], free[1] + pan[1]], 'middle');
  await atRest(planner);
  await planner.keyboard.press('d');
  const zoom = 1.25 ** 3;
  await drag(planner, await spot(planner, pointLps(2, -11, 11), zoom, pan), await spot(planner, pointLps(5, -7, 11), zoom, pan));
  await expect(value(planner, 1)).toHaveText('5.0 mm');
  await expect.poll(async () => (await keptOf(planner)).length).toBe(2);
  const kept = await keptOf(planner);
  // Where it was clicked, not only how long it is: a device pixel is 0.05 mm here.
  expect(kept.map(({ place: { points } }) => points.map(([x = 0, y = 0]) => [Math.round(x) + 0, Math.round(y) + 0]))).toEqual([[[0, -9], [6, -1]], [[2, -11], [5, -7]]]);
  expect(kept.map(({ place }) => Math.abs(lengthOf(place.points))).map((length, n) => Math.abs(length - (n === 0 ? 10 : 5)) < 0.1)).toEqual([true, true]);
  expect(await barriers(planner)).toEqual([]);
  expect(app.violations()).toEqual([]);
});

test('measures the same on a screen of two device pixels a pixel', async ({ app, browser }) => {
  const page = await scaled(browser, app.address);
  await openDrawn(page);
  await page.keyboard.press('d');
  await drag(page, await spot(page, pointLps(-3, -14, 11)), await spot(page, pointLps(9, -9, 11)));
  await expect(value(page)).toHaveText('13.0 mm');
  await expect.poll(async () => (await keptOf(page)).map(({ place }) => Math.abs(lengthOf(place.points) - 13) < 0.1)).toEqual([true]);
  await page.context().close();
});
const scaled = async (browser: Browser, address: string): Promise<Page> => {
  const context = await browser.newContext({ deviceScaleFactor: 2, viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.goto(address);
  return page;
};

test('measures on planes turned by 30°, in the patient and not on the screen, and its list turns the planes back to it', async ({ planner }) => {
  await openDrawn(planner);
  const [axial, coronal] = [tile(planner, 'axial'), tile(planner, 'coronal')];
  await axial.focus();
  for (let n = 0; n < 3; n += 1) await planner.keyboard.press('Shift+W');
  await expect(coronal.locator('.overlay-title')).toHaveText(/30° from coronal/);
  await atRest(planner);
  const millimetres = Number.parseFloat(await coronal.locator('.overlay-scale-words').innerText());
  const pixels = await coronal.locator('.overlay-ruler').evaluate((ruler: HTMLElement) => Number.parseFloat(ruler.style.width));
  const scale = millimetres / pixels;
  const box = await coronal.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  const from = [box.x + 0.3 * box.width, box.y + 0.4 * box.height] as const;
  await planner.keyboard.press('d');
  await drag(planner, from, [from[0] + 8 / scale, from[1] + 6 / scale]);
  await expect(value(planner)).toHaveText('10.0 mm');
  await expect.poll(async () => (await keptOf(planner)).length).toBe(1);
  const [[a = 0, b = 0, c = 0] = [], [d = 0, e = 0, f = 0] = []] = (await keptOf(planner))[0]?.place.points ?? [];
  const [cosine, sine] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  // 8 mm along the turned plane, 6 mm to the feet; both ends on the plane through the cursor.
  const along = [d - a, e - b, f - c];
  expect([Math.abs((along[0] ?? 0) - 8 * cosine) < 0.1, Math.abs(Math.abs(along[1] ?? 0) - 8 * sine) < 0.1, Math.abs((along[2] ?? 0) + 6) < 0.1], JSON.stringify(along)).toEqual([true, true, true]);
  const turn = Math.sign(along[1] ?? 0) * sine;
  for (const [x, y] of [[a, b], [d, e]] as const) expect(Math.abs((x - CURSOR[0]) * -turn + (y - CURSOR[1]) * cosine)).toBeLessThan(0.01);
  await planner.keyboard.press('Escape');
  await planner.keyboard.press('Shift+R');
  // The straight plane meets it where the two planes cross, and says that there is more of it.
  await expect(coronal.locator('.mark-label')).toContainText('partly in this slab');
  await expect(planner.getByRole('button', { name: 'Undo: turn planes' })).toBeVisible();
  await item(planner).locator('.annotation-go').click();
  await expect(planner.locator('.picture .mark-selected .mark-label').filter({ hasText: /^10\.0 mm$/ })).toHaveCount(1);
});

test('angle, path and region by mouse: known angle, length and densities', async ({ planner }) => {
  await openDrawn(planner);
  await planner.keyboard.press('a');
  for (const point of [pointLps(10, -7, 11), pointLps(4, -7, 11), pointLps(7, -7 - 3 * Math.sqrt(3), 11)]) await planner.mouse.click(...await spot(planner, point));
  await expect(value(planner)).toHaveText('60°');
  await planner.keyboard.press('p');
  const path = [pointLps(0, -12, 11), pointLps(3, -12, 11), pointLps(3, -8, 11)];
  for (const point of [...path, ...path.slice(-1)]) await planner.mouse.click(...await spot(planner, point));
  await expect(value(planner, 1)).toHaveText('7.0 mm');
  await planner.keyboard.press('Escape');
  await planner.keyboard.press('o');
  await drag(planner, await spot(planner, pointLps(6, -4, 11)), await spot(planner, pointLps(12, 0, 11)));
  await expect(value(planner, 2)).toHaveText(/^18\.[789] mm²$/);
  const words = await tile(planner, 'axial').locator('.mark-selected .mark-more').allTextContents();
  const mean = Number(/mean (\d+)/.exec(words[0] ?? '')?.[1]);
  // Of the slice that is shown; the field is linear, so that the mean is its value in the middle.
  expect(Math.abs(mean - rampHu(9, -2, 11.375))).toBeLessThan(1.5);
  expect(words.join()).toMatch(/n \d+ voxels/);
});

test('is seen only in its slab, and its list leads back to it', async ({ planner }) => {
  await openDrawn(planner);
  await planner.keyboard.press('d');
  await drag(planner, await spot(planner, pointLps(0, -9, 11)), await spot(planner, pointLps(6, -1, 11)));
  await expect(labels(planner, 'axial')).toHaveCount(1);
  await planner.keyboard.press('Escape');
  await tile(planner, 'axial').hover({ position: { x: 20, y: 200 } });
  await planner.mouse.wheel(0, 100);
  await expect(labels(planner, 'axial')).toHaveCount(0);
  await planner.mouse.wheel(0, -100);
  await expect(labels(planner, 'axial')).toHaveCount(1);
  await planner.mouse.wheel(0, 500);
  await expect(labels(planner, 'axial')).toHaveCount(0);
  await item(planner).locator('.annotation-go').click();
  await expect(labels(planner, 'axial')).toHaveCount(1);
  // On the other series of the same frame of reference it is seen, but not as its own.
  await planner.locator('.series-item', { hasText: 'Sharp' }).click();
  await wholeSeries(planner);
  await expect(tile(planner, 'axial').locator('.mark-elsewhere')).toHaveCount(1);
  await expect(tile(planner, 'axial').locator('.mark-label')).toContainText('drawn on Smooth');
  await item(planner).locator('.annotation-go').click();
  await expect(tile(planner, 'axial').locator('.mark-selected')).toHaveCount(1);
});

test('everything by keys alone: drawing, handles, text, removing, and the way back', async ({ planner }) => {
  await openDrawn(planner);
  const keys = async (...names: readonly string[]): Promise<void> => { for (const name of names) await planner.keyboard.press(name); };
  await tile(planner, 'axial').focus();
  await keys('d', 'Enter', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter');
  await expect(value(planner)).toHaveText('10.0 mm');
  await keys(']', 'ArrowLeft', 'ArrowLeft');
  await expect(value(planner)).toHaveText('11.0 mm');
  await keys('Enter');
  await planner.getByLabel('Text of the annotation').fill('Proximal cap');
  await keys('Enter');
  await expect(item(planner)).toContainText('Proximal cap');
  await expect(tile(planner, 'axial').locator('.mark-value').first()).toHaveText('Proximal cap');
  await keys('Delete');
  await expect(items(planner)).toHaveCount(0);
  await expect(planner.getByRole('button', { name: 'Undo: remove distance' })).toBeVisible();
  await keys('Control+z');
  await expect(item(planner)).toContainText('Proximal cap');
  await keys('Control+z');
  await expect(item(planner)).not.toContainText('Proximal cap');
  await keys('Control+z');
  await expect(value(planner)).toHaveText('10.0 mm');
  await keys('Control+z');
  await expect(items(planner)).toHaveCount(0);
  await keys('Control+y', 'Control+Shift+z', 'Control+y');
  await expect(value(planner)).toHaveText('11.0 mm');
  await expect(item(planner)).toContainText('Proximal cap');
});

test('drags a handle, and all of it; a drag of the window is a step of the same way back', async ({ planner }) => {
  await openDrawn(planner);
  await planner.keyboard.press('d');
  await drag(planner, await spot(planner, pointLps(0, -9, 11)), await spot(planner, pointLps(6, -1, 11)));
  await drag(planner, await spot(planner, pointLps(6, -1, 11)), await spot(planner, pointLps(3, -5, 11)));
  await expect(value(planner)).toHaveText('5.0 mm');
  await drag(planner, await spot(planner, pointLps(1.5, -7, 11)), await spot(planner, pointLps(4.5, -11, 11)));
  await expect(value(planner)).toHaveText('5.0 mm');
  await expect.poll(async () => (await keptOf(planner))[0]?.place.points.map(([x = 0, y = 0]) => [Math.round(x) + 0, Math.round(y) + 0])).toEqual([[3, -13], [6, -9]]);
  const display = tile(planner, 'axial').locator('.overlay-display');
  const before = await display.innerText();
  const free = await spot(planner, pointLps(14, 4, 11));
  await planner.mouse.move(...free);
  await planner.mouse.down({ button: 'right' });
  await planner.mouse.move(free[0] + 30, free[1] - 30, { steps: 5 });
  await planner.mouse.up({ button: 'right' });
  await expect(display).not.toHaveText(before);
  await expect(planner.getByRole('button', { name: 'Undo: window' })).toBeVisible();
  await planner.keyboard.press('Control+z');
  await expect.poll(() => display.innerText()).toBe(before);
  await expect(planner.getByRole('button', { name: 'Redo: window' })).toBeVisible();
  await planner.locator('.series-item', { hasText: 'Sharp' }).click();
  await wholeSeries(planner);
  await planner.locator('.series-item', { hasText: 'Smooth' }).click();
  await wholeSeries(planner);
  for (const words of ['Undo: move distance', 'Undo: change distance', 'Undo: draw distance']) await planner.getByRole('button', { name: words }).click();
  await expect(items(planner)).toHaveCount(0);
});

test('another window sees it at once; a reload and the death of the service lose nothing', async ({ planner, app, context }) => {
  await openDrawn(planner);
  await planner.keyboard.press('t');
  await drag(planner, await spot(planner, pointLps(0, -9, 11)), await spot(planner, pointLps(6, -1, 11)));
  await planner.getByLabel('Text of the annotation').fill('Ostium');
  await planner.keyboard.press('Enter');
  const other = await context.newPage();
  await other.goto(app.origin);
  await caseRow(other, 'Drawn, Dora').press('Enter');
  await expect(item(other)).toContainText('Ostium');
  await planner.keyboard.press('d');
  await drag(planner, await spot(planner, pointLps(-4, -12, 11)), await spot(planner, pointLps(-4, -9, 11)));
  await expect(value(other, 1)).toHaveText('3.0 mm');
  await other.close();
  await planner.reload();
  await caseRow(planner, 'Drawn, Dora').press('Enter');
  await expect(items(planner)).toHaveCount(2);
  await app.stop('SIGKILL');
  const again = await startApp(app.dataFolder, { HOME: discs.path });
  const page = await context.newPage();
  await page.goto(again.address);
  await caseRow(page, 'Drawn, Dora').press('Enter');
  await expect(items(page)).toContainText(['Ostium', '3.0 mm']);
  await expect(items(page)).toContainText(['Dr. Test, Tina', 'Dr. Test, Tina']);
  await again.stop();
});

test('a library that another Fullmoon has open shows what is drawn, and says of more that it is not kept', async ({ planner, app, context }) => {
  await openDrawn(planner);
  await planner.keyboard.press('d');
  await drag(planner, await spot(planner, pointLps(0, -9, 11)), await spot(planner, pointLps(6, -1, 11)));
  await expect(items(planner)).toHaveCount(1);
  const second = await startApp(app.dataFolder, { HOME: discs.path });
  const page = await context.newPage();
  await page.goto(second.address);
  await caseRow(page, 'Drawn, Dora').press('Enter');
  await expect(value(page)).toHaveText('10.0 mm');
  await wholeSeries(page);
  await page.keyboard.press('d');
  await drag(page, await spot(page, pointLps(-3, -14, 11)), await spot(page, pointLps(9, -9, 11)));
  await expect(page.getByRole('alert').filter({ hasText: '1 step is shown here but not kept' })).toContainText('open for reading only');
  await expect(value(page, 1)).toHaveText('13.0 mm');
  expect((await keptOf(page)).length).toBe(1);
  await second.stop();
});

test('on a run: pixels with a word why, on its own frame only, and the list leads back to it', async ({ planner }) => {
  await startWork(planner);
  await opened(planner, 'cine', 'Cine, Cora');
  const picture = planner.locator('.run-tile');
  // The bar is there before the first frame is.
  await expect(picture.locator('.overlay-place')).toContainText('frame 1 of 6');
  await expect(planner.locator('.run-count')).toHaveText('1 of 6');
  await planner.keyboard.press('ArrowRight');
  await expect(planner.locator('.run-count')).toHaveText('2 of 6');
  const box = await picture.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  const scale = Math.max(64 / (box.width - 2), 48 / (box.height - 2));
  const at = (column: number, row: number): readonly [number, number] =>
    [box.x + box.width / 2 + (column - 31.5) / scale, box.y + box.height / 2 + (row - 23.5) / scale];
  await planner.keyboard.press('d');
  await drag(planner, at(10, 10), at(22, 26));
  await expect(picture.locator('.mark-value')).toHaveText(/^20\.0 px, not calibrated$|mm,/);
  await planner.keyboard.press('Escape');
  await planner.keyboard.press('ArrowRight');
  await expect(planner.locator('.run-count')).toHaveText('3 of 6');
  await expect(picture.locator('.mark')).toHaveCount(0);
  await item(planner).locator('.annotation-go').click();
  await expect(planner.locator('.run-count')).toHaveText('2 of 6');
  await expect(picture.locator('.mark')).toHaveCount(1);
  expect(await barriers(planner)).toEqual([]);
});
