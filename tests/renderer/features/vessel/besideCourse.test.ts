import { expect, it } from 'vitest';
import { pointUv } from '../../../../core/geometry/plane.ts';
import { acrossAt } from '../../../../renderer/features/vessel/besideCourse.ts';

const line = (along: number, down: number) => Array.from({ length: 41 }, (_, n) => pointUv(n * along, n * down));
const rounded = (course: ReturnType<typeof line>, n = 20) => acrossAt(course, course[n] ?? pointUv(0, 0)).map((value) => Math.round(100 * value) / 100 + 0);

it('across a vessel is upwards, whichever way it runs', () => {
  expect([rounded(line(1, 0)), rounded(line(-1, 0))]).toEqual([[0, -1], [0, -1]]);
  expect([rounded(line(1, 1)), rounded(line(-1, 1)), rounded(line(0, 1))]).toEqual([[0.71, -0.71], [-0.71, -0.71], [1, 0]]);
});

it('at its ends it is as along the rest; a vessel of one place has none, and words lie above it', () => {
  expect([rounded(line(1, 0), 0), rounded(line(1, 0), 40), rounded([pointUv(3, 3)], 0), rounded([], 0)]).toEqual([[0, -1], [0, -1], [0, -1], [0, -1]]);
});
