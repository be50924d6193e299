import { createHash } from 'node:crypto';
import type { VolumeGrid } from '../../../core/volume/volume.ts';

/** What the command line says about a volume. */
export interface VolumeSummary {
  readonly dims: readonly [number, number, number];
  readonly spacing: readonly [number, number, number];
  readonly origin: readonly [number, number, number];
  /** Unit directions of row, column and normal. */
  readonly direction: readonly number[];
  readonly hu: { readonly min: number; readonly max: number; readonly mean: number };
  /** Of the voxels as little-endian int16, x fastest, then y, then z. */
  readonly sha256: string;
}

/** Figures and checksum of a whole volume. The voxels must be all there. */
export function volumeSummary(grid: VolumeGrid, voxels: Int16Array): VolumeSummary {
  const m = grid.lpsFromIjk;
  const at = (index: number): number => m[index] ?? 0;
  const [dx, dy, dz] = grid.spacing;
  const direction = ([[0, dx], [1, dy], [2, dz]] as const)
    .flatMap(([axis, length]) => [at(axis) / length, at(4 + axis) / length, at(8 + axis) / length]);
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  const count = voxels.length;
  for (let n = 0; n < count; n += 1) {
    const value = voxels[n] ?? 0;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  // Every machine that Fullmoon runs on is little-endian: the bytes in memory are the ones that count.
  const bytes = new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength);
  return {
    dims: grid.dims, spacing: grid.spacing, origin: [at(3), at(7), at(11)], direction,
    hu: { min, max, mean: sum / count }, sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
