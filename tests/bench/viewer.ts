import { dirname } from 'node:path';
import { ctFolder, filesIn, twoPatientsFolder, warmed } from './inputs.ts';
import { median, type Contender, type Course } from './harness.ts';
import {
  dwvFolder, dwvSession, entryOf, fullmoonSession, ohifFolder, ohifSession, startFullmoon, VOLUME_MB, type Session,
} from './viewerSessions.ts';

const OURS = 'Fullmoon';
const OHIF = 'OHIF 3.12.10';
const DWV = 'dwv 0.36';
const ROUNDS = 3;
const STEPS = 60;
const CASES = 10;
/** After the last case was left nobody does anything, nor asks for its memory, for so long, ms. */
const LEFT_ALONE_MS = 20_000;

/** What one round of one viewer gave. */
interface Round {
  readonly first: number;
  readonly whole: number;
  readonly steps: readonly number[];
  readonly memory: number;
  readonly held: number;
}

async function round(open: () => Promise<Session>): Promise<Round> {
  const session = await open();
  try {
    const before = session.scrollsBefore ? await session.scroll(STEPS) : null;
    const whole = await session.wholeVolume();
    const steps = before ?? await session.scroll(STEPS);
    return { first: session.firstPicture, whole, steps, memory: await session.memory(), held: await session.heapAndVolume() };
  } finally {
    await session.close();
  }
}

/** The share of steps that must be faster than the figure. */
const percentile = (figures: readonly number[], share: number): number =>
  figures.toSorted((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * share))] ?? Number.NaN;

/** A contender whose figures were measured already, one for each round. */
function measured(name: string, figures: readonly (number | null)[]): Contender {
  const known = figures.filter((figure): figure is number => figure !== null && !Number.isNaN(figure));
  let next = 0;
  return { name, run: known.length === 0 ? null : () => known[next++ % known.length] ?? Number.NaN };
}

/**
 * Memory of host and page together, MB: empty, at its height while 512 x 512 x 400 is loaded, at its height while one of two patients'
 * cases is loaded after the other, and after ten cases.
 */
async function memoryOverTime(folder: string): Promise<{ readonly empty: number; readonly peak: number; readonly peakOfMany: number; readonly after: number }> {
  const { page, memory, close } = await startFullmoon(dirname(folder));
  try {
    await page.keyboard.press('o');
    await entryOf(page, folder).click();
    await page.keyboard.press('Control+Enter');
    await page.getByText('imported', { exact: true }).waitFor({ timeout: 120_000 });
    await page.evaluate('gc()');
    await page.waitForTimeout(1500);
    const empty = await memory();
    const peaks: number[] = [];
    for (let n = 0; n < CASES; n += 1) {
      await page.locator('tr.case', { hasText: `BENCH-${1 + (n % 2)}` }).dblclick();
      const whole = page.waitForFunction(() => /(\d+) of \1 slices in memory/.test(document.querySelector('.status')?.textContent ?? ''), null, { timeout: 120_000 });
      let [isWhole, peak] = [false, 0];
      void whole.then(() => { isWhole = true; });
      while (!isWhole) {
        peak = Math.max(peak, await memory());
        await page.waitForTimeout(60);
      }
      peaks.push(peak);
      await page.keyboard.press('1');
      await page.locator('tr.case').first().waitFor();
    }
    await page.waitForTimeout(LEFT_ALONE_MS);
    return { empty, peak: peaks[0] ?? Number.NaN, peakOfMany: Math.max(...peaks), after: await memory() };
  } finally {
    await close();
  }
}

/** P6a to P6c: choosing a folder, turning the wheel, and memory, against the viewers that can be had here. */
export async function viewerCourses(): Promise<readonly Course[]> {
  const folder = await ctFolder();
  const files = filesIn(folder);
  warmed(folder);
  const [ohif, dwv] = [ohifFolder(), await dwvFolder()];
  const viewers: readonly (readonly [string, (() => Promise<Session>) | null])[] = [
    [OURS, () => fullmoonSession(folder)],
    [OHIF, ohif === null ? null : () => ohifSession(ohif, files)],
    [DWV, dwv === null ? null : () => dwvSession(dwv, files)],
  ];
  const rounds = new Map<string, Round[]>(viewers.map(([name]) => [name, []]));
  for (let n = 0; n < ROUNDS; n += 1) {
    for (const [name, open] of viewers) {
      if (open === null) continue;
      try {
        rounds.get(name)?.push(await round(open));
      } catch (fault) {
        process.stderr.write(`${name}: ${fault instanceof Error ? fault.message.split('\n')[0] : String(fault)}\n`);
      }
    }
  }
  const of = (name: string, figure: (one: Round) => number | null): Contender => measured(name, (rounds.get(name) ?? []).map(figure));
  const all = (figure: (one: Round) => number | null): readonly [Contender, ...Contender[]] => [of(OURS, figure), of(OHIF, figure), of(DWV, figure)];
  const { empty, peak, peakOfMany, after } = await memoryOverTime(await twoPatientsFolder());
  return [
    {
      title: 'Folder of 400 slices chosen to first picture on the screen', unit: 'ms', rounds: ROUNDS, warmUps: 0, contenders: all(({ first }) => first),
      goals: [{ id: 'P6a', against: OHIF, atLeast: 6 }, { id: 'P6a', against: DWV, atLeast: 1 / 1.5 }],
    },
    {
      title: 'Folder chosen to the whole volume in memory, OHIF in MPR', unit: 'ms', rounds: ROUNDS, warmUps: 0, contenders: all(({ whole }) => whole),
      goals: [{ id: 'P6a', against: OHIF, atLeast: 4 }, { id: 'P6a', against: DWV, atLeast: 4 }],
    },
    {
      title: 'Wheel to picture, median', unit: 'ms', rounds: ROUNDS, warmUps: 0,
      contenders: all(({ steps }) => (steps.length === 0 ? null : median(steps))), goals: [{ id: 'P6b', against: OHIF, atLeast: 1 }],
    },
    {
      title: 'Wheel to picture, 95 % of the steps', unit: 'ms', rounds: ROUNDS, warmUps: 0,
      contenders: all(({ steps }) => (steps.length === 0 ? null : percentile(steps, 0.95))),
      goals: [{ id: 'P6b, two frames at 60 Hz', atMost: 1000 / 30 }],
    },
    {
      title: 'Heap and volume with one CCTA loaded, of ours the page’s and all that the host adds to an empty Node', unit: 'MB', rounds: ROUNDS, warmUps: 0,
      contenders: all(({ held }) => held), goals: [{ id: 'P6c', against: OHIF, atLeast: 2 }],
    },
    {
      title: 'Memory with one CCTA loaded, whole processes without the browser’s GPU process', unit: 'MB', rounds: ROUNDS, warmUps: 0,
      contenders: all(({ memory }) => memory), goals: [{ id: 'P6c', against: OHIF, atLeast: 2 }],
    },
    {
      title: 'Most memory above the empty state while 400 slices load', unit: 'MB', rounds: 1, warmUps: 0,
      contenders: [measured(OURS, [peak - empty])],
      goals: [{ id: 'three times the volume', atMost: 3 * VOLUME_MB }],
    },
    {
      title: 'The same, of ten cases of two patients one right after the other', unit: 'MB', rounds: 1, warmUps: 0,
      contenders: [measured(OURS, [peakOfMany - empty])],
      goals: [{ id: 'three times the volume', atMost: 3 * VOLUME_MB }],
    },
    {
      title: 'Memory after ten cases were opened and closed', unit: 'MB', rounds: 1, warmUps: 0,
      contenders: [measured(OURS, [after])],
      goals: [{ id: '1.3 times the empty state', atMost: 1.3 * empty }],
    },
  ];
}
