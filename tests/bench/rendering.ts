import { ctFolder, warmed } from './inputs.ts';
import { median, type Contender, type Course } from './harness.ts';
import { fullmoonSession } from './viewerSessions.ts';

/** The volume rendering without a graphics card, over 512 × 512 × 400 voxels at 1920 × 1080. */

const ROUNDS = 3;
const TURNS = 24;

interface Round {
  /** From the volume in memory to its first picture, ms. */
  readonly first: number;
  /** From a key to the picture that it asks for, ms, one for each turn. */
  readonly turns: readonly number[];
  /** The longest that the page could not answer while the rendering was refined and turned, ms; and 95 % of its waits. */
  readonly longest: number;
  readonly usual: number;
}

const quality = (wanted: string): string => `.rendering-picture[data-quality="${wanted}"]`;

async function round(folder: string): Promise<Round> {
  const session = await fullmoonSession(folder);
  const { page } = session;
  try {
    await session.wholeVolume();
    await page.locator(quality('fine')).waitFor({ timeout: 60_000 });
    const first = Number(await page.locator('.rendering-picture').getAttribute('data-first-ms'));
    await page.locator('.rendering-picture').focus();
    await page.evaluate(() => {
      // A message to oneself comes back as soon as the page is free: the wait is what a click would have waited.
      const waits: number[] = [];
      const { port1, port2 } = new MessageChannel();
      let sent = performance.now();
      port1.onmessage = () => {
        waits.push(performance.now() - sent);
        setTimeout(() => {
          sent = performance.now();
          port2.postMessage(null);
        });
      };
      port2.postMessage(null);
      Object.assign(window, { waits });
    });
    const turns: number[] = [];
    for (let n = 0; n < TURNS; n += 1) {
      turns.push(await page.evaluate(() => new Promise<number>((done) => {
        const words = document.querySelector('.rendering-picture .overlay-display');
        const asked = performance.now();
        const observer = new MutationObserver(() => {
          observer.disconnect();
          done(performance.now() - asked);
        });
        if (words !== null) observer.observe(words, { childList: true, subtree: true, characterData: true });
        document.querySelector('.rendering-picture')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
      })));
    }
    await page.locator(quality('fine')).waitFor({ timeout: 60_000 });
    const waits = (await page.evaluate(() => (window as unknown as { readonly waits: readonly number[] }).waits)).toSorted((a, b) => a - b);
    return { first, turns, longest: waits.at(-1) ?? Number.NaN, usual: waits[Math.floor(waits.length * 0.95)] ?? Number.NaN };
  } finally {
    await session.close();
  }
}

/** First picture, pictures while turning, and how long the page was kept from anything else. */
export async function renderingCourses(): Promise<readonly Course[]> {
  const folder = await ctFolder();
  warmed(folder);
  const rounds: Round[] = [];
  for (let n = 0; n < ROUNDS; n += 1) rounds.push(await round(folder));
  const ours = (figure: (one: Round) => number): readonly [Contender] => {
    const figures = rounds.map(figure);
    let next = 0;
    return [{ name: 'Fullmoon, CPU', run: () => figures[next++ % figures.length] ?? Number.NaN }];
  };
  const course = (title: string, figure: (one: Round) => number, id: string, atMost: number): Course =>
    ({ title, unit: 'ms', rounds: ROUNDS, warmUps: 0, contenders: ours(figure), goals: [{ id, atMost }] });
  return [
    course('Volume in memory to the first picture of the rendering', ({ first }) => first, 'first picture, 3 s', 3000),
    course('Key to picture while the rendering is turned, median', ({ turns }) => median(turns), 'a frame while turning, 1 s', 1000),
    course('Key to picture while the rendering is turned, longest', ({ turns }) => Math.max(...turns), 'a frame while turning, 1 s', 1000),
    course('Wait of the page while the rendering works, 95 %', ({ usual }) => usual, 'one frame of the screen', 17),
    course('Wait of the page while the rendering works, longest', ({ longest }) => longest, 'twice a frame of the screen', 34),
  ];
}
