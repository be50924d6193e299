import { describe, expect, it } from 'vitest';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import {
  heightAbove, imageAround, isOrthonormal, lpsFromPixel, lpsFromUv, movedAlongNormal, pixelFromLps,
  planeNormal, planeThrough,
  pointPixel, pointUv, uvFromLps,
} from '../../../core/geometry/plane.ts';

const coronal = { origin: pointLps(10, 20, 30), u: vectorLps(1, 0, 0), v: vectorLps(0, 0, -1) };

describe('an oriented plane', () => {
  it('puts 2 mm to the right and 3 mm down of a coronal plane at 2 mm left and 3 mm towards the feet', () => {
    expect(lpsFromUv(coronal, pointUv(2, 3))).toEqual([12, 20, 27]);
  });
  it('faces along u × v: a coronal plane with the head up faces posterior', () => {
    expect(planeNormal(coronal).map((c) => c + 0)).toEqual([0, 1, 0]);
    expect(heightAbove(coronal, pointLps(0, 25, 0))).toBe(5);
    expect(heightAbove(coronal, pointLps(0, 15, 0))).toBe(-5);
  });
  it('finds a point of the plane again, and the foot of a point beside it', () => {
    expect(uvFromLps(coronal, pointLps(12, 20, 27))).toEqual([2, 3]);
    expect(uvFromLps(coronal, pointLps(12, 99, 27))).toEqual([2, 3]);
  });
  it('carries pixels there and back on an oblique picture', () => {
    const axes = planeThrough(pointLps(0, 0, 0), vectorLps(1, 2, 2), vectorLps(0, 1, 5));
    expect(isOrthonormal(axes)).toBe(true);
    const image = imageAround(pointLps(7, -8, 9), axes, [0.3, 0.7], [101, 51]);
    const middle = lpsFromPixel(image, pointPixel(50, 25));
    [7, -8, 9].forEach((expected, axis) => { expect(middle[axis]).toBeCloseTo(expected, 12); });
    const back = pixelFromLps(image, lpsFromPixel(image, pointPixel(12.5, 40.25)));
    expect(back[0]).toBeCloseTo(12.5, 12);
    expect(back[1]).toBeCloseTo(40.25, 12);
  });
  it('keeps the first direction as given and turns the second to a right angle', () => {
    const { u, v } = planeThrough(pointLps(0, 0, 0), vectorLps(0, 0, 4), vectorLps(3, 0, 9));
    expect(u).toEqual([0, 0, 1]);
    expect(v).toEqual([1, 0, 0]);
  });
  it('moves along its own normal only', () => {
    expect(movedAlongNormal(coronal, 4).origin).toEqual([10, 24, 30]);
  });
  it('knows a skewed pair of axes', () => {
    expect(isOrthonormal({ ...coronal, v: vectorLps(0.1, 0, -1) })).toBe(false);
  });
});
