import { createWriteStream, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { expect, test } from './app.ts';
import {
  barriers,
  caseRow,
  ctDisc,
  discFolder,
  dropPaths,
  importByWindow,
  job,
  scratch,
  startWork,
  strayFiles,
} from './desk.ts';

const discs = discFolder('import');
test.use({ environment: { HOME: discs.path } });

async function zipOf(folder: string, target: string): Promise<void> {
  const zip = new ZipFile();
  for (const name of readdirSync(folder)) zip.addFile(join(folder, name), `DICOM/${name}`);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(target));
}

test.beforeAll(async () => {
  discs.make();
  ctDisc(discs.path, 'disc', { key: 'disc', study: { patientName: 'Brandt^Anna' } });
  strayFiles(join(discs.path, 'disc', 'notes'), 5);
  await zipOf(
    ctDisc(scratch(), 'ct', { key: 'zip', study: { patientName: 'Zipp^Zoe' } }),
    join(discs.path, 'ct.zip'),
  );
  ctDisc(discs.path, 'large', {
    key: 'large',
    slices: 400,
    columns: 256,
    rows: 256,
    study: { patientName: 'Large^Lea' },
  });
  strayFiles(join(discs.path, 'no images'), 3);
  const damaged = ctDisc(discs.path, 'damaged', { key: 'damaged', study: { patientName: 'Damm^Dora' } });
  truncateSync(join(damaged, readdirSync(damaged).toSorted()[0] ?? ''), 400);
  writeFileSync(join(discs.path, 'broken.zip'), 'PK\u0003\u0004 this is no zip');
});
test.afterAll(() => discs.remove());
test.beforeEach(async ({ planner }) => startWork(planner));

test('imports a folder with what else lies in it, and reports what it left aside', async ({ planner }) => {
  await importByWindow(planner, 'disc');
  const done = job(planner, 'disc');
  await expect(done.getByText('imported', { exact: true })).toBeVisible();
  await expect(caseRow(planner, 'Brandt, Anna')).toContainText('1 CT');
  await done.getByRole('button', { name: 'Report' }).click();
  const counts = planner.getByRole('dialog', { name: 'Import report' }).locator('.counts');
  await expect(counts).toContainText('17files seen');
  await expect(counts).toContainText('12DICOM read');
  await expect(counts).toContainText('12new here');
  await expect(counts).toContainText('5not DICOM');
  await expect(counts).toContainText('1 of 1series may be measured');
  expect(await barriers(planner)).toEqual([]);
});

test('imports a zip', async ({ planner }) => {
  await importByWindow(planner, 'ct.zip');
  await expect(job(planner, 'ct.zip').getByText('imported', { exact: true })).toBeVisible();
  await expect(caseRow(planner, 'Zipp, Zoe')).toBeVisible();
});

test('changes nothing when the same is imported again, and says so', async ({ planner }) => {
  await importByWindow(planner, 'disc');
  await expect(job(planner, 'disc').getByText('imported', { exact: true })).toBeVisible();
  await job(planner, 'disc')
    .getByRole('button', { name: /^Clear/ })
    .click();
  await importByWindow(planner, 'disc');
  await expect(job(planner, 'disc').getByText('imported', { exact: true })).toBeVisible();
  await expect(planner.locator('tr.case')).toHaveCount(1);
  await job(planner, 'disc').getByRole('button', { name: 'Report' }).click();
  await expect(planner.getByRole('dialog', { name: 'Import report' }).locator('.counts')).toContainText(
    '0new here',
  );
});

test('takes a dropped folder, sends only what may be DICOM, and imports it', async ({ planner }) => {
  const folder = scratch();
  ctDisc(folder, 'dropped disc', { key: 'dropped', study: { patientName: 'Dropp^Dana' } });
  strayFiles(join(folder, 'dropped disc', 'viewer program'), 200);
  await dropPaths(planner, [join(folder, 'dropped disc')]);
  await expect(job(planner, 'dropped disc').getByText('imported', { exact: true })).toBeVisible();
  await expect(caseRow(planner, 'Dropp, Dana')).toBeVisible();
  await job(planner, 'dropped disc').getByRole('button', { name: 'Report' }).click();
  await expect(planner.getByRole('dialog', { name: 'Import report' }).locator('.counts')).toContainText(
    '12DICOM read',
  );
  rmSync(folder, { recursive: true });
});

test('takes a dropped zip from any station', async ({ planner }) => {
  await importByWindow(planner, 'disc');
  await caseRow(planner, 'Brandt, Anna').dblclick();
  await expect(planner.getByRole('banner')).toContainText('On screen');
  await dropPaths(planner, [join(discs.path, 'ct.zip')]);
  await expect(planner.getByRole('button', { name: 'Worklist' })).toHaveAttribute('aria-current', 'page');
  await expect(caseRow(planner, 'Zipp, Zoe')).toBeVisible();
});

test('takes a folder and a zip dropped together', async ({ planner }) => {
  await dropPaths(planner, [join(discs.path, 'disc'), join(discs.path, 'ct.zip')]);
  await expect(caseRow(planner, 'Zipp, Zoe')).toBeVisible();
  await expect(caseRow(planner, 'Brandt, Anna')).toBeVisible();
});

test('can be cancelled, keeps nothing then, and can be done again', async ({ planner }) => {
  await importByWindow(planner, 'large');
  await job(planner, 'large').getByRole('button', { name: 'Cancel' }).click();
  await expect(job(planner, 'large').getByText('cancelled', { exact: true })).toBeVisible();
  await expect(planner.locator('tr.case')).toHaveCount(0);
  await job(planner, 'large')
    .getByRole('button', { name: /^Clear/ })
    .click();
  await importByWindow(planner, 'large');
  await expect(job(planner, 'large').getByText('imported', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(planner.locator('tr.case')).toHaveCount(1);
});

test('shows the case before its files are all copied', async ({ planner }) => {
  await importByWindow(planner, 'large');
  await job(planner, 'large').getByRole('button', { name: 'Open case' }).click();
  await expect(planner.locator('.banner .who')).toHaveText('Large, Lea');
  await planner.keyboard.press('1');
  await expect(job(planner, 'large').getByText('imported', { exact: true })).toBeVisible({ timeout: 60_000 });
});

test('names each refused file, what is wrong with it and what to do', async ({ planner }) => {
  await importByWindow(planner, 'damaged');
  await expect(job(planner, 'damaged').getByText('imported', { exact: true })).toBeVisible();
  await expect(caseRow(planner, 'Damm, Dora')).toContainText('with problems');
  await job(planner, 'damaged').getByRole('button', { name: 'Report' }).click();
  const refused = planner.getByRole('dialog', { name: 'Import report' }).locator('.rejected tbody tr');
  await expect(refused).toHaveCount(1);
  await expect(refused.locator('td').last()).toHaveText(/^[A-Z].+\.$/);
});

test('says in one sentence why a folder or zip gave no case', async ({ planner }) => {
  await importByWindow(planner, 'no images');
  await expect(job(planner, 'no images')).toContainText(/no DICOM|not DICOM|No image/i);
  await importByWindow(planner, 'broken.zip');
  await expect(job(planner, 'broken.zip')).toContainText(/zip/);
  await expect(job(planner, 'broken.zip').locator('p, .said').first()).toHaveText(/[a-z].+\.$/);
  await expect(planner.locator('tr.case')).toHaveCount(0);
});

test('says so when the chosen folder is gone', async ({ planner }) => {
  const doomed = ctDisc(discs.path, 'doomed', { key: 'doomed' });
  await planner.keyboard.press('o');
  await planner.getByRole('option', { name: 'doomed' }).click();
  rmSync(doomed, { recursive: true });
  await planner.keyboard.press('Control+Enter');
  await expect(planner.getByRole('alert')).toContainText('no longer there');
  await planner.getByRole('button', { name: 'Understood' }).click();
  await expect(planner.getByRole('alert')).toHaveCount(0);
});

test('never changes what it copies from', async ({ planner }) => {
  const folder = join(discs.path, 'disc');
  const content = (): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(
        (entry) =>
          `${entry.name} ${readFileSync(join(entry.parentPath, entry.name)).toString('base64').length}`,
      )
      .toSorted();
  const before = content();
  await importByWindow(planner, 'disc');
  await expect(job(planner, 'disc').getByText('imported', { exact: true })).toBeVisible();
  expect(content()).toEqual(before);
});
