import { describe, expect, it } from 'vitest';
import { pointLps } from '../../../core/geometry/frame.ts';
import { abscissaeOf, evenPoints, footOnLine, pointAt, polylineLength, stepWithin } from '../../../core/geometry/polyline.ts';
import { mm } from '../../../core/units.ts';

/** 3 mm along x, then 4 mm along y. */
const corner = [pointLps(0, 0, 0), pointLps(3, 0, 0), pointLps(3, 4, 0)];

describe('a polyline', () => {
  it('is as long as its pieces', () => {
    expect(polylineLength(corner)).toBe(7);
    expect(abscissaeOf(corner)).toEqual([0, 3, 7]);
    expect([polylineLength([]), polylineLength(corner.slice(0, 1)), abscissaeOf([])]).toEqual([0, 0, []]);
  });
  it.each([[-1, [0, 0, 0]], [0, [0, 0, 0]], [1.5, [1.5, 0, 0]], [3, [3, 0, 0]], [5, [3, 2, 0]], [7, [3, 4, 0]],
    [9, [3, 4, 0]]] as const)('has at %d mm the point %j', (abscissa, point) => {
    expect(pointAt(corner, mm(abscissa))).toEqual(point);
  });
  it('has no point where it has none', () => expect(pointAt([], mm(0))).toBeUndefined());
  it('tells where a point lies nearest to it', () => {
    expect(footOnLine(corner, pointLps(4, 1, 2))).toEqual({ abscissa: 4, distance: Math.sqrt(5), at: [3, 1, 0] });
    expect(footOnLine(corner, pointLps(-3, 4, 0))).toEqual({ abscissa: 0, distance: 5, at: [0, 0, 0] });
    expect(footOnLine(corner.slice(1, 2), pointLps(0, 0, 0))).toBeUndefined();
  });
  it('passes over points in one place', () => {
    const doubled = corner.flatMap((point) => [point, point]);
    expect(evenPoints(doubled, mm(1))).toEqual(evenPoints(corner, mm(1)));
    expect(pointAt(doubled, mm(5))).toEqual([3, 2, 0]);
  });
  it('is divided evenly, ends included, at the step nearest to the wanted one', () => {
    expect(evenPoints(corner, mm(1))).toEqual([[0, 0, 0], [1, 0, 0], [2, 0, 0], [3, 0, 0], [3, 1, 0], [3, 2, 0],
      [3, 3, 0], [3, 4, 0]]);
    expect(evenPoints(corner, mm(2)).length).toBe(5);
    expect(evenPoints(corner, mm(100))).toEqual([[0, 0, 0], [3, 4, 0]]);
    expect(evenPoints([corner[0] ?? pointLps(0, 0, 0), pointLps(0, 0, 0)], mm(1))).toEqual([[0, 0, 0]]);
  });
});

it.each([[7, 2, 7 / 4], [7, 1, 1], [7, 7, 7], [7, 10, 7], [0.7 + 0.1, 0.1, 0.1], [50.07, 0.5, 50.07 / 101]])(
  'divides %d mm evenly in steps of at most %d mm', (length, most, step) => {
    expect(stepWithin(mm(length), mm(most))).toBeCloseTo(step, 9);
  });
