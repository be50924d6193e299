import { expect, it } from 'vitest';
import { stackCourse, stackSpacing } from '../../../core/dicom/spacingOfStack.ts';

const places = (n: number, step: number): number[] => Array.from({ length: n }, (_, k) => k * step);

it.each([0.25, 0.4, 0.5, 0.625, 1, 5])('finds %d mm between even slices', (step) => {
  const found = stackSpacing(places(320, step));
  expect(found.kind).toBe('regular');
  expect(found.kind === 'regular' && Math.abs(found.spacing - step)).toBeLessThan(1e-7);
});

it('takes positions rounded to 0.01 mm as what they were', () => {
  expect(stackSpacing(places(400, 0.625).map((place) => Math.round(place * 100) / 100)).kind).toBe('regular');
});

it.each([[0.01, 'regular'], [-0.01, 'regular'], [0.0101, 'uneven'], [-0.0101, 'uneven']])(
  'a slice %d mm off its place makes the stack %s', (off, kind) => {
    expect(stackSpacing(places(20, 0.5).map((place, k) => (k === 9 ? place + off : place))).kind).toBe(kind);
  });

it('does not average a jump in spacing', () => {
  const jump = [...places(10, 0.5), ...places(10, 1).map((place) => place + 5.5)];
  expect(stackSpacing(jump)).toMatchObject({ kind: 'uneven', least: 0.5, most: 1, isCorrectable: true });
});

it.each([[2.5, true], [2.51, false]])('offers to resample up to a gap of %d times the least: %s',
  (ratio, isCorrectable) => {
  const stack = [...places(10, 1), ...places(6, ratio).map((place) => place + 9 + ratio)];
  expect(stackSpacing(stack)).toMatchObject({ kind: 'uneven', isCorrectable });
});

it('tells four double gaps in a row, which are losses, from five, which are another spacing', () => {
  const withWide = (wide: number): number[] => {
    const first = places(20, 0.5);
    const middle = Array.from({ length: wide }, (_, k) => 9.5 + (k + 1));
    return [...first, ...middle, ...places(20, 0.5).map((place) => place + 10 + wide)];
  };
  expect(stackSpacing(withWide(4))).toMatchObject({ kind: 'missing', missing: 4 });
  expect(stackSpacing(withWide(5)).kind).toBe('uneven');
});

it('needs six single steps in ten before wider ones are losses', () => {
  const fromGaps = (gaps: readonly number[]): number[] => [0, ...gaps].map((_, at) =>
    gaps.slice(0, at).reduce((sum, gap) => sum + gap, 0));
  expect(stackSpacing(fromGaps([1, 1, 2, 1, 3, 1, 2, 1, 2, 1])).kind).toBe('missing');
  expect(stackSpacing(fromGaps([1, 1, 2, 1, 3, 1, 2, 1, 2, 3])).kind).toBe('uneven');
});

it('calls a drift of 0.01 mm to the side straight, and more a tilt', () => {
  const along = places(101, 0.5);
  const leaning = (total: number) =>
    stackCourse(along, along.map((place) => [0, (total * place) / 50] as const));
  expect(leaning(0.01).kind).toBe('straight');
  expect(leaning(0.02)).toMatchObject({ kind: 'tilted' });
});

it.each([-30, -10, -0.5, 0.5, 18.5, 30])('reads a tilt of %d degrees from the course of the slices', (tilt) =>
  {
  const along = places(50, 0.5);
  const found = stackCourse(along,
    along.map((place) => [0, place * Math.tan((tilt * Math.PI) / 180)] as const));
  expect(found).toMatchObject({ kind: 'tilted', tiltDeg: Math.abs(tilt) });
});
