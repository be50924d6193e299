import type { Page } from '@playwright/test';
import { GONE_MS } from '../../electron/host/pages.ts';
import { expect, test } from './app.ts';
import { caseRow, ctDisc, discFolder, importByWindow, job, startWork } from './desk.ts';
import { greysOf, tile, wholeSeries } from './pictures.ts';

const discs = discFolder('lost-window');
test.use({ environment: { HOME: discs.path } });
test.beforeAll(() => {
  discs.make();
  ctDisc(discs.path, 'brandt', { key: 'brandt', columns: 64, rows: 64, slices: 32, study: { patientName: 'brandt^Test', patientId: 'brandt' } });
});
test.afterAll(() => discs.remove());

/** Opens the case; the reference under which the page shows its series, once all of it is there. */
async function opened(page: Page): Promise<string> {
  const answer = page.waitForResponse(/\/api\/series\.open/);
  await caseRow(page, 'brandt').press('Enter');
  const { value: { blob } } = await (await answer).json() as { readonly value: { readonly blob: string } };
  await wholeSeries(page);
  return blob;
}
/** What the host answers about its voxels. */
const inHost = (page: Page, blob: string): Promise<number> =>
  page.evaluate(async (ref) => (await fetch(`/blob/${ref}?slice=0`)).status, blob);
const picture = async (page: Page): Promise<readonly number[]> => (await greysOf(tile(page, 'axial'), 16)).greys;

test('a window that is loaded again keeps its picture, one that is closed takes none from another, and the last one lets the host forget it', async ({ app, planner: page, context }) => {
  await startWork(page);
  await importByWindow(page, 'brandt');
  await expect(job(page, 'brandt').getByText('imported', { exact: true })).toBeVisible();
  const blob = await opened(page);
  const before = await picture(page);

  // The same reference: nothing is read twice.
  await page.reload();
  expect(await opened(page)).toBe(blob);
  await page.waitForTimeout(GONE_MS + 1000);
  expect(await inHost(page, blob)).toBe(200);
  expect(await picture(page)).toEqual(before);

  const other = await context.newPage();
  await other.goto(app.address);
  expect(await opened(other)).toBe(blob);
  await page.close();
  await other.waitForTimeout(GONE_MS + 1000);
  expect(await inHost(other, blob)).toBe(200);
  expect(await picture(other)).toEqual(before);

  const desk = await context.newPage();
  await desk.goto(app.address);
  expect(await inHost(desk, blob)).toBe(200);
  await other.close();
  await expect.poll(() => inHost(desk, blob), { timeout: GONE_MS + 5000 }).toBe(404);
});
