import { sentFiles } from '../../electron/host/archive/dicomWeb.ts';
import { fakeArchive, type FakeArchive } from '../electron/host/archive/fakeArchive.ts';
import { cleanSeries, fileBytes } from '../phantoms/series.ts';
import { expect, test } from './app.ts';
import { barriers, job, startWork } from './desk.ts';
import { asking } from './roomDesk.ts';

let fake: FakeArchive;
test.beforeEach(async () => {
  fake = await fakeArchive();
  await sentFiles(fake.archive, cleanSeries({ key: 'fetched', columns: 32, rows: 32, slices: 12 }).map(fileBytes));
});
test.afterEach(() => fake.close());

test('a study is looked for in an archive and fetched by keys; without an archive the window says where to add one', async ({ planner: page }) => {
  test.setTimeout(120_000);
  await startWork(page);
  await page.keyboard.press('f');
  const sheet = page.getByRole('dialog', { name: 'Fetch from an archive' });
  await expect(sheet).toContainText('No archive that can be searched is set up yet');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);

  await asking(page, 'archives.save', { id: null, name: 'Radiology', place: { kind: 'dicomweb', address: fake.archive.address, user: null }, password: { do: 'remove' } });
  await page.keyboard.press('f');
  await expect(sheet.getByLabel('Name', { exact: true })).toBeVisible();
  await expect(sheet.getByRole('button', { name: /Search/ })).toBeDisabled();
  await sheet.getByLabel('Patient ID').fill('nobody');
  await sheet.getByLabel('Patient ID').press('Enter');
  await expect(sheet).toContainText('The archive has no study that fits');
  await sheet.getByLabel('Patient ID').fill('PH-fetched');
  await sheet.getByLabel('Patient ID').press('Enter');
  const row = sheet.getByRole('option', { name: /Test, Phantom/ });
  await expect(row).toContainText('12 images');
  await expect(sheet).toContainText('1 study found');
  expect(await barriers(page)).toEqual([]);
  await row.focus();
  await page.keyboard.press('Control+Enter');
  await expect(sheet).toHaveCount(0);
  await expect(job(page, 'Radiology, study of 2026-11-12')).toContainText('imported');
  await expect(page.locator('tr.case', { hasText: 'Test, Phantom' })).toBeVisible();
});
