import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';
import { atStation, makeDemoLibrary, test } from './demoDesk.ts';
import { barriers, caseRow, dropPaths, job, scratch } from './desk.ts';
import { filesIn } from './packFiles.ts';
import { enterVessel } from './tracedDemo.ts';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(500_000);
  await makeDemoLibrary(browser);
});
test.beforeEach(() => test.setTimeout(400_000));

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const panel = (page: Page): Locator => page.getByRole('form', { name: 'Hand over version 1' });
const says = (page: Page, words: string | RegExp): Promise<void> => expect(page.getByRole('contentinfo')).toContainText(words);

/** The demo's artery measured, a ladder suggested, and its first version signed. */
async function signed(page: Page): Promise<void> {
  await enterVessel(page);
  await atStation(page, '3', 'Vessel');
  await expect(page.locator('.vessel')).toHaveAttribute('data-state', 'fresh', { timeout: 90_000 });
  await page.keyboard.press('7');
  await expect(region(page, 'Ladder')).toContainText('CTO');
  await page.keyboard.press('g');
  await expect(page.getByRole('group', { name: /^A1 / })).toBeFocused();
  await expect(page.getByRole('banner', { name: 'Patient' })).toContainText(/v\d+ draft, saved/);
  await page.keyboard.press('v');
  await expect(page.getByRole('checkbox', { name: /I have seen/ })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await says(page, 'Version 1 is signed and sealed');
  await expect(region(page, 'Versions')).toContainText('chain intact');
}

test('a signed version is handed over by key as a pack, without identity as another, and opens again in an import', async ({ planner: page }) => {
  await signed(page);
  await page.keyboard.press('h');
  await expect(panel(page).getByRole('radio', { name: /^Pack PDF/ })).toBeFocused();
  expect(await barriers(page)).toEqual([]);

  const saved = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const pack = await saved;
  expect(pack.suggestedFilename()).toMatch(/^cto-plan-[0-9a-z]{6}-v1\.zip$/);
  await expect(panel(page)).toContainText(/Saved: cto-plan-[0-9a-z]{6}-v1\.zip, \d+ files/);
  const files = await filesIn(await pack.path());
  const sealed = createHash('sha256').update(files.get('plan.json') ?? '').digest('hex');
  await expect(region(page, 'Versions').locator('.plan-seal')).toHaveAttribute('title', sealed);
  expect(files.get('plan.pdf')?.toString('latin1', 0, 5)).toBe('%PDF-');
  expect([...files.keys()]).toEqual(expect.arrayContaining(['DICOMDIR', 'README.txt', 'DICOM/S0000000/I0000001']));

  // Without identity, with the images: a patient of another name, with the same pictures.
  await panel(page).getByRole('radio', { name: /^Pack without identity/ }).check();
  await panel(page).getByRole('checkbox', { name: /^With the images of the case/ }).check();
  const cleaned = page.waitForEvent('download', { timeout: 240_000 });
  await panel(page).getByRole('button', { name: 'Save' }).click();
  await expect(panel(page).getByRole('progressbar', { name: 'Packing' })).toBeVisible();
  const clean = await cleaned;
  expect(clean.suggestedFilename()).toMatch(/-v1-deidentified\.zip$/);
  const folder = scratch();
  const path = join(folder, 'clean.zip');
  await clean.saveAs(path);
  expect([...(await filesIn(path)).values()].some((bytes) => bytes.includes('ALBRECHT'))).toBe(false);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await dropPaths(page, [path]);
  await expect(page.getByRole('button', { name: 'Worklist' })).toHaveAttribute('aria-current', 'page');
  await expect(caseRow(page, 'FM-')).toContainText('CT', { timeout: 240_000 });
  await expect(job(page, 'clean.zip').getByText('imported', { exact: true })).toBeVisible({ timeout: 240_000 });
  rmSync(folder, { recursive: true });
});

test('a pack that is being made can be given up, and nothing is saved', async ({ planner: page }) => {
  await signed(page);
  let downloads = 0;
  page.on('download', () => { downloads += 1; });
  await region(page, 'Versions').getByRole('button', { name: 'Hand over v1…' }).click();
  await panel(page).getByRole('checkbox', { name: /^With the images of the case/ }).check();
  await panel(page).getByRole('button', { name: 'Save' }).click();
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(panel(page)).toContainText('Given up; nothing was saved');
  expect(downloads).toBe(0);
  // A version that was withdrawn is not handed over.
  await page.keyboard.press('Escape');
  await region(page, 'Versions').getByRole('button', { name: 'Withdraw v1' }).click();
  await page.getByLabel(/^Why is version 1 withdrawn/).fill('wrong phase');
  await page.keyboard.press('Enter');
  await says(page, 'Version 1 is withdrawn');
  await expect(region(page, 'Versions').getByRole('button', { name: 'Hand over v1…' })).toHaveCount(0);
});
