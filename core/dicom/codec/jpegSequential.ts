import { err, ok, type Result } from '../../result.ts';
import { symbolTable, unstuffed } from './entropy.kernel.ts';
import { jpegPicture, type JpegFailure } from './jpegSegments.ts';
import { decodeBlocks } from './jpegSequential.kernel.ts';

/**
 * Fewer than eight fill up the last byte; some writers add a few bytes. More means that a damaged code was
 * misread.
 */
const MOST_BITS_LEFT = 32;

/** Grey samples of a sequential JPEG picture. */
export interface SequentialSamples {
  readonly words: Uint16Array;
  readonly precision: number;
  readonly columns: number;
  readonly rows: number;
}

/**
 * A grey baseline or extended sequential Huffman JPEG picture of 8 or 12 bits.
 *
 * For the 12-bit pictures that the usual libraries of browsers cannot read; no colour.
 *
 * @fails jpeg/damaged - the codestream is not one whole grey sequential picture
 * @method inverse cosine transform in double precision
 * @source ITU-T T.81 annexes A, F
 * @accuracy within one step of DCMTK's integer transform (jpegSequential.test.ts)
 */
export function sequentialPicture(bytes: Uint8Array): Result<SequentialSamples, JpegFailure> {
  const damaged = (detail: string) => err<JpegFailure>({ code: 'jpeg/damaged', detail });
  const parsed = jpegPicture(bytes);
  if (!parsed.ok) return parsed;
  const { process, precision, columns, rows, components, quantizers, scans } = parsed.value;
  const [component] = components;
  const [scan] = scans;
  if (process > 1) return damaged(`process ${process} is not sequential Huffman`);
  if (component === undefined || components.length !== 1 || scan === undefined) {
    return damaged('not a grey picture');
  }
  if ((precision !== 8 && precision !== 12) || columns === 0 || rows === 0) return damaged('frame header');
  const codes = scan.components[0];
  const quantizer = quantizers[component.quantizer];
  if (codes === undefined || codes.dc === null || codes.ac === null || !quantizer) {
    return damaged('a table is missing');
  }
  const dc = symbolTable(codes.dc.counts, codes.dc.symbols);
  const ac = symbolTable(codes.ac.counts, codes.ac.symbols);
  const { view, starts, end } = unstuffed(bytes, scan.from);
  const blocksAcross = Math.ceil(columns / 8);
  const blocks = blocksAcross * Math.ceil(rows / 8);
  const atOnce = scan.restartInterval === 0 ? blocks : scan.restartInterval;
  // Every block takes two bits at least: a size that the bytes cannot hold is a lie, and is not made room
  // for.
  if (blocks > 4 * bytes.length) return damaged('the stream ends before the picture');
  const words = new Uint16Array(columns * rows);
  for (let firstBlock = 0, stretch = 0; firstBlock < blocks; firstBlock += atOnce, stretch += 1) {
    const first = starts[stretch];
    if (first === undefined) return damaged('the stream ends before the picture');
    const lastBit = (starts[stretch + 1] ?? end) * 8;
    const reached = decodeBlocks(view, first * 8, lastBit, dc, ac, quantizer, {
      columns, rows, blocksAcross, firstBlock, endBlock: Math.min(blocks, firstBlock + atOnce), precision,
    }, words);
    if (reached < 0 || reached > lastBit) {
      return damaged('the stream ends early or holds a code that is not in its table');
    }
    if (lastBit - reached > MOST_BITS_LEFT) return damaged('the stream goes on behind the picture');
  }
  return ok({ words, precision, columns, rows });
}
