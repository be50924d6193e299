import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';
import { atStation, makeDemoLibrary, test } from './demoDesk.ts';
import { barriers } from './desk.ts';
import { enterVessel } from './tracedDemo.ts';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(500_000);
  await makeDemoLibrary(browser);
});
test.beforeEach(() => test.setTimeout(300_000));

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const step = (page: Page, label: string): Locator => page.getByRole('group', { name: new RegExp(`^${label} `) });
const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });
const says = (page: Page, words: string | RegExp): Promise<void> => expect(page.getByRole('contentinfo')).toContainText(words);
const option = (page: Page, name: string | RegExp): Locator => page.getByRole('option', { name });
const isKept = (page: Page): Promise<void> => expect(page.getByRole('banner', { name: 'Patient' })).toContainText(/v\d+ draft, saved/);

/** The plan station of the demo with its artery traced and the suggested ladder. */
async function suggested(page: Page): Promise<void> {
  await enterVessel(page);
  await atStation(page, '3', 'Vessel');
  await expect(page.locator('.vessel')).toHaveAttribute('data-state', 'fresh', { timeout: 90_000 });
  await page.keyboard.press('7');
  await expect(region(page, 'Ladder')).toContainText('CTO');
  await page.keyboard.press('g');
  await expect(step(page, 'A1')).toBeFocused();
  await isKept(page);
}

/** Saves the plan as a template, by keys, from the ladder. */
async function saved(page: Page, name: string): Promise<void> {
  await page.keyboard.press('t');
  await expect(option(page, /^This plan/)).toBeFocused();
  await page.keyboard.press('n');
  await expect(field(page, 'Name of the new template')).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(option(page, new RegExp(`^${name}`))).toBeFocused();
}

test('by keys alone: a plan becomes a template, which brings its ladder into an empty one and a rung into another, each taken back at once', async ({ planner: page }) => {
  await suggested(page);
  await field(page, 'Access').fill('right radial 7F');
  await field(page, 'Notes').fill('Nothing of this patient');
  await field(page, 'Notes').press('Enter');
  await step(page, 'A1').focus();
  const steps = await region(page, 'Ladder').locator('[data-step]').count();
  await page.keyboard.press('t');
  await expect(option(page, /^This plan/)).toBeFocused();
  const brings = page.getByRole('group', { name: 'What the template brings' });
  await expect(brings).toContainText('right radial 7F');
  await expect(brings).toContainText('30 min without progress, or the contrast limit');
  await expect(brings).not.toContainText('Nothing of this patient');
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(region(page, 'Ladder')).toBeVisible();
  await step(page, 'A1').focus();
  await saved(page, 'Heavy calcium');
  expect(await barriers(page)).toEqual([]);

  // Renamed in place; Esc leaves the name as it was.
  await page.keyboard.press('F2');
  await expect(field(page, 'Name of the template')).toBeFocused();
  await page.keyboard.type('Not this');
  await page.keyboard.press('Escape');
  await expect(option(page, /^Heavy calcium/)).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('Full moon');
  await page.keyboard.press('Enter');
  await expect(option(page, /^Full moon A/)).toBeFocused();

  // Into a plan without a ladder; one step of undo, and the ladder before is there again.
  await page.keyboard.press('Escape');
  await step(page, 'A1').focus();
  for (let left = steps; left > 0; left -= 1) {
    await page.keyboard.press('Delete');
    await expect(region(page, 'Ladder').locator('[data-step]')).toHaveCount(left - 1);
  }
  await page.keyboard.press('t');
  await expect(option(page, /^This plan/)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(option(page, /^Full moon/)).toBeFocused();
  await page.keyboard.press('Enter');
  await says(page, '“Full moon” is now the ladder');
  await expect(step(page, 'A1')).toBeFocused();
  await expect(region(page, 'Ladder').locator('[data-step]')).toHaveCount(steps);
  await expect(step(page, 'A1')).toContainText('S080');
  await expect(field(page, 'Notes')).toHaveValue('Nothing of this patient');
  await isKept(page);
  await page.keyboard.press('Control+z');
  await expect(region(page, 'Ladder').locator('[data-step]')).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(region(page, 'Ladder').locator('[data-step]')).toHaveCount(steps);

  // One rung more, after the steps that are there.
  await page.keyboard.press('t');
  await page.keyboard.press('ArrowDown');
  await expect(option(page, /^Full moon/)).toBeFocused();
  const before = await page.getByRole('region', { name: 'Rung C of the template' }).getByRole('listitem').count();
  await page.keyboard.press('c');
  await says(page, 'C of “Full moon” is added');
  await expect(region(page, 'Rung C').locator('[data-step]')).toHaveCount(2 * before);
  await expect(step(page, `C${before + 1}`)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(region(page, 'Rung C').locator('[data-step]')).toHaveCount(before);
});

test('by mouse: templates are ordered, shared, exported, imported and removed; another operator sees what is shared, and changes none of it', async ({ planner: page }) => {
  await suggested(page);
  await saved(page, 'First');
  await page.keyboard.press('Escape');
  await step(page, 'A1').focus();
  await saved(page, 'Second');
  const panel = region(page, 'Templates');
  const names = (): Promise<readonly string[]> => panel.getByRole('option').locator('b').allTextContents();
  expect(await names()).toEqual(['This plan', 'First', 'Second']);
  await panel.getByRole('button', { name: '↑' }).click();
  await expect.poll(names).toEqual(['This plan', 'Second', 'First']);
  await panel.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(option(page, /^Second/)).toContainText('shared');

  // Out and in again, under a name that is free.
  const [file] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name: 'Export' }).click()]);
  expect(file.suggestedFilename()).toBe('Second.template.json');
  const text = readFileSync(await file.path(), 'utf8');
  await panel.getByLabel('Template as a file').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{"kind":"other"}') });
  await expect(panel.getByRole('alert')).toContainText('This file is no template of Fullmoon');
  await panel.getByLabel('Template as a file').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect.poll(names).toEqual(['This plan', 'Second', 'First', 'Second 2']);
  await expect(panel.getByRole('alert')).toHaveCount(0);

  // Removed, and back by undo.
  await panel.getByRole('button', { name: 'Remove' }).click();
  await expect.poll(names).toEqual(['This plan', 'Second', 'First']);
  await page.keyboard.press('Control+z');
  await expect.poll(names).toEqual(['This plan', 'Second', 'First', 'Second 2']);

  await page.evaluate(async () => {
    const call = async (method: string, input: object) => (await (await fetch(`/api/${method}`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input),
    })).json()) as { readonly value: { readonly id: string } };
    await call('operators.choose', { id: (await call('operators.add', { name: 'Eva Berg' })).value.id });
  });
  await expect.poll(names).toEqual(['This plan', 'Second']);
  await option(page, /^Second/).click();
  await expect(panel).toContainText('Dr. Test, Tina');
  for (const name of ['Rename', 'Share', 'Keep to yourself', 'Save this plan over it', 'Remove'])
    await expect(panel.getByRole('button', { name, exact: true })).toHaveCount(0);
  expect(await barriers(page)).toEqual([]);
  await panel.getByRole('button', { name: /^Use it as the ladder/ }).click();
  await says(page, '“Second” is now the ladder');
});
