import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { barriers, caseRow } from './desk.ts';
import { expect, openRoom, test } from './roomDesk.ts';

/** From a signed plan over the room to the outcome, and to how the scores hold here. */

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const row = (page: Page, name: string): Locator => region(page, 'Outcome').getByRole('group', { name, exact: true });

/** The plan station of the signed plan's case, with somebody at work. */
async function atPlan(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Tina Test/ }).click();
  await expect(caseRow(page, 'WIESENBURGER')).toBeVisible();
  await caseRow(page, 'WIESENBURGER').press('Enter');
  await expect(page.getByRole('banner', { name: 'Patient' })).toContainText('WIESENBURGER');
  await page.keyboard.press('7');
  await expect(region(page, 'Versions')).toContainText('chain intact');
}

/** A procedure in the room, by keys: two steps, then past the occlusion, contrast, a note, the end. */
async function inTheRoom(room: Page): Promise<void> {
  const screen = room.locator('.room');
  await expect(screen).toHaveAttribute('data-step', 'A1');
  await room.keyboard.press('a');
  await room.keyboard.press('w');
  await room.keyboard.press('Space');
  await expect(screen).toHaveAttribute('data-step', 'A2');
  await room.keyboard.press('Space');
  await expect(screen).toHaveAttribute('data-step', 'A3');
  await room.keyboard.press('f');
  await expect(room.getByRole('dialog')).toBeVisible();
  await room.keyboard.press('3');
  await expect(room.getByRole('dialog')).toHaveCount(0);
  await room.keyboard.press('c');
  await expect(room.getByRole('dialog')).toBeVisible();
  await room.keyboard.type('230');
  await room.keyboard.press('Enter');
  await expect(region(room, 'Contrast and dose')).toContainText('230 of 200 ml');
  await room.keyboard.press('n');
  await expect(room.getByRole('dialog')).toBeVisible();
  await room.keyboard.type('guide changed to AL 1');
  await room.keyboard.press('Enter');
  await expect(room.getByRole('dialog')).toHaveCount(0);
  await room.keyboard.press('e');
  await expect(room.getByText('Press E once more')).toBeVisible();
  await room.keyboard.press('e');
  await expect(room.getByRole('banner')).toContainText('record the outcome at the desk');
  await expect(screen).toHaveAttribute('data-waiting', '0');
}

test('what the room noted is there, what only the operator knows is asked for, and once confirmed it counts', async ({ planner: page, roomContext, library }) => {
  const room = await openRoom(page, roomContext, library);
  await inTheRoom(room);
  await room.close();
  await atPlan(page);

  await page.keyboard.press('e');
  await expect(region(page, 'Outcome')).toContainText('nothing is kept yet');
  await expect(row(page, 'Step that crossed')).toContainText('from the log');
  await expect(row(page, 'Step that crossed').getByRole('combobox')).toHaveValue('a-2');
  await expect(row(page, 'Contrast')).toContainText('from the log');
  await expect(row(page, 'Contrast').getByRole('textbox')).toHaveValue('230');
  await expect(row(page, 'Air kerma')).toContainText('not in the log');
  await expect(row(page, 'Notes').getByRole('textbox')).toHaveValue('guide changed to AL 1');
  await expect(row(page, 'Devices used').getByRole('checkbox', { name: 'guide extension 7F' })).toBeChecked();
  await expect(row(page, 'Complications in hospital')).toContainText('only you know');
  await expect(region(page, 'Plan against reality').getByRole('row', { name: /^Contrast/ })).toContainText('over');
  await expect(region(page, 'Plan against reality').getByRole('row', { name: /^A2/ })).toContainText('crossed with it');
  await expect(page.getByRole('button', { name: /^Confirm outcome/ })).toBeDisabled();
  expect(await barriers(page)).toEqual([]);

  // By keys: the keyboard is in the first field.
  await expect(row(page, 'How it crossed').getByRole('radio', { name: 'AWE' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(row(page, 'How it crossed').getByRole('radio', { name: 'AWE' })).toBeChecked();
  await row(page, 'Technical success').getByRole('radio', { name: 'Yes' }).press('Space');
  await row(page, 'Complications in hospital').getByRole('checkbox', { name: 'stroke' }).press('Space');
  await row(page, 'Procedural success').getByRole('radio', { name: 'Yes' }).press('Space');
  await expect(region(page, 'Outcome')).toContainText('With stroke there is no procedural success');
  await row(page, 'Complications in hospital').getByRole('checkbox', { name: 'none' }).press('Space');
  await expect(row(page, 'Complications in hospital').getByRole('checkbox', { name: 'stroke' })).not.toBeChecked();
  // By mouse: an amount and a device of its own; what the log says can be taken again.
  await row(page, 'Contrast').getByRole('textbox').fill('180');
  await row(page, 'Contrast').getByRole('textbox').press('Enter');
  // The keyboard stays in the field: a digit goes into it, and to no other station.
  await expect(row(page, 'Contrast').getByRole('textbox')).toBeFocused();
  await page.keyboard.type('180');
  await page.keyboard.press('Enter');
  await expect(region(page, 'Outcome')).toBeVisible();
  await expect(row(page, 'Contrast')).toContainText('the log: 230 ml');
  await row(page, 'Contrast').getByRole('button', { name: /Take what the log says/ }).click();
  await expect(row(page, 'Contrast')).toContainText('from the log');
  await row(page, 'Devices used').getByRole('combobox', { name: 'Another device that was used' }).fill('Sion blue');
  await row(page, 'Devices used').getByRole('combobox', { name: 'Another device that was used' }).press('Enter');
  await expect(row(page, 'Devices used').getByRole('checkbox', { name: 'Sion blue' })).toBeChecked();
  await expect(region(page, 'Outcome')).toContainText('Everything is said');
  await expect(region(page, 'Outcome')).toContainText('not confirmed');

  // It is begun and kept, but counts only once it is confirmed.
  await region(page, 'Plan against reality').getByRole('button', { name: 'How our scores hold' }).click();
  const sheet = page.getByRole('dialog', { name: 'Outcomes of this centre' });
  await expect(sheet).toContainText('No outcome counts yet');
  await expect(sheet).toContainText('1 outcome is not confirmed yet');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  // In a field Ctrl Enter keeps what is typed, and confirms it.
  await row(page, 'Air kerma').getByRole('textbox').fill('1.2');
  await row(page, 'Air kerma').getByRole('textbox').press('Control+Enter');
  await expect(region(page, 'Outcome')).toContainText(/confirmed today .*, Tina Test, revision/);
  await expect(row(page, 'Air kerma').getByRole('textbox')).toHaveValue('1.20');
  // Once more does nothing else: nothing that lies under the form is signed.
  await row(page, 'Technical success').getByRole('radio', { name: 'Yes' }).press('Control+Enter');
  await expect(page.getByText('Confirmed already')).toBeVisible();
  await expect(region(page, 'Versions')).not.toContainText('v2 signed');
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(region(page, 'Outcome')).toHaveCount(0);

  // From anywhere: how the scores hold, with a plain word on how few they are.
  await page.keyboard.press('Shift+O');
  await expect(sheet).toContainText('1 procedure with a confirmed outcome');
  const jCto = sheet.getByRole('region', { name: 'J-CTO', exact: true });
  await expect(jCto.getByRole('img', { name: /^J-CTO, guidewire crossing within 30 min\. 2 points: 100 % \(21 to 100\), published 42 %/ })).toBeVisible();
  await expect(jCto).toContainText('Too few: with fewer than 10 procedures');
  expect(await barriers(page)).toEqual([]);
  const [file] = await Promise.all([page.waitForEvent('download'), sheet.getByRole('button', { name: 'Export CSV' }).click()]);
  expect(file.suggestedFilename()).toBe('fullmoon-outcomes.csv');
  const csv = readFileSync(await file.path(), 'utf8');
  expect(csv).toMatch(/^\uFEFFprocedure,year,age,sex,/);
  expect(csv).toContain('AWE,A2');
  expect(csv).not.toMatch(/WIESENBURGER|FM-DEMO|1955|guide changed|Sion|Tina|pln_/);
  await page.keyboard.press('Escape');

  // After a reload it stands as it was; a correction is to be confirmed again, and the earlier one stays.
  await page.reload();
  await expect(region(page, 'Versions')).toContainText('chain intact');
  await region(page, 'Versions').getByRole('button', { name: 'Outcome of v1' }).click();
  await expect(region(page, 'Outcome')).toContainText('confirmed today');
  await expect(row(page, 'How it crossed').getByRole('radio', { name: 'AWE' })).toBeChecked();
  await row(page, 'How it crossed').getByRole('radio', { name: 'RWE' }).press('Space');
  await expect(region(page, 'Outcome')).toContainText('not confirmed');
  await page.getByRole('button', { name: /^Confirm again/ }).click();
  await expect(region(page, 'Outcome')).toContainText('confirmed today');
});

test('what cannot be kept waits here and says why', async ({ planner: page }) => {
  await atPlan(page);
  await page.keyboard.press('e');
  await expect(region(page, 'Outcome')).toContainText('Nothing was noted in the room');
  await page.route('**/api/outcomes.save', (route) => route.abort());
  await row(page, 'IVUS result').getByRole('textbox').fill('intraplaque throughout');
  await row(page, 'IVUS result').getByRole('textbox').press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'The outcome is not kept yet' })).toBeVisible();
  // With the form closed it is told at every station.
  await page.getByRole('button', { name: 'Back to the plan' }).click();
  await expect(region(page, 'Outcome')).toHaveCount(0);
  await expect(page.getByRole('banner', { name: 'Patient' })).toContainText('outcome of v1 not kept');
  await page.keyboard.press('e');
  await expect(page.getByRole('alert').filter({ hasText: 'The outcome is not kept yet' })).toBeVisible();
  await page.unroute('**/api/outcomes.save');
  await page.getByRole('button', { name: 'Try again now' }).click();
  await expect(region(page, 'Outcome')).toContainText(/kept today .*revision 1; not confirmed/);
});
