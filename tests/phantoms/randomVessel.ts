import {
  affine, between, cross, dot, type IndexIjk, moved, type PointLps, pointLps, scaled, unitVector, type VectorLps,
  vectorLps,
} from '../../core/geometry/frame.ts';
import { coronaryLayers, tubeLayer } from '../../core/phantom/coronaryLayers.ts';
import { courseAt, courseDirection } from '../../core/phantom/course.ts';
import type { Layer } from '../../core/phantom/paint.kernel.ts';
import { type PaintGrid, phantomPainter } from '../../core/phantom/painter.ts';
import { randomStream } from '../../core/phantom/random.ts';
import { ellipsoidSolid, painted, trunkSolid, tubeSolid } from '../../core/phantom/solids.ts';
import { type Deposit, type Vessel, vesselFrom } from '../../core/phantom/vessel.ts';
import { mm } from '../../core/units.ts';
import type { Volume } from '../../core/volume/volume.ts';

export type Surroundings = 'fat' | 'myocardium' | 'mixed';

/** What a random vessel is made from; every figure follows from the seed unless it is given. */
export interface VesselCase {
  readonly seed: number;
  readonly radius: number;
  readonly wallMm: number;
  readonly voxel: number;
  readonly slice: number;
  readonly noiseSd: number;
  readonly fwhm: number;
  readonly lumenHu: number;
  readonly occlusionMm: number;
  readonly bend: number;
  readonly surroundings: Surroundings;
  readonly isOblique: boolean;
  readonly hasCalcium: boolean;
  readonly hasNeighbours: boolean;
}

/** A painted vessel with what is true of it. */
export interface PaintedVessel {
  readonly case: VesselCase;
  readonly vessel: Vessel;
  readonly volume: Volume;
  /** Two in the open lumen and, where the occlusion is long, one within it; each up to 1.5 mm off. */
  readonly seeds: readonly PointLps[];
}

const FAT_HU = -95;
const MUSCLE_HU = 112;

type Dice = (from: number, to: number) => number;
const diceOf = (seed: number): Dice => {
  const next = randomStream(seed);
  return (from, to) => from + next() * (to - from);
};

/** The case of a seed, within the ranges that accuracy is asked for. */
export function vesselCase(seed: number, chosen: Partial<VesselCase> = {}): VesselCase {
  const dice = diceOf(seed * 7919 + 17);
  const kinds = ['fat', 'mixed', 'fat', 'mixed', 'myocardium'] as const;
  return {
    seed, radius: dice(1, 2.5), wallMm: dice(0.35, 0.6), voxel: dice(0.3, 0.5), slice: dice(0.4, 0.75),
    noiseSd: dice(15, 40), fwhm: dice(0.5, 0.8), lumenHu: dice(250, 600), occlusionMm: dice(5, 60),
    bend: dice(0, 90), surroundings: kinds[seed % kinds.length] ?? 'fat', isOblique: dice(0, 1) < 0.5,
    hasCalcium: dice(0, 1) < 0.7, hasNeighbours: dice(0, 1) < 0.5, ...chosen,
  };
}

/** Course: gently winding, with one bend of the wanted angle in the middle of the occlusion. */
function controlPoints(dice: Dice, proximalMm: number, occlusionMm: number, distalMm: number, bend: number):
  readonly PointLps[] {
  const step = 1.5;
  const spread = Math.min(occlusionMm * 0.8, dice(6, 11));
  const middle = proximalMm + occlusionMm / 2;
  const wave = dice(30, 50);
  const phase = dice(0, 2 * Math.PI);
  const swing = dice(0.008, 0.018);
  let at = pointLps(0, 0, 0);
  let heading = unitVector(vectorLps(dice(-1, 1), dice(-1, 1), dice(-1, 1)));
  let side = unitVector(cross(heading, Math.abs(heading[0]) < 0.7 ? vectorLps(1, 0, 0) : vectorLps(0, 1, 0)));
  const points = [at];
  for (let s = 0; s < proximalMm + occlusionMm + distalMm; s += step) {
    const up = cross(heading, side);
    const from = (s - middle) / spread + 0.5;
    const bending = from > 0 && from < 1 ? (bend * Math.PI / 180 / spread) * (1 - Math.cos(2 * Math.PI * from)) : 0;
    const turn = bending + swing * Math.cos(phase + (2 * Math.PI * s) / wave);
    const climb = swing * Math.sin(1.7 * phase + (2 * Math.PI * s) / (1.3 * wave));
    const next = unitVector(moved(moved(heading as unknown as PointLps, side, turn * step), up, climb * step) as unknown as VectorLps);
    side = unitVector(vectorLps(...(moved(side as unknown as PointLps, next, -dot(side, next)) as readonly number[] as [number, number, number])));
    heading = next;
    at = moved(at, heading, step);
    points.push(at);
  }
  return points;
}

/** Deposits of the occlusion: arcs, shells and plugs that grow and shrink along it, and one in the open vessel. */
function deposits(dice: Dice, fromMm: number, toMm: number, outer: number, lumenHu: number): readonly Deposit[] {
  const length = toMm - fromMm;
  const count = Math.max(1, Math.round(length / 12));
  return Array.from({ length: count + 1 }, (_, n) => {
    const isOpen = n === count;
    const start = isOpen ? fromMm - dice(6, 10) : fromMm + (length * (n + dice(0, 0.3))) / count;
    const end = isOpen ? start + dice(2, 5) : Math.min(toMm, start + dice(0.4, 0.9) * (length / count));
    const isPlug = !isOpen && dice(0, 1) < 0.25;
    const middleDeg = dice(0, 360);
    const arcDeg = isPlug ? 360 : dice(40, isOpen ? 150 : 360);
    const depthMm = isPlug ? outer + 0.2 : dice(0.3, isOpen ? 0.6 : 1);
    const turnedDeg = middleDeg + dice(-20, 20);
    const thin = { middleDeg, arcDeg: arcDeg * 0.4, depthMm: depthMm * 0.7 };
    // A plug fills the vessel over half of its length; a shell is widest in its middle.
    const whole = isPlug ? [0.25, 0.75] : [0.5];
    return { hu: Math.min(1500, lumenHu + dice(250, 900)), stations: [
      { atMm: start, ...thin },
      ...whole.map((share) => ({ atMm: start + share * (end - start), middleDeg: turnedDeg, arcDeg, depthMm })),
      { atMm: end, ...thin }] };
  });
}

/** A body's course beside the vessel: moved across it by so much, to one side that stays. */
const beside = (vessel: Vessel, side: VectorLps, byMm: number, fromMm: number, toMm: number, everyMm: number):
  readonly PointLps[] => Array.from({ length: Math.max(2, Math.round((toMm - fromMm) / everyMm) + 1) }, (_, n, ) => {
  const at = fromMm + n * everyMm;
  const along = unitVector(courseDirection(vessel.course, at));
  const across = unitVector(moved(side as unknown as PointLps, along, -dot(side, along)) as unknown as VectorLps);
  return moved(courseAt(vessel.course, at), across, byMm);
});

/** The vessel of a case, without its picture. */
export function vesselOfCase(chosen: VesselCase): Vessel {
  const dice = diceOf(chosen.seed);
  const proximalMm = dice(18, 28);
  const distalMm = dice(14, 22);
  const { radius, wallMm, occlusionMm, lumenHu } = chosen;
  const control = controlPoints(dice, proximalMm, occlusionMm, distalMm, chosen.bend);
  const toMm = proximalMm + occlusionMm;
  const cap = (): { readonly shape: 'tapered'; readonly taperMm: number } | { readonly shape: 'blunt' } =>
    (dice(0, 1) < 0.5 ? { shape: 'tapered', taperMm: dice(2, 5) } : { shape: 'blunt' });
  return vesselFrom({
    name: `random ${chosen.seed}`, control,
    lumenRadius: [[0, radius], [toMm + distalMm, Math.max(0.9, radius * dice(0.75, 1))]],
    wallMm: [[0, wallMm]], lumenHu, distalLumenHu: Math.max(220, lumenHu * dice(0.75, 1)), wallHu: dice(50, 70), fatMm: 0,
    occlusion: { fromMm: proximalMm, toMm, proximalCap: cap(), distalCap: cap(), plaqueHu: dice(65, 110) },
    deposits: chosen.hasCalcium ? deposits(dice, proximalMm, toMm, radius + wallMm, lumenHu) : [],
    zero: vectorLps(0.3, -1, 0.2),
  });
}

/** Where the heart lies: arteries turn along its surface, so across the plane of the bend. */
function sideOf(vessel: Vessel, dice: Dice): VectorLps {
  const { fromMm, toMm } = vessel.occlusion ?? { fromMm: 0, toMm: 1 };
  const turn = cross(courseDirection(vessel.course, fromMm), courseDirection(vessel.course, toMm));
  const any = unitVector(vectorLps(dice(-1, 1), dice(-1, 1), dice(-1, 1)));
  const sign = dice(0, 1) < 0.5 ? 1 : -1;
  return Math.hypot(...turn) < 0.2 ? any : scaled(unitVector(turn), sign);
}

function layersAround(chosen: VesselCase, vessel: Vessel): readonly Layer[] {
  const dice = diceOf(chosen.seed + 5000);
  const length = vessel.course.length;
  const side = sideOf(vessel, dice);
  const base = painted(trunkSolid(0, 0, 1000, 1000), chosen.surroundings === 'myocardium' ? MUSCLE_HU : FAT_HU);
  const bed = 14;
  // Muscle whose surface runs along the vessel's axis, a little nearer or farther.
  const muscle = chosen.surroundings === 'mixed'
    ? [painted(tubeSolid(beside(vessel, side, bed + dice(-0.5, 1.2), 0, length, 4).map((at) => [at, bed] as const), 2), MUSCLE_HU)] : [];
  const away = scaled(side, -1);
  const neighbours = chosen.hasNeighbours ? [
    tubeLayer([{ hu: 160, nodes: beside(vessel, away, chosen.radius + chosen.wallMm + dice(1.5, 3) + 1.2, dice(0, 10), length - dice(0, 10), 3)
      .map(([x, y, z]) => [x, y, z, dice(0.9, 1.4)] as const) }]),
    painted(ellipsoidSolid(moved(courseAt(vessel.course, length * dice(0.2, 0.8)), side, 12 + chosen.radius + dice(3.5, 7)), [12, 12, 12]), dice(360, 420)),
  ] : [];
  return [base, ...muscle, ...neighbours, coronaryLayers([vessel]).vessel];
}

const AROUND = 9;

/** A grid of the case's voxels that holds the vessel. */
export function gridAround(chosen: VesselCase, vessel: Vessel): { readonly paint: PaintGrid; readonly grid: Volume['grid'] } {
  const dice = diceOf(chosen.seed + 9000);
  const row = chosen.isOblique ? unitVector(vectorLps(1, dice(-0.5, 0.5), dice(-0.5, 0.5))) : vectorLps(1, 0, 0);
  const rough = chosen.isOblique ? vectorLps(dice(-0.4, 0.4), 1, dice(-0.5, 0.5)) : vectorLps(0, 1, 0);
  const normal = unitVector(cross(row, rough));
  const column = cross(normal, row);
  const axes = [row, column, normal] as const;
  const points = Array.from(vessel.course.abscissae, (at) => courseAt(vessel.course, at));
  const low = axes.map((axis) => Math.min(...points.map((point) => dot(axis, point as unknown as VectorLps))) - AROUND);
  const high = axes.map((axis) => Math.max(...points.map((point) => dot(axis, point as unknown as VectorLps))) + AROUND);
  const spacing = [chosen.voxel, chosen.voxel, chosen.slice] as const;
  const [nx = 1, ny = 1, nz = 1] = spacing.map((s, n) => Math.ceil(((high[n] ?? 0) - (low[n] ?? 0)) / s));
  const [l0 = 0, l1 = 0, l2 = 0] = low;
  const origin = moved(moved(moved(pointLps(0, 0, 0), row, l0), column, l1), normal, l2);
  const lpsFromIjk = affine<PointLps, IndexIjk>([0, 1, 2].flatMap((r) => [
    ...axes.map((axis, n) => (axis[r as 0] ?? 0) * (spacing[n] ?? 1)), origin[r as 0]]));
  return {
    paint: { columns: nx, rows: ny, pixelSpacing: [chosen.voxel, chosen.voxel], row, column,
      positions: Array.from({ length: nz }, (_, k) => moved(origin, normal, k * chosen.slice)) },
    grid: { dims: [nx, ny, nz], spacing: [mm(chosen.voxel), mm(chosen.voxel), mm(chosen.slice)], lpsFromIjk, frameOfReferenceUid: null },
  };
}

/** Points of the vessel, each moved by up to `offMm` in a random direction. */
export function jitteredSeeds(vessel: Vessel, atMm: readonly number[], offMm: number, seed: number): readonly PointLps[] {
  const dice = diceOf(seed + 12000);
  return atMm.map((at) => moved(courseAt(vessel.course, at),
    unitVector(vectorLps(dice(-1, 1), dice(-1, 1), dice(-1, 1))), dice(0, offMm)));
}

/** Paints a case. */
export function paintedVessel(chosen: VesselCase): PaintedVessel {
  const vessel = vesselOfCase(chosen);
  const { paint, grid } = gridAround(chosen, vessel);
  const painter = phantomPainter(layersAround(chosen, vessel), paint, {
    fwhmInPlaneMm: chosen.fwhm, fwhmThroughMm: chosen.fwhm, noiseSd: chosen.noiseSd, noiseCorrelation: 0.7, seed: chosen.seed,
  });
  const [nx, ny, nz] = grid.dims;
  const voxels = new Int16Array(nx * ny * nz);
  for (let k = 0; k < nz; k += 1) voxels.set(painter.slice(k), k * nx * ny);
  const { fromMm, toMm } = vessel.occlusion ?? { fromMm: 0, toMm: 0 };
  const inside = toMm - fromMm > 30 ? [(fromMm + toMm) / 2] : [];
  return {
    case: chosen, vessel, volume: { grid, voxels },
    seeds: jitteredSeeds(vessel, [3, ...inside, vessel.course.length - 3], 1.5, chosen.seed),
  };
}

/** Distance from a point to the vessel's true course, and the abscissa there. */
export function gapToCourse(vessel: Vessel, point: PointLps): { readonly distance: number; readonly atMm: number } {
  const { points, abscissae } = vessel.course;
  let best = { distance: Infinity, atMm: 0 };
  for (let n = 0; n + 1 < abscissae.length; n += 1) {
    const a = pointLps(points[3 * n] ?? 0, points[3 * n + 1] ?? 0, points[3 * n + 2] ?? 0);
    const b = pointLps(points[3 * n + 3] ?? 0, points[3 * n + 4] ?? 0, points[3 * n + 5] ?? 0);
    const along = between(a, b);
    const t = Math.min(1, Math.max(0, dot(between(a, point), along) / dot(along, along)));
    const distance = Math.hypot(...between(moved(a, along, t), point));
    if (distance < best.distance) best = { distance, atMm: (abscissae[n] ?? 0) + t * ((abscissae[n + 1] ?? 0) - (abscissae[n] ?? 0)) };
  }
  return best;
}
