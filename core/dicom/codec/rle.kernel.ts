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

// Two byte planes, high and low, to words: four pixels at a time, and the rest one by one.
export function joinPlanes(high: Uint8Array, low: Uint8Array, words: Uint16Array): void {
  const count = words.length;
  const whole = count >> 2;
  const high4 = new Int32Array(high.buffer, 0, whole);
  const low4 = new Int32Array(low.buffer, 0, whole);
  const pairs = new Int32Array(words.buffer, 0, 2 * whole);
  for (let at = 0; at < whole; at += 1) {
    const h = high4[at]!;
    const l = low4[at]!;
    pairs[2 * at] = (l & 255) | ((h & 255) << 8) | ((l & 0xff00) << 8) | ((h & 0xff00) << 16);
    pairs[2 * at + 1] = ((l >>> 16) & 255) | ((h >>> 8) & 0xff00) | ((l >>> 8) & 0xff0000) | (h & 0xff000000);
  }
  for (let at = 4 * whole; at < count; at += 1) words[at] = (high[at]! << 8) | low[at]!;
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
