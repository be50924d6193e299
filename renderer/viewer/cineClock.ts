import { nextTick } from './frames.ts';

/** When each frame begins, ms from the first, and how long one round takes. */
export interface CineTimes { readonly starts: readonly number[]; readonly roundMs: number }

/** Frames a second where a run states none; a usual cine rate. Said on the screen as assumed. */
export const ASSUMED_RATE = 15;

/** Times from the header's own clock; evenly spaced at `rate` where it has none. */
export function cineTimes(frames: number, frameTimesMs: readonly number[] | null, rate: number | null): CineTimes {
  const even = 1000 / (rate ?? ASSUMED_RATE);
  const isUsable = frameTimesMs !== null && frameTimesMs.length === frames
    && frameTimesMs.every((time, index) => index === 0 || time > (frameTimesMs[index - 1] ?? time));
  if (!isUsable) {
    return { starts: Array.from({ length: frames }, (_, index) => index * even), roundMs: frames * even };
  }
  const last = frameTimesMs.at(-1) ?? 0;
  const first = frameTimesMs[0] ?? 0;
  // The last frame has no successor to end it: it stays as long as the mean of the others.
  const lastsMs = frames > 1 ? (last - first) / (frames - 1) : even;
  return { starts: frameTimesMs.map((time) => time - first), roundMs: last - first + lastsMs };
}

/** The frame that is due at a time of the round. */
export function frameDue({ starts, roundMs }: CineTimes, elapsedMs: number): number {
  const within = ((elapsedMs % roundMs) + roundMs) % roundMs;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= within) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The browser's clock, or a test's. */
export interface Ticks {
  now(): number;
  /** Calls back at the next picture of the screen; returns the undoing. */
  next(tick: (now: number) => void): () => void;
}

/** Ticks of the screen. */
export const screenTicks: Ticks = {
  now: () => performance.now(),
  next: nextTick,
};

/** One clock for a run: what it shows follows from the time that has passed, never from counting ticks. */
export interface CineClock {
  play(fromFrame: number, speed: number): void;
  stop(): void;
  isPlaying(): boolean;
}

/**
 * Calls `show` with the frame that is due, once for each change. A late tick skips frames instead of falling behind.
 *
 * `isReady` may say that a due frame has not arrived: then the clock waits there, and goes on from it without a jump.
 */
export function createCineClock(
  times: CineTimes, ticks: Ticks, show: (frame: number) => void, isReady: (frame: number) => boolean,
): CineClock {
  let cancel: (() => void) | null = null;
  let startedAt = 0;
  let startedFrom = 0;
  let rate = 1;
  let shown = -1;
  /** The due frame that has not arrived. */
  let awaited: number | null = null;

  const tick = (now: number): void => {
    const due = awaited ?? frameDue(times, startedFrom + (now - startedAt) * rate);
    if (due !== shown) {
      const isThere = isReady(due);
      if (isThere) {
        shown = due;
        show(due);
      }
      if (!isThere || awaited !== null) {
        // The round stands still at a missing frame, and goes on from it when it comes.
        startedAt = now;
        startedFrom = times.starts[due] ?? 0;
      }
      awaited = isThere ? null : due;
    }
    cancel = ticks.next(tick);
  };

  return {
    play(fromFrame, speed) {
      cancel?.();
      startedAt = ticks.now();
      startedFrom = times.starts[fromFrame] ?? 0;
      rate = speed;
      shown = fromFrame;
      awaited = null;
      cancel = ticks.next(tick);
    },
    stop() {
      cancel?.();
      cancel = null;
    },
    isPlaying: () => cancel !== null,
  };
}
