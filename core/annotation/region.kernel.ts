/** The bare loop of region.ts. Imports nothing. */

export interface Sums {
  readonly n: number;
  readonly padded: number;
  readonly outside: number;
  readonly mean: number;
  readonly squares: number;
  readonly min: number;
  readonly max: number;
}

// Statistics of linear samples on a grid of points: mean and sum of squared deviations by Welford's update, so that a
// small spread about a great mean is not lost. A sample is left out where a voxel that has a share in it is padding.
export function sampledSums(
  voxels: { readonly [offset: number]: number },
  nx: number,
  ny: number,
  nz: number,
  start: readonly number[],
  across: readonly number[],
  down: readonly number[],
  width: number,
  height: number,
  inside: Uint8Array,
  padLeast: number,
  padMost: number,
): Sums {
  let n = 0;
  let padded = 0;
  let outside = 0;
  let mean = 0;
  let squares = 0;
  let min = Infinity;
  let max = -Infinity;
  const slack = 1e-6;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (inside[row * width + column] === 0) continue;
      let x = start[0]! + column * across[0]! + row * down[0]!;
      let y = start[1]! + column * across[1]! + row * down[1]!;
      let z = start[2]! + column * across[2]! + row * down[2]!;
      // What a change of frame rounds off must not mix a neighbour in.
      if (Math.abs(x - Math.round(x)) < slack) x = Math.round(x);
      if (Math.abs(y - Math.round(y)) < slack) y = Math.round(y);
      if (Math.abs(z - Math.round(z)) < slack) z = Math.round(z);
      if (x < 0 || y < 0 || z < 0 || x > nx - 1 || y > ny - 1 || z > nz - 1) {
        outside += 1;
        continue;
      }
      const i = Math.floor(x);
      const j = Math.floor(y);
      const k = Math.floor(z);
      let value = 0;
      let isPadded = false;
      for (let corner = 0; corner < 8; corner += 1) {
        const wx = (corner & 1) === 0 ? 1 - (x - i) : x - i;
        const wy = (corner & 2) === 0 ? 1 - (y - j) : y - j;
        const wz = (corner & 4) === 0 ? 1 - (z - k) : z - k;
        const weight = wx * wy * wz;
        if (weight === 0) continue;
        const voxel = voxels[i + (corner & 1) + nx * (j + ((corner >> 1) & 1) + ny * (k + (corner >> 2)))]!;
        if (voxel >= padLeast && voxel <= padMost) isPadded = true;
        value += weight * voxel;
      }
      if (isPadded) {
        padded += 1;
        continue;
      }
      n += 1;
      const off = value - mean;
      mean += off / n;
      squares += off * (value - mean);
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return { n, padded, outside, mean, squares, min, max };
}
