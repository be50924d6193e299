import type { ImagePlane } from '../../core/geometry/plane.ts';
import { reslicedImage, sheetsOf, type Slab } from '../../core/volume/reslice.ts';
import { pictureAt, type Cut } from '../../core/volume/standardPlanes.ts';
import { arrivedLines } from './arrivedLines.ts';
import type { CutPicture } from './cutPicture.ts';
import { ownPicture, planeNow, samplesOf, type OpenedCt, type OpenPlanes, type VoxelSource } from './openPlanes.ts';
import type { Shown } from './pictureView.ts';
import { NOT_THERE } from './volumeStore.ts';

/**
 * What a plane of the open series shows now. Null while nothing of it has arrived; a slice on its way is asked for
 * ahead of the others.
 */
export function planePicture(series: OpenPlanes, cut: Cut): Shown<OpenedCt> | null {
  const { grid, planes, store, opened, slab } = series;
  const own = ownPicture(series, cut);
  if (own === null) return cutPicture(series, planeNow(series, cut), slab);
  const plane = planes[cut];
  if (plane.across === 2 && !store.has(own)) {
    store.want(own);
    return null;
  }
  if (store.present() === 0) return null;
  const isWhole = plane.across === 2 || store.present() === grid.dims[2];
  const samples = isWhole ? samplesOf(series, cut, own) : arrivedLines(store, plane, own);
  return { plane: pictureAt(grid, plane, own), samples, samplesPerPixel: 1, of: opened };
}

/** Any plane of any series, black where there are no voxels. Null while nothing of the series has arrived. */
export function cutPicture({ store, grid, opened }: VoxelSource, plane: ImagePlane, slab: Slab): CutPicture<OpenedCt> | null {
  if (store.present() === 0) return null;
  if (store.present() < grid.dims[2]) store.blank();
  return {
    plane, of: opened, sheets: sheetsOf(grid, slab),
    cut(at) {
      const { values, covered } = reslicedImage(store.volume, at, slab);
      for (let n = 0; n < values.length; n += 1) if (covered[n] === 0) values[n] = NOT_THERE;
      return values;
    },
  };
}
