import type { Opened } from '../../core/contract/schemas.ts';
import { affine, apply, dot, indexIjk, moved, between, type PointLps } from '../../core/geometry/frame.ts';
import { planeNormal, type ImagePlane } from '../../core/geometry/plane.ts';
import { mm } from '../../core/units.ts';
import {
  isSameAxes, nearestCut, pictureThrough, reachAlong, standardAxes, stepAcross, type PlaneAxes,
} from '../../core/volume/planeAxes.ts';
import { reslicedImage, type Slab } from '../../core/volume/reslice.ts';
import {
  pictureAt, pictureIndex, standardPlanes, voxelAt, type Cut, type StandardPlane,
} from '../../core/volume/standardPlanes.ts';
import type { VolumeGrid } from '../../core/volume/volume.ts';
import { valueWords } from './planeWords.ts';
import type { VolumeStore } from './volumeStore.ts';

export type OpenedCt = Extract<Opened, { readonly kind: 'ct-volume' }>;

/** A series with its voxels. */
export interface VoxelSource {
  readonly opened: OpenedCt;
  readonly grid: VolumeGrid;
  readonly store: VolumeStore;
}

/** The series whose planes are looked at, and how. */
export interface OpenPlanes extends VoxelSource {
  /** The planes of its own voxels. */
  readonly planes: Readonly<Record<Cut, StandardPlane>>;
  cursor: PointLps;
  axes: PlaneAxes;
  slab: Slab;
}

/** A plane without depth. */
export const PLANE_ALONE: Slab = { thickness: 0, rule: 'mean' };

/** The planes of a series with the cursor in its middle. */
export function openPlanes(source: VoxelSource): OpenPlanes {
  const planes = standardPlanes(source.grid);
  return { ...source, planes, cursor: middleOf(source.grid), axes: standardAxes(planes), slab: PLANE_ALONE };
}

/** The grid of an opened series as core knows it. */
export function gridOf({ grid }: OpenedCt): VolumeGrid {
  const [dx, dy, dz] = grid.spacing;
  return {
    dims: grid.dims, spacing: [mm(dx), mm(dy), mm(dz)], lpsFromIjk: affine(grid.lpsFromIjk),
    frameOfReferenceUid: grid.frameOfReferenceUid,
  };
}

/** The voxel in the middle of a volume. */
export const middleOf = ({ dims: [nx, ny, nz], lpsFromIjk }: VolumeGrid): PointLps =>
  apply(lpsFromIjk, indexIjk(Math.floor(nx / 2), Math.floor(ny / 2), Math.floor(nz / 2)));

/** Whether a plane lies along the voxels of its series. */
export const isStraight = ({ axes, planes }: OpenPlanes, cut: Cut): boolean => isSameAxes(axes[cut], planes[cut]);

/** The number of the picture that shows voxels as they are; null where the plane is turned or has a depth. */
export const ownPicture = (series: OpenPlanes, cut: Cut): number | null =>
  (series.slab.thickness === 0 && isStraight(series, cut)
    ? pictureIndex(series.grid, series.planes[cut], series.cursor) : null);

/** Where a plane lies now: on the voxels nearest to the cursor, or through the cursor itself. */
export function planeNow(series: OpenPlanes, cut: Cut): ImagePlane {
  const own = ownPicture(series, cut);
  return own === null ? pictureThrough(series.grid, series.axes[cut], series.cursor)
    : pictureAt(series.grid, series.planes[cut], own);
}

/** The cursor after a step of the wheel: to the next voxels onwards, never out of the volume. */
export function cursorAfter(series: OpenPlanes, cut: Cut, steps: number): PointLps {
  const { grid, planes, axes, cursor } = series;
  if (isStraight(series, cut)) {
    const plane = planes[cut];
    const to = pictureIndex(grid, plane, cursor) + steps * plane.onwards;
    const target = pictureAt(grid, plane, Math.max(0, Math.min(plane.count - 1, to)));
    // From picture to picture: the cursor lands in the middle of the slice it goes to.
    const across = planeNormal(target);
    return moved(cursor, across, dot(between(cursor, target.origin), across));
  }
  const normal = planeNormal(axes[cut]);
  const onwards = normal[AXIS[nearestCut(normal).cut]] * ONWARDS[nearestCut(normal).cut] >= 0 ? 1 : -1;
  const [back, on] = reachAlong(grid, cursor, normal);
  return moved(cursor, normal, Math.max(back, Math.min(on, steps * onwards * stepAcross(grid, axes[cut]))));
}
const AXIS = { axial: 2, coronal: 1, sagittal: 0 } as const;
/** To the feet, to the back, to the left. */
const ONWARDS = { axial: -1, coronal: 1, sagittal: 1 } as const;

/** The voxels of picture `index` of a cut: a slice that already lies as it is shown is not copied. */
export function samplesOf(
  { grid, planes, store }: Pick<OpenPlanes, 'grid' | 'planes' | 'store'>, cut: Cut, index: number,
): Int16Array {
  const plane = planes[cut];
  const liesAsShown = plane.across === 2 && plane.uAxis === 0 && plane.uSign > 0 && plane.vSign > 0;
  return liesAsShown ? store.slice(index) : reslicedImage(store.volume, pictureAt(grid, plane, index)).values;
}

/** Value of the nearest voxel, in words; null while its slice has not arrived. */
export function valueAt({ grid, store, opened }: VoxelSource, point: PointLps): string | null {
  const voxel = voxelAt(grid, point);
  if (voxel === null) return 'outside';
  return store.has(voxel.slice) ? valueWords(store.volume.voxels[voxel.offset] ?? 0, opened) : null;
}
