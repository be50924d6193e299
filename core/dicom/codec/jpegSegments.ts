import { err, ok, type Result } from '../../result.ts';

/** Code lengths and symbols of a Huffman table, as the file lists them. */
export interface HuffmanCode {
  /** How many codes there are of 1, 2, … 16 bits. */
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
}

/** One colour component: its sampling across and down, and the table that it was quantised with. */
export interface JpegComponent {
  readonly id: number;
  readonly across: number;
  readonly down: number;
  readonly quantizer: number;
}

interface ScanComponent {
  readonly index: number;
  readonly dc: HuffmanCode | null;
  readonly ac: HuffmanCode | null;
}

/** One scan: which components it carries, with their tables, and where its entropy-coded bytes begin. */
export interface JpegScan {
  readonly components: readonly ScanComponent[];
  /** Start of spectral selection; in a lossless scan the predictor. */
  readonly start: number;
  /** Low bit of successive approximation; in a lossless scan the point transform. */
  readonly low: number;
  /** MCUs between restart markers; 0 for none. */
  readonly restartInterval: number;
  readonly from: number;
}

/** A JPEG picture taken apart, entropy-coded bytes still to be read. */
export interface JpegPicture {
  readonly process: number;
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: readonly JpegComponent[];
  /** Zigzag order. */
  readonly quantizers: readonly (Uint16Array | null)[];
  readonly scans: readonly JpegScan[];
}

/** The picture breaks the rules of JPEG; `detail` says where. */
export type JpegFailure = { readonly code: 'jpeg/damaged'; readonly detail: string };

/**
 * Takes a sequential JPEG picture apart. Tables defined between scans hold from there on.
 *
 * @fails jpeg/damaged - a segment is cut off, names a table or component that is not there, or the scans are
 *   missing
 * @source ITU-T T.81 annex B
 */
export function jpegPicture(bytes: Uint8Array): Result<JpegPicture, JpegFailure> {
  const damaged = (detail: string) => err<JpegFailure>({ code: 'jpeg/damaged', detail });
  const codes: { dc: (HuffmanCode | null)[]; ac: (HuffmanCode | null)[] } = {
    dc: [null, null, null, null], ac: [null, null, null, null],
  };
  const quantizers: (Uint16Array | null)[] = [null, null, null, null];
  const scans: JpegScan[] = [];
  let frame: Omit<JpegPicture, 'quantizers' | 'scans'> | null = null;
  let restartInterval = 0;
  let at = 2;
  const byte = (offset: number): number => bytes[offset] ?? 0;
  const word = (offset: number): number => (byte(offset) << 8) | byte(offset + 1);
  while (at + 4 <= bytes.length) {
    if (byte(at) !== 0xff) return damaged(`no marker at byte ${at}`);
    const marker = byte(at + 1);
    if (marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xd9) break;
    const end = at + 2 + word(at + 2);
    let next = at + 4;
    if (end < next || end > bytes.length) return damaged(`segment at byte ${at} is cut off`);
    if (marker === 0xc4) {
      while (next + 17 <= end) {
        const counts = bytes.subarray(next + 1, next + 17);
        const total = counts.reduce((sum, count) => sum + count, 0);
        const slot = byte(next) & 3;
        if (next + 17 + total > end || !isPrefixCode(counts)) return damaged('Huffman table');
        codes[(byte(next) & 0x10) === 0 ? 'dc' : 'ac'][slot] =
          { counts, symbols: bytes.subarray(next + 17, next + 17 + total) };
        next += 17 + total;
      }
    } else if (marker === 0xdb) {
      while (next < end) {
        const size = byte(next) >= 0x10 ? 2 : 1;
        if (next + 1 + 64 * size > end) return damaged('quantization table');
        const from = next + 1;
        quantizers[byte(next) & 3] = Uint16Array.from({ length: 64 }, (_, n) =>
          size === 2 ? word(from + 2 * n) : byte(from + n));
        next = from + 64 * size;
      }
    } else if (marker === 0xdd) {
      restartInterval = word(next);
    } else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) {
      const count = byte(next + 5);
      if (frame !== null || next + 6 + 3 * count > end) return damaged('frame header');
      frame = {
        process: marker - 0xc0, precision: byte(next), rows: word(next + 1), columns: word(next + 3),
        components: Array.from({ length: count }, (_, n) => {
          const from = next + 6 + 3 * n;
          return { id: byte(from), across: byte(from + 1) >> 4, down: byte(from + 1) & 15,
            quantizer: byte(from + 2) & 3 };
        }),
      };
    } else if (marker === 0xda) {
      if (frame === null) return damaged('scan before the frame header');
      const count = byte(next);
      if (next + 4 + 2 * count > end) return damaged('scan header');
      const components: ScanComponent[] = [];
      for (let n = 0; n < count; n += 1) {
        const id = byte(next + 1 + 2 * n);
        const tables = byte(next + 2 + 2 * n);
        const index = frame.components.findIndex((component) => component.id === id);
        if (index < 0) return damaged(`scan of a component ${id} that is not in the frame`);
        components.push({ index, dc: codes.dc[(tables >> 4) & 3] ?? null, ac: codes.ac[tables & 3] ?? null });
      }
      const tail = next + 1 + 2 * count;
      scans.push({ components, start: byte(tail), low: byte(tail + 2) & 15, restartInterval, from: end });
      at = entropyEnd(bytes, end);
      continue;
    }
    at = end;
  }
  if (frame === null || scans.length === 0) return damaged('no scan');
  return ok({ ...frame, quantizers, scans });
}

/** Whether code lengths fit into a binary tree. */
function isPrefixCode(counts: Uint8Array): boolean {
  let left = 1;
  for (const count of counts) {
    left = 2 * left - count;
    if (left < 0) return false;
  }
  return true;
}

/** Where the entropy-coded bytes that begin at `from` end: at the next marker that is not a restart. */
function entropyEnd(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7)) return at;
    at = bytes.indexOf(0xff, at + (marker === 0xff ? 1 : 2));
  }
  return bytes.length;
}
