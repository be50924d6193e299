// Linear resampling of slices. Writes into arrays of the caller; imports nothing.

export function blendInto(
  into: Int16Array, before: ArrayLike<number>, after: ArrayLike<number>, weightAfter: number,
): void {
  const weightBefore = 1 - weightAfter;
  for (let at = 0; at < into.length; at += 1) {
    into[at] = Math.round(weightBefore * before[at]! + weightAfter * after[at]!);
  }
}

// Pixel (i, j) of the slice lies at (i + shiftX, j + shiftY) of the grid, in pixels.
export function shiftInto(
  into: Int16Array, gridColumns: number, gridRows: number, slice: ArrayLike<number>, columns: number,
  rows: number,
  shiftX: number, shiftY: number, outside: number,
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
      const top = slice[upper + i]! + fx * (slice[upper + right]! - slice[upper + i]!);
      const bottom = slice[lower + i]! + fx * (slice[lower + right]! - slice[lower + i]!);
      into[start + x] = Math.round(top + fy * (bottom - top));
    }
  }
}
