import {
  affine,
  apply,
  cross,
  dot,
  indexIjk,
  inverse,
  pointLps,
  scaled,
  type IndexIjk,
  type PointLps,
  type VectorLps,
} from '../geometry/frame.ts';
import {
  lpsFromUv,
  planeThrough,
  pointUv,
  uvFromLps,
  type ImagePlane,
  type Plane,
} from '../geometry/plane.ts';
import { extremes } from '../sequence.ts';
import { hu, mm, mm2, type Hu, type Mm, type Mm2 } from '../units.ts';
import type { PaddingRange } from '../volume/padding.ts';
import { gridDirection } from '../volume/standardPlanes.ts';
import type { Volume, VolumeGrid } from '../volume/volume.ts';
import type { PatientPlace, ShapeKind } from './annotation.ts';
import { patientMeasure } from './measure.ts';
import { outlineInPatient } from './outline.ts';
import { sampledSums } from './region.kernel.ts';

/** Densities inside a region. In the values of the volume: HU, or stored values where it has no HU. */
export interface RegionStatistics {
  readonly area: Mm2;
  /** How many samples were taken and told; those on padding or beyond the volume are left out. */
  readonly n: number;
  /** Null where no sample is left. */
  readonly values: {
    readonly mean: Hu;
    readonly min: Hu;
    readonly max: Hu;
    /** Of the samples (n − 1); null for a single one. */
    readonly sd: Hu | null;
  } | null;
  readonly padded: number;
  readonly outside: number;
  /** The voxels themselves, or linear samples at this distance. */
  readonly sampling: 'voxels' | { readonly step: Mm };
}

/** Beyond this many samples the step is doubled until they are fewer: ten times a whole slice. */
const MOST_SAMPLES = 4_000_000;
/** A direction whose cosine with an axis is nearer to 1 than this runs along it. */
const ALIGNED = 1e-9;
/** A plane this near to a slice of the grid, in slices, is that slice. */
const ON_SLICE = 1e-3;
const AXES = [0, 1, 2] as const;

/**
 * Mean, deviation, least and greatest value inside a region, of samples whose centre lies in its outline.
 *
 * On a plane of the grid itself the voxels are taken as they are. Elsewhere values are linear between the eight
 * voxels around, on a raster in the plane of the region at the least spacing of the grid. A sample is left out
 * where a voxel with a share in it is padding, or where the volume does not reach.
 *
 * @param place - of a checked region; flat by then
 * @param padding - range of values that were never measured; null where there is none
 * @accuracy constant and linear fields exactly; a voxel on the outline may count either way (region.test.ts)
 */
export function regionStatistics(
  { grid, voxels }: Volume,
  padding: PaddingRange | null,
  kind: ShapeKind,
  place: Pick<PatientPlace, 'points' | 'normal'>,
): RegionStatistics {
  const outline = outlineInPatient(kind, place).points;
  const measured = patientMeasure(kind, place);
  const area = measured.of === 'area' ? measured.area : mm2(0);
  const { raster, isGrid } = rasterOf(grid, place, outline);
  const [width, height] = raster.size;
  const inside = insideOf(raster, outline);
  const [start, across, down] = indexSteps(grid, raster);
  const sums = sampledSums(
    voxels,
    ...grid.dims,
    start,
    across,
    down,
    width,
    height,
    inside,
    padding?.least ?? Infinity,
    padding?.most ?? -Infinity,
  );
  const { n, padded, outside, mean, squares, min, max } = sums;
  return {
    area,
    n,
    padded,
    outside,
    sampling: isGrid ? 'voxels' : { step: mm(raster.spacing[0]) },
    values:
      n === 0
        ? null
        : {
            mean: hu(mean),
            min: hu(min),
            max: hu(max),
            sd: n === 1 ? null : hu(Math.sqrt(squares / (n - 1))),
          },
  };
}

/** The raster of samples that covers an outline: voxels of a slice of the grid, or one laid into the plane. */
function rasterOf(
  grid: VolumeGrid,
  { normal }: Pick<PatientPlace, 'normal'>,
  outline: readonly PointLps[],
): { readonly raster: ImagePlane; readonly isGrid: boolean } {
  const first = outline[0] ?? apply(grid.lpsFromIjk, indexIjk(0, 0, 0));
  const axes = AXES.map((axis) => gridDirection(grid, axis));
  const across = AXES.find((axis) => Math.abs(dot(gridDirection(grid, axis), normal)) > 1 - ALIGNED);
  const index = apply(inverse(grid.lpsFromIjk), first);
  if (across !== undefined && Math.abs(index[across] - Math.round(index[across])) < ON_SLICE) {
    const [uAxis, vAxis] = (
      [
        [1, 2],
        [0, 2],
        [0, 1],
      ] as const
    )[across];
    const [i, j, k] = index;
    const origin = apply(grid.lpsFromIjk, indexIjk(Math.round(i), Math.round(j), Math.round(k)));
    const plane = { origin, u: gridDirection(grid, uAxis), v: gridDirection(grid, vAxis) };
    return { raster: covering(plane, outline, [grid.spacing[uAxis], grid.spacing[vAxis]]), isGrid: true };
  }
  // The axis of the grid that lies most in the plane: the raster does not depend on how the plane was turned.
  const along = axes.reduce((best, next) =>
    Math.abs(dot(next, normal)) < Math.abs(dot(best, normal)) - ALIGNED ? next : best,
  );
  const v = cross(normal, along);
  const step = Math.min(...grid.spacing);
  // About the middle: what the raster leaves off at one side it leaves off at the other.
  const mean = (axis: 0 | 1 | 2): number =>
    outline.reduce((sum, point) => sum + point[axis] / outline.length, 0);
  const middle = pointLps(mean(0), mean(1), mean(2));
  return {
    raster: covering(planeThrough(middle, cross(v, normal), v), outline, [step, step]),
    isGrid: false,
  };
}

/** A raster of the plane whose points run through its origin and cover the outline. */
function covering(plane: Plane, outline: readonly PointLps[], spacing: ImagePlane['spacing']): ImagePlane {
  const at = outline.map((point) => uvFromLps(plane, point));
  const span = (axis: 0 | 1): { readonly from: number; readonly count: number } => {
    const { least, most } = extremes(at.map((point) => point[axis] / spacing[axis]));
    const from = Math.floor(least);
    return { from: from * spacing[axis], count: Math.max(1, Math.ceil(most) - from + 1) };
  };
  const [u, v] = [span(0), span(1)];
  if (u.count * v.count > MOST_SAMPLES) return covering(plane, outline, [2 * spacing[0], 2 * spacing[1]]);
  return {
    origin: lpsFromUv(plane, pointUv(u.from, v.from)),
    u: plane.u,
    v: plane.v,
    spacing,
    size: [u.count, v.count],
  };
}

/** 1 for each point of the raster inside the outline, by the even-odd rule, row by row. */
function insideOf(raster: ImagePlane, outline: readonly PointLps[]): Uint8Array {
  const [width, height] = raster.size;
  const corners = outline.map((point) => uvFromLps(raster, point));
  const inside = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const level = row * raster.spacing[1];
    const crossings = corners
      .flatMap(([a, b], n) => {
        const [c, d] = corners[(n + 1) % corners.length] ?? [a, b];
        return b > level !== d > level ? [(a + ((level - b) * (c - a)) / (d - b)) / raster.spacing[0]] : [];
      })
      .toSorted((one, other) => one - other);
    for (let n = 0; n + 1 < crossings.length; n += 2) {
      const [from, to] = [crossings[n] ?? 0, crossings[n + 1] ?? 0];
      inside.fill(
        1,
        row * width + Math.max(0, Math.ceil(from)),
        row * width + Math.min(width, Math.ceil(to)),
      );
    }
  }
  return inside;
}

/** Voxel index of the first sample, and how it moves per column and per row. */
function indexSteps(grid: VolumeGrid, raster: ImagePlane): readonly [IndexIjk, IndexIjk, IndexIjk] {
  const ijkFromLps = inverse(grid.lpsFromIjk);
  // A displacement has no origin: the mapping without its last column.
  const turned = affine<IndexIjk, VectorLps>(ijkFromLps.map((value, n) => (n % 4 === 3 ? 0 : value)));
  return [
    apply(ijkFromLps, raster.origin),
    apply(turned, scaled(raster.u, raster.spacing[0])),
    apply(turned, scaled(raster.v, raster.spacing[1])),
  ];
}
