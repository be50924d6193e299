// Linear resampling of slices. Writes into arrays of the caller; imports nothing. Values from `least` to
// `most` are padding (none where `least` is above `most`): what would be made from one of them is, too.

export function blendInto(
  into: Int16Array, before: ArrayLike<number>, after: ArrayLike<number>, weightAfter: number,
  least: number, most: number,
): void {
  const weightBefore = 1 - weightAfter;
  for (let at = 0; at < into.length; at += 1) {
    const a = before[at]!;
    const b = after[at]!;
    const isPadding = (a >= least && a <= most) || (b >= least && b <= most);
    into[at] = isPadding ? least : Math.round(weightBefore * a + weightAfter * b);
  }
}

// Pixel (i, j) of the slice lies at (i + shiftX, j + shiftY) of the grid, in pixels.
export function shiftInto(
  into: Int16Array, gridColumns: number, gridRows: number, slice: ArrayLike<number>, columns: number,
  rows: number,
  shiftX: number, shiftY: number, outside: number, least: number, most: number,
): void {
  for (let y = 0; y < gridRows; y += 1) {
    const sy = y - shiftY;
    const j = Math.floor(sy);
    const fy = sy - j;
    const isRow = j >= 0 && (fy === 0 ? j < rows : j < rows - 1);
    const start = y * gridColumns;
    if (!isRow) {
      into.fill(outside, start, start + gridColumns);
      continue;
    }
    const upper = j * columns;
    const lower = fy === 0 ? upper : upper + columns;
    for (let x = 0; x < gridColumns; x += 1) {
      const sx = x - shiftX;
      const i = Math.floor(sx);
      const fx = sx - i;
      if (i < 0 || (fx === 0 ? i >= columns : i >= columns - 1)) {
        into[start + x] = outside;
        continue;
      }
      const right = fx === 0 ? i : i + 1;
      const a = slice[upper + i]!;
      const b = slice[upper + right]!;
      const c = slice[lower + i]!;
      const d = slice[lower + right]!;
      const isPadding = (a >= least && a <= most) || (b >= least && b <= most)
        || (c >= least && c <= most) || (d >= least && d <= most);
      const top = a + fx * (b - a);
      const bottom = c + fx * (d - c);
      into[start + x] = isPadding ? least : Math.round(top + fy * (bottom - top));
    }
  }
}
