import type { WordLayout } from '../dicom/codec/wordLayout.ts';
import type { Rescale } from '../dicom/header.ts';
import { err, ok, type Result } from '../result.ts';
import { countMarked, fillTable, mapWords, unpackWords } from './assemble.kernel.ts';
import type { ReadonlyVoxels, Volume, VolumeGrid } from './volume.ts';

/** What each possible word of a sample is in HU. Made once for slices that share layout and rescale. */
export interface HuTable {
  readonly table: Int16Array;
  /** Marks the words whose HU lies outside int16; null where no word can. */
  readonly outside: Uint8Array | null;
}

/**
 * HU of every word: round(slope · stored + intercept), halves up, clamped to int16.
 *
 * Pixel padding is rescaled like every other value: it stays what the scanner wrote (usually far below air).
 *
 * @param rescale - of the slice itself; null leaves the stored values as they are
 */
export function huTable(layout: WordLayout, rescale: Rescale | null): HuTable {
  const words = layout.bytes === 1 ? 0x100 : 0x10000;
  const table = new Int16Array(words);
  const outside = new Uint8Array(words);
  const isAnyOutside = fillTable(
    table, outside, layout.lowBit, layout.bits, layout.isSigned, layout.isSwapped,
    rescale?.slope ?? 1, rescale?.intercept ?? 0,
  );
  return { table, outside: isAnyOutside ? outside : null };
}

/**
 * Writes the HU of one slice where it belongs; `out` may lie on the same memory as two-byte words.
 *
 * @returns how many voxels had to be clamped to int16
 */
export function placeSlice(words: Uint8Array | Uint16Array, { table, outside }: HuTable, out: Int16Array): number {
  const clamped = outside === null ? 0 : countMarked(words, outside);
  mapWords(words, table, out);
  return clamped;
}

/** The stored values of a frame: unsigned ones in bytes or words as wide as they were stored, signed ones as int16. */
export function storedValues(
  words: Uint8Array | Uint16Array, { lowBit, bits, isSigned, isSwapped }: WordLayout,
): Uint8Array | Uint16Array | Int16Array {
  const Values = isSigned ? Int16Array : words instanceof Uint8Array ? Uint8Array : Uint16Array;
  const out = new Values(words.length);
  unpackWords(words, out, lowBit, bits, isSigned, isSwapped);
  return out;
}

/** A grid with its voxels. @fails volume/wrong-size - the number of voxels is not that of the grid */
export function volumeOf(
  grid: VolumeGrid, voxels: ReadonlyVoxels,
): Result<Volume, { readonly code: 'volume/wrong-size'; readonly expected: number }> {
  const [nx, ny, nz] = grid.dims;
  const expected = nx * ny * nz;
  return voxels.length === expected ? ok({ grid, voxels }) : err({ code: 'volume/wrong-size', expected });
}
