import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { caseRow, ctDisc, discFolder, importByWindow, job, startWork } from './desk.ts';

const discs = discFolder('frame');
test.use({ environment: { HOME: discs.path } });
test.beforeAll(() => {
  discs.make();
  ctDisc(discs.path, 'brandt', { key: 'brandt', study: { patientName: 'Brandt^Anna', patientId: 'FM-100' } });
  ctDisc(discs.path, 'ito', { key: 'ito', study: { patientName: 'Ito^Ken', patientId: 'FM-200' } });
});
test.afterAll(() => discs.remove());

test.beforeEach(async ({ planner }) => {
  await startWork(planner);
  for (const disc of ['brandt', 'ito']) {
    await importByWindow(planner, disc);
    await expect(job(planner, disc).getByText('imported', { exact: true })).toBeVisible();
  }
});

/** Lets the answers of a method through one by one: late, and changed where `change` says so. */
async function delayed(
  page: Page,
  method: string,
  delay: () => number,
  change: (answer: string) => string = (answer) => answer,
): Promise<void> {
  await page.route(`**/api/${method}`, async (route) => {
    const response = await route.fetch();
    const body = change(await response.text());
    await new Promise((done) => {
      setTimeout(done, delay());
    });
    await route.fulfill({ response, body }).catch(() => undefined);
  });
}

test('the banner takes every word from the picture as soon as one is drawn', async ({ planner }) => {
  await caseRow(planner, 'Brandt, Anna').press('Enter');
  const banner = planner.getByRole('banner');
  await expect(banner).toContainText('On screen75 %');
  await expect(banner).toContainText('Brandt, Anna');
  await expect(banner).toContainText('FM-100');
  await expect(banner).toContainText('CT2026-11-12');
  // Of one height, and the patient's name on one line, however long that of the operator is, as on a small screen at 125 %.
  await planner.setViewportSize({ width: 1093, height: 614 });
  const high = async (): Promise<readonly number[]> => Promise.all([banner, banner.locator('.who bdi')].map(async (one) => (await one.boundingBox())?.height ?? 0));
  const before = await high();
  await banner.locator('.at-work b').evaluate((node) => {
    node.append(' zu Hohenlohe-Schillingsfürst, Waldenburg, Langenburg und Bartenstein, Prof. Dr. med. Dr. h. c.');
  });
  expect(await high()).toEqual(before);
  await planner.keyboard.press('1');
  await expect(banner).not.toContainText('On screen');
});

test('a picture of another patient stops everything, and nothing of it is shown', async ({ planner }) => {
  await delayed(
    planner,
    'series.open',
    () => 0,
    (answer) => answer.replace('Brandt, Anna', 'Someone, Else'),
  );
  await caseRow(planner, 'Brandt, Anna').press('Enter');
  const stop = planner.getByRole('alert').filter({ hasText: 'Stopped: two patients.' });
  await expect(stop).toContainText('Brandt, Anna');
  await expect(stop).toContainText('Someone, Else');
  for (const canvas of await planner.locator('canvas').all()) await expect(canvas).toBeHidden();
});

test('the banner names the case that was asked for, however late the answers come', async ({ planner }) => {
  let turn = 0;
  const uneven = (): number => {
    turn += 1;
    return (turn * 137) % 400;
  };
  await delayed(planner, 'cases.open', uneven);
  await delayed(planner, 'series.open', uneven);
  const names = ['Brandt, Anna', 'Ito, Ken'] as const;
  for (let at = 0; at < 20; at += 1) {
    const name = names[(at * 7 + (at >> 2)) % 2] ?? names[0];
    await caseRow(planner, name).press('Enter');
    if (at % 3 === 0) await expect(planner.getByRole('banner')).toContainText('On screen');
    const shown = await planner.locator('.banner .who').allTextContents();
    expect([[], [name]], `opened ${name}, shown ${shown.join()}`).toContainEqual(shown);
    await expect(planner.locator('.banner .who')).toHaveText(name);
    await expect(planner.getByText('Stopped: two patients.')).toHaveCount(0);
    await planner.keyboard.press('1');
  }
  await planner.unrouteAll({ behavior: 'ignoreErrors' });
});
