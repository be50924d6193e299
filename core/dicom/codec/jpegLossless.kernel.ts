/** The bare loops of jpegLossless.ts. Imports nothing. */

export interface LosslessTables {
  // Quick look at the next bits, and the full table for codes that do not fit there; one pair a component of
  // the scan.
  readonly quick: readonly Int32Array[];
  readonly full: readonly Uint16Array[];
  readonly quickBits: number;
}

export interface LosslessRows {
  readonly columns: number;
  readonly from: number;
  readonly to: number;
  readonly predictor: number;
  readonly initial: number;
  // Components of the scan: their places in a pixel, and the samples of a pixel.
  readonly places: readonly number[];
  readonly step: number;
}

// Set by the row loops: where reading stopped, in bits, and all bits seen in samples. -1: a code that is not
// in the table.
let bit = 0;
let seen = 0;

// A difference that did not fit the quick table. Leaves `bit` behind it.
function longDifference(view: DataView, full: Uint16Array): number {
  const ahead = (view.getInt32(bit >>> 3) << (bit & 7)) >>> 16;
  const entry = full[ahead]!;
  const size = entry >> 8;
  if (entry === 0 || size > 16) {
    bit = -1;
    return 0;
  }
  bit += entry & 255;
  if (size === 0) return 0;
  if (size === 16) return 32768;
  const extra = ((view.getInt32(bit >>> 3) << (bit & 7)) >>> (32 - size));
  bit += size;
  return extra < 1 << (size - 1) ? extra - (1 << size) + 1 : extra;
}

// One row whose samples are each predicted from the one to the left; `left` predicts the first.
function rowFromLeft(
  view: DataView, quick: Int32Array, full: Uint16Array, shift: number, out: Uint16Array, row: number,
  end: number,
  first: number, lastBit: number,
): void {
  let position = bit;
  let left = first;
  let all = 0;
  for (let at = row; at < end; at += 1) {
    if (position > lastBit) {
      bit = -1;
      return;
    }
    const entry = quick[(view.getInt32(position >>> 3) << (position & 7)) >>> shift]!;
    if (entry !== 0) {
      position += entry & 63;
      left = (left + (entry >> 6)) & 0xffff;
    } else {
      bit = position;
      const difference = longDifference(view, full);
      if (bit < 0) return;
      position = bit;
      left = (left + difference) & 0xffff;
    }
    all |= left;
    out[at] = left;
  }
  seen |= all;
  bit = position;
}

function predicted(predictor: number, a: number, b: number, c: number): number {
  switch (predictor) {
    case 1: return a;
    case 2: return b;
    case 3: return c;
    case 4: return a + b - c;
    case 5: return a + ((b - c) >> 1);
    case 6: return b + ((a - c) >> 1);
    default: return (a + b) >> 1;
  }
}

// Decodes rows [from, to), which begin a stretch between restart markers. Gives the bit behind them, -1 when
// damaged.
export function losslessRows(
  view: DataView, firstBit: number, lastBit: number, tables: LosslessTables, rows: LosslessRows,
  out: Uint16Array,
): number {
  const { columns, from, to, predictor, initial, places, step } = rows;
  const shift = 32 - tables.quickBits;
  const count = places.length;
  const stride = columns * step;
  bit = firstBit;
  for (let row = from; row < to; row += 1) {
    const start = row * stride;
    if (step === 1 && (row === from || predictor === 1)) {
      const first = row === from ? initial : out[start - columns]!;
      rowFromLeft(view, tables.quick[0]!, tables.full[0]!, shift, out, start, start + columns, first,
        lastBit);
      if (bit < 0) return -1;
      continue;
    }
    for (let column = 0; column < columns; column += 1) {
      for (let n = 0; n < count; n += 1) {
        if (bit > lastBit) return -1;
        const at = start + column * step + places[n]!;
        const entry = tables.quick[n]![(view.getInt32(bit >>> 3) << (bit & 7)) >>> shift]!;
        let difference = entry >> 6;
        if (entry !== 0) bit += entry & 63;
        else difference = longDifference(view, tables.full[n]!);
        if (bit < 0) return -1;
        let prediction = initial;
        if (row === from) {
          if (column > 0) prediction = out[at - step]!;
        } else if (column === 0) {
          prediction = out[at - stride]!;
        } else {
          prediction = predicted(predictor, out[at - step]!, out[at - stride]!, out[at - stride - step]!);
        }
        const value = (prediction + difference) & 0xffff;
        seen |= value;
        out[at] = value;
      }
    }
  }
  return bit;
}

// All bits that samples had since the last call.
export function bitsSeen(): number {
  const all = seen;
  seen = 0;
  return all;
}

// Undoes the point transform.
export function raised(out: Uint16Array, by: number): void {
  for (let at = 0; at < out.length; at += 1) out[at] = out[at]! << by;
}

// The low bytes.
export function narrowed(words: Uint16Array): Uint8Array {
  const out = new Uint8Array(words.length);
  for (let at = 0; at < words.length; at += 1) out[at] = words[at]!;
  return out;
}
