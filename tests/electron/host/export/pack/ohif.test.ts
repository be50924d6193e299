import { existsSync, readdirSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { createHost } from '../../../../../electron/host/createHost.ts';
import { openBrowser, served } from '../../../../bench/viewerSessions.ts';
import { tempFolder } from '../../../../tempFolder.ts';
import { value } from '../../running.ts';
import { measuredDesk, SERIES } from '../measuredDesk.ts';
import { unzipped } from './signedCase.ts';

/** OHIF's built page, where the benchmarks have fetched it. */
const OHIF = join(import.meta.dirname, '../../../../../dist/bench/peers/ohif/package/dist');
const isThere = existsSync(join(OHIF, 'index.html'));
if (!isThere) console.log('Not opened in OHIF: its page is not there. npm run bench -- viewer fetches it.');

/** The DICOM files of a pack with the images of its case. */
async function packedFiles(): Promise<readonly string[]> {
  const data = tempFolder();
  const running = value(await createHost({
    dataFolder: data, shell: 'loopback', demo: false, capabilities: { nativeDialog: false, dropPaths: false, secondWindow: false },
  }));
  const { plan } = await measuredDesk(data, running);
  const path = join(tempFolder(), 'pack.zip');
  const request = { plan: plan.id, version: 1, holds: 'pack', isDeidentified: false, withImages: true } as const;
  expect(value(await running.pack(request, path, new AbortController().signal, () => undefined)).leftOut).toEqual([]);
  await running.close();
  const folder = tempFolder();
  for (const [name, content] of await unzipped(path)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const names = readdirSync(join(folder, 'DICOM'), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /I\d{7}$/.test(name)).map((name) => join(folder, 'DICOM', name));
}

// What OHIF draws of the objects is not judged here: that it takes and lists each, and shows the CT.
it.runIf(isThere)('a pack opens in OHIF: the CT is shown, and every object of the plan is listed beside it', async () => {
  const files = await packedFiles();
  const { origin, server } = await served(OHIF);
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.goto(`${origin}/local`);
    const input = page.locator('input[type=file]').first();
    await input.waitFor({ state: 'attached', timeout: 60_000 });
    await input.setInputFiles([...files]);
    await page.waitForURL((url) => !url.pathname.startsWith('/local'), { timeout: 60_000 });
    const study = page.locator('tbody tr', { hasText: 'CCTA phantom' }).first();
    const words = await study.innerText({ timeout: 60_000 });
    expect((/[A-Z]+(?:\/[A-Z]+)+/.exec(words)?.[0] ?? '').split('/').toSorted()).toEqual(['CT', 'DOC', 'KO', 'OT', 'PR', 'SEG', 'SR']);
    await study.click();
    await page.getByText('Basic Viewer').first().click({ timeout: 60_000 });
    for (const name of ['Plan', 'Plan measures', 'Plan key images', 'Plan calcium', 'Plan marks'])
      await page.getByText(`UNVERIFIED. ${name}, not for primary diagnosis`).first().waitFor({ state: 'attached', timeout: 60_000 });
    await page.getByText(String(SERIES.length), { exact: true }).first().waitFor({ timeout: 60_000 });
    await page.waitForFunction(() => [...document.querySelectorAll('canvas')].some((canvas) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, canvas.height >> 1, canvas.width, 1) ?? { data: [] };
      return data.some((shade, at) => at % 4 !== 3 && shade > 8);
    }), null, { timeout: 60_000 });
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
    server.close();
  }
}, 300_000);
