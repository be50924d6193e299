import type { Layer } from './paint.kernel.ts';
import { type CoronaryNodes, coronaryTubes, type NodeDeposit, plainTubes } from './vascular.kernel.ts';
import { depositAt, lumenRadiusAt, openRadiusAt, outerRadiusAt, type Vessel } from './vessel.ts';
import { radFromDeg, deg } from '../units.ts';

const FAT_HU = -95;

/** The arteries as two layers: the fat that beds them, to be painted beneath the heart, and they themselves. */
export function coronaryLayers(vessels: readonly Vessel[]): { readonly fat: Layer; readonly vessel: Layer } {
  const { fat, vessel } = coronaryTubes(coronaryNodes(vessels), FAT_HU);
  return { fat: voxelLayer(fat), vessel: voxelLayer(vessel) };
}

/** Plain tubes as one layer: each a list of points with their radius, and one HU. */
export function tubeLayer(
  tubes: readonly { readonly nodes: readonly (readonly [x: number, y: number, z: number,
    radius: number])[]; readonly hu: number }[],
): Layer {
  const nodes = tubes.flatMap((tube) => tube.nodes);
  return voxelLayer(plainTubes(
    Float64Array.from(nodes.flatMap((node) => node.slice(0, 3))),
      piecesOf(tubes.map((tube) => tube.nodes.length)),
    Float64Array.from(nodes, ([, , , radius]) => radius), Float64Array.from(tubes.flatMap((tube) =>
      tube.nodes.map(() => tube.hu))),
  ));
}

const voxelLayer = ({ meets, shade }: ReturnType<typeof plainTubes>): Layer =>
  ({ meets, bounds: null, hu: 0, paint: { by: 'voxel', shade } });

/** First nodes of all pieces, for chains of these lengths that lie after each other. */
function piecesOf(lengths: readonly number[]): Int32Array {
  const starts = startsOf(lengths);
  return Int32Array.from(lengths.flatMap((length, chain) =>
    Array.from({ length: length - 1 }, (_, n) => (starts[chain] ?? 0) + n)));
}

const startsOf = (lengths: readonly number[]): readonly number[] =>
  lengths.reduce<{ readonly starts: readonly number[]; readonly at: number }>(
  ({ starts, at }, length) => ({ starts: [...starts, at], at: at + length }), { starts: [], at: 0 }).starts;

function coronaryNodes(vessels: readonly Vessel[]): CoronaryNodes {
  const lengths = vessels.map(({ course }) => course.abscissae.length);
  const each = (value: (vessel: Vessel, atMm: number) => number): Float64Array =>
    Float64Array.from(vessels.flatMap((vessel) => Array.from(vessel.course.abscissae,
      (at) => value(vessel, at))));
  const chained = (pick: (vessel: Vessel) => Float64Array): Float64Array =>
    Float64Array.from(vessels.flatMap((vessel) => Array.from(pick(vessel))));
  return {
    nodes: chained(({ course }) => course.points), normals: chained(({ course }) => course.normals),
    tangents: chained(({ course }) => course.tangents), pieces: piecesOf(lengths),
    vesselOf: Int32Array.from(lengths.flatMap((length, n) => Array.from({ length: length - 1 }, () => n))),
    firstNode: Int32Array.from(startsOf(lengths)),
    abscissae: chained(({ course }) => course.abscissae),
    lumen: each(shapedRadius), outer: each(outerRadiusAt),
    fat: each((vessel, at) => outerRadiusAt(vessel, at) + vessel.fatMm),
    lumenHu: each((vessel, at) =>
      (vessel.occlusion !== null && at >= vessel.occlusion.toMm - 0.3 && vessel.distalLumenHu !== null
      ? vessel.distalLumenHu : vessel.lumenHu)),
    wallHu: each((vessel, at) =>
      (vessel.occlusion !== null && at >= vessel.occlusion.fromMm && at <= vessel.occlusion.toMm
      ? vessel.occlusion.plaqueHu : vessel.wallHu)),
    occludedFrom: Float64Array.from(vessels, ({ occlusion }) => occlusion?.fromMm ?? 1e6),
    occludedTo: Float64Array.from(vessels, ({ occlusion }) => occlusion?.toMm ?? -1e6),
    deposits: vessels.map(nodeDeposits),
  };
}

/** The lumen's radius; inside the occlusion that of a blunt end goes on, because the cap itself cuts it flat. */
function shapedRadius(vessel: Vessel, atMm: number): number {
  const { occlusion } = vessel;
  if (occlusion === null || atMm < occlusion.fromMm || atMm > occlusion.toMm) return lumenRadiusAt(vessel,
    atMm);
  const nearer = atMm - occlusion.fromMm < occlusion.toMm - atMm ? occlusion.proximalCap : occlusion.distalCap;
  return nearer.shape === 'blunt' ? openRadiusAt(vessel, atMm) : 0;
}

function nodeDeposits(vessel: Vessel): readonly NodeDeposit[] {
  const { abscissae } = vessel.course;
  return vessel.deposits.map((deposit) => {
    const fromMm = deposit.stations.at(0)?.atMm ?? 0;
    const toMm = deposit.stations.at(-1)?.atMm ?? 0;
    const extents = Array.from(abscissae, (at) => depositAt(vessel, deposit,
      Math.min(toMm, Math.max(fromMm, at))));
    return {
      fromMm, toMm, hu: deposit.hu,
      middle: Float64Array.from(extents, (extent) => radFromDeg(deg(extent?.middleDeg ?? 0))),
      half: Float64Array.from(extents, (extent) => radFromDeg(deg((extent?.arcDeg ?? 0) / 2))),
      inner: Float64Array.from(abscissae, (at, n) => outerRadiusAt(vessel, at) - (extents[n]?.depthMm ?? 0)),
    };
  });
}
