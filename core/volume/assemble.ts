import type { WordLayout } from '../dicom/codec/wordLayout.ts';
import type { Rescale } from '../dicom/header.ts';
import { err, ok, type Result } from '../result.ts';
import {
  CLAMPS_ABOVE, CLAMPS_BELOW, countOf, fillTable, mapBytes, mapWords, maskWords, placeFar,
  shiftWords, unpackWords,
} from './assemble.kernel.ts';
import type { ReadonlyVoxels, Volume, VolumeGrid } from './volume.ts';

/** How words become HU. Made once for slices that share layout and rescale. */
export interface HuTable {
  /** Where the HU of a word are no more than a sum, which is quicker; null where the table is needed. */
  readonly shift: WordShift | null;
  /** What each possible word is in HU; made when it is first asked for. */
  byWord(): WordTable;
}

/** HU = ((word & mask) ^ sign) + add, in 16 bits, where that is from -16384 to 16383. */
interface WordShift { readonly mask: number; readonly sign: number; readonly add: number }

interface WordTable {
  readonly table: Int16Array;
  /** Ends of int16 to which words are clamped whose HU lies beyond. */
  readonly clampedTo: readonly number[];
}

/**
 * HU of every word: round(slope · stored + intercept), halves up, clamped to int16.
 *
 * Pixel padding is rescaled like every other value: it stays what the scanner wrote (usually far below air).
 *
 * @param rescale - of the slice itself; null leaves the stored values as they are
 */
export function huTable(layout: WordLayout, rescale: Rescale | null): HuTable {
  let made: WordTable | null = null;
  return { shift: wordShift(layout, rescale), byWord: () => (made ??= wordTable(layout, rescale)) };
}

function wordTable(layout: WordLayout, rescale: Rescale | null): WordTable {
  const table = new Int16Array(layout.bytes === 1 ? 0x100 : 0x10000);
  const clamps = fillTable(
    table, layout.lowBit, layout.bits, layout.isSigned, layout.isSwapped, rescale?.slope ?? 1,
    rescale?.intercept ?? 0,
  );
  const below = (clamps & CLAMPS_BELOW) === 0 ? [] : [-32768];
  const above = (clamps & CLAMPS_ABOVE) === 0 ? [] : [32767];
  return { table, clampedTo: [...below, ...above] };
}

/** HU that lie beyond int16 by less than this come out far from 0 when only 16 bits of them are kept. */
const MOST_BEYOND = 0x4000;

function wordShift(
  { bytes, lowBit, bits, isSigned, isSwapped }: WordLayout, rescale: Rescale | null,
): WordShift | null {
  const { slope, intercept } = rescale ?? { slope: 1, intercept: 0 };
  if (bytes !== 2 || lowBit !== 0 || isSwapped || slope !== 1 || !Number.isInteger(intercept)) return null;
  const sign = isSigned ? 2 ** (bits - 1) : 0;
  const least = intercept - sign;
  const greatest = least + 2 ** bits - 1;
  const isTold = least >= -0x8000 - MOST_BEYOND && greatest < 0x8000 + MOST_BEYOND;
  return isTold ? { mask: 2 ** bits - 1, sign, add: least } : null;
}

/** The same words two at a time; null where they do not lie in pairs. */
const inPairs = ({ buffer, byteOffset, length }: Uint16Array | Int16Array): Int32Array | null =>
  (byteOffset % 4 === 0 && length % 2 === 0 ? new Int32Array(buffer, byteOffset, length / 2) : null);

/**
 * Writes the HU of one slice where it belongs; `out` may lie on the same memory as two-byte words.
 *
 * @returns how many voxels lie at an end of int16 to which HU beyond it were clamped
 */
export function placeSlice(
  words: Uint8Array | Uint16Array, { shift, byWord }: HuTable, out: Int16Array,
): number {
  const [from, to] = shift !== null && words instanceof Uint16Array ? [inPairs(words), inPairs(out)] : [];
  if (shift !== null && from != null && to != null) {
    const { mask, sign, add } = shift;
    // Nothing near 0 was clamped.
    if (!shiftWords(from, to, mask, sign, add)) return 0;
    placeFar(out, byWord().table, mask, sign, add);
  } else if (words instanceof Uint16Array) mapWords(words, byWord().table, out);
  else mapBytes(words, byWord().table, out);
  return byWord().clampedTo.reduce((sum, end) => sum + countOf(out, end), 0);
}

/**
 * The stored values of a frame: unsigned ones in bytes or words as wide as they were stored, signed ones as
 * int16.
 *
 * @param words - given up by the caller: where they need no shifting, the values are made in their place
 */
export function storedValues(
  words: Uint8Array | Uint16Array, { bytes, lowBit, bits, isSigned, isSwapped }: WordLayout,
): Uint8Array | Uint16Array | Int16Array {
  const isInPlace = lowBit === 0 && !isSwapped;
  if (isInPlace && bits === 8 * bytes && words.BYTES_PER_ELEMENT === bytes) {
    if (!isSigned) return words;
    if (words instanceof Uint16Array) return new Int16Array(words.buffer, words.byteOffset, words.length);
  }
  if (isInPlace && !isSigned && words instanceof Uint16Array) {
    maskWords(words, 2 ** bits - 1);
    return words;
  }
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
