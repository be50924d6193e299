import { apply, inverse, type IndexIjk, type PointLps } from '../geometry/frame.ts';
import { hu, type Hu } from '../units.ts';
import { trilinear } from './sample.kernel.ts';
import type { Volume } from './volume.ts';

/**
 * Indices this close to the outermost voxel centres count as on them: what a change of frame may round off.
 */
const ROUNDING = 1e-9;

const kept = (index: number, count: number): number => {
  const last = count - 1;
  if (index < 0 && index > -ROUNDING * count) return 0;
  return index > last && index < last + ROUNDING * count ? last : index;
};

/**
 * HU at a continuous voxel index, linear between the eight voxels around it; null outside the voxel centres.
 *
 * @accuracy exact to rounding on linear fields (sample.test.ts)
 */
export function huAtIndex({ grid, voxels }: Volume, [x, y, z]: IndexIjk): Hu | null {
  const [nx, ny, nz] = grid.dims;
  const value = trilinear(voxels, nx, ny, nz, kept(x, nx), kept(y, ny), kept(z, nz));
  return Number.isNaN(value) ? null : hu(value);
}

/** HU at a patient point, linear between the eight voxels around it; null where the volume does not reach. */
export const huAtPoint = (volume: Volume, point: PointLps): Hu | null => huSampler(volume)(point);

/** The same for many points of one volume. */
export function huSampler(volume: Volume): (point: PointLps) => Hu | null {
  const ijkFromLps = inverse(volume.grid.lpsFromIjk);
  return (point) => huAtIndex(volume, apply(ijkFromLps, point));
}
