type Samples = Int16Array | Uint16Array | Uint8Array;

// Each sample and `gain` times its distance from the mean of the square of 2 * reach + 1 around it, within what an
// Int16 (from `least` on) holds. The square ends at the border. Two running sums: the size of the square costs nothing.
export function sharpened(
  samples: Samples, columns: number, rows: number, reach: number, gain: number, least: number, most: number, out: Int16Array | Uint16Array,
): void {
  const sums = new Float64Array(columns);
  let lines = 0;
  const add = (row: number, sign: number): void => {
    const from = row * columns;
    for (let x = 0; x < columns; x += 1) sums[x] = sums[x]! + sign * samples[from + x]!;
    lines += sign;
  };
  for (let row = 0; row < Math.min(rows, reach); row += 1) add(row, 1);
  for (let y = 0; y < rows; y += 1) {
    if (y + reach < rows) add(y + reach, 1);
    if (y - reach - 1 >= 0) add(y - reach - 1, -1);
    let sum = 0;
    let count = 0;
    for (let x = 0; x < Math.min(columns, reach); x += 1) {
      sum += sums[x]!;
      count += 1;
    }
    for (let x = 0; x < columns; x += 1) {
      if (x + reach < columns) {
        sum += sums[x + reach]!;
        count += 1;
      }
      if (x - reach - 1 >= 0) {
        sum -= sums[x - reach - 1]!;
        count -= 1;
      }
      const at = y * columns + x;
      const own = samples[at]!;
      const value = own + gain * (own - sum / (count * lines));
      out[at] = value <= least ? least : value >= most ? most : Math.round(value);
    }
  }
}
