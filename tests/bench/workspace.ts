import { Buffer } from 'node:buffer';
import type { Page } from '@playwright/test';
import { median, type Contender, type Course } from './harness.ts';
import { startFullmoon } from './viewerSessions.ts';
import { onArtery, spotOf, toSlice } from '../e2e/demoDesk.ts';

const ROUNDS = 3;
const STEPS = 20;
/** After each round, steps after which the hand rests until nothing that is shown is a draft. */
const RESTS = 3;
/** The host has answered, and nothing has changed for so long: every view has followed, ms. */
const QUIET_MS = 400;
/** Making and importing the demo case, and measuring it, on a busy machine. */
const PATIENCE = { timeout: 600_000 };

/** What is done in one step, counted from 0. */
type Act = (n: number) => Promise<void>;

/** A gesture at a station: what begins it, each step of it, what ends it. */
interface Gesture {
  readonly title: string;
  readonly root: '.vessel' | '.calcium';
  readonly begin: (page: Page) => Promise<Act>;
  readonly end: (page: Page) => Promise<void>;
  /** Something is in the hand: what follows it may be a draft until the hand rests. */
  readonly isDrag?: true;
}

/**
 * Put into the page: from the event of a key or of the pointer to the end of the frame after the last change in a station's
 * views, picture or word, the volume rendering left out. Up to one frame of the screen more than it was.
 */
function watchViews(): void {
  const state = { from: 0, until: 0, answered: 0, root: '', asked: 0 };
  const ask = window.fetch;
  window.fetch = async (...input) => {
    state.asked += 1;
    return ask(...input).finally(() => {
      state.asked -= 1;
      state.answered = performance.now();
    });
  };
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { state.until = performance.now(); };
  let isAwaited = false;
  const changed = (node: Node): void => {
    const element = node instanceof Element ? node : node.parentElement;
    if (state.from === 0 || element?.closest(state.root) == null || element.closest('.rendering-picture') !== null || isAwaited) return;
    isAwaited = true;
    requestAnimationFrame(() => {
      isAwaited = false;
      channel.port2.postMessage(null);
    });
  };
  const { prototype } = CanvasRenderingContext2D;
  for (const name of ['putImageData', 'drawImage'] as const) {
    const draw = prototype[name] as (this: CanvasRenderingContext2D, ...input: unknown[]) => void;
    Object.assign(prototype, { [name](this: CanvasRenderingContext2D, ...input: unknown[]) {
      draw.apply(this, input);
      changed(this.canvas);
    } });
  }
  new MutationObserver((records) => { for (const { target } of records) changed(target); })
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  for (const kind of ['keydown', 'pointermove'])
    document.addEventListener(kind, (event) => { if (state.root !== '' && state.from === 0) state.from = event.timeStamp; }, { capture: true });
  Object.assign(window, { views: state });
}
type Views = { readonly views: { from: number; until: number; answered: number; asked: number; root: string } };

/** How long one step took to show, ms; NaN where it changed nothing. `isExact`: until nothing that is shown is a draft. */
async function shown(page: Page, root: Gesture['root'], act: () => Promise<void>, isExact = false): Promise<number> {
  await page.evaluate((of) => Object.assign((window as unknown as Views).views, { from: 0, until: 0, root: of }), root);
  await act();
  const handle = await page.waitForFunction(([quiet, of, exact]) => {
    const { from, until, answered, asked } = (window as unknown as Views).views;
    const isDraft = exact && document.querySelector(of)?.getAttribute('data-draft') !== '';
    return from > 0 && asked === 0 && !isDraft && performance.now() - Math.max(from, until, answered) > quiet ? [until - from] : null;
  }, [QUIET_MS, root, isExact] as const, { timeout: 60_000, polling: 20 });
  const [took = Number.NaN] = await handle.jsonValue() ?? [];
  return took > 0 ? took : Number.NaN;
}

const isFresh = (page: Page, root: Gesture['root']): Promise<unknown> => page.locator(`${root}[data-state="fresh"]`).waitFor(PATIENCE);

/** To a station, its views at rest. */
async function atStation(page: Page, key: '3' | '4'): Promise<void> {
  // A handle that was held keeps the arrow keys for itself.
  await page.evaluate(() => { if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); });
  await page.keyboard.press(key);
  await isFresh(page, key === '3' ? '.vessel' : '.calcium');
  await page.waitForTimeout(1500);
}

/** Back and forth along the vessel, at the occlusion. */
const alongBy = (key: '3' | '4'): Gesture['begin'] => async (page) => {
  await atStation(page, key);
  await page.keyboard.press('p');
  await page.waitForTimeout(500);
  return (n) => page.keyboard.press(n % STEPS < STEPS / 2 ? 'ArrowRight' : 'ArrowLeft');
};

/** A handle held by the mouse, moved a little to and fro each time. */
async function held(page: Page, [x, y]: readonly [number, number], by: number): Promise<Act> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  return (n) => page.mouse.move(x + by * (1 + (n % STEPS < STEPS / 2 ? n % STEPS : STEPS - (n % STEPS))), y);
}

async function middleOf(page: Page, selector: string): Promise<readonly [number, number]> {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} is not shown`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

const letGo = async (page: Page): Promise<void> => {
  await page.mouse.up();
  await page.keyboard.press('Control+z');
};

const GESTURES: readonly Gesture[] = [
  { title: 'Station 3: a key along the vessel', root: '.vessel', begin: alongBy('3'), end: async () => undefined },
  {
    title: 'Station 3: the proximal cap dragged', root: '.vessel', end: letGo, isDrag: true,
    begin: async (page) => {
      await atStation(page, '3');
      return held(page, await middleOf(page, '[role="slider"][aria-label^="Proximal cap"]'), 2);
    },
  },
  {
    title: 'Station 3: a point of the path dragged', root: '.vessel', end: letGo, isDrag: true,
    begin: async (page) => {
      await atStation(page, '3');
      await toSlice(page, onArtery(30)[2]);
      return held(page, await spotOf(page, onArtery(30)), 1);
    },
  },
  { title: 'Station 4: a key along the vessel', root: '.calcium', begin: alongBy('4'), end: async () => undefined },
  {
    title: 'Station 4: the threshold dragged', root: '.calcium', end: letGo, isDrag: true,
    begin: async (page) => {
      await atStation(page, '4');
      return held(page, await middleOf(page, '.histogram-handle'), 3);
    },
  },
  {
    title: 'Station 4: a contour dragged', root: '.calcium', end: letGo, isDrag: true,
    begin: async (page) => {
      await atStation(page, '4');
      await page.keyboard.press('p');
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('c');
      return held(page, await middleOf(page, '.section-grip'), 2);
    },
  },
];

/** The demo case open with its occluded artery traced, ready for keys. */
async function tracedDemo(page: Page): Promise<void> {
  const row = page.locator('tr.case', { hasText: 'DEMO' });
  await row.waitFor(PATIENCE);
  await row.press('Enter');
  await page.waitForFunction(() => /(\d+) of \1 slices in memory/.test(document.querySelector('.status')?.textContent ?? ''), null, PATIENCE);
  await page.keyboard.press('3');
  const points = [2, 30, 60, 95].map(onArtery);
  await page.getByLabel('File of points').setInputFiles({ name: 'demo.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ points })) });
  await isFresh(page, '.vessel');
}

/** What the figures of all gestures count. */
const COUNTED = 'from the event of key or pointer to the end of the frame in which the last view has followed, the volume rendering left out';
/** What follows a hand may be a draft, which says so. */
const EXACT = 'then, the hand at rest, from the same event until nothing that is shown is a draft any more, the half second included after which a hand rests';

const percentile = (figures: readonly number[], share: number): number =>
  figures.toSorted((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * share))] ?? Number.NaN;

function measured(figures: readonly number[]): Contender {
  let next = 0;
  return { name: 'Fullmoon', run: () => figures[next++ % figures.length] ?? Number.NaN };
}

/** What an operator sees of the demo case's vessel at 1920 x 1080: from the event to the last view that follows it. */
export async function workspaceCourses(): Promise<readonly Course[]> {
  const { page, close } = await startFullmoon(null);
  try {
    await tracedDemo(page);
    await page.evaluate(watchViews);
    const courses: Course[] = [];
    for (const { title, root, begin, end, isDrag = false } of GESTURES) {
      const rounds: number[][] = [];
      const rested: number[][] = [];
      const act = await begin(page);
      // The first round warms up.
      for (let round = 0; round <= ROUNDS; round += 1) {
        const steps: number[] = [];
        for (let n = 0; n < STEPS; n += 1) steps.push(await shown(page, root, () => act(round * STEPS + n)));
        const exact: number[] = [];
        for (let n = 0; isDrag && n < RESTS; n += 1) exact.push(await shown(page, root, () => act(n), true));
        if (round === 0) continue;
        rounds.push(steps.filter((took) => !Number.isNaN(took)));
        rested.push(exact);
      }
      await end(page);
      process.stderr.write(`${title}: ${rounds.flat().map(Math.round).join(' ')}\n`);
      // A step that changes nothing that is shown has no figure.
      const counted = `of ${rounds.flat().length} steps that changed a view (${ROUNDS * STEPS} made)`;
      const course = (words: string, figure: (steps: readonly number[]) => number, atMost: number): Course => ({
        title: `${title}, ${words} ${counted}, ${COUNTED}`, unit: 'ms', rounds: ROUNDS, warmUps: 0, contenders: [measured(rounds.map(figure))], goals: [{ id: title, atMost }],
      });
      courses.push(course('median', median, 50), course('95th percentile', (steps) => percentile(steps, 0.95), 100));
      if (isDrag) courses.push({ title: `${title}, ${EXACT}`, unit: 'ms', rounds: ROUNDS, warmUps: 0, contenders: [measured(rested.map(median))], goals: [] });
    }
    return courses;
  } finally {
    await close();
  }
}
