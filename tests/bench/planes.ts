import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { ctFolder, warmed } from './inputs.ts';
import { median, type Contender, type Course } from './harness.ts';
import type { PlanesPeer } from './planesPeer/main.ts';
import { fullmoonSession, openBrowser, served, type Pace } from './viewerSessions.ts';

const OURS = 'Fullmoon';
const PEER = 'Cornerstone3D, three volume viewports';
const ROUNDS = 3;
const STEPS = 40;
/** A step of the crosshair, degrees; over the steps it goes well past the straight planes. */
const TURN = 1;

/** What one round of one page gave, ms a step. */
interface Round { readonly scroll: readonly number[]; readonly turn: readonly number[]; readonly slab: readonly number[] }

/** Cornerstone3D's own way of three planes, as large as ours, with the same number of voxels. */
async function peerRound(folder: string, pace: Pace): Promise<Round> {
  const { origin, server } = await served(folder);
  const browser = await openBrowser(pace);
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.goto(origin);
    await page.waitForFunction(() => 'peer' in window, null, { timeout: 180_000 });
    return await page.evaluate(async ([steps, by]) => {
      const { peer } = window as unknown as { readonly peer: PlanesPeer };
      const scroll: number[] = [];
      const turn: number[] = [];
      for (let n = 0; n < steps; n += 1) scroll.push(await peer.scroll(n < steps / 2 ? -1 : 1));
      for (let n = 0; n < steps; n += 1) turn.push(await peer.turn(by));
      return { scroll, turn, slab: [] };
    }, [STEPS, TURN] as const);
  } finally {
    await browser.close();
    server.close();
  }
}

/** The same steps in Fullmoon: by wheel and by key, from the event to the pixels of all pictures that change read back. */
const ourSteps = (page: Page): Promise<Round> => page.evaluate(async (steps) => {
  const canvasOf = (cut: string): HTMLCanvasElement | null => document.querySelector(`[data-cut="${cut}"] canvas`);
  let waiting: { readonly canvases: Set<HTMLCanvasElement>; readonly done: () => void } | null = null;
  const { prototype } = CanvasRenderingContext2D;
  const put = prototype.putImageData as (this: CanvasRenderingContext2D, ...input: unknown[]) => void;
  Object.assign(prototype, {
    putImageData(this: CanvasRenderingContext2D, ...input: unknown[]) {
      put.apply(this, input);
      if (waiting?.canvases.delete(this.canvas) !== true) return;
      this.getImageData(0, this.canvas.height >> 1, this.canvas.width, 1);
      if (waiting.canvases.size === 0) waiting.done();
    },
  });
  const step = async (cuts: readonly string[], act: () => void): Promise<number> => {
    const before = performance.now();
    await new Promise<void>((done) => {
      waiting = { canvases: new Set(cuts.map(canvasOf).filter((canvas) => canvas !== null)), done };
      act();
    });
    return performance.now() - before;
  };
  const axial = document.querySelector<HTMLElement>('[data-cut="axial"]');
  const box = axial?.getBoundingClientRect() ?? new DOMRect();
  const wheel = (deltaY: number) => (): void => {
    axial?.dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true, clientX: box.x + box.width / 3, clientY: box.y + box.height / 3 }));
  };
  const key = (name: string) => (): void => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
  };
  const rest = (): Promise<void> => new Promise((done) => { setTimeout(done, 1500); });
  axial?.focus();
  const scroll: number[] = [];
  const turn: number[] = [];
  const slab: number[] = [];
  await rest();
  for (let n = 0; n < steps; n += 1) scroll.push(await step(['axial'], wheel(n < steps / 2 ? 100 : -100)));
  for (let n = 0; n < steps; n += 1) turn.push(await step(['coronal', 'sagittal'], key('w')));
  // A maximum of 5 mm, coarse while it turns.
  for (let n = 0; n < 4; n += 1) key('b')();
  key('s')();
  await rest();
  for (let n = 0; n < steps; n += 1) slab.push(await step(['coronal', 'sagittal'], key('q')));
  return { scroll, turn, slab };
}, STEPS);

async function ourRound(folder: string, pace: Pace): Promise<Round> {
  const session = await fullmoonSession(folder, pace);
  try {
    await session.wholeVolume();
    return await ourSteps(session.page);
  } finally {
    await session.close();
  }
}

async function builtPeer(): Promise<string> {
  const outDir = join(import.meta.dirname, '..', '..', 'dist', 'bench', 'peers', 'planes');
  await build({ root: join(import.meta.dirname, 'planesPeer'), base: './', logLevel: 'silent', configFile: false, build: { outDir, emptyOutDir: true, target: 'chrome140' }, worker: { format: 'es' } });
  return outDir;
}

const percentile = (figures: readonly number[], share: number): number =>
  figures.toSorted((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * share))] ?? Number.NaN;

function measured(name: string, figures: readonly number[]): Contender {
  let next = 0;
  return { name, run: figures.length === 0 ? null : () => figures[next++ % figures.length] ?? Number.NaN };
}

/**
 * Three planes of 512 x 512 x 400 at 1920 x 1080: scrolling one, turning the crosshair, by turns with Cornerstone's own.
 * What an operator waits for is measured at the pace of the screen. Which of two is the faster is measured without it: a
 * step of ours is done before the next frame of the screen, and would count as long as that frame whatever it took.
 */
export async function planesCourses(): Promise<readonly Course[]> {
  const folder = await ctFolder();
  warmed(folder);
  const page = await builtPeer();
  const shown: Round[] = [];
  const ours: Round[] = [];
  const theirs: Round[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    shown.push(await ourRound(folder, 'screen'));
    ours.push(await ourRound(folder, 'unpaced'));
    theirs.push(await peerRound(page, 'unpaced'));
  }
  const course = (title: string, contenders: Course['contenders'], goals: Course['goals']): Course =>
    ({ title, unit: 'ms', rounds: ROUNDS, warmUps: 0, goals, contenders });
  const waited = (title: string, figure: (round: Round) => number, goal: Course['goals'][number]): Course =>
    course(title, [measured(OURS, shown.map(figure))], [goal]);
  const compared = (title: string, figure: (round: Round) => number, goal: Course['goals'][number]): Course =>
    course(`${title}, not held to the frames of the screen`, [measured(OURS, ours.map(figure)), measured(PEER, theirs.map(figure))], [goal]);
  return [
    waited('Scrolling the axial plane by one slice, median', ({ scroll }) => median(scroll), { id: 'V1', atMost: 33 }),
    waited('Scrolling the axial plane by one slice, 95 % of the steps', ({ scroll }) => percentile(scroll, 0.95), { id: 'V1', atMost: 66 }),
    compared('Scrolling the axial plane by one slice, median', ({ scroll }) => median(scroll), { id: 'V1', against: PEER, atLeast: 1.5 }),
    waited('Turning the crosshair by 1°, the pictures that turn, median', ({ turn }) => median(turn), { id: 'V2', atMost: 66 }),
    compared('Turning the crosshair by 1°, the pictures that turn, median', ({ turn }) => median(turn), { id: 'V2', against: PEER, atLeast: 1.5 }),
    waited('The same in a slab of 5 mm, maximum, median', ({ slab }) => median(slab), { id: 'V2', atMost: 66 }),
  ];
}
