import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { readMigrations } from '../../electron/host/store/migrate.ts';
import { openStore, type Store } from '../../electron/host/store/open.ts';
import { arrived } from '../electron/host/sharing/shared.ts';
import { valueIn } from '../electron/host/store/imports.ts';
import { drafted, outcomeWith, planDesk, signedBy } from '../electron/host/store/planFixture.ts';
import { listOfPlans } from '../phantoms/listOfPlans.ts';
import { expect, startApp, test as base, type App } from './app.ts';
import { barriers, scratch, startWork } from './desk.ts';

const LONG = 'Wiesenburger-Albrechtshausen von und zu Hohenlohe, Maximiliane Charlotte Friederike Auguste';
const MANY = 3_000;

const opened = (folder: string): Store => valueIn(openStore({
  folder, migrations: readMigrations(join(import.meta.dirname, '../../migrations')), appVersion: '0.0.0-test', timeZone: 'Europe/Vienna',
}));
const patient = (name: string, id: string) => ({ study: id, patient: { name, id, birthDate: '1955-03-14', sex: 'F' as const } });

/** Five patients: a draft, a plan that was done, one that was withdrawn, one written on after it was signed, one received. */
async function fivePlans(folder: string): Promise<void> {
  const [other, store] = [opened(scratch()), opened(folder)];
  const [there, here] = [await planDesk(other, patient('Received, Rosa', '5')), await planDesk(store, patient('Received, Rosa', '5'))];
  const chain = await arrived(other, signedBy(other, there, 'one').id, 1);
  valueIn(store.receivedPlans.receive(here.caseId, chain, here.tina));
  other.close();
  drafted(store, await planDesk(store, patient(LONG, '1')), 'draft');
  const desk = await planDesk(store, patient('伊藤 健', '2'));
  const { id: done } = signedBy(store, desk, 'one');
  valueIn(store.outcomes.save(done, 1, { revision: 0, outcome: outcomeWith(), isConfirmed: true }, desk.tina));
  const { id: wrong } = signedBy(store, await planDesk(store, patient('خالد حداد', '3')), 'one');
  valueIn(store.plans.withdraw(wrong, 1, 'wrong vessel', desk.tina));
  const last = await planDesk(store, patient('Brandt, Anna', '4'));
  signedBy(store, last, 'one');
  drafted(store, last, 'two');
  store.close();
}

/** An app over a library that is filled before it starts. */
const over = (fill: (folder: string) => Promise<void> | void) => base.extend<{ app: App }>({
  app: async ({ mayBreach }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'fullmoon-plan-list-'));
    await fill(folder);
    const app = await startApp(folder);
    await use(app);
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
    if (!mayBreach) expect(app.violations()).toEqual([]);
  },
});
const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Plans' });
const names = (page: Page): Promise<readonly string[]> => grid(page).locator('[data-plan] b').allTextContents();
const chosen = (page: Page): Locator => grid(page).locator('[aria-selected="true"]');
async function atPlans(page: Page): Promise<void> {
  const operator = page.getByRole('button', { name: /Tina Test/ });
  await expect(page.getByRole('heading', { name: 'Worklist' }).or(operator.first())).toBeVisible();
  if (await page.getByRole('heading', { name: 'Who is working?' }).isVisible()) await operator.first().click();
  await expect(page.getByRole('region', { name: 'Worklist' })).toBeVisible();
  await page.keyboard.press('Shift+L');
}

const five = over(fivePlans);
five('every plan is there, newest first, and is found, filtered, ordered and opened by keys alone', async ({ planner: page }) => {
  five.setTimeout(180_000);
  await atPlans(page);
  await expect(grid(page)).toBeFocused();
  const all = ['Brandt, Anna', 'خالد حداد', '伊藤 健', LONG, 'Received, Rosa'];
  await expect.poll(() => names(page)).toEqual(all);
  for (const [name, words] of [
    ['Brandt', /v1 signed.*changed since, not signed.*2 to 3/], ['خالد', /v1 withdrawn/], ['伊藤', /v1 signed.*outcome confirmed/], ['Wiesenburger', /draft.*never signed/],
    ['Rosa', /v1 received.*of another workstation/],
  ] as const) await expect(grid(page).getByRole('row', { name })).toHaveText(words);
  expect(await barriers(page)).toEqual([]);

  await page.keyboard.press('f');
  await expect.poll(() => names(page)).toEqual(['Brandt, Anna', LONG]);
  await page.keyboard.press('Shift+F');
  await page.keyboard.press('Shift+F');
  await expect.poll(() => names(page)).toEqual(['Received, Rosa']);
  await page.keyboard.press('f');
  await page.keyboard.press('p');
  await expect.poll(() => names(page)).toEqual(['Brandt, Anna', 'Received, Rosa', LONG, 'خالد حداد', '伊藤 健']);
  await expect(grid(page).getByRole('columnheader', { name: 'Patient' })).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('n');
  await expect.poll(() => names(page)).toEqual(all);

  // What is typed is looked for; nothing that is found says so, and leads back.
  await page.keyboard.press('/');
  for (const [text, found] of [['伊藤', ['伊藤 健']], ['wiesen', [LONG]], ['rca mid', ['Brandt, Anna', 'خالد حداد', '伊藤 健', 'Received, Rosa']], ['brandt j-cto 3', ['Brandt, Anna']]] as const) {
    await page.getByRole('searchbox').fill(text);
    await expect.poll(() => names(page)).toEqual(found);
  }
  await page.getByRole('searchbox').fill('nobody of this name');
  await expect(page.getByRole('heading', { name: 'No plan matches “nobody of this name”' })).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show all plans' }).click();
  await expect.poll(() => names(page)).toEqual(all);

  // Down to the draft, and into it: station 7 of its case.
  await expect(grid(page)).toBeFocused();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowDown');
  await expect(chosen(page)).toContainText(LONG);
  await expect(page.getByRole('region', { name: 'Chosen plan' })).toContainText(LONG);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('banner', { name: 'Patient' })).toContainText(LONG);
  await expect(page.getByRole('region', { name: 'Ladder' })).toContainText('Antegrade wiring');

  // Back as it was left, the keyboard with the list also after a click on a row; a received one is opened to be read.
  await page.keyboard.press('Shift+L');
  await expect(chosen(page)).toContainText(LONG);
  await grid(page).getByText('Brandt, Anna').click();
  await expect(chosen(page)).toContainText('Brandt, Anna');
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('banner', { name: 'Patient' })).toContainText('Received, Rosa');
  await expect(page.getByRole('status').filter({ hasText: 'from another workstation' })).toContainText('can only be read');

  // The palette knows it, and 1 leads to the cases.
  await page.keyboard.press('Control+K');
  await page.keyboard.type('all plans');
  await page.keyboard.press('Enter');
  await expect(grid(page)).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByRole('grid', { name: 'Cases' })).toBeVisible();
  // A search that was made once does not take the keyboard again.
  await expect(page.getByRole('searchbox')).not.toBeFocused();
});

const none = over(() => {});
none('without a plan it says how one is made', async ({ planner: page }) => {
  await startWork(page);
  await page.getByRole('button', { name: 'Plans', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No plan yet' })).toBeVisible();
  expect(await barriers(page)).toEqual([]);
});

none('that it could not be read is said, and it is read again when asked anew', async ({ planner: page }) => {
  await startWork(page);
  const fails = '**/api/plans.search';
  await page.route(fails, (route) => route.fulfill({ json: { ok: false, failure: { code: 'carriage/host-fault', incident: 'A1B2C3' } } }));
  await page.keyboard.press('Shift+L');
  await expect(page.getByRole('region', { name: 'All plans' }).getByRole('alert')).toContainText('A1B2C3');
  expect(await barriers(page)).toEqual([]);
  await page.unroute(fails);
  await page.keyboard.press('f');
  await expect(page.getByRole('heading', { name: 'No draft' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'All plans' }).getByRole('alert')).toHaveCount(0);
});

const many = over((folder) => {
  opened(folder).close();
  const db = new Database(join(folder, 'library.sqlite'));
  listOfPlans(db, MANY);
  db.close();
});
many('of thousands only what is near the screen is made, from the first to the last', async ({ planner: page }) => {
  await startWork(page);
  await page.keyboard.press('Shift+L');
  await expect(page.getByRole('region', { name: 'All plans' })).toContainText('3,000 plans');
  const made = (): Promise<number> => grid(page).locator('.plan-row').count();
  const first = await names(page);
  expect(await made()).toBeLessThan(40);
  await grid(page).press('End');
  await expect(chosen(page)).toHaveAttribute('aria-rowindex', String(MANY + 1));
  await expect(chosen(page)).toContainText('PID-000000');
  await expect(chosen(page)).toBeInViewport();
  expect(await made()).toBeLessThan(40);
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Home');
  await expect.poll(() => names(page)).toEqual(first);
  // By the wheel: the keyboard stays with the list, and its next key comes back to the chosen row.
  await grid(page).hover();
  await page.mouse.wheel(0, 60_000);
  await expect(chosen(page)).toHaveCount(0);
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(chosen(page)).toBeInViewport();
  await expect(chosen(page)).toHaveAttribute('aria-rowindex', '3');
});
