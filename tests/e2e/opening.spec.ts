import { expect, test } from './app.ts';
import { caseRow, ctDisc, discFolder, importByWindow, job, startWork } from './desk.ts';
import { wholeSeries } from './pictures.ts';

const discs = discFolder('opening');
test.use({ environment: { HOME: discs.path } });
test.beforeAll(() => {
  discs.make();
  ctDisc(discs.path, 'brandt', { key: 'brandt', study: { patientName: 'brandt^Test', patientId: 'brandt' } });
});
test.afterAll(() => discs.remove());

test('a case that is opened asks for its voxels before its station is there, with the viewer started already', async ({ planner: page }) => {
  await page.addInitScript(() => {
    const { prototype } = HTMLCanvasElement;
    const real = prototype.getContext as (this: HTMLCanvasElement, ...input: unknown[]) => unknown;
    Object.assign(window, { probed: 0 });
    Object.assign(prototype, {
      getContext(this: HTMLCanvasElement, ...input: unknown[]) {
        if (String(input[0]).startsWith('webgl')) Object.assign(window, { probed: (window as unknown as { readonly probed: number }).probed + 1 });
        return real.apply(this, input);
      },
    });
  });
  const probed = (): Promise<number> => page.evaluate(() => (window as unknown as { readonly probed: number }).probed);
  await page.reload();
  await startWork(page);
  await importByWindow(page, 'brandt');
  await expect(job(page, 'brandt').getByText('imported', { exact: true })).toBeVisible();
  await expect.poll(probed).toBeGreaterThan(0);
  const before = await probed();
  await caseRow(page, 'brandt').press('Enter');
  await wholeSeries(page);
  expect(await probed()).toBe(before);

  // The part of the page with the station does not come: what it will show is on its way all the same.
  const gate = Promise.withResolvers<void>();
  await page.route(/ImagesStation-.*\.js$/, async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.reload();
  const voxels = page.waitForRequest(/\/blob\/blb_\w+$/);
  await caseRow(page, 'brandt').press('Enter');
  await voxels;
  await expect(page.locator('.images')).toHaveCount(0);
  gate.resolve();
  await wholeSeries(page);
});

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
