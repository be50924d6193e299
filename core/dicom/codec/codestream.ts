import { err, ok, type Result } from '../../result.ts';

/** What a compressed picture says about itself before its samples begin. */
export interface CodestreamHeader {
  readonly columns: number;
  readonly rows: number;
  readonly components: number;
  /** Bits of a sample as coded. */
  readonly precision: number;
  /** JPEG 2000 states a sign; the JPEG family does not, and reads `null`. */
  readonly isSigned: boolean | null;
}

/** The codestream is not one; `detail` says where. */
export type CodestreamFailure = { readonly code: 'codestream/unreadable'; readonly detail: string };

const unreadable = (detail: string): Result<never, CodestreamFailure> =>
  err({ code: 'codestream/unreadable', detail });
const word = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const long = (bytes: Uint8Array, at: number): number => word(bytes, at) * 0x10000 + word(bytes, at + 2);

/**
 * Size and depth of a JPEG or JPEG-LS picture, and the process of its frame marker.
 *
 * @returns with `process`: 0 baseline, 1 extended sequential, 2 progressive, 3 lossless, 55 JPEG-LS
 * @source ITU-T T.81 B.2.2, T.87 C.2.2
 */
export function jpegHeader(
  bytes: Uint8Array,
): Result<CodestreamHeader & { readonly process: number }, CodestreamFailure> {
  if (word(bytes, 0) !== 0xffd8) return unreadable('no start of image');
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return unreadable(`no marker at byte ${at}`);
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = word(bytes, at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return unreadable(`segment at byte ${at} is cut off`);
    const isFrame = (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      || marker === 0xf7;
    if (isFrame) {
      if (length < 8) return unreadable('frame header too short');
      return ok({
        process: marker - 0xc0, precision: bytes[at + 4] ?? 0, rows: word(bytes, at + 5),
        columns: word(bytes, at + 7),
        components: bytes[at + 9] ?? 0, isSigned: null,
      });
    }
    if (marker === 0xda || marker === 0xd9) break;
    at += 2 + length;
  }
  return unreadable('no frame header');
}

/** The codestream of a JPEG 2000 file: bare, or out of the first codestream box of a JP2 file. */
export function jpeg2000Codestream(bytes: Uint8Array): Result<Uint8Array, CodestreamFailure> {
  if (long(bytes, 0) === 0xff4fff51) return ok(bytes);
  let at = 0;
  while (at + 8 <= bytes.length) {
    const length = long(bytes, at);
    if (long(bytes, at + 4) === 0x6a703263) {
      const end = length === 0 ? bytes.length : at + length;
      return long(bytes, at + 8) === 0xff4fff51 && end <= bytes.length
        ? ok(bytes.subarray(at + 8, end)) : unreadable('codestream box without a codestream');
    }
    if (length < 8) return unreadable(`box of ${length} bytes`);
    at += length;
  }
  return unreadable('no start of codestream');
}

/** Size and depth of a JPEG 2000 codestream. @source ITU-T T.800 A.5.1 */
export function jpeg2000Header(bytes: Uint8Array): Result<CodestreamHeader, CodestreamFailure> {
  const components = word(bytes, 40);
  if (bytes.length < 42 + 3 * components || components < 1) return unreadable('size segment is cut off');
  const depth = bytes[42] ?? 0;
  for (let n = 0; n < components; n += 1) {
    const at = 42 + 3 * n;
    if (bytes[at] !== depth || bytes[at + 1] !== 1 || bytes[at + 2] !== 1) {
      return unreadable('components of unlike size or depth');
    }
  }
  return ok({
    columns: long(bytes, 8) - long(bytes, 16), rows: long(bytes, 12) - long(bytes, 20), components,
    precision: (depth & 0x7f) + 1, isSigned: depth >= 0x80,
  });
}

interface TilePart { readonly at: number; readonly length: number }

/**
 * The tile parts as they state themselves; the last one may claim to go on beyond `end`.
 * @source ITU-T T.800 A.4.2
 */
function tileParts(bytes: Uint8Array, end: number): readonly TilePart[] {
  const parts: TilePart[] = [];
  let at = 2;
  while (at + 12 <= end) {
    const marker = word(bytes, at);
    if (marker === 0xff90) {
      const stated = long(bytes, at + 6);
      const length = stated === 0 ? end - at : stated;
      if (length < 12) break;
      parts.push({ at, length });
      at += length;
    } else if (marker > 0xff01 && marker !== 0xffd9 && parts.length === 0) {
      at += 2 + word(bytes, at + 2);
    } else break;
  }
  return parts;
}

/** Whether every tile part is there to its stated end. For decoders that make up what is missing. */
export function isWholeCodestream(bytes: Uint8Array): boolean {
  const last = tileParts(bytes, bytes.length).at(-1);
  return last !== undefined && last.at + last.length <= bytes.length;
}

/**
 * The same codestream with the last tile part ending where the stream does, if it claims to go on beyond.
 *
 * Some encoders count that length wrongly although every packet is there. The decoder must be strict: if
 * packets are in fact missing it refuses the picture, so nothing is made up.
 */
export function withLastTilePartClosed(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 2 && word(bytes, end - 2) !== 0xffd9 && bytes[end - 1] === 0) end -= 1;
  if (word(bytes, end - 2) !== 0xffd9) return bytes;
  const last = tileParts(bytes, end).at(-1);
  if (last === undefined || last.at + last.length <= end - 2) return bytes;
  const closed = bytes.slice(0, end);
  new DataView(closed.buffer, closed.byteOffset).setUint32(last.at + 6, end - 2 - last.at);
  return closed;
}
