import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { planeAcross } from '../../../core/centreline/centreline.ts';
import { searchSpace } from '../../../core/centreline/searchSpace.ts';
import type { VesselWork } from '../../../core/contract/entries.ts';
import { moved, pointLps, vectorLps, type PointLps } from '../../../core/geometry/frame.ts';
import { lpsFromUv, pointUv } from '../../../core/geometry/plane.ts';
import { capsOnPath, lesionFindings, occlusionProfile } from '../../../core/lesion/occlusion.ts';
import { seenVessel } from '../../../core/lesion/seenVessel.ts';
import type { VesselFindings } from '../../../core/lesion/vesselFindings.ts';
import { vesselSteps, type Extent, type KnownVessel, type WorkedOut } from '../../../core/lesion/vesselSteps.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import { hu } from '../../../core/units.ts';
import { arcVessel, finished, scene } from '../centreline/scene.ts';
import { evenDeposit } from '../phantom/straightVessel.ts';

const vessel = arcVessel({ deposits: [evenDeposit(24.5, 29.5, 360, 2, 0), evenDeposit(31, 33, 120, 0.8, 90)] });
const space = searchSpace(scene(vessel));
const open = searchSpace(scene(arcVessel({ occlusion: null })));
const at = (abscissa: number): PointLps => courseAt(vessel.course, abscissa);
const WORK: VesselWork = {
  points: [at(2), at(54)], caps: { proximal: null, distal: null }, threshold: { openHu: null, occlusionHu: null }, contours: [],
};
const CAPS: VesselWork = { ...WORK, caps: { proximal: at(23), distal: at(33) } };

function worked(work: VesselWork, extent: Extent = 'draft', known: KnownVessel | null = null, within = space): WorkedOut {
  const found = finished(vesselSteps(within, work, extent, '1.2.3', known));
  if (!found.ok) throw new Error(found.failure.code);
  return found.value;
}
function findingsOf({ answer: { findings, refusal } }: WorkedOut): VesselFindings {
  if (findings === null) throw new Error(refusal?.message);
  return findings;
}
const first = worked(CAPS);
const found = findingsOf(first);

describe('what the engine finds of a vessel', () => {
  it('is what is measured step by step, section by section', () => {
    const { centreline } = first.answer;
    const caps = capsOnPath(centreline, { proximal: at(23), distal: at(33) });
    if (!caps.ok) throw new Error(caps.failure.code);
    const { look } = finished(seenVessel(space.volume, { centreline, caps: caps.value, stay: { proximal: true, distal: true } }));
    const profile = finished(occlusionProfile(look, {}));
    if (!profile.ok) throw new Error(profile.failure.code);
    expect(found).toMatchObject({ ...lesionFindings(profile.value, centreline, { seriesUid: '1.2.3', surroundings: null }), contourFaults: [] });
    expect([found.outlines.length, found.sections.length]).toEqual([found.centreline.points.length, found.centreline.points.length]);
  });
  it('is plain data that survives JSON, with radii to a hundredth', () => {
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    const radii = found.outlines.flatMap(({ wall, lumen, calcium }) => [...wall, ...(lumen ?? []), ...(calcium ?? []).flatMap((ray) => ray ?? [])]);
    expect(radii.every((radius) => radius >= 0 && Math.abs(100 * radius - Math.round(100 * radius)) < 1e-9)).toBe(true);
  });
  it('looks for what lies about the vessel only when all is asked for, and keeps it for the next drafts of the same path', () => {
    const all = worked(WORK, 'all');
    expect([found.surroundings, findingsOf(all).surroundings?.branches.branches, findingsOf(all).surroundings?.ostium.state]).toEqual([null, [], 'not found']);
    expect(findingsOf(worked(CAPS, 'draft', all.known)).surroundings).toBe(all.known.surroundings);
    expect(findingsOf(worked({ ...CAPS, points: [at(3), at(54)] }, 'draft', all.known)).surroundings).toBeNull();
  });
  it.each(['sketch', 'path'] as const)('is the path alone where no more is asked for: %s', (extent) => {
    expect(worked(WORK, extent).answer).toEqual({ draft: false, centreline: first.answer.centreline, findings: null, refusal: null });
  });
  it('of a sketch is all but what lies about it', () => {
    expect(findingsOf(worked({ ...CAPS, threshold: { openHu: null, occlusionHu: hu(420) } }, 'sketch', first.known)).threshold.occlusionHu).toBe(420);
  });
  it('draws calcium on exactly the rays that count towards the arc, inside the wall', () => {
    found.outlines.forEach(({ calcium, wall }, n) => {
      const rays = (calcium ?? []).filter((ray) => ray !== null);
      expect(3 * rays.length).toBe(found.sections[n]?.arc);
      (calcium ?? []).forEach((ray, r) => expect(ray === null || (ray[0] >= 0 && ray[0] < ray[1] && ray[1] <= (wall[r] ?? 0) + 0.01)).toBe(true));
    });
    expect(found.outlines.some(({ calcium }) => calcium !== null)).toBe(true);
  });
});

describe('a vessel worked on again', () => {
  it.each<readonly [string, VesselWork]>([
    ['nothing changed', CAPS],
    ['another threshold', { ...CAPS, threshold: { openHu: null, occlusionHu: hu(420) } }],
    ['a moved cap', { ...CAPS, caps: { proximal: at(21), distal: at(33) } }],
    ['a moved point', { ...CAPS, points: [at(2), moved(at(54), vectorLps(0.2, 0, 0))] }],
    ['a point more', { ...CAPS, points: [at(2), at(28), at(54)] }],
  ])('with %s answers what it answers from the start', (_, work) => {
    const [again, fresh] = [worked(work, 'draft', first.known), worked(work)];
    expect(again.answer).toEqual(fresh.answer);
    // What the next change is made from.
    expect(isDeepStrictEqual([again.known.seen, again.known.drawn], [fresh.known.seen, fresh.known.drawn])).toBe(true);
  });
  it('does not trace the same points again, nor look again at the same caps, nor cut again for a cap that moved', () => {
    const again = worked({ ...CAPS, points: CAPS.points.map(([x, y, z]) => pointLps(x, y, z)), threshold: { openHu: null, occlusionHu: hu(420) } }, 'draft', first.known);
    expect(again.known.tracing).toBe(first.known.tracing);
    expect(again.known.seen?.look).toBe(first.known.seen?.look);
    const moved = worked({ ...CAPS, caps: { proximal: at(21), distal: at(33) } }, 'draft', first.known).known;
    expect([moved.tracing === first.known.tracing, moved.seen?.sections === first.known.seen?.sections, moved.seen?.rays === first.known.seen?.rays]).toEqual([true, true, true]);
  });
});

describe('caps that nobody set', () => {
  it('are proposed where the picture shows that contrast ends and resumes', () => {
    const own = findingsOf(worked(WORK));
    expect([own.areCapsProposed, own.proposedCaps]).toEqual([true, { proximal: own.proximalCap, distal: own.distalCap }]);
    // The path begins 2 mm along the vessel, which is occluded from 22 to 34 mm; half a step of the centreline.
    expect(Math.abs(own.proximalCap.abscissa - 20)).toBeLessThan(0.25);
    expect(Math.abs(own.distalCap.abscissa - 32)).toBeLessThan(0.25);
    expect([own.proximalCap.isSeen, own.proximalCap.shape, own.distalCap.isSeen]).toEqual([true, 'blunt', true]);
  });
  it('stand beside those that were set, which stay where they were put', () => {
    expect([found.areCapsProposed, found.proposedCaps]).toEqual([false, findingsOf(worked(WORK)).proposedCaps]);
    expect(Math.abs(found.proximalCap.abscissa - 21)).toBeLessThan(0.1);
    const half = findingsOf(worked({ ...WORK, caps: { proximal: null, distal: at(33) } }));
    expect([half.areCapsProposed, half.proximalCap, half.distalCap]).toEqual([true, found.proposedCaps?.proximal, found.distalCap]);
  });
  it('are looked for on the far side of the one that was set', () => {
    expect(worked({ ...WORK, caps: { proximal: at(45), distal: null } }).answer.refusal?.code).toBe('caps/nothing-bridged');
    expect(worked({ ...WORK, caps: { proximal: null, distal: at(10) } }).answer.refusal?.code).toBe('caps/nothing-bridged');
  });
  it('are asked for in a vessel that is open all along; caps that were set there are refused', () => {
    const answer = worked(WORK, 'all', null, open).answer;
    expect([answer.findings, answer.refusal?.code, answer.centreline.points.length > 50]).toEqual([null, 'caps/nothing-bridged', true]);
    expect(answer.refusal?.message).toContain('Set the proximal and the distal cap by hand');
    expect(worked(CAPS, 'all', null, open).answer.refusal?.code).toBe('measure/no-occlusion');
  });
  it('are asked for on a path that ends inside the occlusion', () => {
    const { refusal } = worked({ ...WORK, points: [at(2), at(28)] }).answer;
    expect([refusal?.code, refusal?.message]).toEqual(['caps/no-contrast-beyond', expect.stringContaining('Trace on to where contrast resumes')]);
  });
  it('are refused where they lie off the path or in the wrong order, with the path all the same', () => {
    const off = worked({ ...WORK, caps: { proximal: pointLps(0, 20, 0), distal: at(33) } }).answer;
    const turned = worked({ ...WORK, caps: { proximal: at(33), distal: at(23) } }).answer;
    expect([off.refusal?.code, turned.refusal?.code, off.centreline]).toEqual(['measure/cap-off-the-path', 'measure/caps-in-wrong-order', first.answer.centreline]);
  });
});

describe('contours that were drawn', () => {
  const n = 40;
  const point = first.answer.centreline.points[n] ?? first.answer.centreline.points[0];
  const circle = (radius: number, aside = 0): readonly PointLps[] => Array.from({ length: 48 }, (_, k) =>
    (point === undefined ? at(0) : lpsFromUv(planeAcross(point), pointUv(aside + radius * Math.cos((k * Math.PI) / 24), radius * Math.sin((k * Math.PI) / 24)))));
  const here = point?.at ?? at(0);
  it('stand on the section nearest to where they were drawn, and their neighbours follow', () => {
    const drawn = findingsOf(worked({ ...CAPS, contours: [{ which: 'wall', at: here, outline: circle(3) }] }, 'draft', first.known));
    expect([drawn.sections[n]?.wallFrom, drawn.sections[n + 1]?.wallFrom, drawn.contourFaults]).toEqual(['operator', 'adapted', []]);
    expect(Math.abs(Math.PI * 9 - (drawn.sections[n]?.vesselArea ?? 0))).toBeLessThan(0.5);
  });
  it('are left out and named where they cannot stand, by their place in the work', () => {
    const { contourFaults, sections } = findingsOf(worked({
      ...CAPS, contours: [
        { which: 'wall', at: here, outline: circle(3) }, { which: 'wall', at: here, outline: circle(1, 6) },
        { which: 'lumen', at: moved(here, vectorLps(0, 8, 0)), outline: circle(2) },
      ],
    }));
    expect(contourFaults).toEqual([
      { contour: 1, message: expect.stringContaining('does not hold the middle of the vessel') },
      { contour: 2, message: expect.stringContaining('no longer runs where') },
    ]);
    expect(sections[n]?.wallFrom).toBe('operator');
  });
});

it('a path that cannot be traced says why and at which point, and leaves what was known as it is', () => {
  const failed = finished(vesselSteps(space, { ...WORK, points: [at(2), pointLps(0, 40, 0)] }, 'all', null, first.known));
  expect(failed).toMatchObject({ ok: false, failure: { code: 'vessel/not-traced', reason: 'centreline/point-outside', point: 1, message: expect.stringContaining('Point 2') } });
  expect(worked(CAPS, 'draft', first.known).answer).toEqual(first.answer);
});
