import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMigrations } from '../../electron/host/store/migrate.ts';
import { openStore } from '../../electron/host/store/open.ts';
import { printedPlan } from '../electron/host/sharing/shared.ts';
import { valueIn } from '../electron/host/store/imports.ts';
import { planDesk, signedBy } from '../electron/host/store/planFixture.ts';
import { expect, test } from './app.ts';
import { barriers, caseRow, discFolder, importByWindow, scratch, startWork } from './desk.ts';

const discs = discFolder('received');
test.use({ environment: { HOME: discs.path } });
test.beforeAll(async () => {
  discs.make();
  const store = valueIn(openStore({
    folder: scratch(), migrations: readMigrations(join(import.meta.dirname, '../../migrations')), appVersion: '0.0.0-test', timeZone: 'Europe/Vienna',
  }));
  const desk = await planDesk(store);
  signedBy(store, desk, 'one');
  const { id } = signedBy(store, desk, 'two');
  valueIn(store.plans.withdraw(id, 1, 'wrong phase', desk.tina));
  mkdirSync(join(discs.path, 'shared'));
  writeFileSync(join(discs.path, 'shared', 'plan.dcm'), await printedPlan(store, id, 2));
  store.close();
});
test.afterAll(() => discs.remove());

test('a plan of another workstation is told by its import, and can be read at station 7', async ({ planner: page }) => {
  test.setTimeout(120_000);
  await startWork(page);
  await importByWindow(page, 'shared');
  await expect(caseRow(page, 'Muster, Anna')).toBeVisible();
  await caseRow(page, 'Muster, Anna').press('Enter');
  await page.keyboard.press('7');
  const panel = page.getByRole('region', { name: 'Plans of other workstations' });
  await expect(panel).toContainText('its images are not here');
  await expect(panel).toContainText('v1 withdrawn');
  await panel.getByRole('button', { name: /v2 received/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'from another workstation' })).toContainText('can only be read');
  await expect(page.getByRole('region', { name: 'Ladder' })).toContainText('Antegrade wiring');
  await expect(panel).toContainText('chain consistent; author as stated by the sender');
  expect(await barriers(page)).toEqual([]);
  // Without its images it goes to the room only after a question.
  const question = panel.getByRole('group', { name: 'Open v2 in the room?' });
  await page.keyboard.press('r');
  await expect(question).toContainText('Its images are not here');
  await expect(question.getByRole('button', { name: 'Not now' })).toBeFocused();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  expect(page.context().pages()).toHaveLength(1);
  await panel.getByRole('button', { name: 'Open v2 in the room' }).click();
  const [room] = await Promise.all([page.waitForEvent('popup'), question.getByRole('button', { name: 'Open without its images' }).click()]);
  await expect(room.getByRole('banner')).toContainText(/Plan of workstation .*; images not here/);
});
