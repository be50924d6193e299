import { join } from 'node:path';
import { rmSync } from 'node:fs';
import type { Browser, Locator, Page } from '@playwright/test';
import { sentFiles } from '../../electron/host/archive/dicomWeb.ts';
import { readMigrations } from '../../electron/host/store/migrate.ts';
import { openStore } from '../../electron/host/store/open.ts';
import { isOrthancThere, startedOrthanc, type RunningOrthanc } from '../electron/host/archive/runningOrthanc.ts';
import { valueIn } from '../electron/host/store/imports.ts';
import { RCA, signedBy, tracedDesk } from '../electron/host/store/planFixture.ts';
import { greyPng } from '../electron/host/export/greyPng.ts';
import { cleanSeries, fileBytes, writeSeries } from '../phantoms/series.ts';
import { expect, startApp, test, type App } from './app.ts';
import { caseRow, discFolder, importByWindow, scratch, startWork } from './desk.ts';
import { asking } from './roomDesk.ts';

/** Two workstations, each with a library and a browser of its own, and one archive between them. */

const SERIES = cleanSeries({ key: 'both', columns: 32, rows: 32, slices: 12 });
const discs = discFolder('both');
const [atA, atB, ofOrthanc] = [scratch(), scratch(), scratch()];
const running: App[] = [];
let orthanc: RunningOrthanc | null = null;
test.afterAll(async () => {
  await Promise.all(running.map((app) => app.stop()));
  await orthanc?.close();
  discs.remove();
  for (const folder of [atA, atB, ofOrthanc]) rmSync(folder, { recursive: true, force: true });
});

/** A workstation on its library, in a browser that knows nothing of the other. */
async function workstation(browser: Browser, folder: string): Promise<{ readonly app: App; readonly page: Page }> {
  const app = await startApp(folder, { HOME: discs.path });
  running.push(app);
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
  await page.goto(app.address);
  return { app, page };
}
/** The archive of the site, as it is set up at a workstation. */
async function configured(page: Page, { archive: { address, user, password } }: RunningOrthanc): Promise<void> {
  const { body } = await asking(page, 'archives.save', {
    id: null, name: 'PACS', place: { kind: 'dicomweb', address, user }, password: { do: 'set', password },
  });
  expect((body as { readonly ok: boolean }).ok).toBe(true);
}
const versions = (page: Page): Locator => page.getByRole('region', { name: 'Versions', exact: true });
const atPacs = (page: Page): Locator => versions(page).getByRole('list', { name: 'Archives of version 1' }).getByRole('listitem');
const received = (page: Page): Locator => page.getByRole('region', { name: 'Plans of other workstations' });

async function fetched(page: Page): Promise<void> {
  await page.keyboard.press('1');
  await page.keyboard.press('f');
  const sheet = page.getByRole('dialog', { name: 'Fetch from an archive' });
  await sheet.getByLabel('Patient ID').fill('PH-both');
  await sheet.getByLabel('Patient ID').press('Enter');
  const row = sheet.getByRole('option', { name: /Test, Phantom/ });
  await row.focus();
  await page.keyboard.press('Control+Enter');
  await expect(sheet).toHaveCount(0);
}
async function atPlan(page: Page): Promise<void> {
  await caseRow(page, 'Test, Phantom').press('Enter');
  await expect(page.getByRole('banner', { name: 'Patient' })).toContainText('Test, Phantom');
  await page.keyboard.press('7');
}

test('a plan signed on one workstation is read and shown in the room of another, and stopped there once it is withdrawn', async ({ browser }) => {
  test.skip(!isOrthancThere());
  test.setTimeout(360_000);
  discs.make();
  writeSeries(join(discs.path, 'CT'), SERIES);
  orthanc = await startedOrthanc(ofOrthanc);
  expect(valueIn(await sentFiles(orthanc.archive, SERIES.map(fileBytes))).refused).toEqual([]);

  // Signed on A.
  const before = await workstation(browser, atA);
  await startWork(before.page);
  await importByWindow(before.page, 'CT');
  await expect(caseRow(before.page, 'Test, Phantom')).toBeVisible();
  await before.app.stop();
  await before.page.context().close();
  const store = valueIn(openStore({
    folder: atA, migrations: readMigrations(join(import.meta.dirname, '../../migrations')), appVersion: '0.0.0-test', timeZone: 'Europe/Vienna',
  }));
  const [row] = valueIn(store.library.cases({ text: '', sort: 'imported', order: 'asc', limit: 1, offset: 0 })).rows;
  if (row === undefined) throw new Error('no case');
  const desk = tracedDesk(store, row.id);
  const sha256 = valueIn(await store.planImages.keep(row.id, Buffer.from(greyPng(480, 320)), desk.tina));
  signedBy(store, desk, 'one', RCA, { keyImages: [{ id: 'k', sha256, series: desk.series, caption: 'Working view', detail: 'LAO 42°' }] });
  store.close();

  // Sent by its queue.
  const { page: a } = await workstation(browser, atA);
  await expect(a.getByRole('region', { name: 'Worklist' })).toBeVisible();
  await configured(a, orthanc);
  await atPlan(a);
  await versions(a).getByRole('button', { name: 'Send v1 to PACS' }).click();
  await expect(atPacs(a)).toContainText(/PACS: sent \d\d:\d\d/, { timeout: 60_000 });

  // Found and fetched on B, and opened there to be read.
  const { page: b } = await workstation(browser, atB);
  await startWork(b, 'Dr. Other, Otto');
  await configured(b, orthanc);
  await fetched(b);
  await expect(caseRow(b, 'Test, Phantom')).toBeVisible({ timeout: 60_000 });
  await atPlan(b);
  await expect(received(b)).toContainText('v1 received', { timeout: 60_000 });
  await expect(received(b)).not.toContainText('its images are not here');
  await received(b).getByRole('button', { name: /v1 received/ }).click();
  await expect(b.getByRole('status').filter({ hasText: 'from another workstation' })).toContainText('can only be read');
  await expect(received(b)).toContainText('chain consistent; author as stated by the sender');

  // On the room screen of B, without a question: its images are here.
  const [room] = await Promise.all([b.waitForEvent('popup'), b.keyboard.press('r')]);
  await expect(room.getByRole('banner')).toContainText(/Plan of workstation [0-9a-f]{4} [0-9a-f]{4}/);
  await expect(room.getByRole('banner')).not.toContainText('images not here');

  // Withdrawn on A: the archive is told, and B once it fetches.
  await versions(a).getByRole('button', { name: 'Withdraw v1' }).click();
  await a.keyboard.type('wrong vessel');
  await a.keyboard.press('Enter');
  await expect(atPacs(a)).toContainText(/PACS: withdrawal sent \d\d:\d\d/, { timeout: 60_000 });
  await fetched(b);
  await expect(room.getByText('Stop. Version 1 was withdrawn.')).toBeVisible({ timeout: 60_000 });
  await expect(room.locator('body')).toContainText('wrong vessel');
  await atPlan(b);
  await expect(received(b)).toContainText('v1 withdrawn');
});
