import type { Opened } from '../../core/contract/schemas.ts';
import { affine, apply, indexIjk, type PointLps } from '../../core/geometry/frame.ts';
import { mm } from '../../core/units.ts';
import { reslicedImage } from '../../core/volume/reslice.ts';
import {
  pictureAt, standardPlanes, voxelAt, type Cut, type StandardPlane,
} from '../../core/volume/standardPlanes.ts';
import type { VolumeGrid } from '../../core/volume/volume.ts';
import { valueWords } from './planeWords.ts';
import type { VolumeStore } from './volumeStore.ts';

export type OpenedCt = Extract<Opened, { readonly kind: 'ct-volume' }>;
export const CUTS = ['axial', 'coronal', 'sagittal'] as const;

/** The series whose planes are looked at. */
export interface OpenPlanes {
  readonly opened: OpenedCt;
  readonly grid: VolumeGrid;
  readonly planes: Readonly<Record<Cut, StandardPlane>>;
  readonly store: VolumeStore;
  cursor: PointLps;
  /** The picture number that each plane was last asked to show. */
  readonly shown: Map<Cut, number>;
}

/** The planes of a series with the cursor in its middle. */
export const openPlanes = (opened: OpenedCt, grid: VolumeGrid, store: VolumeStore): OpenPlanes =>
  ({ opened, grid, planes: standardPlanes(grid), store, cursor: middleOf(grid), shown: new Map() });

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

/** The voxels of picture `index` of a cut: a slice that already lies as it is shown is not copied. */
export function samplesOf(
  { grid, planes, store }: Pick<OpenPlanes, 'grid' | 'planes' | 'store'>, cut: Cut, index: number,
): Int16Array {
  const plane = planes[cut];
  const liesAsShown = plane.across === 2 && plane.uAxis === 0 && plane.uSign > 0 && plane.vSign > 0;
  return liesAsShown ? store.slice(index) : reslicedImage(store.volume, pictureAt(grid, plane, index)).values;
}

/** Value of the nearest voxel, in words; null while its slice has not arrived. */
export function valueAt({ grid, store, opened }: OpenPlanes, point: PointLps): string | null {
  const voxel = voxelAt(grid, point);
  if (voxel === null) return 'outside';
  return store.has(voxel.slice) ? valueWords(store.volume.voxels[voxel.offset] ?? 0, opened) : null;
}
