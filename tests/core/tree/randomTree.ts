import {
  affine, cross, dot, type IndexIjk, moved, type PointLps, pointLps, scaled, unitVector, vectorLps,
} from '../../../core/geometry/frame.ts';
import { coronaryLayers, tubeLayer } from '../../../core/phantom/coronaryLayers.ts';
import { courseAt, courseDirection } from '../../../core/phantom/course.ts';
import { phantomPainter } from '../../../core/phantom/painter.ts';
import { randomStream } from '../../../core/phantom/random.ts';
import { ellipsoidSolid, painted, trunkSolid } from '../../../core/phantom/solids.ts';
import { openRadiusAt, type Vessel, vesselFrom } from '../../../core/phantom/vessel.ts';
import { mm } from '../../../core/units.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import { gapToCourse, jitteredSeeds, vesselCase, vesselOfCase } from '../../phantoms/randomVessel.ts';

/** A branch with what is true of it. */
export interface TrueBranch { readonly vessel: Vessel; readonly atMm: number; readonly angle: number; readonly diameter: number; readonly ostiumMm: number }
export interface RandomTree { readonly vessel: Vessel; readonly branches: readonly TrueBranch[]; readonly volume: Volume; readonly seeds: readonly PointLps[] }

/** An occluded vessel with up to four branches, crossed by a vein, beside a chamber. Everything follows from the seed. */
export function randomTree(seed: number): RandomTree {
  const chosen = vesselCase(seed, { occlusionMm: 8 + 4 * (seed % 4), bend: 15 * (seed % 5), voxel: 0.32 + 0.04 * (seed % 4), slice: 0.5 });
  const vessel = vesselOfCase(chosen);
  const next = randomStream(seed * 31 + 5);
  const dice = (from: number, to: number): number => from + next() * (to - from);
  const { fromMm, toMm } = vessel.occlusion ?? { fromMm: 0, toMm: 0 };
  const places = [dice(7, 10), fromMm - dice(5, 8), toMm + dice(5, 8)];
  const branches: TrueBranch[] = [];
  places.forEach((atMm, n) => {
    for (let turn = 0; turn < 60; turn += 1) {
      const branch = branchAt(vessel, atMm, dice(35, 100), dice(0, 360), dice(0.8, Math.min(1.4, vesselRadius(vessel, atMm))), `branch ${n}`, chosen.lumenHu);
      if (branch === null || branches.some((other) => touches(other.vessel, branch.vessel))) continue;
      branches.push(branch);
      return;
    }
  });
  const all = [vessel, ...branches.map((one) => one.vessel)];
  const { volume } = paintedBox(seed, chosen, vessel, all, dice);
  return { vessel, branches, volume, seeds: jitteredSeeds(vessel, [3, vessel.course.length - 3], 1, seed) };
}

/** Whether two branches come near each other. */
const touches = (one: Vessel, other: Vessel): boolean => Array.from({ length: 10 }, (_, n) => 2 * n)
  .some((at) => gapToCourse(one, courseAt(other.course, at)).distance < 5);

const vesselRadius = (vessel: Vessel, atMm: number): number => openRadiusAt(vessel, atMm);

/** A branch that leaves at an angle, to one side; null where it would come back to the vessel. */
function branchAt(parent: Vessel, atMm: number, angle: number, side: number, radius: number, name: string, lumenHu: number): TrueBranch | null {
  const along = unitVector(courseDirection(parent.course, atMm));
  const any = Math.abs(along[2]) < 0.8 ? vectorLps(0, 0, 1) : vectorLps(1, 0, 0);
  const [a, b] = [unitVector(cross(along, any)), cross(along, unitVector(cross(along, any)))];
  const [turn, lean] = [(side * Math.PI) / 180, (angle * Math.PI) / 180];
  const across = vectorLps(...([0, 1, 2] as const).map((n) => Math.cos(turn) * a[n] + Math.sin(turn) * b[n]) as [number, number, number]);
  const heading = vectorLps(...([0, 1, 2] as const).map((n) => Math.cos(lean) * along[n] + Math.sin(lean) * across[n]) as [number, number, number]);
  const start = courseAt(parent.course, atMm);
  const control = Array.from({ length: 7 }, (_, n) => moved(start, heading, 3 * n));
  const open = openRadiusAt(parent, atMm);
  if (control.some((at, n) => n * 3 * Math.sin(lean) > open + 2 && gapToCourse(parent, at).distance < open + radius + 1.5)) return null;
  if (gapToCourse(parent, control.at(-1) ?? start).distance < open + 5) return null;
  const vessel = vesselFrom({
    name, control, lumenRadius: [[0, radius]], wallMm: [[0, 0.4]], lumenHu, distalLumenHu: null, wallHu: 60, fatMm: 0, occlusion: null,
    deposits: [], zero: vectorLps(0.3, -1, 0.2),
  });
  return { vessel, atMm, angle, diameter: 2 * radius, ostiumMm: atMm + open / Math.tan(lean) };
}

function paintedBox(seed: number, chosen: ReturnType<typeof vesselCase>, vessel: Vessel, all: readonly Vessel[], dice: (from: number, to: number) => number):
  { readonly volume: Volume } {
  // A vein that crosses over the vessel, touching its wall, half-way to the occlusion.
  const at = (vessel.occlusion?.fromMm ?? 20) * 0.6;
  const along = unitVector(courseDirection(vessel.course, at));
  const lift = unitVector(cross(along, Math.abs(along[0]) < 0.8 ? vectorLps(1, 0, 0) : vectorLps(0, 1, 0)));
  const over = cross(lift, along);
  const top = moved(courseAt(vessel.course, at), lift, openRadiusAt(vessel, at) + 0.5 + 1.3);
  const vein = tubeLayer([{ hu: Math.min(170, 0.6 * chosen.lumenHu), nodes: Array.from({ length: 9 }, (_, n) => {
    const [x, y, z] = moved(top, over, 3 * (n - 4));
    return [x, y, z, 1.3] as const;
  }) }]);
  // A chamber 3 to 5 mm off the vessel, where no branch runs into it.
  const middle = [0.3, 0.5, 0.8, 1].flatMap((share) => [lift, scaled(lift, -1), over, scaled(over, -1)].map((side) =>
    moved(courseAt(vessel.course, vessel.course.length * share), side, 14 + dice(3, 5))))
    .find((place) => all.every((one) => gapToCourse(one, place).distance > 13.5));
  const chamber = middle === undefined ? [] : [painted(ellipsoidSolid(middle, [11, 11, 11]), 380)];
  const points = all.flatMap((one) => Array.from(one.course.abscissae, (s) => courseAt(one.course, s)));
  const low = [0, 1, 2].map((n) => Math.min(...points.map((point) => point[n as 0])) - 7);
  const spacing = [chosen.voxel, chosen.voxel, chosen.slice];
  const [nx, ny, nz] = low.map((value, n) => Math.ceil((Math.max(...points.map((point) => point[n as 0])) + 7 - value) / (spacing[n] ?? 1))) as
    [number, number, number];
  const first = pointLps(...(low as [number, number, number]));
  const painter = phantomPainter([painted(trunkSolid(0, 0, 1000, 1000), -95), ...chamber, vein, coronaryLayers(all).vessel], {
    columns: nx, rows: ny, pixelSpacing: [chosen.voxel, chosen.voxel], row: vectorLps(1, 0, 0), column: vectorLps(0, 1, 0),
    positions: Array.from({ length: nz }, (_, k) => moved(first, vectorLps(0, 0, 1), k * chosen.slice)),
  }, { fwhmInPlaneMm: chosen.fwhm, fwhmThroughMm: chosen.fwhm, noiseSd: chosen.noiseSd, noiseCorrelation: 0.7, seed });
  const voxels = new Int16Array(nx * ny * nz);
  for (let k = 0; k < nz; k += 1) voxels.set(painter.slice(k), k * nx * ny);
  return { volume: { voxels, grid: {
    dims: [nx, ny, nz], spacing: [mm(chosen.voxel), mm(chosen.voxel), mm(chosen.slice)], frameOfReferenceUid: null,
    lpsFromIjk: affine<PointLps, IndexIjk>([chosen.voxel, 0, 0, first[0], 0, chosen.voxel, 0, first[1], 0, 0, chosen.slice, first[2]]) } } };
}

/** Angle of a branch's direction to the vessel's at an abscissa, degrees. */
export const angleTo = (vessel: Vessel, atMm: number, direction: ReturnType<typeof vectorLps>): number =>
  (Math.acos(dot(unitVector(courseDirection(vessel.course, atMm)), direction)) * 180) / Math.PI;
