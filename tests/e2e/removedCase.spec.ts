import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { caseRow, ctDisc, discFolder, importByWindow, job, startWork } from './desk.ts';
import { wholeSeries } from './pictures.ts';
import { openRoom, test as roomTest } from './roomDesk.ts';

/** A case that is removed in one window is gone from every other. */

const discs = discFolder('removed-case');
test.use({ environment: { HOME: discs.path } });
test.beforeAll(() => {
  discs.make();
  ctDisc(discs.path, 'brandt', { key: 'brandt', columns: 64, rows: 64, slices: 32, study: { patientName: 'Brandt^Anna', patientId: 'FM-4711' } });
});
test.afterAll(() => discs.remove());

async function remove(window: Page, name: string): Promise<void> {
  await caseRow(window, name).click();
  await window.keyboard.press('Delete');
  await window.getByRole('button', { name: 'Remove the case' }).click();
  await expect(caseRow(window, name)).toHaveCount(0);
}

/** The window says what happened, and nothing of the patient stands anywhere on it. */
async function isGone(window: Page, ofPatient: RegExp): Promise<void> {
  await expect(window.getByRole('main').getByRole('alert')).toContainText('This case is no longer in the library.');
  await expect(window.getByRole('main').getByRole('button')).toHaveText([/Back to the worklist/]);
  await expect(window.locator('canvas, .station')).toHaveCount(0);
  await expect(window.getByRole('banner')).toContainText('no case open');
  expect(await window.locator('body').evaluate((body) => body.outerHTML)).not.toMatch(ofPatient);
}

test('its pictures leave the screen of another window, which says so and leads back to the worklist', async ({ app, planner: page, context }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await startWork(page);
  await importByWindow(page, 'brandt');
  await expect(job(page, 'brandt').getByText('imported', { exact: true })).toBeVisible();
  const answer = page.waitForResponse(/\/api\/series\.open/);
  await caseRow(page, 'Brandt').press('Enter');
  const { value: { blob } } = await (await answer).json() as { readonly value: { readonly blob: string } };
  await wholeSeries(page);
  await expect(page.getByRole('banner')).toContainText('FM-4711');

  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  const other = await context.newPage();
  await other.goto(app.address);
  await remove(other, 'Brandt');
  await isGone(page, /brandt|anna|4711|1955/i);
  await page.screenshot({ path: test.info().outputPath('gone.png') });
  expect(await page.evaluate(async (ref) => (await fetch(`/blob/${ref}?slice=0`)).status, blob)).toBe(404);

  // No station can be entered without a case, by key or by hand.
  await page.keyboard.press('7');
  await expect(page.getByRole('contentinfo')).toContainText('Open a case first');
  await isGone(page, /brandt|anna|4711/i);
  await page.getByRole('button', { name: 'Back to the worklist' }).click();
  await expect(page.getByRole('region', { name: 'Worklist' })).toBeVisible();
  await expect(page.locator('tr.case')).toHaveCount(0);
  await page.keyboard.press('2');
  await expect(page.getByRole('region', { name: 'Worklist' })).toBeVisible();
  expect(faults).toEqual([]);
});

roomTest('its plan leaves the station of another window, and the room screen shows no step of it', async ({ app, planner: page, roomContext, library, context }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  const room = await openRoom(page, roomContext, library);
  await expect(room.locator('.room')).toHaveAttribute('data-step', 'A1');
  await page.getByRole('button', { name: /Tina Test/ }).click();
  await caseRow(page, 'DEMO-ALBRECHT').press('Enter');
  await page.keyboard.press('7');
  await expect(page.getByRole('region', { name: 'Versions', exact: true })).toContainText('chain intact');
  await expect(page.getByRole('main')).toContainText('Gaia 3');

  const other = await context.newPage();
  await other.goto(app.address);
  await remove(other, 'DEMO-ALBRECHT');
  await isGone(page, /albrecht|josef|0047|gaia/i);
  await expect(room.getByRole('alert')).toContainText('This plan is not in the library any more.');
  await expect(room.getByText(/albrecht|gaia/i)).toHaveCount(0);
  await page.keyboard.press('1');
  await expect(page.getByRole('region', { name: 'Worklist' })).toBeVisible();
});
