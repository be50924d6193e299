import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { profileOf, type VesselProfile } from '../../core/calcium/profile.ts';
import { searchSpace } from '../../core/centreline/searchSpace.ts';
import { tracing, type Tracing } from '../../core/centreline/trace.ts';
import { moved, type PointLps, vectorLps } from '../../core/geometry/frame.ts';
import { pointUv } from '../../core/geometry/plane.ts';
import { measuredVessel, type MeasuredVessel, type VesselWork } from '../../core/lesion/measuredVessel.ts';
import { thinned } from '../../core/lesion/thinned.ts';
import { mm } from '../../core/units.ts';
import { benchVessel } from '../phantoms/benchPhantom.ts';
import { alongBenchVessel, benchVolume } from './benchVolume.ts';
import { timed, where, type Course } from './harness.ts';
import { output, python } from './peers.ts';

const ROUNDS = 9;
/** 150 mm of the vessel, its occlusion in the middle. */
const SEEDS_MM = [15, 55, 90, 125, 165];

function finished<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

const PLACE = join(import.meta.dirname, '..', '..', 'dist', 'bench');
/** The peer looks no farther from the middle, mm. */
const PEER_RADIUS_MM = 2.5;

/** P5: calcium of the sections. Ours with wall, density and ranges on rays; the peer by threshold and label, on the same pictures. */
function calciumCourse({ found: { look, calciumHu } }: VesselProfile): Course {
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
  return {
    title: `P5  calcium of ${sections.length} sections, from the start`, unit: 'ms', rounds: ROUNDS, warmUps: 4,
    contenders: [
      { name: 'Fullmoon, with wall, density and ranges', run: () => timed(() => profileOf(look)) },
      { name: 'scipy label and numpy, threshold alone', run: where(python('scipy', 'numpy'), (python3) =>
        Number(output(python3, [join(import.meta.dirname, 'calciumPeer.py'), job]))) },
    ],
    goals: [{ id: 'P5', against: 'scipy label and numpy, threshold alone', atLeast: 2 }],
  };
}

/** What an operator waits for: everything that follows from a change, on a path of 150 mm with a section each 0.5 mm. */
export async function measureCourses(): Promise<readonly Course[]> {
  const { volume } = await benchVolume();
  const space = searchSpace(volume);
  const { occlusion } = benchVessel();
  const caps = { proximal: alongBenchVessel(occlusion?.fromMm ?? 0), distal: alongBenchVessel(occlusion?.toMm ?? 0) };
  const seeds = SEEDS_MM.map(alongBenchVessel);
  const tracedFrom = (points: readonly PointLps[], known?: Tracing): Tracing => {
    const found = finished(tracing(space, points, known));
    if (!found.ok) throw new Error(found.failure.code);
    return found.value;
  };
  const measured = (work: VesselWork, known: MeasuredVessel | null): MeasuredVessel => {
    const found = measuredVessel(volume, work, known);
    if (!found.ok) throw new Error(found.failure.code);
    return found.value;
  };
  const first = tracedFrom(seeds);
  const work: VesselWork = { centreline: first.centreline, caps, choices: {} };
  const vessel = measured(work, null);
  let turn = 0;
  const dragged = (): readonly PointLps[] => seeds.map((seed, n) => (n === 3 ? moved(seed, vectorLps(0.3 + 0.01 * turn, 0.2, 0)) : seed));
  const outline = (radius: number) => Array.from({ length: 48 }, (_, n) =>
    pointUv(radius * Math.cos((n * Math.PI) / 24), radius * Math.sin((n * Math.PI) / 24)));
  const edit = { which: 'wall', abscissa: mm(70) } as const;
  const waits = (title: string, atMost: number, run: () => unknown): Course => ({
    title: `${title}: ${vessel.sections.length} sections over ${first.centreline.length.toFixed(0)} mm`, unit: 'ms', rounds: ROUNDS, warmUps: 4,
    contenders: [{ name: 'Fullmoon', run: () => { turn += 1; return timed(run); } }], goals: [{ id: title, atMost }],
  });
  return [
    calciumCourse(vessel.profile),
    waits('changed threshold', 50, () => measured({ ...work, choices: { threshold: { openHu: null, occlusionHu: 300 + 5 * turn } } }, vessel)),
    waits('edited contour', 50, () => measured({ ...work, choices: { contours: [{ ...edit, outline: outline(1.8 + 0.02 * turn) }] } }, vessel)),
    waits('dragged cap', 150, () => measured({ ...work, caps: { ...caps, proximal: alongBenchVessel((occlusion?.fromMm ?? 0) + 0.05 * turn) } }, vessel)),
    waits('dragged seed, its path alone', 150, () => tracedFrom(dragged(), first)),
    waits('dragged seed, a section each millimetre while it moves', 150, () =>
      measured({ ...work, centreline: thinned(tracedFrom(dragged(), first).centreline, 2) }, vessel)),
    waits('dragged seed', 150, () => measured({ ...work, centreline: tracedFrom(dragged(), first).centreline }, vessel)),
  ];
}
