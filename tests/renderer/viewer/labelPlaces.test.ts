import fc from 'fast-check';
import { expect, it } from 'vitest';
import { labelPlaces, type Box, type Wanted } from '../../../renderer/viewer/marks/labelPlaces.ts';

const SIZE = [500, 400] as const;
const words = (x: number, y: number): Wanted => ({ pieces: [[[x, y], [x + 60, y + 20]]], width: 90, height: 20 });
const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

it('lies to the right of its mark where nothing else is', () => {
  expect(labelPlaces([words(100, 100)], SIZE, null)).toEqual([{ x: 170, y: 110, width: 90, height: 20 }]);
});

it('goes to the other side at the edge of the tile, and stays inside', () => {
  const [box] = labelPlaces([words(430, 100)], SIZE, null);
  expect(box?.x).toBe(330);
});

it('keeps two marks in one place from covering each other’s words', () => {
  const [one, other] = labelPlaces([words(200, 200), words(200, 200)], SIZE, null);
  expect(one != null && other != null && overlap(one, other)).toBe(false);
});

it('keeps clear of the crosshair where there is room', () => {
  const [box] = labelPlaces([words(100, 190)], SIZE, [250, 210]);
  expect(box !== undefined && box !== null && (box.y + box.height < 210 || box.y > 210)).toBe(true);
});

it('wants no room for no words', () => {
  expect(labelPlaces([{ ...words(1, 1), width: 0 }], SIZE, null)).toEqual([null]);
});

it('is always inside the tile', () => {
  const place = fc.tuple(fc.integer({ min: -300, max: 900 }), fc.integer({ min: -300, max: 900 }));
  fc.assert(fc.property(fc.array(place, { maxLength: 12 }), (places) => {
    for (const box of labelPlaces(places.map(([x, y]) => words(x, y)), SIZE, [250, 200])) {
      expect(box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= SIZE[0] && box.y + box.height <= SIZE[1]).toBe(true);
    }
  }));
});
