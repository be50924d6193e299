import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';
import { atStation, makeDemoLibrary, test } from './demoDesk.ts';
import { barriers } from './desk.ts';
import { wholeSeries } from './pictures.ts';
import { enterVessel } from './tracedDemo.ts';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(500_000);
  await makeDemoLibrary(browser);
});
test.beforeEach(() => test.setTimeout(300_000));

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const step = (page: Page, label: string): Locator => page.getByRole('group', { name: new RegExp(`^${label} `) });
const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });
const banner = (page: Page): Locator => page.getByRole('banner', { name: 'Patient' });
const isKept = (page: Page, words: RegExp = /v\d+ draft, saved/): Promise<void> => expect(banner(page)).toContainText(words);
const says = (page: Page, words: string | RegExp): Promise<void> => expect(page.getByRole('contentinfo')).toContainText(words);

/** The plan station with the demo's artery traced and measured. */
async function atPlan(page: Page): Promise<void> {
  await enterVessel(page);
  await atStation(page, '3', 'Vessel');
  await expect(page.locator('.vessel')).toHaveAttribute('data-state', 'fresh', { timeout: 90_000 });
  await page.keyboard.press('7');
  await expect(region(page, 'Ladder')).toContainText('CTO');
}

/** The same with the ladder that the review suggests. */
async function suggested(page: Page): Promise<void> {
  await atPlan(page);
  await page.keyboard.press('g');
  await expect(step(page, 'A1')).toBeFocused();
  await isKept(page);
}

/** Accepts the open points and signs, by keys. */
async function sign(page: Page, version: number): Promise<void> {
  await page.keyboard.press('v');
  await expect(page.getByRole('checkbox', { name: /I have seen/ })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await says(page, `Version ${version} is signed and sealed`);
}

test('a ladder is suggested with its reasons, edited by mouse, undone, signed, and there after a reload', async ({ planner: page }) => {
  await atPlan(page);
  await expect(region(page, 'Sign')).toContainText('The ladder has no step');
  await expect(page.getByRole('button', { name: /^Sign version 1/ })).toBeDisabled();
  expect(await barriers(page)).toEqual([]);

  await page.getByRole('button', { name: /Suggest from the lesion/ }).click();
  await expect(step(page, 'A1')).toContainText('S080');
  await step(page, 'A1').getByRole('button', { name: 'S080' }).hover();
  await expect(page.getByRole('tooltip').filter({ visible: true })).toContainText('intraplaque');
  await expect(page.getByRole('button', { name: /^Stop rule of A: 30 min without progress/ })).toBeVisible();
  await isKept(page, /v1 draft, saved/);

  // Written where it stands, by mouse.
  await field(page, 'Technique of A1').click();
  await field(page, 'Technique of A1').fill('Gaia 3 on Turnpike Gold');
  await field(page, 'Devices of A1').fill('Gaia 3, 2 x Turnpike Gold');
  await field(page, 'Minutes of A1, min').fill('10');
  await region(page, 'Ladder').getByRole('heading', { name: 'Ladder' }).click();
  await expect(region(page, 'Devices').getByRole('row', { name: /Gaia 3 A1/ })).toBeVisible();
  await field(page, 'Access').fill('right radial 7F');
  await field(page, 'Contrast, ml').fill('120');
  await field(page, 'Contrast, ml').press('Enter');

  // Added, moved over the end of its rung, and removed.
  await step(page, 'B1').click({ position: { x: 12, y: 12 } });
  await page.getByRole('button', { name: 'Move B1 up' }).click();
  await expect(step(page, 'B1')).not.toContainText('Better guide');
  await expect(region(page, 'Rung A')).toContainText('Better guide');
  await page.getByRole('button', { name: '+ Step' }).click();
  await field(page, 'Technique of A10').fill('To be removed');
  await field(page, 'Technique of A10').press('Enter');
  await expect(step(page, 'A10')).toBeFocused();
  await page.getByRole('button', { name: 'Remove A10' }).click();
  await expect(step(page, 'A10')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(step(page, 'A10')).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(step(page, 'A10')).toHaveCount(0);
  await isKept(page);
  expect(await barriers(page)).toEqual([]);

  // The box counts for the points that were there when it was ticked.
  await page.getByRole('checkbox', { name: /I have seen/ }).check();
  await page.getByRole('button', { name: /^Sign version 1/ }).click();
  await says(page, 'Version 1 is signed and sealed');
  await expect(banner(page)).toContainText('v1 signed');
  await expect(region(page, 'Versions')).toContainText('chain intact');

  // It goes along as PDF, under a name that says nothing of the patient.
  const saved = page.waitForEvent('download');
  await region(page, 'Versions').getByRole('button', { name: 'Save v1 as PDF' }).click();
  const printed = await saved;
  expect(printed.suggestedFilename()).toMatch(/^cto-plan-[0-9a-z]{6}-v1\.pdf$/);
  expect(readFileSync(await printed.path(), 'latin1')).toMatch(/^%PDF-/);

  // It is shown in the room, by a page of its own.
  const opened = page.waitForEvent('popup');
  await region(page, 'Versions').getByRole('button', { name: 'Open v1 in the room' }).click();
  const room = await opened;
  await expect(room.locator('.room')).toHaveAttribute('data-step', 'A1');
  await expect(room.getByRole('region', { name: 'Step at hand' })).toContainText('Gaia 3 on Turnpike Gold');
  await room.close();

  // After a reload the desk comes back here, with everything.
  await page.reload();
  await expect(banner(page)).toContainText('v1 signed');
  await expect(field(page, 'Technique of A1')).toHaveValue('Gaia 3 on Turnpike Gold');
  await expect(field(page, 'Devices of A1')).toHaveValue('Gaia 3, 2 x Turnpike Gold');
  await expect(field(page, 'Access')).toHaveValue('right radial 7F');
  await expect(field(page, 'Contrast, ml')).toHaveValue('120');
});

test('by keys alone: a gate is given its reason, a picture becomes a key image, versions are signed, compared and withdrawn', async ({ planner: page }) => {
  await enterVessel(page);
  await atStation(page, '3', 'Vessel');
  await expect(page.locator('.vessel')).toHaveAttribute('data-state', 'fresh', { timeout: 90_000 });
  // The picture in use, from where it is shown.
  await page.keyboard.press('Control+p');
  await says(page, 'key image 1 of 6');
  await page.keyboard.press('7');
  await expect(region(page, 'Key images').getByRole('img')).toHaveCount(1);
  await page.keyboard.press('g');
  await expect(step(page, 'A1')).toBeFocused();

  // Moved, and written in.
  await page.keyboard.press('ArrowDown');
  await expect(step(page, 'A2')).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(step(page, 'A1')).toBeFocused();
  await expect(step(page, 'A1')).toContainText('S082');
  await page.keyboard.press('Enter');
  await expect(field(page, 'Technique of A1')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Stiff wire first');
  await page.keyboard.press('Enter');
  await expect(step(page, 'A1')).toBeFocused();
  await expect(field(page, 'Technique of A1')).toHaveValue('Stiff wire first');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' and not kept');
  await page.keyboard.press('Escape');
  await expect(field(page, 'Technique of A1')).toHaveValue('Stiff wire first');

  // A step that a gate objects to: a balloon too large for a device that does not cross.
  while (!(await step(page, 'B2').evaluate((node) => node === document.activeElement))) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('d');
  await expect(field(page, 'Place of B2 from the proximal cap, mm')).toBeFocused();
  await page.keyboard.type('4.5');
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('Tab');
  await expect(field(page, 'Balloon diameter of B2, mm')).toBeFocused();
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await expect(step(page, 'B2')).toBeFocused();
  await expect(step(page, 'B2').getByRole('list', { name: 'Safety gates on B2' })).toContainText('needs a reason S147');
  await expect(region(page, 'Sign')).toContainText('B2 needs a reason (S147)');
  await page.keyboard.press('Control+Enter');
  await says(page, 'red sign must be settled first');
  await page.keyboard.press('o');
  await expect(field(page, 'Reason to keep B2')).toBeFocused();
  await page.keyboard.type('large vessel, anchored');
  await page.keyboard.press('Enter');
  await expect(region(page, 'Sign')).toContainText('B2 kept against a safety gate, with a reason');
  await page.keyboard.press('Escape');
  await expect(step(page, 'B2')).toContainText('at 4.5 mm');

  // A second key image, of those that the station before showed.
  await page.keyboard.press('i');
  await page.getByRole('group', { name: 'Pictures of station Vessel' }).getByRole('button').first().press('Enter');
  await expect(region(page, 'Key images').getByRole('img', { name: /./ })).toHaveCount(2);
  await page.keyboard.press('Escape');
  await isKept(page, /v1 draft, saved/);
  await sign(page, 1);

  // The next edit begins the next version; a stop rule by key.
  await page.keyboard.press('s');
  await expect(field(page, 'Words of the stop rule of B')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('no progress with two devices');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await isKept(page, /v2 draft, saved/);
  await expect(region(page, 'Versions')).toContainText('replaced when v2 is signed');
  await sign(page, 2);

  await page.keyboard.press('c');
  const comparison = region(page, 'Comparison');
  await comparison.getByRole('combobox', { name: 'from' }).selectOption('v1');
  await comparison.getByRole('combobox', { name: 'to' }).selectOption('v2');
  await expect(comparison.getByRole('row', { name: /Stop rule of B/ })).toContainText('no progress with two devices');
  await expect(comparison.getByRole('row')).toHaveCount(2);
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');

  // A signed version is shown as it was sealed, and cannot be written in.
  await region(page, 'Versions').getByRole('button', { name: /^v1 signed/ }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'It is shown as it was sealed' })).toBeVisible();
  await expect(field(page, 'Technique of A1')).toHaveAttribute('readonly', '');
  await expect(page.getByRole('button', { name: /^Stop rule of B: track not proven/ })).toBeDisabled();
  await page.keyboard.press('Escape');

  // Withdrawn for a reason that is asked for in place.
  await page.getByRole('button', { name: 'Withdraw v2' }).press('Enter');
  await page.keyboard.type('wrong phase');
  await page.keyboard.press('Enter');
  await says(page, 'Version 2 is withdrawn');
  await expect(region(page, 'Versions')).toContainText('reason: wrong phase');
  await expect(banner(page)).toContainText('v2 withdrawn');
  expect(await barriers(page)).toEqual([]);
});

test('a signed plan says at every station that its lesion is measured otherwise since, and is signed anew', async ({ planner: page }) => {
  await suggested(page);
  await sign(page, 1);
  await expect(banner(page)).toContainText('v1 signed');
  const rail = page.getByRole('button', { name: 'Plan', exact: true });
  await expect(rail).toHaveAttribute('title', /: v1 signed$/);

  // The distal cap, 15 mm behind the proximal one.
  await page.keyboard.press('3');
  await page.locator('.vessel-section').focus();
  await page.keyboard.press('p');
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press(']');
  await expect(banner(page)).toContainText('v1 signed, measured otherwise since', { timeout: 60_000 });
  await expect(rail).toHaveAttribute('title', /v1 signed, measured otherwise since: length \d+\.\d mm → 15\.0 mm, J-CTO \S+ → \S+$/);
  const [target, calcium] = [await banner(page).getByText(/, CTO 15\.0 mm/).innerText(), await page.locator('.rail [data-mark]').nth(3).getAttribute('data-mark')];

  // At a station that does not measure, too: with target and marks as they were told.
  await page.keyboard.press('2');
  await wholeSeries(page);
  await expect(banner(page)).toContainText('v1 signed, measured otherwise since');
  await expect(banner(page)).toContainText(target);
  expect(await page.locator('.rail [data-mark]').nth(3).getAttribute('data-mark')).toBe(calcium);

  await page.keyboard.press('7');
  await expect(region(page, 'Versions')).toContainText(/v1 signed.*measured otherwise since: length \d+\.\d mm → 15\.0 mm, J-CTO/);
  await sign(page, 2);
  await expect(banner(page).locator('.banner-plan')).toHaveText(/v2 signed$/);
  await expect(region(page, 'Versions')).not.toContainText('otherwise since');
});

test('two windows on one plan: the later edit of an older draft is not carried out, and the newer draft is shown', async ({ planner: page, context }) => {
  await suggested(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(field(other, 'Technique of A1')).toHaveValue('Wire intraplaque');

  // What this window hears of the other is held back until it has made an edit of its own.
  await page.route('**/api/plans.list', (route) => route.abort());
  await field(other, 'Notes').fill('from the other window');
  await field(other, 'Notes').press('Enter');
  await isKept(other);
  await page.unroute('**/api/plans.list');
  await field(page, 'Notes').fill('from this window');
  await field(page, 'Notes').press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Another window changed this plan' })).toBeVisible();
  await expect(field(page, 'Notes')).toHaveValue('from the other window');
  await other.close();
});

test('what cannot be kept waits here and says why, and is kept once it can be', async ({ planner: page }) => {
  await suggested(page);
  await page.route('**/api/plans.edit', (route) => route.abort());
  await field(page, 'Guides').fill('AL 1 7F');
  await field(page, 'Guides').press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'The draft is not kept yet' })).toBeVisible();
  await expect(banner(page)).toContainText('v1 draft, not kept');
  await expect(region(page, 'Sign')).toContainText('The draft is not kept yet, so it cannot be signed');
  await page.unroute('**/api/plans.edit');
  await page.getByRole('button', { name: 'Try again now' }).click();
  await isKept(page);
  await page.reload();
  await expect(field(page, 'Guides')).toHaveValue('AL 1 7F');
});

test('the devices are held against the room’s list, which comes and goes as CSV', async ({ planner: page }) => {
  await suggested(page);
  const devices = region(page, 'Devices');
  await expect(devices).toContainText('no stock list');
  await devices.getByRole('button', { name: 'Import one in Settings' }).click();
  const sheet = page.getByRole('dialog', { name: 'Settings' });
  const given = (csv: string) => ({ name: 'Lab 2.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await sheet.getByLabel('Stock list as CSV file').setInputFiles(given('name,count\nTurnpike Gold,some\n'));
  await expect(sheet.getByRole('alert')).toContainText('Line 2: the count must be a whole number');
  const csv = 'kind,name,size_mm,count,use_by\nscrewing-microcatheter,Turnpike Gold,,2,\nguide-extension,guide extension,,9,\natherectomy-wire,wire for atherectomy,,0,\n';
  await sheet.getByLabel('Stock list as CSV file').setInputFiles(given(csv));
  await expect(sheet).toContainText('Lab 2: 3 rows, today');
  const [file] = await Promise.all([page.waitForEvent('download'), sheet.getByRole('button', { name: 'Export CSV' }).click()]);
  expect(file.suggestedFilename()).toBe('Lab 2.csv');
  expect(readFileSync(await file.path(), 'utf8')).toBe(`\uFEFF${csv.replaceAll('\n', '\r\n')}`);
  await page.keyboard.press('Escape');
  await expect(devices).toContainText('Lab 2, today');
  await expect(devices.getByRole('row', { name: /Turnpike Gold/ })).toContainText('2, the last');
  await expect(devices.getByRole('row', { name: /^guide extension/ })).toContainText('9');
  await expect(devices.getByRole('row', { name: /Confianza/ })).toContainText('not on the list');
  await expect(devices).toContainText('1 missing');
  await expect(step(page, 'B7')).toContainText('wire for atherectomy missing');
  expect(await barriers(page)).toEqual([]);
});
