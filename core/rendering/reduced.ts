import { affine, apply, indexIjk } from '../geometry/frame.ts';
import { lastOf } from '../sequence.ts';
import { mm } from '../units.ts';
import type { Volume, VolumeGrid } from '../volume/volume.ts';
import { meanSlice } from './reduced.kernel.ts';

/** How many voxels of each axis become one. */
export type Factors = readonly [x: number, y: number, z: number];

/** Voxels of a volume that is rendered without a graphics card: more would not turn under the hand. */
export const MOST_RENDERED = 16_000_000;

/**
 * The least reduction of a grid to at most `most` voxels that leaves its voxels as cubic as whole factors can: the
 * finest axis is thinned first.
 */
export function reductionOf({ dims, spacing }: Pick<VolumeGrid, 'dims' | 'spacing'>, most = MOST_RENDERED): Factors {
  const factors: [number, number, number] = [1, 1, 1];
  const count = (): number => factors.reduce((product, factor, axis) => product * Math.floor((dims[axis] ?? 1) / factor), 1);
  while (count() > most) {
    const finest = ([0, 1, 2] as const)
      .filter((axis) => dims[axis] >= 4 * factors[axis])
      .toSorted((one, other) => spacing[one] * factors[one] - spacing[other] * factors[other])[0];
    if (finest === undefined) return factors;
    factors[finest] += 1;
  }
  return factors;
}

/** The grid whose voxels are the means of blocks of another; what does not fill a block at the far side is left out. */
export function reducedGrid(grid: VolumeGrid, [fx, fy, fz]: Factors): VolumeGrid {
  const [nx, ny, nz] = grid.dims;
  const [dx, dy, dz] = grid.spacing;
  const m = grid.lpsFromIjk;
  const first = apply(m, indexIjk((fx - 1) / 2, (fy - 1) / 2, (fz - 1) / 2));
  const rows = [0, 1, 2].flatMap((row) => [
    (m[4 * row] ?? 0) * fx, (m[4 * row + 1] ?? 0) * fy, (m[4 * row + 2] ?? 0) * fz, first[row as 0 | 1 | 2],
  ]);
  return {
    dims: [Math.max(1, Math.floor(nx / fx)), Math.max(1, Math.floor(ny / fy)), Math.max(1, Math.floor(nz / fz))],
    spacing: [mm(dx * fx), mm(dy * fy), mm(dz * fz)], lpsFromIjk: affine(rows),
    frameOfReferenceUid: grid.frameOfReferenceUid,
  };
}

/** Slice `k` of the reduced volume, written into `out`, which holds that slice alone. */
function reduceSlice({ grid, voxels }: Volume, factors: Factors, k: number, out: Int16Array): void {
  const [nx, ny] = grid.dims;
  meanSlice(voxels, nx, ny, factors[0], factors[1], factors[2], k, out);
}

/** A volume in memory of its own. */
export type OwnVolume = Volume & { readonly voxels: Int16Array };
/** Where so many bytes lie. */
type Memory = (bytes: number) => ArrayBufferLike;

/** The volume of block means, a step for each slice. `memory`: where its voxels lie. */
export function* reducing(volume: Volume, factors: Factors, memory: Memory = (bytes) => new ArrayBuffer(bytes)): Generator<undefined, OwnVolume> {
  const grid = reducedGrid(volume.grid, factors);
  const [nx, ny, nz] = grid.dims;
  const voxels = new Int16Array(memory(2 * nx * ny * nz));
  for (let k = 0; k < nz; k += 1) {
    reduceSlice(volume, factors, k, voxels.subarray(k * nx * ny, (k + 1) * nx * ny));
    yield;
  }
  return { grid, voxels };
}

/** The volume of block means. */
export const reducedVolume = (volume: Volume, factors: Factors): OwnVolume => lastOf(reducing(volume, factors));
