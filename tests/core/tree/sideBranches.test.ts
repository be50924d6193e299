import { describe, expect, it } from 'vitest';
import { searchSpace } from '../../../core/centreline/searchSpace.ts';
import { leftMainLength } from '../../../core/tree/leftMain.ts';
import { ostiumOf } from '../../../core/tree/ostium.ts';
import { moved, vectorLps } from '../../../core/geometry/frame.ts';
import { courseAt, courseDirection } from '../../../core/phantom/course.ts';
import { openRadiusAt } from '../../../core/phantom/vessel.ts';
import { branchesAtCap } from '../../../core/tree/branchesAtCap.ts';
import { type SideBranch, sideBranches } from '../../../core/tree/sideBranches.ts';
import { deg, mm } from '../../../core/units.ts';
import { evenDeposit } from '../phantom/straightVessel.ts';
import { gapToCourse } from '../../phantoms/randomVessel.ts';
import { arcVessel, finished, scene, seedNear } from '../centreline/scene.ts';
import { heartVolume, tracedAlong } from './heartVolume.ts';
import { randomTree } from './randomTree.ts';
import { tracing } from '../../../core/centreline/trace.ts';

describe('side branches of random trees, with a vein across the vessel and a chamber beside it', () => {
  it.each([40, 41, 42, 43, 44, 45, 46, 47])('tree %d', (seed) => {
    const { vessel, branches, volume, seeds } = randomTree(seed);
    const space = searchSpace(volume);
    const result = finished(tracing(space, seeds));
    const found = result.ok ? finished(sideBranches(space, result.value.centreline)).branches : [];
    // All are wider than 1.5 mm: each is found, and nothing else is.
    expect(found.length).toBe(branches.length);
    for (const one of branches) {
      const own = found.find(({ course }) => gapToCourse(one.vessel, course[2] ?? seeds[0]!).distance < 1);
      expect(Math.abs((own?.diameter ?? NaN) - one.diameter)).toBeLessThan(0.3);
      expect(Math.abs((own?.angle ?? NaN) - one.angle)).toBeLessThan(15);
      expect(Math.abs(gapToCourse(vessel, own?.ostium ?? seeds[0]!).atMm - one.ostiumMm)).toBeLessThan(2);
    }
  });
});

describe('side branches of the heart', () => {
  const { phantom, volume } = heartVolume();
  const space = searchSpace(volume);
  it('tell the left main from the aorta to where the circumflex leaves', () => {
    const [lm, lad] = [byName('LM'), byName('LAD')];
    const seeds = [moved(courseAt(lm.course, 0), vectorLps(-6, -2, 0)), courseAt(lm.course, 10), courseAt(lad.course, 40)];
    const result = finished(tracing(space, seeds));
    expect(result.ok).toBe(true);
    if (!result.ok) return;
    const { centreline } = result.value;
    // The root's lumen covers the first 3 to 5 mm of the course; the circumflex leaves at 17.5 mm.
    const length = leftMainLength(ostiumOf(space, centreline), finished(sideBranches(space, centreline)).branches);
    expect(length).toBeGreaterThan(10);
    expect(length).toBeLessThan(17);
  });
  const byName = (name: string) => phantom.tree.vessels.find((vessel) => vessel.name === name)!;
  it.each([
    ['RCA', [2, 30, 60, 100, 150]], ['LAD', [2, 40, 90]], ['LCx', [2, 40, 70]],
  ] as const)('%s: every branch of 1.5 mm is found in its place, and none that is not there', (name, at) => {
    const vessel = byName(name);
    const result = tracedAlong(space, vessel, at);
    const found = result.ok ? finished(sideBranches(space, result.value.centreline)).branches : [];
    const truths = phantom.tree.origins.filter(({ parent }) => parent === name).map(({ vessel: child, atMm }) => ({ child: byName(child), atMm }));
    const nameOf = (branch: SideBranch): string =>
      truths.find(({ child }) => gapToCourse(child, branch.course[3] ?? branch.ostium).distance < 1)?.child.name ?? 'none';
    const names = found.map(nameOf);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('none');
    for (const { child, atMm } of truths) {
      const width = 2 * openRadiusAt(child, 3);
      const own = found.find((branch) => nameOf(branch) === child.name);
      if (width >= 1.5) expect(own, child.name).toBeDefined();
      if (own === undefined) continue;
      expect(Math.abs(own.diameter - width), child.name).toBeLessThan(0.3);
      // The ostium lies beyond where the axes meet, by no more than a shallow branch runs within its parent.
      const place = gapToCourse(vessel, own.ostium).atMm;
      expect(place, child.name).toBeGreaterThan(atMm - 1);
      expect(place, child.name).toBeLessThan(atMm + 5);
      const [a, b] = [courseDirection(vessel.course, atMm), courseDirection(child.course, 4)];
      const angle = (Math.acos(Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])) * 180) / Math.PI;
      expect(Math.abs(own.angle - angle), child.name).toBeLessThan(15);
    }
  });
});

describe('there is no side branch at', () => {
  const found = (vessel: ReturnType<typeof arcVessel>): readonly SideBranch[] => {
    const space = searchSpace(scene(vessel));
    const result = finished(tracing(space, [seedNear(vessel, 4), seedNear(vessel, 52)]));
    return result.ok ? finished(sideBranches(space, result.value.centreline)).branches : [];
  };
  it('calcium in the open vessel, in the occlusion, or a stent', () => {
    expect(found(arcVessel({ deposits: [evenDeposit(8, 14, 160, 0.6, 40), evenDeposit(23, 33, 360, 1.4, 0), evenDeposit(40, 48, 90, 0.5, 200)] })))
      .toEqual([]);
    expect(found(arcVessel({ deposits: [evenDeposit(6, 18, 360, 0.55, 0, 1400)] }))).toEqual([]);
  });
  it('the ends of the path, where the vessel goes on', () => expect(found(arcVessel())).toEqual([]));
});

describe('a branch lies at the cap', () => {
  const branch = (abscissa: number, diameter: number): SideBranch => ({ abscissa: mm(abscissa), diameter: mm(diameter), angle: deg(60) }) as SideBranch;
  it.each([
    [2.9, 1.6, 1], [3, 1.6, 1], [3.1, 1.6, 0], [-3, 1.6, 1], [-3.1, 1.6, 0], [0, 1.49, 0], [0, 1.5, 0], [0, 1.51, 1],
  ])('%d mm off and %d mm wide: %d', (off, wide, count) => {
    expect(branchesAtCap([branch(20 + off, wide)], mm(20))).toHaveLength(count);
  });
  it('within 5 mm where that is chosen, nearest first', () => {
    expect(branchesAtCap([branch(16, 2), branch(21, 2), branch(26, 2)], mm(20), { wider: mm(1.5), within: mm(5) })
      .map(({ abscissa }) => abscissa)).toEqual([21, 16]);
  });
});
