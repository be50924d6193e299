/** The bare loops of rle.ts. Imports nothing. */

// Unpacks one segment of PackBits into `plane`; false where it does not give exactly that many bytes.
export function unpackSegment(source: Uint8Array, from: number, to: number, plane: Uint8Array): boolean {
  const count = plane.length;
  let at = from;
  let out = 0;
  while (out < count) {
    if (at >= to) return false;
    const code = source[at]!;
    at += 1;
    if (code < 128) {
      const end = out + code + 1;
      if (at + code + 1 > to || end > count) return false;
      if (code < 24) {
        while (out < end) {
          plane[out] = source[at]!;
          out += 1;
          at += 1;
        }
      } else {
        plane.set(source.subarray(at, at + code + 1), out);
        at += code + 1;
        out = end;
      }
    } else if (code > 128) {
      if (at >= to) return false;
      const end = out + 257 - code;
      if (end > count) return false;
      const value = source[at]!;
      at += 1;
      if (end - out < 24) {
        while (out < end) {
          plane[out] = value;
          out += 1;
        }
      } else {
        plane.fill(value, out, end);
        out = end;
      }
    }
  }
  return true;
}

// Two byte planes, high and low, to words.
export function joinPlanes(high: Uint8Array, low: Uint8Array, words: Uint16Array): void {
  for (let at = 0; at < words.length; at += 1) words[at] = (high[at]! << 8) | low[at]!;
}

// One byte plane to every `step`-th byte.
export function spreadPlane(plane: Uint8Array, words: Uint8Array, first: number, step: number): void {
  let to = first;
  for (let at = 0; at < plane.length; at += 1) {
    words[to] = plane[at]!;
    to += step;
  }
}
