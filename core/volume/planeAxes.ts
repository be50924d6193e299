import { apply, cross, dot, inverse, moved, norm, scaled, unitVector, vectorLps, type PointLps,
  type VectorLps } from '../geometry/frame.ts';
import { heightAbove, imageAround, movedAlongNormal, planeNormal, type Axes,
  type ImagePlane } from '../geometry/plane.ts';
import { turnedAxesAbout } from '../geometry/turn.ts';
import { deg, degFromRad, type Deg } from '../units.ts';
import { gridDirection, middleOfGrid, type Cut, type StandardPlane } from './standardPlanes.ts';
import type { VolumeGrid } from './volume.ts';

/** The axes of three planes through one cursor. */
export type PlaneAxes = Readonly<Record<Cut, Axes>>;

/** The three planes, in the order of their letters. */
export const CUTS = ['axial', 'coronal', 'sagittal'] as const satisfies readonly Cut[];

/** The axes of the planes that show a volume's own voxels. */
export const standardAxes = (planes: Readonly<Record<Cut, StandardPlane>>): PlaneAxes => ({
  axial: axesOf(planes.axial), coronal: axesOf(planes.coronal), sagittal: axesOf(planes.sagittal),
});
const axesOf = ({ u, v }: Axes): Axes => ({ u, v });

/** Below this, of a unit vector, axes count as the same: what turning to and fro may round off. */
const ROUNDING = 1e-9;
/** Whether two pairs of axes are the same but for rounding. */
export const isSameAxes = (one: Axes, other: Axes): boolean =>
  dot(one.u, other.u) > 1 - ROUNDING && dot(one.v, other.v) > 1 - ROUNDING;

/**
 * The axes after planes were turned about the normal of one of them, which stays: in its picture their lines
 * turn clockwise by the angle.
 *
 * Turned together, planes keep the angles between them. A plane turned alone is refused, and nothing changes,
 * where it would come nearer than `LEAST_BETWEEN` to another: their lines would run into each other.
 *
 * @param which - the planes that turn; the one that they turn in is never among them
 */
export function turnedAxes(
  axes: PlaneAxes, inPicture: Cut, by: Deg, which: readonly Cut[] = CUTS,
): PlaneAxes {
  const normal = planeNormal(axes[inPicture]);
  const turned = (cut: Cut): Axes =>
    (cut === inPicture || !which.includes(cut) ? axes[cut]
      : turnedAxesAbout(axes[cut], normal, by));
  const next: PlaneAxes = {
    axial: turned('axial'), coronal: turned('coronal'), sagittal: turned('sagittal'),
  };
  return leastBetween(next) >= Math.min(LEAST_BETWEEN, leastBetween(axes) - 1e-6) ? next : axes;
}

/**
 * The axes with all three planes at right angles again.
 *
 * The plane that is kept does not move. The next one in the order of the letters turns by as little as it must to
 * stand on it, the last one then stands on both, facing the way it faced.
 */
export function rightAngledAxes(axes: PlaneAxes, kept: Cut): PlaneAxes {
  const [second, third] = CUTS.filter((cut) => cut !== kept);
  if (second === undefined || third === undefined) return axes;
  const first = planeNormal(axes[kept]);
  const was = planeNormal(axes[second]);
  const shared = scaled(first, dot(was, first));
  const upright = unitVector(vectorLps(was[0] - shared[0], was[1] - shared[1], was[2] - shared[2]));
  const beside = cross(first, upright);
  const last = dot(beside, planeNormal(axes[third])) < 0 ? scaled(beside, -1) : beside;
  return { ...axes, [second]: facing(axes[second], upright), [third]: facing(axes[third], last) };
}

/**
 * The axes with one plane facing along a normal, either way, turned by as little as it must; the others stand on it.
 *
 * @param normal - of unit length
 */
export function facingAxes(axes: PlaneAxes, cut: Cut, normal: VectorLps): PlaneAxes {
  const way = dot(planeNormal(axes[cut]), normal) < 0 ? scaled(normal, -1) : normal;
  return rightAngledAxes({ ...axes, [cut]: facing(axes[cut], way) }, cut);
}

/** Axes turned by the least angle that makes them face along a unit vector. */
function facing(axes: Axes, normal: VectorLps): Axes {
  const around = cross(planeNormal(axes), normal);
  const sine = norm(around);
  if (sine < ROUNDING) return axes;
  const angle = degFromRad(Math.atan2(sine, dot(planeNormal(axes), normal)));
  return turnedAxesAbout(axes, scaled(around, 1 / sine), angle);
}

/** Planes set free keep this angle between them. */
export const LEAST_BETWEEN: Deg = deg(15);

/** The least angle between two of three planes. */
function leastBetween(axes: PlaneAxes): Deg {
  const normals = CUTS.map((cut) => planeNormal(axes[cut]));
  const cosines = [[0, 1], [0, 2], [1, 2]].map(([a = 0, b = 0]) => {
    const [one, other] = [normals[a], normals[b]];
    return one === undefined || other === undefined ? 1 : Math.abs(dot(one, other));
  });
  return degFromRad(Math.acos(Math.min(1, Math.max(...cosines))));
}

/** The anatomical cut that a plane is nearest to, and the angle between the two. */
export function nearestCut(normal: VectorLps): { readonly cut: Cut; readonly turned: Deg } {
  const along: Readonly<Record<Cut, number>> = {
    axial: Math.abs(normal[2]), coronal: Math.abs(normal[1]), sagittal: Math.abs(normal[0]),
  };
  const cut = CUTS.reduce((best, next) => (along[next] > along[best] + ROUNDING ? next : best));
  const cosine = Math.min(1, along[cut] / Math.hypot(...normal));
  return { cut, turned: cosine > 1 - ROUNDING ? deg(0) : degFromRad(Math.acos(cosine)) };
}

/**
 * The picture of a turned plane through a point: it holds all of the volume that the plane can meet.
 *
 * Pixels are square, of the least spacing of the grid. Whatever the depth, a patient point has the same (u, v)
 * in it, so that pictures of one direction lie over each other.
 */
export function pictureThrough(grid: VolumeGrid, axes: Axes, through: PointLps): ImagePlane {
  const [nx, ny, nz] = grid.dims;
  const reach = (direction: VectorLps): number =>
    Math.abs(dot(direction, gridDirection(grid, 0))) * nx * grid.spacing[0]
    + Math.abs(dot(direction, gridDirection(grid, 1))) * ny * grid.spacing[1]
    + Math.abs(dot(direction, gridDirection(grid, 2))) * nz * grid.spacing[2];
  const pixel = Math.min(...grid.spacing);
  const middle = imageAround(middleOfGrid(grid), axes, [pixel, pixel],
    [Math.ceil(reach(axes.u) / pixel), Math.ceil(reach(axes.v) / pixel)]);
  return movedAlongNormal(middle, heightAbove(middle, through));
}

/** How far a plane moves along its normal in one step, mm: along a grid axis to the next voxels, else in between. */
export function stepAcross(grid: VolumeGrid, axes: Axes): number {
  const normal = planeNormal(axes);
  const share = ([0, 1, 2] as const).map((axis) => Math.abs(dot(normal, gridDirection(grid, axis))) / grid.spacing[axis]);
  return 1 / Math.hypot(...share);
}

/**
 * How far a point of a volume can move along a direction, and against it (negative), until it leaves the box
 * of the voxel centres, mm. Both 0 for a point outside.
 */
export function reachAlong(grid: VolumeGrid, point: PointLps, direction: VectorLps): readonly [back: number, on: number] {
  const ijkFromLps = inverse(grid.lpsFromIjk);
  const from = apply(ijkFromLps, point);
  const to = apply(ijkFromLps, moved(point, direction));
  let [back, on] = [-Infinity, Infinity];
  for (const axis of [0, 1, 2] as const) {
    const step = to[axis] - from[axis];
    const last = grid.dims[axis] - 1;
    if (Math.abs(step) < ROUNDING) continue;
    const ends = [-from[axis] / step, (last - from[axis]) / step];
    back = Math.max(back, Math.min(...ends));
    on = Math.min(on, Math.max(...ends));
  }
  return [Math.min(0, back), Math.max(0, on)];
}
