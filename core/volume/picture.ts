import { copyPicture } from './picture.kernel.ts';
import type { StandardPlane } from './standardPlanes.ts';
import type { Volume } from './volume.ts';

/**
 * The voxels of picture `index` of a standard plane, row by row as `pictureAt` lays them out.
 *
 * Copies, never interpolates: every pixel is a voxel of the volume.
 *
 * @param index - 0-based along the grid axis across the plane, inside the volume
 * @returns width × height values in the volume's own unit
 */
export function pictureValues({ grid, voxels }: Volume, plane: StandardPlane, index: number): Int16Array {
  const [nx, ny] = grid.dims;
  const strides = [1, nx, nx * ny] as const;
  const firstAlong = (axis: 0 | 1 | 2, sign: 1 | -1): number => (sign > 0 ? 0 : (grid.dims[axis] - 1) * strides[axis]);
  const start = index * strides[plane.across]
    + firstAlong(plane.uAxis, plane.uSign) + firstAlong(plane.vAxis, plane.vSign);
  return copyPicture(
    voxels, start, plane.uSign * strides[plane.uAxis], plane.vSign * strides[plane.vAxis],
    grid.dims[plane.uAxis], grid.dims[plane.vAxis],
  );
}
