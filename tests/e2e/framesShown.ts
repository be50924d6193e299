import type { Page } from '@playwright/test';

/** A frame as it came onto the screen: when, ms, and which, 0-based. */
export type Shown = readonly [ms: number, frame: number];

/** Notes, from now on and for so long, when each picture of a run came onto the screen, tile by tile. */
export const framesShown = (page: Page, ms: number): Promise<readonly (readonly Shown[])[]> => page.evaluate((length) => new Promise<[number, number][][]>((done) => {
  const tiles = [...document.querySelectorAll<HTMLElement>('.run-tile')];
  const seen: [number, number][][] = tiles.map(() => []);
  const start = performance.now();
  const look = (): void => {
    const now = performance.now();
    tiles.forEach((tile, n) => {
      const frame = Number(tile.dataset['frame'] ?? -1);
      if (seen[n]?.at(-1)?.[1] !== frame) seen[n]?.push([now - start, frame]);
    });
    if (now - start < length) requestAnimationFrame(look);
    else done(seen);
  };
  requestAnimationFrame(look);
}), ms);

/** How frames came against the clock of their run. */
export interface Pace {
  /** Latest frame against the earliest one, ms. */
  readonly latest: number;
  /** How far the last five seconds lie behind the first five, ms: medians. */
  readonly drift: number;
  /** Frames that were shown, of those that were due. */
  readonly share: number;
}

/**
 * The pace of frames that follow one another every `frameMs` round a run of `frames`.
 *
 * What a frame was late is counted from the one that was least late: the screen shows each a picture after it is due.
 */
export function paceOf(shown: readonly Shown[], frames: number, frameMs: number): Pace {
  const changes = shown.slice(2);
  let [round, before] = [0, -1];
  const off = changes.map(([ms, frame]) => {
    if (frame < before) round += frames;
    before = frame;
    return ms - (round + frame) * frameMs;
  });
  const earliest = Math.min(...off);
  const late = off.map((each) => each - earliest);
  const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const [first = 0, last = 0] = [changes[0]?.[0], changes.at(-1)?.[0]];
  const within = (from: number, to: number): number => middle(late.filter((_, n) => {
    const ms = changes[n]?.[0] ?? 0;
    return ms >= from && ms <= to;
  }));
  return {
    latest: Math.max(...late), drift: Math.abs(within(last - 5000, last) - within(first, first + 5000)),
    share: changes.length / Math.max(1, Math.round((last - first) / frameMs) + 1),
  };
}

/** Farthest that the second of two runs on one clock was from the frame that belongs to the first's, in frames. */
export function outOfPhase(
  [first = [], second = []]: readonly (readonly Shown[])[], frameMs: number, offsetMs: number, frames: readonly [number, number],
): number {
  let worst = 0;
  for (const [ms, frame] of first.slice(2)) {
    const other = second.findLast(([at]) => at <= ms)?.[1];
    const due = Math.floor((frame * frameMs - offsetMs) / frameMs + 1e-6);
    // Beyond its ends a run stands still, whatever the other does.
    if (other === undefined || due < 1 || due > frames[1] - 2 || frame > frames[0] - 2) continue;
    worst = Math.max(worst, Math.abs(other - due));
  }
  return worst;
}
