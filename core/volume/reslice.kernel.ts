/** The bare loops of reslice.ts. Imports nothing. */

export const MEAN = 0;
export const GREATEST = 1;
export const LEAST = 2;

// Index of pixel (0, 0), and steps along a row, down a column and from sheet to sheet, in voxels.
export interface Steps {
  readonly start: readonly [number, number, number];
  readonly across: readonly [number, number, number];
  readonly down: readonly [number, number, number];
  readonly deep: readonly [number, number, number];
}

// Pixels whose index lies on whole voxels everywhere, and whose row runs along one grid axis: copied, not
// interpolated.
export function copyVoxels(
  voxels: { readonly [offset: number]: number }, nx: number, ny: number, nz: number, steps: Steps,
  width: number, height: number, outside: number, out: Int16Array, covered: Uint8Array,
): void {
  const { start, across, down } = steps;
  const acrossBy = across[0] + nx * (across[1] + ny * across[2]);
  for (let row = 0; row < height; row += 1) {
    const i = start[0] + row * down[0];
    const j = start[1] + row * down[1];
    const k = start[2] + row * down[2];
    let from = 0;
    let to = width;
    const counts = [nx, ny, nz];
    const at = [i, j, k];
    for (let axis = 0; axis < 3; axis += 1) {
      const step = across[axis]!;
      const first = at[axis]!;
      const last = counts[axis]! - 1;
      if (step === 0) {
        if (first < 0 || first > last) to = 0;
      } else if (step > 0) {
        from = Math.max(from, Math.ceil(-first / step));
        to = Math.min(to, Math.floor((last - first) / step) + 1);
      } else {
        from = Math.max(from, Math.ceil((first - last) / -step));
        to = Math.min(to, Math.floor(first / -step) + 1);
      }
    }
    const pixel = row * width;
    if (to <= from) {
      out.fill(outside, pixel, pixel + width);
      continue;
    }
    out.fill(outside, pixel, pixel + from);
    out.fill(outside, pixel + to, pixel + width);
    covered.fill(1, pixel + from, pixel + to);
    let voxel = i + nx * (j + ny * k) + from * acrossBy;
    for (let column = from; column < to; column += 1) {
      out[pixel + column] = voxels[voxel]!;
      voxel += acrossBy;
    }
  }
}

// Range of columns whose index stays within [0, last] along one axis, narrowed.
function narrowed(range: Int32Array, first: number, step: number, last: number, slack: number): void {
  if (Math.abs(step) < 1e-12) {
    if (first < -slack || first > last + slack) range[1] = 0;
    return;
  }
  const a = (-slack - first) / step;
  const b = (last + slack - first) / step;
  range[0] = Math.max(range[0]!, Math.ceil(Math.min(a, b)));
  range[1] = Math.min(range[1]!, Math.floor(Math.max(a, b)) + 1);
}

// One or more sheets, linear between eight voxels, put together by mean, greatest or least. A pixel is
// covered where at least one sheet is; the mean is over those that are. Row by row, so that bounds are found
// once a row.
export function resliceLinear(
  voxels: { readonly [offset: number]: number }, nx: number, ny: number, nz: number, steps: Steps,
  sheets: number,
  width: number, height: number, rule: number, outside: number, out: Int16Array, covered: Uint8Array,
): void {
  const { start, across, down, deep } = steps;
  const slack = 1e-6;
  const sums = new Float64Array(width);
  const counts = new Uint16Array(width);
  const range = new Int32Array(2);
  const right = nx > 1 ? 1 : 0;
  const below = ny > 1 ? nx : 0;
  const behind = nz > 1 ? nx * ny : 0;
  const mostI = Math.max(0, nx - 2);
  const mostJ = Math.max(0, ny - 2);
  const mostK = Math.max(0, nz - 2);
  const isAlone = sheets === 1;
  for (let row = 0; row < height; row += 1) {
    const pixel = row * width;
    if (isAlone) out.fill(outside, pixel, pixel + width);
    counts.fill(0);
    sums.fill(rule === GREATEST ? -Infinity : rule === LEAST ? Infinity : 0);
    for (let sheet = 0; sheet < sheets; sheet += 1) {
      const x0 = start[0] + row * down[0] + sheet * deep[0];
      const y0 = start[1] + row * down[1] + sheet * deep[1];
      const z0 = start[2] + row * down[2] + sheet * deep[2];
      range[0] = 0;
      range[1] = width;
      narrowed(range, x0, across[0], nx - 1, slack);
      narrowed(range, y0, across[1], ny - 1, slack);
      narrowed(range, z0, across[2], nz - 1, slack);
      const end = range[1]!;
      for (let column = range[0]!; column < end; column += 1) {
        const x = x0 + column * across[0];
        const y = y0 + column * across[1];
        const z = z0 + column * across[2];
        let i = x | 0;
        let j = y | 0;
        let k = z | 0;
        if (i > mostI) i = mostI;
        if (j > mostJ) j = mostJ;
        if (k > mostK) k = mostK;
        const fx = x - i;
        const fy = y - j;
        const fz = z - k;
        const at = i + nx * (j + ny * k);
        const a0 = voxels[at]!;
        const b0 = voxels[at + below]!;
        const c0 = voxels[at + behind]!;
        const d0 = voxels[at + behind + below]!;
        const a = a0 + fx * (voxels[at + right]! - a0);
        const b = b0 + fx * (voxels[at + below + right]! - b0);
        const c = c0 + fx * (voxels[at + behind + right]! - c0);
        const d = d0 + fx * (voxels[at + behind + below + right]! - d0);
        const front = a + fy * (b - a);
        const value = front + fz * (c + fy * (d - c) - front);
        if (isAlone) {
          out[pixel + column] = Math.floor(value + 0.5);
          covered[pixel + column] = 1;
          continue;
        }
        counts[column] = counts[column]! + 1;
        const before = sums[column]!;
        if (rule === MEAN) sums[column] = before + value;
        else if (rule === GREATEST ? value > before : value < before) sums[column] = value;
      }
    }
    if (isAlone) continue;
    for (let column = 0; column < width; column += 1) {
      const count = counts[column]!;
      if (count === 0) {
        out[pixel + column] = outside;
        continue;
      }
      covered[pixel + column] = 1;
      const value = rule === MEAN ? sums[column]! / count : sums[column]!;
      out[pixel + column] = Math.round(value);
    }
  }
}
