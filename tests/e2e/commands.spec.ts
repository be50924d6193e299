import { expect, test } from './app.ts';
import { barriers, caseRow, ctDisc, discFolder, importByWindow, job, startWork } from './desk.ts';
import { tile, wholeSeries, windowOf } from './pictures.ts';

const discs = discFolder('commands');
test.use({ environment: { HOME: discs.path } });
test.beforeAll(() => {
  discs.make();
  ctDisc(discs.path, 'brandt', { key: 'brandt' });
});
test.afterAll(() => discs.remove());

test('every command is found by its words and carried out by keys alone', async ({ planner: page }) => {
  await startWork(page);
  await importByWindow(page, 'brandt');
  await expect(job(page, 'brandt').getByText('imported', { exact: true })).toBeVisible();
  await caseRow(page, '').first().press('Enter');
  await wholeSeries(page);

  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a command' });
  await expect(field).toBeFocused();
  expect(await barriers(page)).toEqual([]);
  await field.fill('window calc');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('option')).toContainText('F3');
  await page.keyboard.press('Enter');
  await expect(field).toHaveCount(0);
  await expect.poll(() => windowOf(tile(page, 'axial'))).toEqual({ width: 1500, level: 500 });

  await page.keyboard.press('Control+k');
  await field.fill('no such thing');
  await expect(page.getByText('No command has these words')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await field.fill('all keys');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('window presets');
});
