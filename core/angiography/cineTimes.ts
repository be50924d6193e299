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

/** The frame that is on the screen at a time of the run; the first before it, the last after it. */
export function frameAt({ starts }: CineTimes, atMs: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= atMs + ROUNDING_MS) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Sums of frame times are off by this much at most; a frame is never late by it, ms. */
const ROUNDING_MS = 1e-6;
