import { describe, expect, it } from 'vitest';
import type { Centreline } from '../../../core/centreline/centreline.ts';
import { draftLine } from '../../../core/centreline/draftLine.ts';
import { searchSpace } from '../../../core/centreline/searchSpace.ts';
import { tracing } from '../../../core/centreline/trace.ts';
import { between, dot, moved, norm, type PointLps, pointLps, type VectorLps, vectorLps } from '../../../core/geometry/frame.ts';
import { footOnLine, polylineLength } from '../../../core/geometry/polyline.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import { mm } from '../../../core/units.ts';
import { arcVessel, finished, scene } from './scene.ts';

/** A path along x of 40 mm, traced through points at 0, 20 and 40 mm; bridged from 15 to 25 mm. */
const LINE: Centreline = {
  points: Array.from({ length: 81 }, (_, n) => ({
    at: pointLps(n / 2, 0, 0), abscissa: mm(n / 2), tangent: vectorLps(1, 0, 0), u: vectorLps(0, 1, 0), v: vectorLps(0, 0, 1),
    isBridged: n / 2 >= 15 && n / 2 < 25, uncertainty: mm(0.3),
  })),
  step: mm(0.5), length: mm(40), by: 'test',
  legs: [{ from: mm(0), to: mm(20), bridged: mm(5) }, { from: mm(20), to: mm(40), bridged: mm(5) }],
};
const [A, B, C] = [pointLps(0, 0, 0), pointLps(20, 0, 0), pointLps(40, 0, 0)];
const THROUGH = [A, B, C];

function bent(points: readonly PointLps[], line = LINE, through: readonly PointLps[] = THROUGH): Centreline {
  const draft = draftLine(points, line, through);
  if (draft === null) throw new Error('not bent');
  return draft;
}
const places = ({ points }: Centreline): readonly PointLps[] => points.map(({ at }) => at);

describe('a path whose points were carried', () => {
  it('is the very same where they were not, and none where one came or went or nobody knows how it ran by one', () => {
    expect(draftLine(THROUGH, LINE, THROUGH)).toBe(LINE);
    expect([draftLine([A, C], LINE, THROUGH), draftLine([A, B, C, pointLps(50, 0, 0)], LINE, THROUGH), draftLine([], LINE, [])]).toEqual([null, null, null]);
    expect(draftLine([A, pointLps(20, 1, 0), C], { ...LINE, legs: [] }, THROUGH)).toBeNull();
    // A path turned round, or one of other points: nobody carried them there.
    expect([draftLine([C, B, A], LINE, THROUGH), draftLine([A, pointLps(20, 5, 0), pointLps(40, 5, 0)], LINE, THROUGH)]).toEqual([null, null]);
  });
  it('runs by where they are now, as long as its course is, in even steps', () => {
    const line = bent([A, pointLps(20, 4, 0), C]);
    const course = places(line);
    expect([course[0], course.at(-1)]).toEqual([A, C]);
    expect(footOnLine(course, pointLps(20, 4, 0))?.distance).toBeLessThan(0.01);
    expect(line.length).toBeCloseTo(polylineLength(course), 9);
    expect(line.length).toBeGreaterThan(40.5);
    for (const [n, { abscissa }] of line.points.entries()) expect(abscissa).toBeCloseTo(n * line.step, 2);
    expect(line.legs.map(({ from, to }) => [from, to])).toEqual([[0, expect.closeTo(line.length / 2, 6)], [expect.closeTo(line.length / 2, 6), line.length]]);
  });
  it('has axes across it that belong together', () => {
    for (const { tangent, u, v } of bent([A, pointLps(20, 4, 3), C]).points) {
      expect([dot(u, v), dot(u, tangent), dot(v, tangent)].every((cosine) => Math.abs(cosine) < 1e-9)).toBe(true);
      expect([norm(u), norm(v), norm(tangent)].every((length) => Math.abs(length - 1) < 1e-9)).toBe(true);
    }
  });
  it('keeps where there is no contrast, and how certain it is only on legs that were not bent', () => {
    const line = bent([A, B, pointLps(40, 3, 0)]);
    expect(line.points.filter(({ isBridged }) => isBridged).length * line.step).toBeCloseTo(10, 0);
    for (const { bridged } of line.legs) expect(Math.abs(bridged - 5)).toBeLessThanOrEqual(line.step + 0.05);
    for (const { abscissa, uncertainty } of line.points) expect(uncertainty).toBe(abscissa <= 20 ? 0.3 : Infinity);
  });
  it('is the mirrored path of mirrored points', () => {
    const [up, down] = [bent([A, pointLps(20, 4, 0), C]), bent([A, pointLps(20, -4, 0), C])];
    for (const [n, [x, y, z]] of places(up).entries()) expect(places(down)[n]?.map((value) => value + 0)).toEqual([x, -y + 0, z]);
  });
});

it('lies near the path that is traced in the end, as long as a point is carried along the vessel', () => {
  const vessel = arcVessel();
  const space = searchSpace(scene(vessel));
  const at = (abscissa: number, off: VectorLps = vectorLps(0, 0, 0)): PointLps => moved(courseAt(vessel.course, abscissa), off);
  const through = [at(2), at(20), at(54)];
  const [before, after] = [through, [at(2), at(20, vectorLps(0.4, 0.3, 0)), at(54)]].map((points) => {
    const traced = finished(tracing(space, points));
    if (!traced.ok) throw new Error(traced.failure.code);
    return traced.value.centreline;
  });
  if (before === undefined || after === undefined) throw new Error('not traced');
  const draft = places(bent([at(2), at(20, vectorLps(0.4, 0.3, 0)), at(54)], before, through));
  const gaps = draft.map((place) => footOnLine(places(after), place)?.distance ?? Infinity);
  // The traced path stays in the middle of the vessel: no farther off than the point was carried.
  expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(0.25);
  expect(Math.max(...gaps)).toBeLessThan(0.5 + norm(between(at(20), places(before).reduce((near, place) =>
    (norm(between(at(20), place)) < norm(between(at(20), near)) ? place : near)))));
});
