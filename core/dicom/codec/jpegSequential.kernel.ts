/** The bare loops of jpegSequential.ts. Imports nothing. */

const ZIGZAG = Uint8Array.of(
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61,
  54, 47, 55, 62, 63,
);
// Row x, column u: half the cosine of (2x + 1) u pi / 16, times the square root of a half where u is 0.
const COSINES = new Float64Array(64);
for (let x = 0; x < 8; x += 1) {
  for (let u = 0; u < 8; u += 1) {
    COSINES[8 * x + u] = 0.5 * (u === 0 ? Math.SQRT1_2 : 1) * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
  }
}
const coefficients = new Float64Array(64);
const half = new Float64Array(64);

export interface BlockStretch {
  readonly columns: number;
  readonly rows: number;
  readonly blocksAcross: number;
  readonly firstBlock: number;
  readonly endBlock: number;
  readonly precision: number;
}

function extended(value: number, size: number): number {
  return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
}

// Decodes blocks of one component between two restart markers. Gives the bit behind them, -1 when damaged.
export function decodeBlocks(
  view: DataView, firstBit: number, lastBit: number, dc: Uint16Array, ac: Uint16Array, quantizer: Uint16Array,
  stretch: BlockStretch, out: Uint16Array,
): number {
  const { columns, rows, blocksAcross, firstBlock, endBlock, precision } = stretch;
  const level = 2 ** (precision - 1);
  const greatest = 2 ** precision - 1;
  let bit = firstBit;
  let direct = 0;
  for (let block = firstBlock; block < endBlock; block += 1) {
    coefficients.fill(0);
    let entry = dc[(view.getInt32(bit >>> 3) << (bit & 7)) >>> 16]!;
    if (entry === 0 || entry >> 8 > 15 || bit > lastBit) return -1;
    bit += entry & 255;
    if (entry >> 8 > 0) {
      const size = entry >> 8;
      direct += extended((view.getInt32(bit >>> 3) << (bit & 7)) >>> (32 - size), size);
      bit += size;
    }
    coefficients[0] = direct * quantizer[0]!;
    let n = 1;
    while (n < 64) {
      entry = ac[(view.getInt32(bit >>> 3) << (bit & 7)) >>> 16]!;
      if (entry === 0 || bit > lastBit) return -1;
      bit += entry & 255;
      const size = (entry >> 8) & 15;
      const run = entry >> 12;
      if (size === 0) {
        if (run !== 15) break;
        n += 16;
        continue;
      }
      n += run;
      if (n > 63) return -1;
      const extra = (view.getInt32(bit >>> 3) << (bit & 7)) >>> (32 - size);
      coefficients[ZIGZAG[n]!] = extended(extra, size) * quantizer[n]!;
      bit += size;
      n += 1;
    }
    for (let v = 0; v < 8; v += 1) {
      for (let x = 0; x < 8; x += 1) {
        let sum = 0;
        for (let u = 0; u < 8; u += 1) sum += COSINES[8 * x + u]! * coefficients[8 * v + u]!;
        half[8 * v + x] = sum;
      }
    }
    const top = 8 * Math.floor(block / blocksAcross);
    const left = 8 * (block % blocksAcross);
    const bottom = Math.min(8, rows - top);
    const right = Math.min(8, columns - left);
    for (let y = 0; y < bottom; y += 1) {
      for (let x = 0; x < right; x += 1) {
        let sum = level + 0.5;
        for (let v = 0; v < 8; v += 1) sum += COSINES[8 * y + v]! * half[8 * v + x]!;
        out[(top + y) * columns + left + x] = sum < 0 ? 0 : sum > greatest ? greatest : sum;
      }
    }
  }
  return bit;
}
