import { searchSpace } from '../../core/centreline/searchSpace.ts';
import { tracing, type Tracing } from '../../core/centreline/trace.ts';
import { moved, type PointLps, vectorLps } from '../../core/geometry/frame.ts';
import { pointUv } from '../../core/geometry/plane.ts';
import { measuredVessel, type MeasuredVessel, type VesselWork } from '../../core/lesion/measuredVessel.ts';
import { thinned } from '../../core/lesion/thinned.ts';
import { mm } from '../../core/units.ts';
import { benchVessel } from '../phantoms/benchPhantom.ts';
import { alongBenchVessel, benchVolume } from './benchVolume.ts';
import { timed, type Course } from './harness.ts';

const ROUNDS = 9;
/** 150 mm of the vessel, its occlusion in the middle. */
const SEEDS_MM = [15, 55, 90, 125, 165];

function finished<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** What an operator waits for: everything that follows from a change, on a path of 150 mm with a section each 0.5 mm. */
export async function measureCourses(): Promise<readonly Course[]> {
  const { volume } = await benchVolume();
  const space = finished(searchSpace(volume));
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
    waits('changed threshold', 50, () => measured({ ...work, choices: { threshold: { openHu: null, occlusionHu: 300 + 5 * turn } } }, vessel)),
    waits('edited contour', 50, () => measured({ ...work, choices: { contours: [{ ...edit, outline: outline(1.8 + 0.02 * turn) }] } }, vessel)),
    waits('dragged cap', 150, () => measured({ ...work, caps: { ...caps, proximal: alongBenchVessel((occlusion?.fromMm ?? 0) + 0.05 * turn) } }, vessel)),
    waits('dragged seed, its path alone', 150, () => tracedFrom(dragged(), first)),
    waits('dragged seed, a section each millimetre while it moves', 150, () =>
      measured({ ...work, centreline: thinned(tracedFrom(dragged(), first).centreline, 2) }, vessel)),
    waits('dragged seed', 150, () => measured({ ...work, centreline: tracedFrom(dragged(), first).centreline }, vessel)),
  ];
}
