import { describe, expect, it } from 'vitest';
import { courseBetween } from '../../../core/centreline/centreline.ts';
import { greatestBend } from '../../../core/geometry/bend.ts';
import { norm, between } from '../../../core/geometry/frame.ts';
import { polylineLength } from '../../../core/geometry/polyline.ts';
import { painted, trunkSolid } from '../../../core/phantom/solids.ts';
import { mm } from '../../../core/units.ts';
import { gapToCourse, paintedVessel, vesselCase } from '../../phantoms/randomVessel.ts';
import { arcVessel, errorsOf, scene, seedNear, traced } from './scene.ts';

/** Muscle all around. */
const MUSCLE = painted(trunkSolid(0, 0, 500, 500), 112);

describe('an occlusion buried in muscle', () => {
  it.each([70, 85])('is followed where its plaque of %d HU is a little darker than the muscle', (plaqueHu) => {
    const vessel = arcVessel({ occlusion: { fromMm: 18, toMm: 38, proximalCap: { shape: 'blunt' }, distalCap: { shape: 'blunt' }, plaqueHu } });
    const result = traced(scene(vessel, [MUSCLE], [], 30), [seedNear(vessel, 3, [0.5, 1, -0.6]), seedNear(vessel, 53, [0.4, -1, 0.8])]);
    const { occluded, most } = errorsOf(result, vessel);
    expect([occluded < 0.5, most < 1.2], `${occluded} ${most}`).toEqual([true, true]);
  });
  it('that is as bright as the muscle is bridged, and says how uncertain that is', () => {
    const vessel = arcVessel({ occlusion: { fromMm: 16, toMm: 40, proximalCap: { shape: 'blunt' }, distalCap: { shape: 'blunt' }, plaqueHu: 112 } });
    const result = traced(scene(vessel, [MUSCLE], [], 25), [seedNear(vessel, 3), seedNear(vessel, 53)]);
    const points = result.ok ? result.value.centreline.points.map((point) => ({ ...point, off: gapToCourse(vessel, point.at).distance })) : [];
    const middle = points.find(({ abscissa }) => abscissa >= 25);
    expect(middle?.uncertainty).toBeGreaterThan(1.5);
    const covered = points.filter(({ off, uncertainty }) => off <= uncertainty).length / points.length;
    expect(covered).toBeGreaterThan(0.9);
  });
});

it('nineteen of twenty points lie within their stated uncertainty, in fat, mixed and muscle', () => {
  const shares = [1, 2, 4, 6, 9, 13, 24, 34].map((seed) => {
    const { vessel, volume, seeds } = paintedVessel(vesselCase(seed, { occlusionMm: 10 + 2 * (seed % 6) }));
    const result = traced(volume, seeds);
    const points = result.ok ? result.value.centreline.points : [];
    return points.filter(({ at, uncertainty }) => gapToCourse(vessel, at).distance <= uncertainty).length / Math.max(1, points.length);
  });
  expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(0.95);
});

describe('the course between two abscissae', () => {
  const vessel = arcVessel();
  const result = traced(scene(vessel), [seedNear(vessel, 3), seedNear(vessel, 53)]);
  const line = result.ok ? result.value.centreline : { points: [], step: mm(1) };
  it('is cut off exactly there', () => {
    const course = courseBetween(line, mm(10.13), mm(30.77));
    expect(Math.abs(polylineLength(course) - 20.64)).toBeLessThan(0.01);
    expect(norm(between(course[0]!, line.points[20]!.at))).toBeLessThan(0.2);
  });
  it('is none the wrong way round', () => expect(courseBetween(line, mm(30), mm(10))).toEqual([]));
});

it('a tight bend in a short occlusion is not cut', () => {
  // 8 mm of occlusion that turns by about 80°: the smoothness of long vessels would take 10° of it away.
  const { vessel, volume, seeds } = paintedVessel(vesselCase(281));
  const result = traced(volume, seeds);
  const { fromMm, toMm } = vessel.occlusion!;
  const points = result.ok ? result.value.centreline.points : [];
  const inside = points.filter(({ at }) => { const { atMm } = gapToCourse(vessel, at); return atMm >= fromMm && atMm <= toMm; });
  const bend = greatestBend(inside.map(({ at }) => at));
  expect(bend.ok && bend.value.angle).toBeGreaterThan(82 - 10);
});
