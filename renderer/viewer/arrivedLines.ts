import type { StandardPlane } from '../../core/volume/standardPlanes.ts';
import { NOT_THERE, type VolumeStore } from './volumeStore.ts';

/**
 * Picture `index` of a cut across the slices while they arrive: the lines of those that are there, the others black. Nothing
 * is read where nothing was written yet: to touch fresh memory takes longer than all the rest of the first picture.
 */
export function arrivedLines(
  { volume: { grid, voxels }, has }: Pick<VolumeStore, 'volume' | 'has'>, { across, uAxis, vAxis, uSign, vSign }: StandardPlane, index: number,
): Int16Array {
  const [nx, ny, nz] = grid.dims;
  const width = grid.dims[uAxis];
  const samples = new Int16Array(width * grid.dims[vAxis]).fill(NOT_THERE);
  const strides = [1, nx, nx * ny] as const;
  const isRow = vAxis === 2;
  const [sliceSign, along, sign] = isRow ? [vSign, uAxis, uSign] : [uSign, vAxis, vSign];
  const count = grid.dims[along];
  const [lineApart, pixelApart] = isRow ? [width, 1] : [1, width];
  for (let k = 0; k < nz; k += 1) {
    if (!has(k)) continue;
    let pixel = (sliceSign > 0 ? k : nz - 1 - k) * lineApart;
    let voxel = k * strides[2] + index * strides[across] + (sign > 0 ? 0 : (count - 1) * strides[along]);
    for (let n = 0; n < count; n += 1) {
      samples[pixel] = voxels[voxel] ?? NOT_THERE;
      pixel += pixelApart;
      voxel += sign * strides[along];
    }
  }
  return samples;
}
