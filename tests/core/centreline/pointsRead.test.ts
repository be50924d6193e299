import { expect, it } from 'vitest';
import { MOST_POINTS } from '../../../core/annotation/annotation.ts';
import { pointsIn, pointsSentence } from '../../../core/centreline/pointsRead.ts';

const [A, B] = [[1, -2, 3.5], [4, 5, 6]] as const;
/** What is read, or the sentence about it. */
const read = (text: string): unknown => {
  const points = pointsIn(text);
  return points.ok ? points.value : pointsSentence(points.failure);
};

it('reads a list of places, and the points of a file as the command line takes it', () => {
  expect(read(JSON.stringify([A, B]))).toEqual([A, B]);
  expect(read(JSON.stringify({ points: [A, B], proximalCap: A, distalCap: B, vessel: 'RCA' }))).toEqual([A, B]);
});

it.each([
  ['not JSON', '[1, 2', /^is not JSON/],
  ['a number', '7', /^holds no list/],
  ['null', 'null', /^holds no list/],
  ['points that are no list', '{"points": {"0": [1, 2, 3]}}', /^holds no list/],
  ['two coordinates', '[[1, 2, 3], [4, 5]]', /^has a point 2 that is no place/],
  ['a text for a number', '[[1, 2, 3], [4, 5, "6"]]', /^has a point 2/],
  ['a number that is not finite', '[[1, 2, 3], [4, 5, 1e999]]', /^has a point 2/],
  ['a place that no scanner reaches', '[[1, 2, 3], [4, -100001, 5]]', /^has a point 2 that is no place.*none beyond 100000/],
  ['an empty list', '[]', /^holds no point, /],
  ['one point', '[[1, 2, 3]]', /^holds one point, /],
  ['more than a path can have', JSON.stringify(Array.from({ length: MOST_POINTS + 1 }, (_, n) => [n, 0, 0])), new RegExp(`^holds ${MOST_POINTS + 1} points`)],
])('refuses %s in one sentence that says what to do', (_, text, sentence) => {
  expect(read(text)).toMatch(sentence);
  expect(read(text)).toMatch(/mm|two at least|Thin them/);
});
