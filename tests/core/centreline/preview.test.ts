import { expect, it } from 'vitest';
import type { Centreline } from '../../../core/centreline/centreline.ts';
import { previewCourse, previewLegs, type TracedThrough } from '../../../core/centreline/preview.ts';
import { between, norm, type PointLps, pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { mm } from '../../../core/units.ts';

/** A path along x of 40 mm, traced through points at 0, 20 and 40 mm; bridged from 15 mm on. */
const LINE: Centreline = {
  points: Array.from({ length: 81 }, (_, n) => ({
    at: pointLps(n / 2, 0, 0), abscissa: mm(n / 2), tangent: vectorLps(1, 0, 0), u: vectorLps(0, 1, 0), v: vectorLps(0, 0, 1),
    isBridged: n / 2 >= 15 && n / 2 <= 25, uncertainty: mm(0.3),
  })),
  step: mm(0.5), length: mm(40), by: 'test',
  legs: [{ from: mm(0), to: mm(20), bridged: mm(5) }, { from: mm(20), to: mm(40), bridged: mm(5) }],
};
const [A, B, C] = [pointLps(0, 0, 0), pointLps(20, 0, 0), pointLps(40, 0, 0)];
const PATH: TracedThrough = { line: LINE, through: [A, B, C] };
const isTraced = (points: readonly PointLps[], path: TracedThrough | null = PATH) => previewLegs(points, path).map((leg) => leg.isTraced);
const reach = (points: readonly PointLps[]): number => Math.max(...previewCourse(previewLegs(points, PATH)).map(([, y]) => y));

it('is the traced path where no point was moved', () => {
  expect(previewCourse(previewLegs([A, B, C], PATH))).toEqual(LINE.points.map(({ at }) => at));
  expect(isTraced([A, B, C])).toEqual([true, true]);
});

it('is the traced path of points that were set beside the lumen, as long as they stay there', () => {
  const beside = [pointLps(0, 2.4, 0), pointLps(20, 0, 1.5), C];
  expect(isTraced(beside, { line: LINE, through: beside })).toEqual([true, true]);
  expect(isTraced([pointLps(0, 2.5, 0), ...beside.slice(1)], { line: LINE, through: beside })).toEqual([false, true]);
});

it('bends both legs of a point that is dragged, through where it is now, and leaves the far ends', () => {
  const legs = previewLegs([A, pointLps(20, 3, 0), C], PATH);
  expect(legs.map((leg) => leg.isTraced)).toEqual([false, false]);
  const course = previewCourse(legs);
  expect([course[0], course[40], course.at(-1)]).toEqual([A, pointLps(20, 3, 0), C]);
  // Half-way along a leg it is moved by half: the fade is symmetrical.
  expect(course[20]?.[1]).toBeCloseTo(1.5, 9);
  // Smooth: no step between neighbours is longer than the steepest of the fade, 1.5 times the mean slope.
  const steps = course.slice(1).map((point, n) => norm(between(course[n] ?? A, point)));
  expect(Math.max(...steps)).toBeLessThan(Math.hypot(0.5, 0.5 * 1.5 * (3 / 20)) + 1e-9);
});

it('follows the smallest move', () => {
  expect(isTraced([A, pointLps(20, 0.1, 0), C])).toEqual([false, false]);
});

it('keeps the traced legs where a point is added at the end, and spans the new one', () => {
  const legs = previewLegs([A, B, C, pointLps(50, 5, 0)], PATH);
  expect(legs.map((leg) => leg.isTraced)).toEqual([true, true, false]);
  const course = legs[2]?.course ?? [];
  expect([course[0], course.at(-1)]).toEqual([C, pointLps(50, 5, 0)]);
});

it('spans both sides of an inserted point and keeps the leg beyond', () => {
  expect(isTraced([A, pointLps(10, 2, 0), B, C])).toEqual([false, false, true]);
  expect(isTraced([pointLps(-9, 0, 0), A, B, C])).toEqual([false, true, true]);
  expect(reach([A, pointLps(10, 4, 0), B, C])).toBeCloseTo(4, 1);
});

it('spans the gap of a removed point', () => {
  expect(isTraced([A, C])).toEqual([false]);
  expect(isTraced([B, C])).toEqual([true]);
});

it('is a smooth curve through the points where nothing was traced: straight for points on a line', () => {
  const course = previewCourse(previewLegs([A, B, C], null));
  expect([course[0], course.at(-1)]).toEqual([A, C]);
  expect(Math.max(...course.map(([, y, z]) => Math.hypot(y, z)))).toBe(0);
  expect(course.every((point, n) => n === 0 || point[0] > (course[n - 1]?.[0] ?? 0))).toBe(true);
});

it('is nothing for less than two points', () => {
  expect([previewLegs([], null), previewLegs([A], PATH)]).toEqual([[], []]);
});
