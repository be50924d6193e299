import { describe, expect, it } from 'vitest';
import { likelyCurve } from '../../../core/centreline/smooth.ts';

/** Points at steps of 0.5 mm along x, seen with this weight in all directions; none where it is 0. */
const seenAlong = (count: number, at: (n: number) => readonly [number, number, number], weightOf: (n: number) => number) => ({
  seen: Float64Array.from(Array.from({ length: count }, (_, n) => at(n)).flat()),
  abscissae: Float64Array.from({ length: count }, (_, n) => 0.5 * n),
  weight: Float64Array.from(Array.from({ length: count }, (_, n) => [weightOf(n), 0, 0, weightOf(n), 0, weightOf(n)]).flat()),
});

describe('the most likely curve', () => {
  it('keeps a straight line, however it was seen', () => {
    const straight = seenAlong(40, (n) => [0.5 * n, 3 - 0.2 * n, 0.1 * n], (n) => (n % 7 === 0 ? 50 : 0.3));
    const { points } = likelyCurve(straight, 0.1);
    expect(Math.max(...points.map((value, n) => Math.abs(value - (straight.seen[n] ?? NaN))))).toBeLessThan(1e-9);
  });
  it('runs straight between two ends where nothing else was seen', () => {
    const ends = seenAlong(21, (n) => [0.5 * n, n === 0 || n === 20 ? 1 : 99, 0], (n) => (n === 0 || n === 20 ? 100 : 1e-9));
    expect(likelyCurve(ends, 0.1).points[3 * 10 + 1]).toBeCloseTo(1, 3);
  });
  it('bridges as a natural spline: a parabola seen on either side goes on between', () => {
    const parabola = (n: number): number => 0.01 * (0.5 * (n - 30)) ** 2;
    const gap = seenAlong(61, (n) => [0.5 * n, n > 20 && n < 40 ? 50 : parabola(n), 0], (n) => (n > 20 && n < 40 ? 1e-9 : 400));
    const { points } = likelyCurve(gap, 0.1);
    expect(Math.abs((points[3 * 30 + 1] ?? NaN) - parabola(30))).toBeLessThan(0.05);
  });
  it('of one point is that point, its variance the inverse of its weight', () => {
    const { points, covariance } = likelyCurve(seenAlong(1, () => [1, 2, 3], () => 4), 0.1);
    expect([Array.from(points), Array.from(covariance)]).toEqual([[1, 2, 3], [0.25, 0, 0, 0.25, 0, 0.25]]);
  });
  it('is the less certain the farther a point lies from what was seen', () => {
    const gap = seenAlong(61, (n) => [0.5 * n, 0, 0], (n) => (n > 20 && n < 40 ? 1e-9 : 100));
    const { covariance } = likelyCurve(gap, 0.1);
    const variance = (n: number): number => covariance[6 * n + 3] ?? NaN;
    expect(variance(10)).toBeLessThan(0.01);
    expect(variance(25)).toBeGreaterThan(2 * variance(20));
    expect(variance(30)).toBeGreaterThan(variance(25));
    expect(variance(30)).toBeCloseTo(variance(30), 9);
    expect(Math.abs(variance(26) - variance(34)) / variance(26)).toBeLessThan(1e-6);
  });
  it('agrees with the full inverse of a small system', () => {
    const { points } = likelyCurve(seenAlong(3, (n) => [0.5 * n, n === 1 ? 1 : 0, 0], () => 1), 1);
    // Minimise y0² + (y1 − 1)² + y2² + p (y0 − 2 y1 + y2)² with p = 0.5 / 0.25² = 8: by symmetry y0 = y2, so
    // y0 = 2p / (1 + 6p) and y1 = (1 + 2p) / (1 + 6p).
    expect(points[4]).toBeCloseTo(17 / 49, 9);
    expect(points[1]).toBeCloseTo(16 / 49, 9);
  });
});
