import { movedMask, subtracted } from './subtraction.kernel.ts';

/** Stored samples of a frame, row by row, unsigned. */
export type FrameSamples = Uint8Array | Uint16Array;

/** How much of the range of the samples a factor e of X-rays takes after the logarithm. */
const LOG_SHARE = 0.5;

/**
 * What a sample counts when frames are subtracted: as it is where it is logarithmic already or not stated, its
 * logarithm where it is linear in the X-rays that arrived. Only then does the same vessel leave the same difference
 * before light and dark ground.
 *
 * @param range - number of values a sample may have
 */
export function subtractionTable(range: number, intensity: 'linear' | 'logarithmic' | null): Float32Array {
  return Float32Array.from({ length: range }, (_, value) =>
    (intensity === 'linear' ? LOG_SHARE * range * Math.log(Math.max(1, value) / range) : value));
}

/** A mask, laid where it is subtracted. Made once for many frames. */
export interface LaidMask { readonly values: Float32Array; readonly table: Float32Array; readonly range: number }

/**
 * The mask, moved by pixels or parts of them so that the still anatomy lies on that of the frames. Of several frames it
 * is the mean, taken where the subtraction is made: its noise adds the less to the picture.
 *
 * @param frames - one or more of the same size
 * @param shift - pixels right and down
 */
export function laidMask(
  frames: readonly FrameSamples[], columns: number, rows: number, intensity: 'linear' | 'logarithmic' | null,
  shift: readonly [right: number, down: number], range: number,
): LaidMask {
  const table = subtractionTable(range, intensity);
  const values = new Float32Array(columns * rows);
  const one = new Float32Array(columns * rows);
  for (const frame of frames) {
    movedMask(frame, columns, rows, table, shift[0], shift[1], one);
    for (let n = 0; n < one.length; n += 1) values[n] = (values[n] ?? 0) + (one[n] ?? 0) / frames.length;
  }
  return { values, table, range };
}

/** The frame less its mask, about the middle of the range: what has not changed is middle grey, contrast is darker. */
export function subtractedFrame(frame: FrameSamples, { values, table, range }: LaidMask): Int16Array {
  const out = new Int16Array(frame.length);
  subtracted(frame, table, values, middleOf(range), out);
  return out;
}

/** The value of a pixel that did not change. */
export const middleOf = (range: number): number => Math.min(16_384, Math.floor(range / 2));
