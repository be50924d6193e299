import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download, Page } from '@playwright/test';
import { cleanRun } from '../phantoms/runs.ts';
import { writeSeries } from '../phantoms/series.ts';
import { expect, test } from './app.ts';
import { barriers, caseRow, ctDisc, discFolder, importByWindow, job, startWork } from './desk.ts';
import { tile, wholeSeries } from './pictures.ts';

const discs = discFolder('capture');
test.use({ environment: { HOME: discs.path }, permissions: ['clipboard-read', 'clipboard-write'] });
test.beforeAll(() => {
  discs.make();
  ctDisc(discs.path, 'brandt', { key: 'brandt', columns: 64, rows: 64, study: { patientName: 'Brandt^Anna', patientId: 'FM-100' } });
  writeSeries(join(discs.path, 'run'), [cleanRun({ key: 'run', frames: 12 })]);
});
test.afterAll(() => discs.remove());

async function opened(page: Page, disc: string): Promise<void> {
  await startWork(page);
  await importByWindow(page, disc);
  await expect(job(page, disc).getByText('imported', { exact: true })).toBeVisible();
  await caseRow(page, '').first().press('Enter');
}

const sheet = (page: Page) => page.getByRole('dialog', { name: 'Picture to take along' });

async function saved(page: Page): Promise<Download> {
  const download = page.waitForEvent('download');
  await sheet(page).getByRole('button', { name: 'Save PNG' }).click();
  return download;
}

/** A PNG as the page itself decodes it: its size and its pixels. */
async function pngIn(page: Page, download: Download): Promise<{ readonly width: number; readonly height: number; readonly data: readonly number[] }> {
  const bytes = readFileSync(await download.path()).toString('base64');
  return page.evaluate(async (text) => {
    const image = new Image();
    image.src = `data:image/png;base64,${text}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    return { width: image.width, height: image.height, data: [...(context?.getImageData(0, 0, image.width, image.height).data ?? [])] };
  }, bytes);
}

test('a picture is saved as it is drawn, with what was chosen on it, and its name tells nobody', async ({ planner: page }) => {
  await opened(page, 'brandt');
  await wholeSeries(page);
  await tile(page, 'axial').focus();
  await page.keyboard.press('Control+s');
  expect(await barriers(page)).toEqual([]);
  const marks = sheet(page).getByLabel('Marks');
  const patient = sheet(page).getByLabel('Patient');
  await expect(marks).toBeChecked();
  await expect(patient).not.toBeChecked();
  await marks.uncheck();
  const plain = await saved(page);
  expect(plain.suggestedFilename()).toMatch(/^fullmoon axial-picture \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png$/);
  const picture = await pngIn(page, plain);
  const shown = await tile(page, 'axial').locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    return { width, height, data: [...(canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [])] };
  });
  // Pixel for pixel what is on the screen; below it one line of words.
  expect(picture.width).toBe(shown.width);
  expect(picture.height).toBeGreaterThan(shown.height);
  expect(picture.data.slice(0, shown.data.length).every((value, n) => value === shown.data[n])).toBe(true);

  // The choice was kept; with marks and patient the picture grows at the top and differs within.
  await page.keyboard.press('Control+s');
  await expect(marks).not.toBeChecked();
  await marks.check();
  await patient.check();
  await expect(sheet(page).getByText('The picture will name the patient')).toBeVisible();
  const full = await pngIn(page, await saved(page));
  const top = full.height - picture.height;
  expect(top).toBeGreaterThan(20);
  const within = full.data.slice(4 * top * full.width, 4 * top * full.width + shown.data.length);
  const changed = within.filter((value, n) => n % 4 === 0 && Math.abs(value - (shown.data[n] ?? 0)) > 40).length;
  // Lines, letters, scale: some of it, not most of it.
  expect(changed).toBeGreaterThan(300);
  expect(changed).toBeLessThan((shown.width * shown.height) / 4);
});

test('a picture is copied by key', async ({ planner: page }) => {
  await opened(page, 'brandt');
  await wholeSeries(page);
  await tile(page, 'coronal').focus();
  await page.keyboard.press('Control+c');
  await expect(page.locator('.status')).toContainText('Copied: Coronal picture');
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types));
  expect(types).toContain('image/png');
});

test('a run that plays is saved as video', async ({ planner: page }) => {
  await opened(page, 'run');
  await expect(page.locator('.run-tile canvas').first()).toBeVisible();
  await page.keyboard.press('Control+s');
  await sheet(page).getByRole('button', { name: 'Record video' }).click();
  await expect(page.getByText('Recording:')).toBeVisible();
  await page.keyboard.press(' ');
  await page.waitForTimeout(1500);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+Shift+s');
  const video = await download;
  expect(video.suggestedFilename()).toMatch(/\.webm$/);
  const bytes = readFileSync(await video.path());
  // The signature of Matroska and WebM.
  expect([...bytes.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
  expect(bytes.length).toBeGreaterThan(2000);
});
