/** The bare loops of rle.ts. Imports nothing. */

// Four bytes are moved at a time; the last move may reach three bytes beyond, so that planes carry a margin.
export const MARGIN = 8;

// A plane of at least that many bytes and the margin, kept for the next frame. Its content is whatever was
// there.
const planes: Uint8Array[] = [];
export function scratchPlane(number: number, count: number): Uint8Array {
  const size = (count + MARGIN + 3) & ~3;
  const kept = planes[number];
  if (kept !== undefined && kept.length === size) return kept;
  const plane = new Uint8Array(size);
  planes[number] = plane;
  return plane;
}

// Unpacks one segment of PackBits to the first `count` bytes of `plane`; false where it does not give exactly
// that many.
export function unpackSegment(
  source: Uint8Array, from: number, to: number, plane: Uint8Array, count: number,
): boolean {
  const read = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const write = new DataView(plane.buffer, plane.byteOffset, plane.byteLength);
  const lastWide = source.length - 132;
  let at = from;
  let out = 0;
  while (out < count) {
    if (at >= to) return false;
    const code = source[at]!;
    at += 1;
    if (code < 128) {
      const end = out + code + 1;
      const next = at + code + 1;
      if (next > to || end > count) return false;
      if (at <= lastWide) {
        for (let n = 0; n <= code; n += 4) write.setInt32(out + n, read.getInt32(at + n, true), true);
      } else {
        for (let n = 0; n <= code; n += 1) plane[out + n] = source[at + n]!;
      }
      out = end;
      at = next;
    } else if (code > 128) {
      if (at >= to) return false;
      const length = 257 - code;
      if (out + length > count) return false;
      const value = Math.imul(source[at]!, 0x01010101);
      at += 1;
      for (let n = 0; n < length; n += 4) write.setInt32(out + n, value, true);
      out += length;
    }
  }
  return true;
}

// Unpacks the segment of the low bytes and joins each with its high byte to a word; false as above. Pixels are
// joined four at a time where the last move stays within both ends, else one by one.
export function unpackLowBytes(
  source: Uint8Array, from: number, to: number, high: Uint8Array, words: Uint16Array,
): boolean {
  const count = words.length;
  const read = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const above = new DataView(high.buffer, high.byteOffset, high.byteLength);
  const write = new DataView(words.buffer, words.byteOffset, words.byteLength);
  const lastWide = source.length - 132;
  let at = from;
  let out = 0;
  while (out < count) {
    if (at >= to) return false;
    const code = source[at]!;
    at += 1;
    if (code === 128) continue;
    const length = code < 128 ? code + 1 : 257 - code;
    const end = out + length;
    const next = code < 128 ? at + length : at + 1;
    if (next > to || end > count) return false;
    if (code > 128) {
      const low = source[at]!;
      for (let n = out; n < end; n += 1) words[n] = (high[n]! << 8) | low;
    } else if (at <= lastWide && end + 3 <= count) {
      for (let n = 0; n < length; n += 4) {
        const l = read.getInt32(at + n, true);
        const h = above.getInt32(out + n, true);
        const to4 = 2 * (out + n);
        write.setInt32(to4,
          (l & 255) | ((h & 255) << 8) | ((l & 0xff00) << 8) | ((h & 0xff00) << 16), true);
        write.setInt32(to4 + 4,
          ((l >>> 16) & 255) | ((h >>> 8) & 0xff00) | ((l >>> 8) & 0xff0000) | (h & 0xff000000), true);
      }
    } else {
      for (let n = 0; n < length; n += 1) words[out + n] = (high[out + n]! << 8) | source[at + n]!;
    }
    out = end;
    at = next;
  }
  return true;
}

// One byte plane to every `step`-th byte.
export function spreadPlane(plane: Uint8Array, words: Uint8Array, first: number, step: number): void {
  const count = words.length / step;
  let to = first;
  for (let at = 0; at < count; at += 1) {
    words[to] = plane[at]!;
    to += step;
  }
}
