import { expect, it } from 'vitest';
import { dot, scaled, unitVector, vectorLps, type VectorLps } from '../../../core/geometry/frame.ts';
import { isOrthonormal, type Axes } from '../../../core/geometry/plane.ts';
import { turnedAbout, turnedAxesAbout } from '../../../core/geometry/turn.ts';
import { deg } from '../../../core/units.ts';

const [x, y, z] = [vectorLps(1, 0, 0), vectorLps(0, 1, 0), vectorLps(0, 0, 1)];
const near = (one: VectorLps, other: VectorLps): void => one.forEach((part, n) => expect(part).toBeCloseTo(other[n] ?? NaN, 12));

it('turns by the right hand: x about z by a quarter is y', () => {
  near(turnedAbout(x, z, deg(90)), y);
  near(turnedAbout(y, z, deg(90)), scaled(x, -1));
  near(turnedAbout(z, x, deg(90)), scaled(y, -1));
});
it('leaves the axis, and everything after a whole turn, where it was', () => {
  const axis = unitVector(vectorLps(1, -2, 0.5));
  near(turnedAbout(axis, axis, deg(37)), axis);
  near(turnedAbout(vectorLps(3, 1, -2), axis, deg(360)), vectorLps(3, 1, -2));
});
it('turns to and fro to the same place, and keeps length and angles', () => {
  const axis = unitVector(vectorLps(0.3, 0.9, -0.2));
  const [a, b] = [vectorLps(4, -1, 2), vectorLps(0, 2, 5)];
  near(turnedAbout(turnedAbout(a, axis, deg(23)), axis, deg(-23)), a);
  expect(dot(turnedAbout(a, axis, deg(71)), turnedAbout(b, axis, deg(71)))).toBeCloseTo(dot(a, b), 11);
});
it('keeps axes at right angles and of unit length over 100,000 turns', () => {
  let axes: Axes = { u: x, v: y };
  for (let n = 0; n < 100_000; n += 1) axes = turnedAxesAbout(axes, unitVector(vectorLps(1, n % 7, -2)), deg(0.7));
  expect(isOrthonormal(axes)).toBe(true);
});
