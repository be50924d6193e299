import { describe, expect, it } from 'vitest';
import { type Centreline, centrelineAt } from '../../../core/centreline/centreline.ts';
import { framesAlong } from '../../../core/geometry/frameAlong.ts';
import { between, cross, norm, pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { pointPixel } from '../../../core/geometry/plane.ts';
import { lpsFromStraightened, straightenedFromLps, straightenedView } from '../../../core/section/straighten.ts';
import { deg, mm } from '../../../core/units.ts';
import { huAtPoint } from '../../../core/volume/sample.ts';
import { scene, arcVessel } from '../centreline/scene.ts';

/** A quarter of a circle of 20 mm about (0, 20, 0), twisted out of its plane a little. */
const flat = Float64Array.from(Array.from({ length: 64 }, (_, n) => {
  const angle = (n * Math.PI) / 2 / 63 - Math.PI / 4;
  return [20 * Math.sin(angle), 20 - 20 * Math.cos(angle), 0.03 * n];
}).flat());
const { abscissae, tangents, normals } = framesAlong(flat, vectorLps(0, 0, 1));
const triple = (from: Float64Array, n: number): readonly [number, number, number] =>
  [from[3 * n] ?? NaN, from[3 * n + 1] ?? NaN, from[3 * n + 2] ?? NaN];
const centreline: Centreline = {
  points: Array.from(abscissae, (abscissa, n) => {
    const [tangent, u] = [vectorLps(...triple(tangents, n)), vectorLps(...triple(normals, n))];
    return { at: pointLps(...triple(flat, n)), abscissa: mm(abscissa), tangent, u, v: cross(tangent, u), isBridged: n > 40,
      uncertainty: mm(0.1 * n) };
  }),
  step: mm((abscissae.at(-1) ?? 0) / 63), length: mm(abscissae.at(-1) ?? 0), legs: [], by: 'test/1',
};
const volume = scene(arcVessel());
const view = straightenedView(volume, centreline, { angle: deg(30), spacing: mm(0.3), halfWidth: mm(6) });

describe('a straightened view', () => {
  it('has a row for each step of the length and the vessel in its middle', () => {
    expect(view.size).toEqual([41, Math.floor(centreline.length / 0.3) + 1]);
    const middle = lpsFromStraightened(view, pointPixel(20, 50));
    const there = centrelineAt(centreline, mm(15))?.at;
    expect(norm(between(middle ?? pointLps(NaN, 0, 0), there ?? pointLps(NaN, 0, 0)))).toBeLessThan(1e-9);
  });
  it('shows the HU of the points that its pixels stand for', () => {
    for (const [column, row] of [[0, 0], [20, 33], [40, 70], [7, 101], [31, 12]] as const) {
      const point = lpsFromStraightened(view, pointPixel(column, row)) ?? pointLps(NaN, 0, 0);
      expect(Math.abs((view.values[row * 41 + column] ?? NaN) - (huAtPoint(volume, point) ?? NaN))).toBeLessThanOrEqual(1);
    }
  });
  it('leads back from the patient to the pixel, between rows and columns too', () => {
    for (const [column, row] of [[3, 5], [20, 33.4], [38.25, 60.5], [12.5, 100.75]] as const) {
      const place = straightenedFromLps(view, lpsFromStraightened(view, pointPixel(column, row)) ?? pointLps(NaN, 0, 0));
      expect(Math.abs((place?.at[0] ?? NaN) - column)).toBeLessThan(0.01);
      expect(Math.abs((place?.at[1] ?? NaN) - row)).toBeLessThan(0.01);
      expect(Math.abs(place?.off ?? NaN)).toBeLessThan(0.01);
    }
  });
  it('has no place for what lies before it or beyond', () => {
    expect(straightenedFromLps(view, pointLps(-60, -40, 0))).toBeUndefined();
    expect(lpsFromStraightened(view, pointPixel(20, -0.5))).toBeUndefined();
    expect(lpsFromStraightened(view, pointPixel(20, view.size[1]))).toBeUndefined();
  });
  it('turned by half a circle is mirrored', () => {
    const other = straightenedView(volume, centreline, { angle: deg(210), spacing: mm(0.3), halfWidth: mm(6) });
    const row = (from: Int16Array, n: number): readonly number[] => Array.from(from.subarray(n * 41, n * 41 + 41));
    const off = row(other.values, 44).map((value, n) => Math.abs(value - (row(view.values, 44)[40 - n] ?? NaN)));
    expect(Math.max(...off)).toBeLessThanOrEqual(1);
  });
});

describe('a centreline between its points', () => {
  it('is at its points what they are, and beyond its ends the end', () => {
    expect(centrelineAt(centreline, mm(-3))).toBe(centreline.points[0]);
    expect(centrelineAt(centreline, mm(500))).toBe(centreline.points.at(-1));
    expect(centrelineAt({ points: [], step: mm(1) }, mm(0))).toBeUndefined();
  });
  it('has axes at right angles and of unit length, and what else it carries in between', () => {
    const between40 = centrelineAt(centreline, mm(40.25 * centreline.step));
    expect(between40).toMatchObject({ isBridged: false });
    expect(between40?.uncertainty).toBeCloseTo(4.025, 6);
    expect(norm(cross(between40?.u ?? vectorLps(0, 0, 0), between40?.tangent ?? vectorLps(0, 0, 0)))).toBeCloseTo(1, 12);
    expect(centrelineAt(centreline, mm(40.75 * centreline.step))?.isBridged).toBe(true);
  });
});
