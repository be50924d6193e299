import type { ImagePlane } from '../geometry/plane.ts';
import {
  apply, dot, indexIjk, inverse, scaled, unitVector, vectorLps, type PointLps, type VectorLps,
} from '../geometry/frame.ts';
import { deg, degFromRad, type Deg } from '../units.ts';
import type { VolumeGrid } from './volume.ts';

/** Which way the patient is cut. */
export type Cut = 'axial' | 'coronal' | 'sagittal';
/** Column, row or slice direction of a grid. */
type GridAxis = 0 | 1 | 2;

/** One of the three planes through a volume that show its own voxels, unresampled. */
export interface StandardPlane {
  readonly cut: Cut;
  /** Angle between this plane and the true anatomical cut it is named after. */
  readonly turned: Deg;
  /** To the right and downwards in a picture. */
  readonly u: VectorLps;
  readonly v: VectorLps;
  /** The grid axis across the plane, and whether u and v run along or against their grid axes. */
  readonly across: GridAxis;
  readonly uAxis: GridAxis;
  readonly vAxis: GridAxis;
  readonly uSign: 1 | -1;
  readonly vSign: 1 | -1;
  /** Whether the slice number grows or falls on the way onwards: to the feet, to the back, to the left. */
  readonly onwards: 1 | -1;
  /** How many pictures there are across the volume. */
  readonly count: number;
}

const PERMUTATIONS: readonly (readonly [GridAxis, GridAxis, GridAxis])[] = [
  [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0],
];
const PATIENT = { left: vectorLps(1, 0, 0), posterior: vectorLps(0, 1, 0), head: vectorLps(0, 0, 1) } as const;

/** Unit direction of a grid axis in the patient. */
export function gridDirection(grid: VolumeGrid, axis: GridAxis): VectorLps {
  const m = grid.lpsFromIjk;
  return unitVector(vectorLps(m[axis] ?? 0, m[4 + axis] ?? 0, m[8 + axis] ?? 0));
}

/**
 * Axial, coronal and sagittal plane of a grid, along its own axes, shown as radiologists look at them.
 *
 * Patient's right on the left of axial and coronal pictures, anterior on top of axial and on the left of
 * sagittal ones, head on top of the other two. For a grid that stands oblique in the patient they are the
 * cuts nearest to the anatomical ones, and `turned` says by how much they differ.
 *
 * @method of the six ways to match grid axes with patient axes, the one of the greatest summed alignment
 */
export function standardPlanes(grid: VolumeGrid): Readonly<Record<Cut, StandardPlane>> {
  const directions = ([0, 1, 2] as const).map((axis) => gridDirection(grid, axis));
  const along = (axis: GridAxis, target: VectorLps): number => {
    const direction = directions[axis];
    return direction === undefined ? 0 : dot(direction, target);
  };
  const agreement = ([x, y, z]: readonly [GridAxis, GridAxis, GridAxis]): number =>
    Math.abs(along(x, PATIENT.left)) + Math.abs(along(y, PATIENT.posterior)) + Math.abs(along(z, PATIENT.head));
  const [x, y, z] = PERMUTATIONS.reduce((best, next) => (agreement(next) > agreement(best) + 1e-9 ? next : best));
  const feet = vectorLps(0, 0, -1);
  const plane = (
    cut: Cut, across: GridAxis, [uAxis, right]: readonly [GridAxis, VectorLps], [vAxis, down]: readonly [GridAxis, VectorLps],
    onwards: VectorLps,
  ): StandardPlane => {
    const uSign = along(uAxis, right) >= 0 ? 1 : -1;
    const vSign = along(vAxis, down) >= 0 ? 1 : -1;
    const cosine = Math.min(1, Math.abs(along(across, onwards)));
    return {
      cut, across, uAxis, vAxis, uSign, vSign, count: grid.dims[across],
      onwards: along(across, onwards) >= 0 ? 1 : -1,
      turned: cosine > 1 - 1e-9 ? deg(0) : degFromRad(Math.acos(cosine)),
      u: scaled(gridDirection(grid, uAxis), uSign), v: scaled(gridDirection(grid, vAxis), vSign),
    };
  };
  return {
    axial: plane('axial', z, [x, PATIENT.left], [y, PATIENT.posterior], feet),
    coronal: plane('coronal', y, [x, PATIENT.left], [z, feet], PATIENT.posterior),
    sagittal: plane('sagittal', x, [y, PATIENT.posterior], [z, feet], PATIENT.left),
  };
}

/** The point in the middle of a volume: between voxels where there is an even number of them. */
export const middleOfGrid = ({ dims: [nx, ny, nz], lpsFromIjk }: VolumeGrid): PointLps =>
  apply(lpsFromIjk, indexIjk((nx - 1) / 2, (ny - 1) / 2, (nz - 1) / 2));

/** The number of the picture nearest to a patient point, 0-based along the grid axis; kept inside the volume. */
export function pictureIndex(grid: VolumeGrid, plane: StandardPlane, point: PointLps): number {
  const index = apply(inverse(grid.lpsFromIjk), point)[plane.across];
  return Math.max(0, Math.min(plane.count - 1, Math.round(index)));
}

/** Where picture `index` of a standard plane lies: one pixel per voxel, centres on voxel centres. */
export function pictureAt(grid: VolumeGrid, plane: StandardPlane, index: number): ImagePlane {
  const corner: [number, number, number] = [0, 0, 0];
  corner[plane.across] = index;
  corner[plane.uAxis] = plane.uSign > 0 ? 0 : grid.dims[plane.uAxis] - 1;
  corner[plane.vAxis] = plane.vSign > 0 ? 0 : grid.dims[plane.vAxis] - 1;
  return {
    origin: apply(grid.lpsFromIjk, indexIjk(...corner)), u: plane.u, v: plane.v,
    spacing: [grid.spacing[plane.uAxis], grid.spacing[plane.vAxis]],
    size: [grid.dims[plane.uAxis], grid.dims[plane.vAxis]],
  };
}

/** The point itself, or the nearest one on the box of the volume's voxel centres where it lies outside. */
export function insideVolume(grid: VolumeGrid, point: PointLps): PointLps {
  const [i, j, k] = apply(inverse(grid.lpsFromIjk), point);
  const kept = (index: number, axis: GridAxis): number => Math.max(0, Math.min(grid.dims[axis] - 1, index));
  return apply(grid.lpsFromIjk, indexIjk(kept(i, 0), kept(j, 1), kept(k, 2)));
}

/** Offset of the voxel nearest to a patient point; null where the point lies outside the voxels. */
export function voxelAt(grid: VolumeGrid, point: PointLps): { readonly offset: number; readonly slice: number } | null {
  const [i, j, k] = apply(inverse(grid.lpsFromIjk), point).map(Math.round);
  const [nx, ny, nz] = grid.dims;
  if (i === undefined || j === undefined || k === undefined) return null;
  const isInside = i >= 0 && i < nx && j >= 0 && j < ny && k >= 0 && k < nz;
  return isInside ? { offset: i + nx * (j + ny * k), slice: k } : null;
}
