import { createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type Browser, type Locator, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumBrowser } from '../../electron/loopback/browser.ts';
import { startApp, type App } from '../e2e/app.ts';

/** A viewer with a folder chosen in it: what it took, ms, and a hold on it for what comes after. */
export interface Session {
  /** From the choice of the folder to the first picture that can be read back from the screen. */
  readonly firstPicture: number;
  /** From the same moment until every slice is in memory, and three planes of them can be looked at. */
  readonly wholeVolume: () => Promise<number>;
  /** The whole volume is another layout, in which a turn of the wheel means something else: scroll before. */
  readonly scrollsBefore: boolean;
  /** From the turn of the wheel to the picture, ms, for each of `steps` slices. */
  readonly scroll: (steps: number) => Promise<readonly number[]>;
  /** Memory without the browser's GPU process, MB. */
  readonly memory: () => Promise<number>;
  /** What the viewer itself holds, MB: heaps and voxels, without the browser's or Node's own code. */
  readonly heapAndVolume: () => Promise<number>;
  readonly page: Page;
  readonly close: () => Promise<void>;
}

const PEERS = join(import.meta.dirname, '..', '..', 'dist', 'bench', 'peers');
const OHIF = '@ohif/app@3.12.10';
/** The bench series in memory. */
export const VOLUME_MB = (512 * 512 * 400 * 2) / 2 ** 20;
const SIZE = { width: 1920, height: 1080 };

/**
 * `screen`: frames come as often as the screen shows them. `unpaced`: as often as the machine can make them, so that
 * what is quicker than a frame of the screen can be told apart.
 */
export type Pace = 'screen' | 'unpaced';

export const openBrowser = (pace: Pace = 'screen'): Promise<Browser> => {
  const executablePath = process.env['FULLMOON_CHROMIUM'] ?? chromiumBrowser();
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      // As it starts at a user's: the peers get WebGL from the processor where there is no graphics card.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--enable-unsafe-swiftshader',
      '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run', '--js-flags=--expose-gc',
      ...(pace === 'unpaced' ? ['--disable-frame-rate-limit', '--disable-gpu-vsync'] : []),
    ],
  });
};

/** Memory of a process, MB, what it shares with others counted in shares; of a process that has ended none. */
export function memoryMb(pid: number): number {
  const path = `/proc/${pid}/smaps_rollup`;
  if (!existsSync(path)) return 0;
  return Number(/Pss:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) / 1024;
}

/** Memory of the browser's page processes, MB. */
export async function pageMb(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { id }) => sum + memoryMb(id), 0);
}

/** What a page holds after its rubbish is collected, MB: objects, and what lies beside them but is not shared with workers. */
async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const usage = await session.send('Runtime.getHeapUsage') as { usedSize: number; embedderHeapUsedSize?: number; backingStorageSize?: number };
  await session.detach();
  return (usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0)) / 2 ** 20;
}

/** Memory of a Node that does nothing, MB. */
async function emptyNodeMb(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'console.log(""); setInterval(() => {}, 1000)'], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  const took = memoryMb(child.pid ?? 0);
  child.kill();
  return took;
}

/**
 * Put into every page: stamps of pictures that were drawn on a canvas of the page, read back so that the graphics
 * process is done. OHIF tells of each by an event; Fullmoon puts its pixels on the canvas itself.
 */
function watchPictures(): void {
  const stamps: { chosen: number; first: number; wheel: number; drawn: number } = { chosen: 0, first: 0, wheel: 0, drawn: 0 };
  Object.assign(window, { stamps });
  const isBright = (canvas: HTMLCanvasElement): boolean => {
    const { data } = canvas.getContext('2d')?.getImageData(0, canvas.height >> 1, canvas.width, 1) ?? { data: [] };
    return data.some((value, at) => at % 4 !== 3 && value > 8);
  };
  const drawnOn = (canvas: HTMLCanvasElement | null): void => {
    if (canvas === null || !canvas.isConnected) return;
    const isAwaited = stamps.wheel > 0 && stamps.drawn === 0;
    if (!isAwaited && (stamps.first > 0 || stamps.chosen === 0)) return;
    if (!isBright(canvas)) return;
    if (isAwaited) stamps.drawn = performance.now();
    if (stamps.first === 0) stamps.first = performance.now();
  };
  document.addEventListener('CORNERSTONE_IMAGE_RENDERED', (event) => {
    drawnOn(event.target instanceof Element ? event.target.querySelector('canvas') : null);
  }, { capture: true });
  const { prototype } = CanvasRenderingContext2D;
  const put = prototype.putImageData as (this: CanvasRenderingContext2D, ...input: unknown[]) => void;
  Object.assign(prototype, {
    putImageData(this: CanvasRenderingContext2D, ...input: unknown[]) {
      put.apply(this, input);
      drawnOn(this.canvas);
    },
  });
  document.addEventListener('wheel', (event) => {
    stamps.wheel = event.timeStamp;
    stamps.drawn = 0;
  }, { capture: true, passive: true });
}
type Stamps = { readonly stamps: { chosen: number; first: number; wheel: number; drawn: number } };

const stampedFirst = (page: Page): Promise<number> => page.waitForFunction(() => {
  const { chosen, first } = (window as unknown as Stamps).stamps;
  return first > 0 ? first - chosen : null;
}, null, { timeout: 120_000, polling: 50 }).then((handle) => handle.jsonValue()).then((value) => value ?? Number.NaN);

async function scrolled(page: Page, selector: string, steps: number): Promise<readonly number[]> {
  const times: number[] = [];
  await page.locator(selector).first().hover();
  for (let step = 0; step < steps; step += 1) {
    await page.evaluate(() => { Object.assign((window as unknown as Stamps).stamps, { wheel: 0, drawn: 0 }); });
    await page.mouse.wheel(0, step < steps / 2 ? 100 : -100);
    const took = await page.waitForFunction(() => {
      const { wheel, drawn } = (window as unknown as Stamps).stamps;
      return drawn > 0 ? drawn - wheel : null;
    }, null, { timeout: 10_000, polling: 5 }).then((handle) => handle.jsonValue());
    times.push(took ?? Number.NaN);
  }
  return times;
}

/** Fullmoon with an empty library whose folder window shows `home` first; null for the library with the demo case. */
export async function startFullmoon(home: string | null, pace: Pace = 'screen'): Promise<{ readonly app: App; readonly browser: Browser; readonly page: Page; readonly memory: () => Promise<number>; readonly close: () => Promise<void> }> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'fullmoon-bench-'));
  const app = await startApp(dataFolder, home === null ? { FULLMOON_DEMO: '1' } : { HOME: home });
  const browser = await openBrowser(pace);
  // Playwright waits for conditions by eval, which the page's own policy forbids.
  const page = await browser.newPage({ viewport: SIZE, bypassCSP: true });
  await page.addInitScript(watchPictures);
  await page.goto(app.address);
  await page.getByLabel('Your name').fill('Bench');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Worklist' }).waitFor();
  return {
    app, browser, page,
    memory: async () => memoryMb(app.pid) + await pageMb(browser),
    close: async () => {
      await browser.close();
      await app.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}


/** The folder's line in the folder window. */
export const entryOf = (page: Page, folder: string): Locator =>
  page.getByRole('option', { name: new RegExp(`^${basename(folder)}\\b(?!-)`) }).first();

/** Chooses the folder in Fullmoon's own folder window and opens the case as soon as it is offered. */
export async function fullmoonSession(folder: string, pace: Pace = 'screen'): Promise<Session> {
  const started = await startFullmoon(dirname(folder), pace);
  const { page } = started;
  await page.keyboard.press('o');
  await entryOf(page, folder).click();
  await page.evaluate(() => {
    window.addEventListener('keydown', () => {
      (window as unknown as Stamps).stamps.chosen = performance.now();
    }, { capture: true, once: true });
    const open = (): void => {
      const button = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Open case');
      if (button === undefined || (window as unknown as Stamps).stamps.chosen === 0) requestAnimationFrame(open);
      else button.click();
    };
    open();
  });
  await page.keyboard.press('Control+Enter');
  const firstPicture = await stampedFirst(page);
  return {
    firstPicture, page,
    wholeVolume: () => page.waitForFunction(() => {
      const found = /(\d+) of (\d+) slices in memory/.exec(document.querySelector('.status')?.textContent ?? '');
      return found !== null && found[1] === found[2] ? performance.now() - (window as unknown as Stamps).stamps.chosen : null;
    }, null, { timeout: 120_000, polling: 20 }).then((handle) => handle.jsonValue()).then((took) => took ?? Number.NaN),
    scrollsBefore: false,
    scroll: (steps) => scrolled(page, '[data-cut="axial"]', steps),
    memory: started.memory, close: started.close,
    // The collector does not count the page's voxels, as workers share them; of the host all counts that it adds to an empty Node.
    heapAndVolume: async () => await heapMb(page) + VOLUME_MB + memoryMb(started.app.pid) - await emptyNodeMb(),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml',
};

/** A plain page server with the two headers that OHIF wants. */
export async function served(folder: string): Promise<{ readonly origin: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const path = join(folder, new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = existsSync(path) && statSync(path).isFile() ? path : join(folder, 'index.html');
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp',
    });
    createReadStream(file).pipe(response);
  }).listen(0, '127.0.0.1');
  await new Promise((done) => { server.once('listening', done); });
  const address = server.address();
  return { origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port ?? 0 : 0}`, server };
}

/** OHIF's built page from its npm package, fetched once; null where it cannot be had. */
export function ohifFolder(): string | null {
  const page = join(PEERS, 'ohif', 'package', 'dist');
  if (existsSync(join(page, 'index.html'))) return page;
  mkdirSync(join(PEERS, 'ohif'), { recursive: true });
  const packed = spawnSync('npm', ['pack', '--silent', OHIF], { cwd: join(PEERS, 'ohif'), encoding: 'utf8', timeout: 180_000 });
  const archive = packed.stdout.trim();
  if (packed.status !== 0 || archive === '') return null;
  spawnSync('tar', ['xzf', archive], { cwd: join(PEERS, 'ohif') });
  return existsSync(join(page, 'index.html')) ? page : null;
}

/** The folder's files given to OHIF's local viewer; its two clicks are made as soon as they can be. */
export async function ohifSession(page_: string, files: readonly string[]): Promise<Session> {
  const { origin, server } = await served(page_);
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: SIZE });
  await page.addInitScript(watchPictures);
  await page.goto(`${origin}/local`);
  const input = page.locator('input[type=file]').first();
  await input.waitFor({ state: 'attached' });
  await page.evaluate(() => { (window as unknown as Stamps).stamps.chosen = performance.now(); });
  await input.setInputFiles([...files]);
  await page.waitForURL((url) => !url.pathname.startsWith('/local'), { timeout: 60_000 });
  await page.locator('[data-cy="study-list-results"] tr, tbody tr').first().click({ timeout: 30_000 });
  await page.getByText('Basic Viewer').first().click({ timeout: 30_000 });
  const firstPicture = await stampedFirst(page);
  return {
    firstPicture, page,
    wholeVolume: async () => {
      const start = performance.now();
      await page.locator('[data-cy="Layout"]').click();
      await page.getByText('MPR', { exact: true }).first().click();
      await page.waitForFunction(() => {
        const { cornerstone } = window as unknown as {
          readonly cornerstone?: { readonly cache: { getVolumes(): readonly { readonly loadStatus?: { readonly loaded: boolean } }[] } };
        };
        const volumes = cornerstone?.cache.getVolumes() ?? [];
        return volumes.length > 0 && volumes.every(({ loadStatus }) => loadStatus?.loaded === true);
      }, null, { timeout: 120_000, polling: 20 });
      // Its first picture came in the same way; what the human waits between the two clicks does not count.
      return firstPicture + performance.now() - start;
    },
    scrollsBefore: true,
    scroll: (steps) => scrolled(page, '.cornerstone-canvas', steps),
    memory: () => pageMb(browser),
    heapAndVolume: () => heapMb(page),
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** dwv with a page of its own; null where the package is not there. */
export async function dwvFolder(): Promise<string | null> {
  if (!existsSync(join(import.meta.dirname, 'node_modules', 'dwv', 'package.json'))) return null;
  const source = join(import.meta.dirname, 'node_modules', '.dwv-page');
  mkdirSync(source, { recursive: true });
  writeFileSync(join(source, 'index.html'), '<!doctype html><style>html,body,#layers{margin:0;width:100%;height:100%}</style><input type="file" multiple><div id="layers"></div><script type="module" src="./main.js"></script>');
  writeFileSync(join(source, 'main.js'), `import { App, AppOptions, ViewConfig } from 'dwv';
const app = new App();
app.init(new AppOptions({ '*': [new ViewConfig('layers')] }));
window.marks = { chosen: 0, first: 0, whole: 0 };
app.addEventListener('renderend', () => { if (window.marks.first === 0) window.marks.first = performance.now(); });
app.addEventListener('load', () => { window.marks.whole = performance.now(); });
document.querySelector('input').addEventListener('change', (event) => {
  window.marks.chosen = performance.now();
  app.loadFiles([...event.target.files]);
});
window.isReady = true;
`);
  const outDir = join(PEERS, 'dwv');
  await build({ root: source, base: './', logLevel: 'silent', configFile: false, build: { outDir, emptyOutDir: true, minify: false } });
  return outDir;
}
type Marks = { readonly marks: { readonly chosen: number; readonly first: number; readonly whole: number } };

/** The folder's files given to dwv. */
export async function dwvSession(page_: string, files: readonly string[]): Promise<Session> {
  const { origin, server } = await served(page_);
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: SIZE });
  await page.goto(origin);
  await page.waitForFunction('window.isReady === true');
  await page.locator('input[type=file]').setInputFiles([...files]);
  const since = (mark: 'first' | 'whole'): Promise<number> => page.waitForFunction((name) => {
    const { marks } = window as unknown as Marks;
    return marks[name] > 0 ? marks[name] - marks.chosen : null;
  }, mark, { timeout: 120_000, polling: 20 }).then((handle) => handle.jsonValue()).then((value) => value ?? Number.NaN);
  return {
    firstPicture: await since('first'), page,
    wholeVolume: () => since('whole'),
    scrollsBefore: false,
    scroll: () => Promise.resolve([]),
    memory: () => pageMb(browser),
    heapAndVolume: () => heapMb(page),
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}
