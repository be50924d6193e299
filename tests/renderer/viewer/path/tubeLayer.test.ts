import { expect, it } from 'vitest';
import { pointLps } from '../../../../core/geometry/frame.ts';
import { deg } from '../../../../core/units.ts';
import { onRendering, TUBE_WORDS, tubePieces, type TubeLook } from '../../../../renderer/viewer/path/tubeLayer.ts';
import { wrapped } from '../../../../renderer/viewer/path/pathLayer.ts';

const course = [0, 1, 2, 3, 4].map((x) => pointLps(x, 0, 0));

it('is drawn in pieces of one look, each begun where the last one ends', () => {
  const looks: readonly TubeLook[] = ['free', 'free', 'some', 'moon', 'moon'];
  expect(tubePieces(course, looks).map(({ look, course: piece }) => [look, piece[0]?.[0], piece.at(-1)?.[0]])).toEqual([
    ['free', 0, 2], ['some', 2, 3], ['moon', 3, 4],
  ]);
});

it('is a preview where nothing is known of it, and nothing of one point', () => {
  expect(tubePieces(course, []).map(({ look }) => look)).toEqual(['preview']);
  expect(tubePieces(course.slice(0, 1), ['free'])).toEqual([]);
});

it('lies on the tile where the rendering shows it', () => {
  const view = { primary: deg(0), secondary: deg(0), centre: pointLps(0, 0, 0), mmPerPixel: 0.5, size: [200, 100] } as const;
  // From the front: the patient's left on the right, the head on top; the middle of the picture in the middle of the tile.
  expect(onRendering(view, pointLps(0, 0, 0))).toEqual([100, 50]);
  expect(onRendering(view, pointLps(10, 0, 5)).map(Math.round)).toEqual([120, 40]);
});

it('has words for every look that is measured', () => {
  expect(new Set(TUBE_WORDS.map(({ look }) => look))).toEqual(new Set(['free', 'some', 'half', 'moon', 'bridged']));
});

it('breaks a message between words, and keeps a word that is too long whole', () => {
  expect(wrapped('Point 3 lies in air. Set it on the vessel.', 16)).toEqual(['Point 3 lies in', 'air. Set it on', 'the vessel.']);
  expect(wrapped('Unzerbrechlichkeitsbeweis ja', 8)).toEqual(['Unzerbrechlichkeitsbeweis', 'ja']);
});
