/** The bare loop of slab.ts. Imports nothing. */

// Sheets of the same pixels, one after the other, as one: their mean (0), greatest (1) or least (2); `outside` where one
// of them is not covered.
export function joinedSheets(
  values: Int16Array, covered: Uint8Array, sheets: number, pixels: number, rule: number, outside: number,
  out: Int16Array, reached: Uint8Array, at: number,
): void {
  for (let p = 0; p < pixels; p += 1) {
    let sum = 0;
    let most = -32768;
    let least = 32767;
    let whole = 1;
    for (let o = p; o < sheets * pixels; o += pixels) {
      const value = values[o]!;
      sum += value;
      if (value > most) most = value;
      if (value < least) least = value;
      whole &= covered[o]!;
    }
    reached[at + p] = whole;
    const joined = rule === 0 ? Math.round(sum / sheets) : rule === 1 ? most : least;
    out[at + p] = whole === 1 ? joined : outside;
  }
}
