import { expect, test } from './app.ts';
import { caseRow, ctDisc, discFolder, importByWindow, job, startWork } from './desk.ts';
import { wholeSeries } from './pictures.ts';

const discs = discFolder('late-chunk');
test.use({ environment: { HOME: discs.path } });
test.beforeAll(() => {
  discs.make();
  ctDisc(discs.path, 'brandt', { key: 'brandt', study: { patientName: 'brandt^Test', patientId: 'brandt' } });
});
test.afterAll(() => discs.remove());

test('a station that does not come ahead of its case is no fault, and is asked for again with the case', async ({ planner: page }) => {
  await startWork(page);
  await importByWindow(page, 'brandt');
  await expect(job(page, 'brandt').getByText('imported', { exact: true })).toBeVisible();

  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  const station = /ImagesStation-.*\.js$/;
  await page.route(station, (route) => route.abort());
  const failed = page.waitForEvent('requestfailed', (request) => station.test(request.url()));
  await page.reload();
  await failed;
  await page.waitForLoadState('networkidle');
  await page.unroute(station);
  await caseRow(page, 'brandt').press('Enter');
  await wholeSeries(page);
  expect(faults).toEqual([]);
});
