import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { caseRow, ctDisc, discFolder, importByWindow, job, startWork } from './desk.ts';
import { atRest, greysOf, placeOf, tile, wholeSeries, windowOf } from './pictures.ts';

const discs = discFolder('endurance');
test.use({ environment: { HOME: discs.path } });
test.beforeAll(() => {
  discs.make();
  for (const name of ['brandt', 'ito']) {
    ctDisc(discs.path, name, { key: name, columns: 128, rows: 128, slices: 64, study: { patientName: `${name}^Test`, patientId: name } });
  }
});
test.afterAll(() => discs.remove());

async function bothImported(page: Page): Promise<void> {
  await startWork(page);
  for (const name of ['brandt', 'ito']) {
    await importByWindow(page, name);
    await expect(job(page, name).getByText('imported', { exact: true })).toBeVisible();
  }
}

const opened = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('1');
  await caseRow(page, name).press('Enter');
  await wholeSeries(page);
};

/** What the page holds after its rubbish is collected: bytes of objects, of voxels and pixels beside them, and nodes. */
async function held(session: CDPSession): Promise<{ readonly bytes: number; readonly nodes: number }> {
  // Twice: what the first collection finalises, the second one frees.
  for (let turn = 0; turn < 2; turn += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage') as { usedSize: number; backingStorageSize?: number };
  const { nodes } = await session.send('Memory.getDOMCounters');
  return { bytes: usedSize + backingStorageSize, nodes };
}

/**
 * Repeats something in three parts and compares what is held after the last with what is held after the first: caches
 * fill in the first, and what is left behind each time grows from part to part.
 */
async function grown(session: CDPSession, times: number, once: (n: number) => Promise<void>): Promise<{ readonly bytes: number; readonly nodes: number }> {
  const after: { readonly bytes: number; readonly nodes: number }[] = [];
  for (let part = 0; part < 3; part += 1) {
    for (let n = Math.round((part * times) / 3); n < Math.round(((part + 1) * times) / 3); n += 1) await once(n);
    after.push(await held(session));
  }
  const [first, , last] = after;
  return { bytes: (last?.bytes ?? 0) - (first?.bytes ?? 0), nodes: (last?.nodes ?? 0) - (first?.nodes ?? 0) };
}

/** Of one series: 128 × 128 × 64 voxels of two bytes. One that was left behind would show. */
const SERIES_BYTES = 2 * 128 * 128 * 64;

test('200 scrolls, 50 layouts and 10 cases leave nothing behind', async ({ planner: page }) => {
  test.setTimeout(300_000);
  await bothImported(page);
  const session = await page.context().newCDPSession(page);
  await opened(page, 'brandt');
  await tile(page, 'axial').focus();
  // A slice is 32 kB: of 133 slices between first and last third not even 30 may stay.
  const scrolls = await grown(session, 200, async (n) => page.keyboard.press(n % 60 < 30 ? 'PageDown' : 'PageUp'));
  expect(scrolls.bytes).toBeLessThan(SERIES_BYTES / 2);
  expect(scrolls.nodes).toBeLessThan(300);

  const layouts = await grown(session, 50, async () => {
    await page.keyboard.press('l');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  });
  expect(layouts.bytes).toBeLessThan(SERIES_BYTES / 2);
  expect(layouts.nodes).toBeLessThan(300);

  // Twelve, so that each part ends at the same case.
  const cases = await grown(session, 12, (n) => opened(page, n % 2 === 0 ? 'ito' : 'brandt'));
  expect(cases.bytes).toBeLessThan(SERIES_BYTES);
  expect(cases.nodes).toBeLessThan(600);
  await session.detach();
});

/** Bright pixels of the planes: what is seen. */
const shown = async (page: Page): Promise<readonly number[]> => {
  const all = await Promise.all((['axial', 'coronal', 'sagittal'] as const).map((cut) => greysOf(tile(page, cut), 16)));
  return all.flatMap(({ greys }) => greys);
};

test('a killed graphics process takes nothing away: the same picture within 5 s, and what was entered stays', async ({ planner: page, browser }) => {
  await bothImported(page);
  await opened(page, 'brandt');
  await page.keyboard.press('F3');
  await tile(page, 'axial').focus();
  await page.keyboard.press('PageDown');
  await atRest(page);
  const before = { place: await placeOf(tile(page, 'axial')), window: await windowOf(tile(page, 'axial')), pixels: await shown(page) };
  expect(before.window).toEqual({ width: 1500, level: 500 });

  const session = await browser.newBrowserCDPSession();
  const gpu = async (): Promise<number | null> =>
    (await session.send('SystemInfo.getProcessInfo')).processInfo.find(({ type }) => type === 'GPU')?.id ?? null;
  const first = await gpu();
  expect(first, 'the browser of this test has a graphics process').not.toBeNull();
  // The browser's own, started for this test.
  if (first !== null) process.kill(first, 'SIGKILL');
  await expect.poll(gpu, { timeout: 5000 }).not.toBe(first);

  await expect.poll(() => shown(page), { timeout: 5000 }).toEqual(before.pixels);
  expect(await placeOf(tile(page, 'axial'))).toEqual(before.place);
  // And it goes on.
  await page.keyboard.press('PageDown');
  await expect.poll(async () => (await placeOf(tile(page, 'axial'))).slice, { timeout: 5000 }).not.toBe(before.place.slice);
  await expect.poll(() => shown(page), { timeout: 5000 }).not.toEqual(before.pixels);
  await expect(page.locator('.rendering-picture')).toHaveAttribute('data-quality', 'fine');
  await session.detach();
});

test('pictures need no WebGL: with every context lost they are drawn all the same', async ({ planner: page }) => {
  await page.addInitScript(() => {
    const made: (WebGLRenderingContext | WebGL2RenderingContext)[] = [];
    Object.assign(window, { webglContexts: made });
    const { prototype } = HTMLCanvasElement;
    const real = prototype.getContext as (this: HTMLCanvasElement, ...input: unknown[]) => unknown;
    Object.assign(prototype, {
      getContext(this: HTMLCanvasElement, ...input: unknown[]) {
        const context = real.apply(this, input);
        if (context instanceof WebGLRenderingContext || context instanceof WebGL2RenderingContext) made.push(context);
        return context;
      },
    });
  });
  await page.reload();
  await bothImported(page);
  await opened(page, 'ito');
  await page.evaluate(() => {
    const { webglContexts } = window as unknown as { readonly webglContexts: readonly WebGLRenderingContext[] };
    for (const context of webglContexts) context.getExtension('WEBGL_lose_context')?.loseContext();
  });
  await tile(page, 'axial').focus();
  // From slice to slice: the way on and back ends where it began.
  await page.keyboard.press('PageDown');
  await atRest(page);
  const before = await shown(page);
  await page.keyboard.press('Shift+PageDown');
  await expect.poll(() => shown(page), { timeout: 5000 }).not.toEqual(before);
  await page.keyboard.press('Shift+PageUp');
  await expect.poll(() => shown(page), { timeout: 5000 }).toEqual(before);
});

test('a case that is left for the worklist closes by itself: neither page nor host holds its voxels', async ({ planner: page }) => {
  await bothImported(page);
  // What is made in shared memory from now on, as far as anybody still holds it.
  await page.addInitScript(() => {
    const made: WeakRef<SharedArrayBuffer>[] = [];
    const SharedMemory = SharedArrayBuffer;
    Object.assign(window, { made });
    window.SharedArrayBuffer = new Proxy(SharedMemory, {
      construct(target, [bytes]: [number]) {
        const memory = new target(bytes);
        made.push(new WeakRef(memory));
        return memory;
      },
    });
  });
  await page.reload();
  const answer = page.waitForResponse(/\/api\/series\.open/);
  await opened(page, 'brandt');
  const { value: { blob } } = await (await answer).json() as { readonly value: { readonly blob: string } };
  const session = await page.context().newCDPSession(page);
  const inPage = async (): Promise<readonly number[]> => {
    await session.send('HeapProfiler.collectGarbage');
    return page.evaluate(() => (window as unknown as { readonly made: readonly WeakRef<SharedArrayBuffer>[] }).made
      .flatMap((memory) => memory.deref()?.byteLength ?? []));
  };
  const inHost = (): Promise<number> => page.evaluate(async (ref) => (await fetch(`/blob/${ref}?slice=0`)).status, blob);
  expect(await inPage()).toContain(SERIES_BYTES);
  expect(await inHost()).toBe(200);
  await page.keyboard.press('1');
  await expect.poll(inHost, { timeout: 30_000 }).toBe(404);
  await expect.poll(inPage, { timeout: 30_000 }).not.toContain(SERIES_BYTES);
  // Its place on the screen is kept: the key of a station opens it again.
  await page.keyboard.press('2');
  await wholeSeries(page);
});

test('a case that is opened once more from the worklist is asked for anew, and none of its voxels is read twice', async ({ planner: page }) => {
  await bothImported(page);
  await opened(page, 'brandt');
  const asked: string[] = [];
  page.on('request', (request) => { asked.push(request.url()); });
  await page.keyboard.press('1');
  const answer = page.waitForResponse(/\/api\/series\.open/);
  await opened(page, 'brandt');
  await answer;
  // Another case would be read from here on: this one's voxels were before.
  await page.keyboard.press('1');
  await opened(page, 'ito');
  expect(asked.filter((url) => url.includes('/blob/') && !url.includes('?'))).toHaveLength(1);
});
