import { describe, expect, it } from 'vitest';
import { framesAlong, leastAxis } from '../../../core/geometry/frameAlong.ts';
import { cross, dot, norm, type VectorLps, vectorLps } from '../../../core/geometry/frame.ts';

const curve = (count: number, at: (n: number) => readonly [number, number, number]): Float64Array =>
  Float64Array.from(Array.from({ length: count }, (_, n) => at(n)).flat());
const vectorAt = (flat: Float64Array, n: number): VectorLps =>
  vectorLps(flat[3 * n] ?? NaN, flat[3 * n + 1] ?? NaN, flat[3 * n + 2] ?? NaN);

describe('frames along a curve', () => {
  it('stay as they are on a straight line, and count its length', () => {
    const { abscissae, normals, tangents } = framesAlong(curve(11, (n) => [3 * n, 4 * n, 0]), vectorLps(0, 0, 1));
    expect(abscissae.at(-1)).toBeCloseTo(50, 12);
    expect(vectorAt(tangents, 5)[0]).toBeCloseTo(0.6, 12);
    expect(Array.from(vectorAt(normals, 10))).toEqual([0, 0, 1]);
  });
  it('keep the normal across a plane curve at right angles to its plane', () => {
    const arc = curve(91, (n) => [10 * Math.cos((n * Math.PI) / 180), 10 * Math.sin((n * Math.PI) / 180), 0]);
    const { normals } = framesAlong(arc, vectorLps(0, 0, 1));
    expect(vectorAt(normals, 90)[2]).toBeCloseTo(1, 9);
  });
  it('turn along a helix by its torsion times its length, less than the normals of Frenet do', () => {
    // Radius 3, pitch 2π · 4: torsion 4 / 25, length of one turn 2π · 5. The frame turns back by their product.
    const turn = (n: number): number => (2 * Math.PI * n) / 2000;
    const helix = curve(2001, (n) => [3 * Math.cos(turn(n)), 3 * Math.sin(turn(n)), 4 * turn(n)]);
    const { normals, tangents } = framesAlong(helix, vectorLps(-1, 0, 0));
    const [first, last] = [vectorAt(normals, 1), vectorAt(normals, 1999)];
    const turned = Math.atan2(dot(cross(first, last), vectorAt(tangents, 1999)), dot(first, last));
    const expected = -((4 / 25) * 2 * Math.PI * 5);
    expect(Math.cos(turned)).toBeCloseTo(Math.cos(expected), 2);
    expect(Math.sin(turned)).toBeCloseTo(Math.sin(expected), 2);
  });
  it('are of unit length and across the curve, also where zero lies along its beginning', () => {
    const { normals, tangents } = framesAlong(curve(40, (n) => [0, 0.02 * n * n, n]), vectorLps(0, 0, 2));
    for (let n = 0; n < 40; n += 1) {
      expect(norm(vectorAt(normals, n))).toBeCloseTo(1, 9);
      expect(dot(vectorAt(normals, n), vectorAt(tangents, n))).toBeCloseTo(0, 9);
    }
  });
  it.each([[vectorLps(1, 0, 0), 1], [vectorLps(0, 1, 0), 0], [vectorLps(0, 0, 1), 1], [vectorLps(0.1, -3, 2), 0]])(
    'begin across %j with the axis farthest from it', (along, axis) => {
      expect(leastAxis(along).findIndex((value) => value !== 0)).toBe(axis);
    });
});
