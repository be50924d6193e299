import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certainCalcium, RAY_HOLDS_MM } from '../../core/calcium/certainCalcium.ts';
import { profiling, type VesselProfile } from '../../core/calcium/profile.ts';
import { centrelineAt, planeAcross } from '../../core/centreline/centreline.ts';
import { searchSpace } from '../../core/centreline/searchSpace.ts';
import { tracing } from '../../core/centreline/trace.ts';
import type { VesselWork } from '../../core/contract/entries.ts';
import { moved, type PointLps, vectorLps } from '../../core/geometry/frame.ts';
import { lpsFromUv, pointUv } from '../../core/geometry/plane.ts';
import { lesionMeasures } from '../../core/lesion/lesionMeasures.ts';
import { type KnownVessel, vesselSteps } from '../../core/lesion/vesselSteps.ts';
import { type PolarMap, polarMap, RAYS } from '../../core/section/polar.ts';
import { lastOf } from '../../core/sequence.ts';
import { hu, mm } from '../../core/units.ts';
import type { Volume } from '../../core/volume/volume.ts';
import { finished as finishedWithTurns } from '../../electron/host/jobs/turns.ts';
import { benchVessel } from '../phantoms/benchPhantom.ts';
import { alongBenchVessel, benchVolume } from './benchVolume.ts';
import { timed, where, type Course } from './harness.ts';
import { output, python } from './peers.ts';

const ROUNDS = 9;
/** 150 mm of the vessel, its occlusion in the middle. */
const SEEDS_MM = [15, 55, 90, 125, 165];

const PLACE = join(import.meta.dirname, '..', '..', 'dist', 'bench');
/** The peer looks no farther from the middle, mm. */
const PEER_RADIUS_MM = 2.5;

/** Calcium by its threshold alone, section by section. */
interface ByThreshold {
  /** Of all sections, mm². */
  readonly area: number;
  /** Of the sections that hold any, mm. */
  readonly length: number;
  readonly arcs: readonly number[];
}

/** P5: what the peer asks of its pictures, asked of our rays within the wall: what is above the threshold, how far around, how long. */
function byThreshold({ lumen, wall, edge, found: { look, calciumHu } }: VesselProfile, polar: PolarMap): ByThreshold {
  const { step, voxel } = look.rays;
  const { rawMm, rawArea } = certainCalcium({ ...look, polar }, lumen, wall, { stepMm: step, calciumHu, blurMm: edge.blurMm, voxelMm: voxel }, null);
  const arcs = calciumHu.map((_, n) => (360 / RAYS) * rawMm.subarray(n * RAYS, (n + 1) * RAYS).reduce((count, long) => count + Number(long >= RAY_HOLDS_MM), 0));
  return {
    area: ((2 * Math.PI) / RAYS) * rawArea.reduce((sum, area) => sum + area, 0), length: step * arcs.filter((arc) => arc > 0).length, arcs,
  };
}

/**
 * P5: calcium of the sections. The peer's is by threshold and label, on pictures that are cut; it is held against as much of ours: by
 * threshold, on rays that are cut. What else ours finds, wall, density and ranges, is measured beside it.
 */
function calciumCourses(profile: VesselProfile): readonly Course[] {
  const { found: { look, calciumHu } } = profile;
  const { sections, step } = look.rays;
  const [{ image }] = sections as [typeof sections[number]];
  const file = join(PLACE, 'calcium.int16');
  mkdirSync(PLACE, { recursive: true });
  writeFileSync(file, Buffer.concat(sections.map((section) => {
    const { values } = section.image;
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  })));
  const job = join(PLACE, 'calcium.json');
  writeFileSync(job, JSON.stringify({ file, size: image.plane.size[0], spacing: image.plane.spacing[0], step, levels: calciumHu, radius: PEER_RADIUS_MM }));
  const peer = python('scipy', 'numpy');
  const asked = (what: 'ms' | 'area' | 'length') => (python3: string): number => Number(output(python3, [join(import.meta.dirname, 'calciumPeer.py'), job, what]));
  const off = (what: 'area' | 'length') => (python3: string): number => 100 * Math.abs(byThreshold(profile, look.polar)[what] / asked(what)(python3) - 1);
  return [
    {
      title: `P5  calcium of ${sections.length} sections by threshold: area, arc, length`, unit: 'ms', rounds: ROUNDS, warmUps: 4,
      contenders: [
        { name: 'Fullmoon, on rays', run: () => timed(() => byThreshold(profile, look.polar)) },
        { name: 'scipy label and numpy, on pictures', run: where(peer, asked('ms')) },
        { name: 'Fullmoon, its rays cut from the pictures first', run: () => timed(() => byThreshold(profile, polarMap(sections, look.polar.centres))) },
        { name: 'Fullmoon, with wall, density and ranges', run: () => timed(() => lastOf(profiling(look))) },
      ],
      goals: [{ id: 'P5', against: 'scipy label and numpy, on pictures', atLeast: 2 }],
    },
    ...(['area', 'length'] as const).map((what): Course => ({
      title: `P5  calcified ${what} by threshold, off the peer's`, unit: '%', rounds: 1, warmUps: 0,
      contenders: [{ name: 'Fullmoon', run: where(peer, off(what)) }], goals: [{ id: 'P5', atMost: 3 }],
    })),
  ];
}

/**
 * The longest that work does not ask whether it is still wanted, as the measuring thread does it: so long giving it up takes at most.
 *
 * @returns ms of processor time: of many stretches the longest is always one in which others had the processor
 */
async function longestUnasked(steps: Generator<unknown, unknown>): Promise<number> {
  let [longest, last] = [0, process.threadCpuUsage()];
  const asked = (): boolean => {
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    last = process.threadCpuUsage();
    return true;
  };
  await finishedWithTurns(steps, asked);
  asked();
  return longest;
}

/** How soon work is given up that nobody waits for any more: all of a vessel in a volume that nothing is known of, and a path over flat ground. */
function givingUp(volume: Volume, seeds: readonly PointLps[]): readonly Course[] {
  const work: VesselWork = { points: seeds, caps: { proximal: null, distal: null }, threshold: { openHu: null, occlusionHu: null }, contours: [] };
  const flat = { ...volume, voxels: new Int16Array(volume.voxels.length).fill(300) };
  const of = (title: string, steps: () => Generator<unknown, unknown>): Course => ({
    title: `giving up ${title}: the longest between two looks whether it is still wanted`, unit: 'ms', rounds: ROUNDS, warmUps: 0,
    contenders: [{ name: 'Fullmoon', run: () => longestUnasked(steps()) }], goals: [{ id: 'giving up', atMost: 100 }],
  });
  return [
    of('all of a vessel, two points', () => vesselSteps(searchSpace(volume), { ...work, points: [seeds[0], seeds.at(-1)].filter((seed) => seed !== undefined) }, 'all', null)),
    of('all of a vessel, five points', () => vesselSteps(searchSpace(volume), work, 'all', null)),
    of('a path over flat, bright ground', () => tracing(searchSpace(flat), seeds)),
  ];
}

/** What an operator waits for: everything that follows from a change, on a path of 150 mm with a section each 0.5 mm. */
export async function measureCourses(): Promise<readonly Course[]> {
  const { volume } = await benchVolume();
  const space = searchSpace(volume);
  const { occlusion } = benchVessel();
  const caps = { proximal: alongBenchVessel(occlusion?.fromMm ?? 0), distal: alongBenchVessel(occlusion?.toMm ?? 0) };
  const seeds = SEEDS_MM.map(alongBenchVessel);
  const work: VesselWork = { points: seeds, caps, threshold: { openHu: null, occlusionHu: null }, contours: [] };
  /** What the measuring thread finds and the page measures from it. */
  const measured = (of: VesselWork, before: KnownVessel | null): KnownVessel => {
    const found = lastOf(vesselSteps(space, of, 'draft', null, before));
    if (!found.ok) throw new Error(found.failure.code);
    const { known, answer: { findings, refusal } } = found.value;
    const measures = findings === null ? null : lesionMeasures(findings);
    if (measures?.ok !== true) throw new Error(refusal?.code ?? 'not measured');
    return known;
  };
  const vessel = measured(work, null);
  const { tracing: { centreline }, seen, drawn } = vessel;
  const point = centrelineAt(centreline, mm(70));
  if (seen === null || drawn === null || point === undefined) throw new Error('not measured');
  let turn = 0;
  const dragged = (): VesselWork =>
    ({ ...work, points: seeds.map((seed, n) => (n === 3 ? moved(seed, vectorLps(0.3 + 0.01 * turn, 0.2, 0)) : seed)) });
  const outline = (radius: number): readonly PointLps[] => Array.from({ length: 48 }, (_, n) =>
    lpsFromUv(planeAcross(point), pointUv(radius * Math.cos((n * Math.PI) / 24), radius * Math.sin((n * Math.PI) / 24))));
  const waits = (title: string, atMost: number, run: () => unknown): Course => ({
    title: `${title}: ${seen.sections.length} sections over ${centreline.length.toFixed(0)} mm`, unit: 'ms', rounds: ROUNDS, warmUps: 4,
    contenders: [{ name: 'Fullmoon', run: () => { turn += 1; return timed(run); } }], goals: [{ id: title, atMost }],
  });
  return [
    ...givingUp(volume, seeds),
    ...calciumCourses(drawn.profile),
    waits('changed threshold', 50, () => measured({ ...work, threshold: { openHu: null, occlusionHu: hu(300 + 5 * turn) } }, vessel)),
    waits('edited contour', 50, () => measured({ ...work, contours: [{ which: 'wall', at: point.at, outline: outline(1.8 + 0.02 * turn) }] }, vessel)),
    waits('dragged cap', 150, () => measured({ ...work, caps: { ...caps, proximal: alongBenchVessel((occlusion?.fromMm ?? 0) + 0.05 * turn) } }, vessel)),
    waits('dragged seed, its path alone', 150, () => lastOf(vesselSteps(space, dragged(), 'path', null, vessel))),
    waits('dragged seed', 150, () => measured(dragged(), vessel)),
  ];
}
