/** The bare loops of paintedArea.ts, which tells what they are for. Imports nothing. @source own */

/** Sets the cells whose centres lie inside a closed outline, by the even-odd rule: of what lies on its edge one side counts. `outline`: column, row, column, row … */
export function fillOutline(cells: Uint8Array, size: number, outline: Float64Array, value: 0 | 1): void {
  const count = outline.length / 2;
  const crossings = new Float64Array(count);
  for (let row = 0; row < size; row += 1) {
    let found = 0;
    for (let n = 0; n < count; n += 1) {
      const m = n + 1 < count ? n + 1 : 0;
      const [x0, y0, x1, y1] = [outline[2 * n]!, outline[2 * n + 1]!, outline[2 * m]!, outline[2 * m + 1]!];
      if (y0 > row === y1 > row) continue;
      crossings[found] = x0 + ((row - y0) / (y1 - y0)) * (x1 - x0);
      found += 1;
    }
    const sorted = crossings.subarray(0, found).sort();
    for (let n = 0; n + 1 < found; n += 2) {
      const from = Math.max(0, Math.ceil(sorted[n]!));
      const to = Math.min(size, Math.ceil(sorted[n + 1]!));
      for (let column = from; column < to; column += 1) cells[row * size + column] = value;
    }
  }
}

/** Sets the cells within `radius` of the way from one place to another; all in cells. */
export function fillStroke(cells: Uint8Array, size: number, x0: number, y0: number, x1: number, y1: number, radius: number, value: 0 | 1): void {
  const top = Math.max(0, Math.ceil(Math.min(y0, y1) - radius));
  const bottom = Math.min(size - 1, Math.floor(Math.max(y0, y1) + radius));
  const left = Math.max(0, Math.ceil(Math.min(x0, x1) - radius));
  const right = Math.min(size - 1, Math.floor(Math.max(x0, x1) + radius));
  const [dx, dy] = [x1 - x0, y1 - y0];
  const square = dx * dx + dy * dy;
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((column - x0) * dx + (row - y0) * dy) / square));
      const [x, y] = [column - x0 - along * dx, row - y0 - along * dy];
      if (x * x + y * y <= radius * radius) cells[row * size + column] = value;
    }
  }
}

/**
 * The edges of what is set, closed loops through the middles of the cells' own sides, each as column, row, column, row …
 * Around what is set they run clockwise (rows grow downwards), around holes the other way. Cells that touch at a corner alone are apart.
 */
export function edgesOfCells(cells: Uint8Array, size: number): readonly number[][] {
  const isSet = (column: number, row: number): boolean =>
    column >= 0 && row >= 0 && column < size && row < size && cells[row * size + column] === 1;
  // Sides of cells with a set cell on the right of the way along them: 0 to the right, 1 down, 2 to the left, 3 up.
  const corners = size + 1;
  const isSide = new Uint8Array(4 * corners * corners);
  const side = (x: number, y: number, way: number): number => 4 * (y * corners + x) + way;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!isSet(column, row)) continue;
      if (!isSet(column, row - 1)) isSide[side(column, row, 0)] = 1;
      if (!isSet(column + 1, row)) isSide[side(column + 1, row, 1)] = 1;
      if (!isSet(column, row + 1)) isSide[side(column + 1, row + 1, 2)] = 1;
      if (!isSet(column - 1, row)) isSide[side(column, row + 1, 3)] = 1;
    }
  }
  const [stepX, stepY] = [[1, 0, -1, 0], [0, 1, 0, -1]];
  const loops: number[][] = [];
  for (let start = 0; start < isSide.length; start += 1) {
    if (isSide[start] !== 1) continue;
    const loop: number[] = [];
    let [way, x, y] = [start % 4, Math.floor(start / 4) % corners, Math.floor(start / 4 / corners)];
    while (isSide[side(x, y, way)] === 1) {
      isSide[side(x, y, way)] = 0;
      // A corner lies half a cell before the centre of the cell of its number.
      loop.push(x + stepX[way]! / 2 - 0.5, y + stepY[way]! / 2 - 0.5);
      x += stepX[way]!;
      y += stepY[way]!;
      // To the right first: cells that touch at a corner alone stay apart.
      const from = way;
      for (const turn of [1, 0, 3]) {
        way = (from + turn) % 4;
        if (isSide[side(x, y, way)] === 1) break;
      }
    }
    loops.push(loop);
  }
  return loops;
}
