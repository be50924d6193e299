import { describe, expect, it } from 'vitest';
import type { Place, ShapeKind } from '../../../core/annotation/annotation.ts';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { begun, clickedAt, ended, previewOf, shortened, type Clicked, type Draft } from '../../../renderer/viewer/marks/draft.ts';
import { distanceFromPiece, hitOf } from '../../../renderer/viewer/marks/hit.ts';
import type { Projected } from '../../../renderer/viewer/marks/surface.ts';
import type { PointCanvas } from '../../../renderer/viewer/viewTransform.ts';

/** A plane whose millimetres are the pixels of its tile. */
const placeAt = (_: ShapeKind, points: readonly PointCanvas[]): Place =>
  ({ space: 'patient', normal: vectorLps(0, 0, 1), frameOfReferenceUid: null, points: points.map(([x, y]) => pointLps(x, y, 0)) });

/** What clicks one after the other make. */
function clicked(kind: ShapeKind, ...places: readonly PointCanvas[]): Clicked {
  const [first = [0, 0], ...rest] = places;
  const draft = begun(kind, first, placeAt);
  if (draft === null) return { step: 'given up' };
  return rest.reduce((now: Clicked, at) => (now.step === 'goes on' ? clickedAt(now.draft, at, placeAt) : now), { step: 'goes on', draft });
}
const pointsOf = (now: Clicked) => (now.step === 'finished' ? [now.drawing.kind, ...now.drawing.place.points.map(([x, y]) => [x, y])] : now.step);

describe('clicks', () => {
  it.each([
    ['two make a distance', 'distance', [[0, 0], [30, 0]], ['distance', [0, 0], [30, 0]]],
    ['one is not enough', 'distance', [[0, 0]], 'goes on'],
    ['a second one in the same place is a shaky hand', 'distance', [[0, 0], [3, 2]], 'goes on'],
    ['three make an angle', 'angle', [[30, 0], [0, 0], [0, 30]], ['angle', [30, 0], [0, 0], [0, 30]]],
    ['the last one twice ends a path', 'path', [[0, 0], [30, 0], [30, 40], [31, 41]], ['path', [0, 0], [30, 0], [30, 40]]],
    ['the last one twice ends no path of one point', 'path', [[0, 0], [1, 1]], 'goes on'],
    ['the first one again closes an outline', 'polygon', [[0, 0], [30, 0], [30, 40], [2, 1]], ['polygon', [0, 0], [30, 0], [30, 40]]],
    ['the first one again closes no outline of two points', 'polygon', [[0, 0], [30, 0], [31, 1]], 'goes on'],
    ['two corners make an ellipse between them', 'ellipse', [[10, 20], [50, 40]], ['ellipse', [30, 30], [50, 30], [30, 40]]],
    ['centre and rim make a circle', 'circle', [[10, 20], [50, 20]], ['circle', [10, 20], [50, 20]]],
  ] as const)('%s', (_, kind, places, expected) => {
    expect(pointsOf(clicked(kind, ...places))).toEqual(expected);
  });
});

it('a draft can be ended by key once it has enough points, and loses its newest point by key', () => {
  const path = clicked('path', [0, 0], [30, 0], [30, 40]);
  const draft = path.step === 'goes on' ? path.draft : null;
  expect(draft).not.toBeNull();
  if (draft === null) return;
  expect(pointsOf(ended(draft, placeAt))).toEqual(['path', [0, 0], [30, 0], [30, 40]]);
  const shorter = shortened(draft) as Draft;
  expect(shorter.fixed.length).toBe(2);
  expect(shortened(shortened(shorter) as Draft)).toBeNull();
  expect(pointsOf(ended(shortened(shorter) as Draft, placeAt))).toBe('goes on');
});

it('shows what follows the pointer: an outline of two points is a line so far', () => {
  const draft = begun('polygon', [0, 0], placeAt) as Draft;
  expect(previewOf({ ...draft, moving: [20, 0] }, placeAt)).toMatchObject({ kind: 'path', place: { points: [[0, 0, 0], [20, 0, 0]] } });
});

it('gives up a draft that would lie on two frames', () => {
  let frame = 3;
  const onFrame = (_: ShapeKind, points: readonly PointCanvas[]): Place => ({ space: 'frame', frame, points: points as never });
  const draft = begun('distance', [0, 0], onFrame) as Draft;
  frame = 4;
  expect(clickedAt(draft, [30, 0], onFrame).step).toBe('given up');
});

describe('the pointer', () => {
  const mark: Projected = {
    pieces: [[[0, 0], [100, 0]]], isWhole: true, handles: [{ at: [0, 0], isSeen: true }, { at: [100, 0], isSeen: false }],
  };
  it.each([
    ['finds a handle before its line', [5, 3], 0], ['finds the line', [50, 6], null], ['finds nothing beside it', [50, 6.1], undefined],
    ['finds nothing beyond its end', [107, 0], undefined], ['takes no handle outside the slab', [98, 4], null],
  ] as const)('%s', (_, at, handle) => {
    expect(hitOf(mark, at)?.handle).toBe(handle);
  });
  it('measures from a piece that is a point', () => {
    expect(distanceFromPiece([3, 4], [3, 4], [0, 0])).toBe(5);
  });
});
