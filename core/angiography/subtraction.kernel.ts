type Samples = Int16Array | Uint16Array | Uint8Array;

// The mask as it is subtracted: `table[sample]` of each sample, moved by (right, down) pixels, mixed linearly between
// the four around; beyond its border the mask goes on as at its border.
export function movedMask(
  mask: Samples, columns: number, rows: number, table: Float32Array, right: number, down: number, out: Float32Array,
): void {
  const dx = Math.floor(-right);
  const dy = Math.floor(-down);
  const fx = -right - dx;
  const fy = -down - dy;
  for (let y = 0; y < rows; y += 1) {
    const y0 = y + dy < 0 ? 0 : y + dy > rows - 1 ? rows - 1 : y + dy;
    const y1 = y + dy + 1 < 0 ? 0 : y + dy + 1 > rows - 1 ? rows - 1 : y + dy + 1;
    for (let x = 0; x < columns; x += 1) {
      const x0 = x + dx < 0 ? 0 : x + dx > columns - 1 ? columns - 1 : x + dx;
      const x1 = x + dx + 1 < 0 ? 0 : x + dx + 1 > columns - 1 ? columns - 1 : x + dx + 1;
      const a = table[mask[y0 * columns + x0]!]!;
      const b = table[mask[y0 * columns + x1]!]!;
      const c = table[mask[y1 * columns + x0]!]!;
      const d = table[mask[y1 * columns + x1]!]!;
      const upper = a + fx * (b - a);
      out[y * columns + x] = upper + fy * (c + fx * (d - c) - upper);
    }
  }
}

// `middle + table[sample] - mask` of each sample, rounded into what an Int16 holds.
export function subtracted(
  samples: Samples, table: Float32Array, mask: Float32Array, middle: number, out: Int16Array,
): void {
  for (let n = 0; n < samples.length; n += 1) {
    const value = middle + table[samples[n]!]! - mask[n]!;
    out[n] = value >= 32767 ? 32767 : value <= -32768 ? -32768 : Math.round(value);
  }
}
