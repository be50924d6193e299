import type { Centreline, CentrelinePoint } from '../centreline/centreline.ts';
import { WALL_HU } from '../centreline/cost.ts';
import { edgeRadii, lumenMiddle, middles, surroundingsOf } from '../centreline/edges.ts';
import { BODY, type SearchSpace } from '../centreline/searchSpace.ts';
import { apply, between, dot, indexIjk, inverse, moved, norm, type PointLps, pointLps, unitVector, type VectorLps } from '../geometry/frame.ts';
import { evenPoints, footOnLine } from '../geometry/polyline.ts';
import { type Deg, deg, degFromRad, type Mm, mm } from '../units.ts';
import type { VolumeGrid } from '../volume/volume.ts';
import { growth, limbs } from './growth.kernel.ts';

/** A branch that leaves a vessel. */
export interface SideBranch {
  /** Where its axis leaves the vessel's lumen: the middle of its ostium. */
  readonly ostium: PointLps;
  /** Abscissa of the ostium on the vessel's centreline. */
  readonly abscissa: Mm;
  /** Between its direction and the vessel's, proximal to distal: 0° runs on with it, 90° leaves squarely. */
  readonly angle: Deg;
  /** Of its lumen over its first millimetres beyond the vessel. */
  readonly diameter: Mm;
  /** Away from the vessel. */
  readonly direction: VectorLps;
  /** Its axis as far as it was followed. */
  readonly course: readonly PointLps[];
}

/** Side branches of a vessel, proximal to distal. */
export interface SideBranches { readonly branches: readonly SideBranch[]; readonly by: string }

/** Algorithm and version. */
export const BRANCHES_BY = 'branches/2';

/** Contrast is above this share of the step from wall to lumen, and no more than this above the lumen: calcium is. */
const LUMEN_SHARE = 0.6;
const ABOVE_LUMEN = 150;
/** The vessel itself reaches so far beyond its lumen's edge, mm: what the edge's blur and a curve off the middle leave. */
const MARGIN_MM = 0.4;
/** In the occlusion by so much more: the wall, whose calcium shows a rim as bright as contrast. */
const WALL_MM = 0.7;
/** Radius of the lumen where none is seen, and the greatest of an artery, mm. */
const ANY_RADIUS_MM = 1.5;
const WIDEST_MM = 3.2;
/** Branches part from each other this far from the vessel, are followed so far, and reach at least this far, mm. */
const PART_MM: readonly [from: number, to: number] = [1.8, 2.6];
const FOLLOW_MM = 11;
const LEAST_REACH_MM = 6;
/** A limb leads away from the lumen's edge by this at least, mm: the rim of calcium in the wall does not. */
const LEAST_AWAY_MM = 2.2;
/** Direction and diameter are taken up to here, mm from the vessel. */
const NEAR_MM = 6;
/** The lumen is the median over this much of the vessel, mm. */
const CALM_MM = 4;
/** Nearer to an end of the path it is the vessel itself that goes on, mm. */
const END_MM = 1.5;
/** Of a limb that is a chamber's edge more than this share lies beside a wide body. */
const MOST_BESIDE_BODY = 0.5;
/** Two limbs that leave at one place in opposite directions are one vessel that crosses, mm and cosine. */
const CROSSING_MM = 3;
const CROSSING_COSINE = -0.9;
/** The edge of a branch, whose wall is too thin to be seen against fat, is at this share of the lumen's HU. */
const EDGE_SHARE = 0.48;
/** A lumen wider than this is no side branch, mm. */
const WIDEST_BRANCH_MM = 6;
/** Voxels settled before others get their turn. */
const CHUNK = 10_000;

/**
 * Side branches of a traced vessel, in steps of some milliseconds.
 *
 * Only branches with contrast are found, and only where they leave the open lumen: one that is itself occluded at its
 * ostium, or leaves within the occlusion, is not.
 *
 * @method contrast grown outwards from the lumen; what reaches 6 mm as one limb is a branch, but for what is a wide body,
 * crosses the vessel straight, or goes on where the path ends
 * @accuracy branches of 1.5 mm and more on the heart phantom and on random trees (sideBranches.test.ts)
 */
export function* sideBranches(space: SearchSpace, { points }: Pick<Centreline, 'points'>): Generator<undefined, SideBranches> {
  const { grid } = space.volume;
  const around = surroundingsOf(space.volume, Float64Array.from(points.flatMap(({ at }) => [...at])));
  yield;
  const open = middles(around).map(({ hu }) => hu).filter((_, n) => points[n]?.isBridged === false);
  const lumen = median(open);
  if (lumen === undefined) return { branches: [], by: BRANCHES_BY };
  const level = WALL_HU + LUMEN_SHARE * (lumen - WALL_HU);
  const radii = lumenRadii(points, points.map((_, n) => edgeRadii(around, n, (WALL_HU + lumen) / 2, lumen + ABOVE_LUMEN)));
  const field = fieldOf(space);
  const reaches = radii.map((radius, n) => radius + MARGIN_MM + (points[n]?.isBridged === true ? WALL_MM : 0));
  const vessel = vesselVoxels(grid, points, reaches);
  yield;
  const run = growth(field, vessel, level, lumen + ABOVE_LUMEN, FOLLOW_MM);
  while (!run.run(CHUNK)) yield;
  const { voxels, far, before } = run.cells();
  const limbOf = limbs(voxels, far, before, grid.dims[0], grid.dims[1], ...PART_MM);
  yield;
  const cells = new Map<number, number[]>();
  limbOf.forEach((limb, cell) => {
    const own = cells.get(limb);
    if (limb >= 0 && own === undefined) cells.set(limb, [cell]);
    own?.push(cell);
  });
  const found: SideBranch[] = [];
  for (const own of cells.values()) {
    if (Math.max(...own.map((cell) => far[cell] ?? 0)) < LEAST_REACH_MM) continue;
    if (besideBody(field, own.map((cell) => voxels[cell] ?? 0)) > MOST_BESIDE_BODY) continue;
    if (!leadsAway(grid, points, radii, own.map((cell) => voxels[cell] ?? 0))) continue;
    const axis = shellCentres(grid, own.map((cell) => ({ voxel: voxels[cell] ?? 0, far: far[cell] ?? 0 })));
    const branch = branchAlong(space, points, radii, axis, { level: EDGE_SHARE * lumen, calcium: lumen + ABOVE_LUMEN });
    if (branch !== null) found.push(branch);
    yield;
  }
  const crosses = (one: SideBranch): boolean => found.some((other) => other !== one
    && Math.abs(other.abscissa - one.abscissa) <= CROSSING_MM && dot(other.direction, one.direction) <= CROSSING_COSINE);
  return { branches: found.filter((one) => !crosses(one)).toSorted((a, b) => a.abscissa - b.abscissa), by: BRANCHES_BY };
}

const median = (values: readonly number[]): number | undefined => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Radius of the lumen at each point; across a bridge that of the open vessel beside it. */
function lumenRadii(points: readonly CentrelinePoint[], edges: readonly (readonly number[])[]): readonly number[] {
  const step = norm(between(points[0]?.at ?? pointLps(0, 0, 0), points[1]?.at ?? pointLps(1, 0, 0)));
  const own = edges.map((radii, n) => (points[n]?.isBridged === true ? undefined : median(radii.filter((radius) => radius > 0))));
  const reach = Math.round(CALM_MM / step);
  const near = (n: number, by: number): number | undefined =>
    median(own.slice(Math.max(0, n - by), n + by + 1).filter((radius) => radius !== undefined));
  const whole = median(own.filter((radius) => radius !== undefined)) ?? ANY_RADIUS_MM;
  return points.map((_, n) => Math.min(WIDEST_MM, near(n, reach) ?? near(n, 4 * reach) ?? whole));
}

function fieldOf({ volume: { grid, voxels }, nodes, marks }: SearchSpace) {
  const [nx, ny, nz] = grid.dims;
  const blocks = nodes.spacing.map((apart, n) => 2 * Math.round(apart / (grid.spacing[n] ?? apart))) as [number, number, number];
  return { voxels, nx, ny, nz, spacing: grid.spacing, markAt: marks.markAt, inBody: BODY, markDims: marks.dims, markOf: blocks };
}

/** Whether any voxel of a limb lies well beyond the lumen's edge. */
function leadsAway(
  { dims: [nx, ny], lpsFromIjk }: VolumeGrid, points: readonly CentrelinePoint[], radii: readonly number[], voxels: readonly number[],
): boolean {
  const line = points.map(({ at }) => at);
  // The farthest, which come last, are the likeliest.
  return voxels.toReversed().some((n) => {
    const at = apply(lpsFromIjk, indexIjk(n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))));
    const place = nearest(line, at);
    return norm(between(line[place] ?? at, at)) - (radii[place] ?? 0) >= LEAST_AWAY_MM;
  });
}

/** Voxels of the vessel: those within its reach. */
function vesselVoxels({ dims, spacing, lpsFromIjk }: VolumeGrid, points: readonly CentrelinePoint[], reaches: readonly number[]):
  ReadonlySet<number> {
  const ijkFromLps = inverse(lpsFromIjk);
  const out = new Set<number>();
  points.forEach(({ at }, n) => {
    const radius = reaches[n] ?? 0;
    const middle = apply(ijkFromLps, at);
    const low = (axis: 0 | 1 | 2): number => Math.max(0, Math.ceil(middle[axis] - radius / spacing[axis]));
    const high = (axis: 0 | 1 | 2): number => Math.min(dims[axis] - 1, Math.floor(middle[axis] + radius / spacing[axis]));
    const square = (value: number, axis: 0 | 1 | 2): number => ((value - middle[axis]) * spacing[axis]) ** 2;
    for (let k = low(2); k <= high(2); k += 1) {
      for (let j = low(1); j <= high(1); j += 1) {
        const off = radius ** 2 - square(k, 2) - square(j, 1);
        for (let i = low(0); i <= high(0); i += 1) if (square(i, 0) <= off) out.add(i + dims[0] * (j + dims[1] * k));
      }
    }
  });
  return out;
}

/** Share of the voxels next to a mark of a wide body. */
function besideBody({ nx, ny, markAt, markDims: [hx, hy, hz], markOf }: ReturnType<typeof fieldOf>, voxels: readonly number[]): number {
  const beside = voxels.filter((n) => {
    const place = [n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))].map((at, axis) => Math.floor(at / (markOf[axis as 0])));
    const [i = 0, j = 0, k = 0] = place;
    return Array.from({ length: 27 }, (_, e) => [i + (e % 3) - 1, j + (Math.floor(e / 3) % 3) - 1, k + Math.floor(e / 9) - 1] as const)
      .some(([a, b, c]) => a >= 0 && b >= 0 && c >= 0 && a < hx && b < hy && c < hz && markAt(a, b, c) >= BODY);
  });
  return beside.length / Math.max(1, voxels.length);
}

/** Middles of a limb, millimetre by millimetre outwards. */
function shellCentres({ dims: [nx, ny], lpsFromIjk }: VolumeGrid, cells: readonly { readonly voxel: number; readonly far: number }[]):
  readonly PointLps[] {
  const shells = Array.from({ length: FOLLOW_MM }, (_, shell) => cells.filter(({ far }) => far >= shell && far < shell + 1));
  return shells.filter((own) => own.length > 0).map((own) => {
    const sum = own.reduce(([x, y, z], { voxel }) => [x + (voxel % nx), y + (Math.floor(voxel / nx) % ny),
      z + Math.floor(voxel / (nx * ny))] as [number, number, number], [0, 0, 0] as [number, number, number]);
    return apply(lpsFromIjk, indexIjk(...(sum.map((value) => value / own.length) as [number, number, number])));
  });
}

function branchAlong(
  space: SearchSpace, points: readonly CentrelinePoint[], radii: readonly number[], axis: readonly PointLps[],
  edge: { readonly level: number; readonly calcium: number },
): SideBranch | null {
  const near = axis.slice(0, Math.ceil(NEAR_MM - PART_MM[0]));
  const [first, last] = [near[0], near.at(-1)];
  if (first === undefined || last === undefined || norm(between(first, last)) < 1) return null;
  const direction = unitVector(between(first, last));
  const line = points.map(({ at }) => at);
  const ostium = ostiumAlong(line, radii, first, unitVector(between(first, near[2] ?? last)));
  const foot = footOnLine(line, ostium);
  const length = points.at(-1)?.abscissa ?? 0;
  if (foot === undefined || foot.abscissa < END_MM || foot.abscissa > length - END_MM) return null;
  const along = points[Math.round((foot.abscissa / length) * (points.length - 1))]?.tangent;
  const even = evenPoints(near, mm(0.5));
  const around = surroundingsOf(space.volume, Float64Array.from(even.flatMap((point) => [...point])));
  const seen = even.map((_, n) => lumenMiddle(around, n, edge.level, edge.calcium, { radius: 1, spread: 3 }))
    .filter(({ share }) => share > 0.4).map(({ radius }) => radius);
  const radius = median(seen);
  if (along === undefined || radius === undefined || 2 * radius > WIDEST_BRANCH_MM) return null;
  const angle = degFromRad(Math.acos(Math.min(1, Math.max(-1, dot(along, direction)))));
  return { ostium, abscissa: foot.abscissa, angle: deg(angle), diameter: mm(2 * radius), direction, course: axis };
}

/** Where a line, followed back from a point of the branch, comes to the vessel's lumen; its nearest place where it passes by. */
function ostiumAlong(line: readonly PointLps[], radii: readonly number[], from: PointLps, direction: VectorLps): PointLps {
  const step = 0.1;
  let best = { at: from, away: Infinity };
  for (let n = 0; n < PART_MM[1] * 3 / step; n += 1) {
    const at = moved(from, direction, -n * step);
    const foot = footOnLine(line, at);
    if (foot === undefined) return from;
    const away = foot.distance - (radii[nearest(line, foot.at)] ?? 0);
    if (away <= 0) return at;
    if (away < best.away) best = { at, away };
  }
  return best.at;
}

const nearest = (line: readonly PointLps[], to: PointLps): number => {
  const gaps = line.map((at) => norm(between(at, to)));
  return gaps.indexOf(Math.min(...gaps));
};
