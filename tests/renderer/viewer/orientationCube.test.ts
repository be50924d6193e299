import { expect, it } from 'vitest';
import { vectorLps } from '../../../core/geometry/frame.ts';
import { deg } from '../../../core/units.ts';
import { turnedAxesAbout } from '../../../core/geometry/turn.ts';
import { cubeFaces } from '../../../renderer/viewer/orientationCube.ts';

const axial = { u: vectorLps(1, 0, 0), v: vectorLps(0, 1, 0) };
const coronal = { u: vectorLps(1, 0, 0), v: vectorLps(0, 0, -1) };
const sagittal = { u: vectorLps(0, 1, 0), v: vectorLps(0, 0, -1) };
const letters = (axes: typeof axial): string => cubeFaces(axes).map(({ letter }) => letter).join('');

it('is seen from the feet, from the front and from the left', () => {
  expect([axial, coronal, sagittal].map(letters)).toEqual(['F', 'A', 'L']);
});
it('is seen from the head where a picture is flipped', () => {
  expect(letters({ u: vectorLps(-1, 0, 0), v: axial.v })).toBe('H');
});
it('shows the side that is turned towards one, on the side where it is', () => {
  const faces = cubeFaces(turnedAxesAbout(coronal, vectorLps(0, 0, 1), deg(20)));
  expect(faces.map(({ letter, facing }) => `${letter} ${facing.toFixed(2)}`).toSorted()).toEqual(['A 0.94', 'L 0.34']);
  // The patient's left is on the right of the picture.
  expect(faces.find(({ letter }) => letter === 'L')?.middle[0]).toBeCloseTo(Math.cos(Math.PI / 9), 9);
});
it('shows three sides of a doubly oblique plane', () => {
  const turned = turnedAxesAbout(turnedAxesAbout(coronal, vectorLps(0, 0, 1), deg(30)), vectorLps(1, 0, 0), deg(25));
  expect(cubeFaces(turned).length).toBe(3);
});
