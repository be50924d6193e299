import { err, ok, type Result } from '../../result.ts';
import { differenceTable, symbolTable, unstuffed } from './entropy.kernel.ts';
import { bitsSeen, losslessRows, narrowed, raised } from './jpegLossless.kernel.ts';
import { jpegPicture, type JpegFailure, type JpegPicture, type JpegScan } from './jpegSegments.ts';

const LOSSLESS = 3;
/**
 * Eleven bits hold nearly every code with its difference, and the table stays in the processor's first cache.
 */
const QUICK_BITS = 11;

/**
 * Fewer than eight fill up the last byte; some writers add a few bytes. More means that a damaged code was
 * misread.
 */
const MOST_BITS_LEFT = 32;

/** The samples of a lossless JPEG picture, colour samples side by side. */
export interface LosslessSamples {
  readonly words: Uint8Array | Uint16Array;
  readonly precision: number;
  readonly columns: number;
  readonly rows: number;
  readonly components: number;
}

/**
 * A lossless Huffman JPEG picture of 2 to 16 bits: all predictors, point transform, restart intervals.
 *
 * Every sample is decoded from bits that are there; where the stream ends early, holds a code that its table
 * does not have, or gives a sample beyond its precision, there is no picture at all.
 *
 * @fails jpeg/damaged - the codestream is not one whole lossless picture
 * @method codes and their differences are looked up together, eleven bits ahead
 * @source ITU-T T.81 annex H
 */
export function losslessPicture(bytes: Uint8Array): Result<LosslessSamples, JpegFailure> {
  const damaged = (detail: string) => err<JpegFailure>({ code: 'jpeg/damaged', detail });
  const parsed = jpegPicture(bytes);
  if (!parsed.ok) return parsed;
  const picture = parsed.value;
  const { columns, rows, precision, components } = picture;
  if (picture.process !== LOSSLESS) return damaged(`process ${picture.process} is not lossless Huffman`);
  if (precision < 2 || precision > 16 || columns === 0 || rows === 0) return damaged('frame header');
  if (components.some(({ across, down }) => across !== 1 || down !== 1)) {
    return damaged('subsampled components');
  }
  const covered = new Set(picture.scans.flatMap((scan) => scan.components.map(({ index }) => index)));
  if (covered.size !== components.length) return damaged('a component has no scan');
  // Every sample takes a bit at least: a size that the bytes cannot hold is a lie, and is not made room for.
  if (columns * rows * components.length > 8 * bytes.length) {
    return damaged('the stream ends before the picture');
  }
  const words = new Uint16Array(columns * rows * components.length);
  for (const scan of picture.scans) {
    const fault = decodeScan(bytes, picture, scan, words);
    if (fault !== null) return damaged(fault);
  }
  const sizes = { precision, columns, rows, components: components.length };
  return ok({ words: precision <= 8 ? narrowed(words) : words, ...sizes });
}

/** Fills the samples of one scan; gives what is wrong with it, or null. */
function decodeScan(
  bytes: Uint8Array, picture: JpegPicture, scan: JpegScan, words: Uint16Array,
): string | null {
  const { columns, rows, precision, components } = picture;
  const { start: predictor, low: pointTransform, restartInterval } = scan;
  if (predictor < 1 || predictor > 7 || pointTransform >= precision) return 'scan header';
  if (restartInterval % columns !== 0) return 'restart interval is not a number of rows';
  const full: Uint16Array[] = [];
  for (const { dc } of scan.components) {
    if (dc === null) return 'a Huffman table is missing';
    full.push(symbolTable(dc.counts, dc.symbols));
  }
  const quick = full.map((table) => differenceTable(table, QUICK_BITS));
  const tables = { full, quick, quickBits: QUICK_BITS };
  const { view, starts, end } = unstuffed(bytes, scan.from);
  const rowsAtOnce = restartInterval === 0 ? rows : restartInterval / columns;
  bitsSeen();
  for (let from = 0, stretch = 0; from < rows; from += rowsAtOnce, stretch += 1) {
    const first = starts[stretch];
    if (first === undefined) return 'the stream ends before the picture';
    const lastBit = (starts[stretch + 1] ?? end) * 8;
    const reached = losslessRows(view, first * 8, lastBit, tables, {
      columns, from, to: Math.min(rows, from + rowsAtOnce), predictor,
        initial: 2 ** (precision - pointTransform - 1),
      places: scan.components.map(({ index }) => index), step: components.length,
    }, words);
    if (reached < 0 || reached > lastBit) {
      return 'the stream ends early or holds a code that is not in its table';
    }
    if (lastBit - reached > MOST_BITS_LEFT) return 'the stream goes on behind the picture';
  }
  if (bitsSeen() >= 2 ** (precision - pointTransform)) return 'a sample lies beyond the precision';
  if (pointTransform > 0) raised(words, pointTransform);
  return null;
}
