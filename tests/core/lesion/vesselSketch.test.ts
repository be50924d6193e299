import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { planeAcross } from '../../../core/centreline/centreline.ts';
import { searchSpace } from '../../../core/centreline/searchSpace.ts';
import type { VesselWork } from '../../../core/contract/entries.ts';
import { moved, type PointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { lpsFromUv, pointUv } from '../../../core/geometry/plane.ts';
import type { VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import { vesselSteps, type Extent, type KnownVessel, type WorkedOut } from '../../../core/lesion/vesselSteps.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import { randomStream } from '../../../core/phantom/random.ts';
import { hu } from '../../../core/units.ts';
import { arcVessel, finished, scene } from '../centreline/scene.ts';
import { evenDeposit } from '../phantom/straightVessel.ts';

const vessel = arcVessel({ deposits: [evenDeposit(24.5, 29.5, 360, 2, 0), evenDeposit(31, 33, 120, 0.8, 90)] });
const space = searchSpace(scene(vessel));
const at = (abscissa: number): PointLps => courseAt(vessel.course, abscissa);
const WORK: VesselWork = {
  points: [at(2), at(20), at(54)], caps: { proximal: at(23), distal: at(33) }, threshold: { openHu: null, occlusionHu: null }, contours: [],
};

function worked(work: VesselWork, extent: Extent, known: KnownVessel | null): WorkedOut {
  const found = finished(vesselSteps(space, work, extent, '1.2.3', known));
  if (!found.ok) throw new Error(found.failure.code);
  return found.value;
}
function findingsOf({ answer: { findings, refusal } }: WorkedOut): VesselFindings {
  if (findings === null) throw new Error(refusal?.message);
  return findings;
}
const first = worked(WORK, 'all', null);
const { centreline } = first.answer;
const n = 53;
const point = centreline.points[n];
const contour = (which: 'wall' | 'lumen', radius: number, section = point): VesselWork['contours'][number] => ({
  which, at: section?.at ?? at(0),
  outline: Array.from({ length: 48 }, (_, k) => (section === undefined ? at(0)
    : lpsFromUv(planeAcross(section), pointUv(radius * Math.cos((k * Math.PI) / 24), radius * Math.sin((k * Math.PI) / 24))))),
});
const dragged: readonly (readonly [string, VesselWork])[] = [
  ['a cap into the occlusion', { ...WORK, caps: { proximal: at(25), distal: at(33) } }],
  ['a cap away from it', { ...WORK, caps: { proximal: at(20), distal: at(33) } }],
  ['a threshold', { ...WORK, threshold: { openHu: null, occlusionHu: hu(420) } }],
  ['a contour of the wall', { ...WORK, contours: [contour('wall', 2.3)] }],
];

describe('a sketch of a vessel, while something is dragged', () => {
  it.each(dragged)('of %s is a draft, of which nothing is kept', (_, work) => {
    const sketch = worked(work, 'sketch', first.known);
    expect(sketch.answer.draft).toBe(true);
    expect(sketch.known.tracing).toBe(first.known.tracing);
    expect([sketch.known.seen, sketch.known.drawn, sketch.known.points]).toEqual([first.known.seen, first.known.drawn, first.known.points]);
    expect(isDeepStrictEqual(worked(work, 'all', sketch.known).answer, worked(work, 'all', null).answer)).toBe(true);
  });
  it('is no draft where nothing was found before, nor is any other answer', () => {
    expect(worked(WORK, 'sketch', null).answer).toEqual({ draft: false, centreline, findings: null, refusal: null });
    const path = worked(WORK, 'path', null).known;
    expect(worked(WORK, 'sketch', path).answer).toEqual(worked(WORK, 'draft', null).answer);
    for (const extent of ['sketch', 'path', 'draft', 'all'] as const) expect(worked({ ...WORK, points: [at(2), at(21), at(54)] }, extent, first.known).answer.draft).toBe(false);
  });
  it('finds what was found where nothing has changed', () => {
    const { findings } = worked(WORK, 'sketch', first.known).answer;
    expect(isDeepStrictEqual(findings, first.answer.findings)).toBe(true);
  });
  it.each(dragged)('of %s is nearly what is found in the end', (_, work) => {
    const [sketch, exact] = [findingsOf(worked(work, 'sketch', first.known)), findingsOf(worked(work, 'draft', first.known))];
    expect([sketch.proximalCap, sketch.distalCap, sketch.threshold.occlusionHu]).toEqual([exact.proximalCap, exact.distalCap, exact.threshold.occlusionHu]);
    expect(sketch.outlines.map(({ lumen }) => lumen !== null)).toEqual(exact.outlines.map(({ lumen }) => lumen !== null));
    const mean = (of: (section: VesselFindings['sections'][number]) => number): number => exact.sections.reduce((sum, section, k) =>
      sum + Math.abs(of(section) - of(sketch.sections[k] ?? section)), 0) / exact.sections.length;
    expect(mean(({ arc }) => arc)).toBeLessThan(3);
    expect(mean(({ csaPercent }) => csaPercent)).toBeLessThan(1);
    expect(mean(({ vesselArea }) => vesselArea)).toBeLessThan(0.3);
  });
  it('refuses caps in the wrong order, and where no occlusion lies between them, as all else does', () => {
    const turned = { ...WORK, caps: { proximal: at(33), distal: at(23) } };
    expect(worked(turned, 'sketch', first.known).answer.refusal).toEqual(worked(turned, 'all', null).answer.refusal);
    const open = { ...WORK, caps: { proximal: at(40), distal: at(50) } };
    expect(worked(open, 'sketch', first.known).answer.refusal?.code).toBe('measure/no-occlusion');
    expect(worked(open, 'all', null).answer.refusal?.code).toBe('measure/no-occlusion');
  });
});

describe('what is found in the end', () => {
  it('is the same with and without sketches before it, wherever the hand went', () => {
    const next = randomStream(11);
    const one = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T;
    const step = (work: VesselWork): VesselWork => one<() => VesselWork>([
      () => ({ ...work, caps: { proximal: at(20 + 5 * next()), distal: work.caps.distal } }),
      () => ({ ...work, caps: { proximal: work.caps.proximal, distal: next() < 0.3 ? null : at(31 + 4 * next()) } }),
      () => ({ ...work, threshold: { openHu: null, occlusionHu: next() < 0.2 ? null : hu(Math.round(250 + 600 * next())) } }),
      () => ({ ...work, contours: next() < 0.3 ? [] : [contour(one(['wall', 'lumen']), 1 + 1.5 * next(), centreline.points[30 + Math.floor(40 * next())])] }),
      () => ({ ...work, points: [at(2), moved(at(20), vectorLps(next() - 0.5, next() - 0.5, 0)), at(54)] }),
    ])();
    let [sketched, plain, work] = [first.known, first.known, WORK];
    for (let round = 0; round < 5; round += 1) {
      for (let k = 0; k < 4; k += 1) {
        work = step(work);
        const { known } = worked(work, 'sketch', sketched);
        sketched = known;
      }
      const extent = one(['path', 'draft', 'all'] as const);
      const [with_, without] = [worked(work, extent, sketched), worked(work, extent, plain)];
      [sketched, plain] = [with_.known, without.known];
      expect(isDeepStrictEqual(with_.answer, without.answer), `round ${round}`).toBe(true);
    }
  });
});
