import { describe, expect, it } from 'vitest';
import { pointUv, type PointUv } from '../../../core/geometry/plane.ts';
import { diameters, equalAreaDiameter, holdsPoint, polygonArea, polygonCentroid } from '../../../core/geometry/polygon.ts';
import { mm2 } from '../../../core/units.ts';

const square = [[0, 0], [2, 0], [2, 2], [0, 2]].map(([u = 0, v = 0]) => pointUv(u, v));
/** An L of three unit squares. */
const angle = [[0, 0], [2, 0], [2, 1], [1, 1], [1, 2], [0, 2]].map(([u = 0, v = 0]) => pointUv(u, v));
const moved = (polygon: readonly PointUv[], by: number): readonly PointUv[] =>
  polygon.map(([u, v]) => pointUv(u + by, v - by));

describe('a polygon', () => {
  it('has its area and its middle, whichever way round and wherever it lies', () => {
    expect(polygonArea(square)).toBe(4);
    expect(polygonArea(angle)).toBe(3);
    expect(polygonCentroid(square)).toEqual([1, 1]);
    const [u, v] = polygonCentroid(angle);
    expect([u, v].map((value) => value.toFixed(12))).toEqual([(5 / 6).toFixed(12), (5 / 6).toFixed(12)]);
    expect(polygonArea(angle.toReversed())).toBe(3);
    expect(polygonCentroid(angle.toReversed())[0]).toBeCloseTo(5 / 6, 12);
    expect(polygonArea(moved(angle, 1000))).toBeCloseTo(3, 9);
    expect(polygonCentroid(moved(angle, 1000))[1]).toBeCloseTo(5 / 6 - 1000, 9);
  });
  it('that encloses nothing has the mean of its points as its middle', () => {
    expect(polygonCentroid([pointUv(0, 0), pointUv(2, 0), pointUv(4, 0)])).toEqual([2, 0]);
  });
  it('holds what lies inside, notches left out', () => {
    expect(holdsPoint(angle, pointUv(0.5, 1.5))).toBe(true);
    expect(holdsPoint(angle, pointUv(1.5, 1.5))).toBe(false);
    expect(holdsPoint(angle, pointUv(-0.01, 0.5))).toBe(false);
    expect(holdsPoint(angle, pointUv(1.99, 0.01))).toBe(true);
  });
  it('has a least and a greatest width', () => {
    const { least, greatest } = diameters(square);
    expect(least).toBeCloseTo(2, 12);
    expect(greatest).toBeCloseTo(2 * Math.SQRT2, 12);
    const thin = diameters([pointUv(0, 0), pointUv(5, 0), pointUv(5, 1), pointUv(0, 1)]);
    expect([thin.least, thin.greatest].map((width) => width.toFixed(2))).toEqual(['1.00', Math.sqrt(26).toFixed(2)]);
  });
  it('is worth a circle of the same area', () => expect(equalAreaDiameter(mm2(Math.PI))).toBe(2));
});
