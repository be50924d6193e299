import { affine, apply, inverse, type IndexIjk, type VectorLps } from '../geometry/frame.ts';
import type { ImagePlane } from '../geometry/plane.ts';
import { OUTSIDE_HU } from '../volume/reslice.ts';
import type { Volume } from '../volume/volume.ts';
import { slicePlane } from './slicer.kernel.ts';

/** Cuts pictures of planes out of a volume, each into the block from a pixel on; see crossSection for how. */
export function slicer({ grid, voxels }: Volume, block: Int16Array, reached: Uint8Array):
  (plane: ImagePlane, from: number) => void {
  const [nx, ny, nz] = grid.dims;
  const ijkFromLps = inverse(grid.lpsFromIjk);
  // A displacement has no origin: the mapping without its last column.
  const turned = affine<IndexIjk, VectorLps>(ijkFromLps.map((value, n) => (n % 4 === 3 ? 0 : value)));
  const steps = (direction: VectorLps, spacing: number): readonly number[] =>
    apply(turned, direction).map((value) => value * spacing);
  return ({ origin, u, v, spacing, size }, from) => {
    const place = Float64Array.of(...apply(ijkFromLps, origin), ...steps(u, spacing[0]), ...steps(v, spacing[1]));
    slicePlane(voxels, nx, ny, nz, place, ...size, OUTSIDE_HU, block, reached, from);
  };
}
