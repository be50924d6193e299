import { sharpened } from './edges.kernel.ts';

/** How far edges are brought out. */
export type EdgeStrength = 'none' | 'slight' | 'strong';

/** Pixels to each side that count as around, for a frame of 512 columns. @source own, by looking */
const REACH = 3;
const GAIN: Readonly<Record<EdgeStrength, number>> = { none: 0, slight: 0.8, strong: 2 };

/**
 * A frame with its edges brought out (unsharp mask over a square whose size goes with that of the frame). A picture
 * to look at: nothing is measured in it.
 */
export function withEdges(
  samples: Int16Array | Uint16Array | Uint8Array, columns: number, rows: number, strength: EdgeStrength,
): Int16Array | Uint16Array | Uint8Array {
  if (strength === 'none') return samples;
  const reach = Math.max(1, Math.round((REACH * columns) / 512));
  const isSigned = samples instanceof Int16Array;
  const out = isSigned ? new Int16Array(samples.length) : new Uint16Array(samples.length);
  const most = isSigned ? 32_767 : samples instanceof Uint8Array ? 255 : 65_535;
  sharpened(samples, columns, rows, reach, GAIN[strength], isSigned ? -32_768 : 0, most, out);
  return out;
}
