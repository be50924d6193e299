import { openPromise } from 'yauzl';
import { expect, test } from './app.ts';
import { barriers, caseRow, ctDisc, discFolder, importByWindow, job, startWork } from './desk.ts';

const discs = discFolder('worklist');
const LONG = 'Wiesenburger-Albrechtshausen von und zu Hohenlohe^Maximiliane Charlotte';
const LONG_SHOWN = 'Wiesenburger-Albrechtshausen von und zu Hohenlohe, Maximiliane Charlotte';

test.use({ environment: { HOME: discs.path } });
test.beforeAll(() => {
  discs.make();
  ctDisc(discs.path, 'brandt', {
    key: 'brandt',
    study: { patientName: 'Brandt^Anna', patientId: 'FM-100', date: '20261112' },
  });
  ctDisc(discs.path, 'ito', {
    key: 'ito',
    study: { patientName: 'Ito^Ken', patientId: 'FM-200', date: '20250301' },
  });
  ctDisc(discs.path, 'long', {
    key: 'long',
    study: { patientName: LONG, patientId: 'FM-300', date: '20240815' },
  });
});
test.afterAll(() => discs.remove());

test('cases that could not be read are read again by the button, by Enter too, and the keys are back with the cases', async ({ planner: page }) => {
  const fails = '**/api/cases.list';
  let asked = 0;
  await startWork(page);
  await importByWindow(page, 'brandt');
  await expect(job(page, 'brandt').getByText('imported', { exact: true })).toBeVisible();
  await page.route(fails, (route) => {
    asked += 1;
    return route.fulfill({ json: { ok: false, failure: { code: 'carriage/host-fault', incident: 'A1B2C3' } } });
  });
  await page.reload();
  const problem = page.getByRole('alert').filter({ hasText: 'A1B2C3' });
  const again = problem.getByRole('button', { name: 'Try again' });
  await expect(again).toBeFocused();
  expect(await barriers(page)).toEqual([]);
  const before = asked;
  await page.keyboard.press('Enter');
  await expect.poll(() => asked).toBe(before + 1);
  await expect(problem).toBeVisible();
  await page.unroute(fails);
  await again.click();
  await expect(problem).toHaveCount(0);
  await expect(caseRow(page, 'Brandt')).toBeFocused();
});

test.describe('the worklist', () => {
  test.beforeEach(async ({ planner }) => {
    await startWork(planner);
    for (const disc of ['brandt', 'ito', 'long']) {
      await importByWindow(planner, disc);
      await expect(job(planner, disc).getByText('imported', { exact: true })).toBeVisible();
    }
    await expect(planner.locator('tr.case')).toHaveCount(3);
  });

  test('finds by name, ID and date, and says when nothing matches', async ({ planner }) => {
    for (const [text, name] of [
      ['anna', 'Brandt'],
      ['FM-200', 'Ito'],
      ['2024-08-15', 'Wiesenburger'],
    ] as const) {
      await planner.keyboard.press('/');
      await planner.getByRole('searchbox').fill(text);
      await expect(planner.locator('tr.case')).toHaveCount(1);
      await expect(caseRow(planner, name)).toBeVisible();
      await planner.keyboard.press('Escape');
      await expect(planner.locator('tr.case')).toHaveCount(3);
    }
    await planner.keyboard.press('/');
    await planner.getByRole('searchbox').fill('nobody of this name');
    await expect(planner.getByText('No case matches')).toBeVisible();
    await planner.getByRole('button', { name: 'Show all cases' }).click();
    await expect(planner.locator('tr.case')).toHaveCount(3);
  });

  test('sorts by what its heads name, both ways', async ({ planner }) => {
    const names = async (): Promise<readonly string[]> =>
      planner.locator('tr.case .patient b').allTextContents();
    await planner.getByRole('button', { name: 'Patient', exact: true }).click();
    await expect.poll(names).toEqual(['Brandt, Anna', 'Ito, Ken', LONG_SHOWN]);
    await planner.getByRole('button', { name: 'Patient', exact: true }).click();
    await expect.poll(names).toEqual([LONG_SHOWN, 'Ito, Ken', 'Brandt, Anna']);
    await planner.getByRole('button', { name: 'Study' }).click();
    await expect.poll(names).toEqual(['Brandt, Anna', 'Ito, Ken', LONG_SHOWN]);
    await expect(planner.getByRole('columnheader', { name: 'Study' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
  });

  test('never cuts a long name, in the row and in the banner', async ({ planner }) => {
    const fits = (selector: string): Promise<boolean> =>
      planner
        .locator(selector)
        .filter({ hasText: LONG_SHOWN })
        .first()
        .evaluate(
          (element) =>
            element.scrollWidth <= element.clientWidth + 1 &&
            getComputedStyle(element).textOverflow !== 'ellipsis',
        );
    for (const width of [1366, 1920]) {
      await planner.setViewportSize({ width, height: width === 1366 ? 768 : 1080 });
      expect(await fits('tr.case .patient')).toBe(true);
      await caseRow(planner, LONG_SHOWN).dblclick();
      await expect(planner.locator('.banner .who')).toHaveText(LONG_SHOWN);
      expect(await fits('.banner .who')).toBe(true);
      await planner.keyboard.press('1');
    }
  });

  test('removes a case only after a yes that names the patient, and frees its space', async ({ planner }) => {
    const row = caseRow(planner, 'Ito, Ken');
    await row.click();
    await planner.keyboard.press('Delete');
    const question = planner.getByRole('alertdialog');
    await expect(question).toContainText('Remove Ito, Ken?');
    await expect(question).toContainText('stay where they are');
    await planner.keyboard.press('Escape');
    await expect(question).toBeHidden();
    await expect(row).toBeFocused();
    await planner.keyboard.press('Delete');
    await expect(planner.getByRole('button', { name: 'Keep' })).toBeFocused();
    await planner.getByRole('button', { name: 'Remove the case' }).click();
    await expect(planner.locator('tr.case')).toHaveCount(2);
    await expect(planner.getByRole('contentinfo').getByRole('status').first()).toContainText(
      'Ito, Ken removed',
    );
    await planner.reload();
    await expect(planner.locator('tr.case')).toHaveCount(2);
  });

  test('exports everything of a case as one zip, by its key', async ({ planner }) => {
    const row = caseRow(planner, LONG_SHOWN);
    await row.click();
    const saved = planner.waitForEvent('download');
    await planner.keyboard.press('x');
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^cto-case-[0-9a-z]{6}\.zip$/);
    const zip = await openPromise(await file.path());
    const names: string[] = [];
    for await (const { fileName } of zip.eachEntry()) names.push(fileName);
    expect(names.filter((name) => name.startsWith('DICOM/'))).toHaveLength(12);
    expect(names).toEqual(expect.arrayContaining(['DICOMDIR', 'README.txt', 'library/patient_case.json', 'library/audit.json']));
    await expect(planner.getByRole('region', { name: 'Chosen case' })).toContainText(`Saved: ${file.suggestedFilename()}`);
    await expect(row).toBeFocused();
    expect(await barriers(planner)).toEqual([]);
  });

  test('keeps the import report of each case within reach', async ({ planner }) => {
    await caseRow(planner, 'Brandt, Anna').click();
    await planner.keyboard.press('r');
    const report = planner.getByRole('dialog', { name: 'Import report' });
    await expect(report).toContainText('Brandt, Anna');
    await expect(report).toContainText('Dr. Test, Tina');
    await expect(report.locator('.counts')).toContainText('12');
    await planner.keyboard.press('Escape');
    await expect(report).toBeHidden();
  });

  test('has no barrier in its list, its question, its report', async ({ planner }) => {
    expect(await barriers(planner)).toEqual([]);
    await caseRow(planner, 'Ito, Ken').click();
    await planner.keyboard.press('Delete');
    expect(await barriers(planner)).toEqual([]);
    await planner.keyboard.press('Escape');
    await planner.keyboard.press('r');
    await expect(planner.getByRole('dialog', { name: 'Import report' })).toBeVisible();
    expect(await barriers(planner)).toEqual([]);
  });
});

test('a day at the desk works without a mouse', async ({ planner }) => {
  await expect(planner.getByLabel('Your name')).toBeFocused();
  await planner.keyboard.type('Dr. Keys, Kim');
  await planner.keyboard.press('Enter');
  await expect(planner.getByText('No case yet')).toBeVisible();
  await planner.keyboard.press('o');
  await expect(planner.getByRole('option', { name: 'brandt' })).toBeFocused();
  await planner.keyboard.press('ArrowDown');
  await expect(planner.getByRole('option', { name: 'ito' })).toBeFocused();
  await planner.keyboard.press('Enter');
  await expect(planner.getByRole('listbox', { name: 'Content of ito' })).toBeVisible();
  await planner.keyboard.press('Backspace');
  await expect(planner.getByRole('option', { name: 'brandt' })).toBeVisible();
  await planner.keyboard.press('Control+Enter');
  await expect(planner.locator('tr.case')).toHaveCount(1);
  await planner.keyboard.press('2');
  await expect(planner.getByRole('contentinfo')).toContainText('Open a case first');
  await planner.keyboard.press('ArrowDown');
  await expect(planner.locator('tr.case')).toBeFocused();
  await planner.keyboard.press('Enter');
  await expect(planner.locator('.banner .who')).toHaveText('Brandt, Anna');
  await expect(planner.getByRole('button', { name: 'Images' })).toHaveAttribute('aria-current', 'page');
  await planner.keyboard.press('7');
  await expect(planner.getByRole('button', { name: 'Plan', exact: true })).toHaveAttribute('aria-current', 'page');
  await planner.keyboard.press(',');
  await expect(planner.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await planner.keyboard.press('Escape');
  await planner.keyboard.press('?');
  await expect(planner.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await planner.keyboard.press('Escape');
  await planner.keyboard.press('/');
  await expect(planner.getByRole('searchbox')).toBeFocused();
  await planner.keyboard.type('brandt');
  await planner.keyboard.press('Enter');
  await expect(planner.getByRole('button', { name: 'Images' })).toHaveAttribute('aria-current', 'page');
  await planner.keyboard.press('1');
  await expect(planner.getByRole('button', { name: 'Worklist' })).toHaveAttribute('aria-current', 'page');
});
