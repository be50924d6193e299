import type { Affine, IndexIjk, PointLps } from '../geometry/frame.ts';
import type { Mm } from '../units.ts';

/** Voxels that a reader cannot write to. */
export interface ReadonlyVoxels extends Iterable<number> {
  readonly length: number;
  readonly [offset: number]: number;
}

/** Shape of a volume: voxels per column, row and slice direction. */
export type Dims = readonly [nx: number, ny: number, nz: number];

/** Where the voxels of a volume lie in the patient. Known before any voxel is read. */
export interface VolumeGrid {
  readonly dims: Dims;
  /** Distance between voxel centres along column index, row index and slice index, mm. */
  readonly spacing: readonly [dx: Mm, dy: Mm, dz: Mm];
  /** Centre of voxel (i, j, k) in the patient frame. Always right-handed: slices grow along row × column. */
  readonly lpsFromIjk: Affine<PointLps, IndexIjk>;
  readonly frameOfReferenceUid: string | null;
}

/** A CT volume in HU, x fastest, then y, then z. */
export interface Volume {
  readonly grid: VolumeGrid;
  readonly voxels: ReadonlyVoxels;
}
