import fc from 'fast-check';
import { expect, it } from 'vitest';
import { frameMeasure, patientMeasure } from '../../../core/annotation/measure.ts';
import type { ShapeKind } from '../../../core/annotation/annotation.ts';
import { cross, moved, pointLps, unitVector, vectorLps, type PointLps, type VectorLps } from '../../../core/geometry/frame.ts';
import { pointPixel } from '../../../core/geometry/plane.ts';
import { mm } from '../../../core/units.ts';

/** A micrometre. */
const MICROMETRE = 1e-3;
const amount = (kind: ShapeKind, points: readonly PointLps[], normal: VectorLps = vectorLps(0, 0, 1)): number => {
  const measure = patientMeasure(kind, { points, normal });
  switch (measure.of) {
    case 'length': return measure.length;
    case 'angle': return measure.angle;
    case 'area': return measure.area;
    case 'nothing': return Number.NaN;
  }
};
const straight = { at: pointLps(-12, 40, 7), u: vectorLps(1, 0, 0), v: vectorLps(0, 1, 0) };

it('measures 3-4-5 on a straight plane', () => {
  expect(amount('distance', [pointLps(1, 2, 3), pointLps(4, 6, 3)])).toBe(5);
});

it('sums the pieces of a path, across planes too', () => {
  expect(amount('path', [pointLps(0, 0, 0), pointLps(3, 4, 0), pointLps(3, 4, 12), pointLps(3, 4, 12)])).toBe(17);
});

it.each([[0, 10], [90, 10], [180, 10], [45, 0.01], [135, 300], [0.5, 80]])('measures an angle of %d° with arms of %d mm', (degrees, arm) => {
  const turn = (degrees * Math.PI) / 180;
  const { at, u, v } = straight;
  const other = moved(moved(at, u, arm * Math.cos(turn)), v, arm * Math.sin(turn));
  expect(amount('angle', [moved(at, u, 2 * arm), at, other])).toBeCloseTo(degrees, 6);
});

it('measures areas: circle, ellipse from any two conjugate half-diameters, a polygon whichever way round', () => {
  const { at, u, v } = straight;
  expect(amount('circle', [at, moved(at, unitVector(vectorLps(1, 1, 0)), 3)])).toBeCloseTo(9 * Math.PI, 9);
  const along = moved(at, u, 5);
  expect(amount('ellipse', [at, along, moved(at, v, 2)])).toBeCloseTo(10 * Math.PI, 9);
  expect(amount('ellipse', [at, along, moved(moved(at, v, 2), u, 1.5)])).toBeCloseTo(10 * Math.PI, 9);
  const corners = [at, moved(at, u, 4), moved(moved(at, u, 4), v, 3), moved(at, v, 3)];
  expect([amount('polygon', corners), amount('polygon', corners.toReversed())]).toEqual([12, 12]);
});

const unit = fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }))
  .filter((parts) => Math.hypot(...parts) > 0.2).map((parts) => unitVector(vectorLps(...parts)));
const length = fc.double({ min: 0.5, max: 200, noNaN: true });

it('says the same to a micrometre wherever and however oblique the plane lies', () => {
  fc.assert(fc.property(unit, unit, length, length, length, (normal, hint, x, y, far) => {
    // Three axes cannot all lie along the normal: the one farthest from it always spans a plane with it.
    const axis = hint.map((_, n) => Math.abs(normal[n] ?? 0)).reduce((least, part, n, all) => (part < (all[least] ?? 0) ? n : least), 0);
    const isAlong = Math.abs(hint[0] * normal[0] + hint[1] * normal[1] + hint[2] * normal[2]) > 0.9;
    const u = unitVector(cross(normal, isAlong ? vectorLps(Number(axis === 0), Number(axis === 1), Number(axis === 2)) : hint));
    const v = cross(normal, u);
    const at = pointLps(far, -far, 2 * far);
    const right = moved(at, u, x);
    const corner = moved(right, v, y);
    expect(Math.abs(amount('distance', [at, corner]) - Math.hypot(x, y))).toBeLessThan(MICROMETRE);
    expect(Math.abs(amount('path', [at, right, corner]) - (x + y))).toBeLessThan(MICROMETRE);
    expect(amount('angle', [at, right, corner])).toBeCloseTo(90, 6);
    expect(amount('polygon', [at, right, corner, moved(at, v, y)], normal) / (x * y)).toBeCloseTo(1, 6);
    expect(amount('circle', [at, right], normal) / (Math.PI * x * x)).toBeCloseTo(1, 6);
    expect(amount('ellipse', [at, right, moved(at, v, y)], normal) / (Math.PI * x * y)).toBeCloseTo(1, 6);
  }));
});

it('gives pixels and ratios on a frame that is not calibrated, never a millimetre', () => {
  const points = [pointPixel(10, 10), pointPixel(13, 14)];
  expect(frameMeasure('distance', points, 1, null)).toEqual({ of: 'length', pixels: 5, length: null, source: null });
  expect(frameMeasure('circle', points, 1, null)).toEqual({ of: 'area', pixels: 25 * Math.PI, area: null, source: null });
});

it('gives millimetres with what they rest on where it is', () => {
  const scale = { mmPerPixel: mm(0.2), source: '6F catheter' };
  const measured = frameMeasure('distance', [pointPixel(10, 10), pointPixel(13, 14)], 1, scale);
  expect(measured).toEqual({ of: 'length', pixels: 5, length: 1, source: '6F catheter' });
});

it('takes the shape of pixels that are not square into lengths, angles and areas', () => {
  const points = [pointPixel(4, 0), pointPixel(0, 0), pointPixel(0, 2)];
  expect(frameMeasure('path', points, 2, null)).toMatchObject({ pixels: 8 });
  expect(frameMeasure('angle', [pointPixel(4, 0), pointPixel(0, 0), pointPixel(4, 2)], 2, null)).toEqual({ of: 'angle', angle: 45 });
  expect(frameMeasure('ellipse', [pointPixel(0, 0), pointPixel(3, 0), pointPixel(0, 2)], 2, null)).toMatchObject({ pixels: 12 * Math.PI });
  expect(frameMeasure('polygon', [pointPixel(0, 0), pointPixel(3, 0), pointPixel(3, 2), pointPixel(0, 2)], 2, null)).toMatchObject({ pixels: 12 });
});
