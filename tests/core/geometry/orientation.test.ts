import { expect, it } from 'vitest';
import { vectorLps } from '../../../core/geometry/frame.ts';
import { orientationLetters } from '../../../core/geometry/orientation.ts';

it.each([
  [[1, 0, 0], 'L'], [[-1, 0, 0], 'R'], [[0, 1, 0], 'P'], [[0, -1, 0], 'A'], [[0, 0, 1], 'H'], [[0, 0, -1], 'F'],
] as const)('calls the direction %j %s', ([x, y, z], letter) => {
  expect(orientationLetters(vectorLps(x, y, z))).toBe(letter);
});

it('puts the stronger side first', () => {
  expect(orientationLetters(vectorLps(Math.sin(0.3), -Math.cos(0.3), 0))).toBe('AL');
  expect(orientationLetters(vectorLps(Math.cos(0.3), -Math.sin(0.3), 0))).toBe('LA');
});

it('names three sides where the direction leans to all of them', () => {
  expect(orientationLetters(vectorLps(-2, 3, -1))).toBe('PRF');
});

it('keeps silent about a side up to 5° and names it from there on', () => {
  const turned = (degrees: number) => vectorLps(Math.sin((degrees * Math.PI) / 180), -Math.cos((degrees * Math.PI) / 180), 0);
  expect([4.9, 5.1].map((degrees) => orientationLetters(turned(degrees)))).toEqual(['A', 'AL']);
});

it('gives no letter to a direction that is not known', () => {
  expect([vectorLps(0, 0, 0), vectorLps(Number.NaN, 0, 0)].map(orientationLetters)).toEqual(['', '']);
});

it('does not depend on the length of the direction', () => {
  expect(orientationLetters(vectorLps(0.003, -0.004, 0))).toBe(orientationLetters(vectorLps(3, -4, 0)));
});
