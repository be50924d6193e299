import { expect, it } from 'vitest';
import { seriesIndex } from '../../../core/dicom/seriesIndex.ts';
import { stackCourse, stackSpacing } from '../../../core/dicom/spacingOfStack.ts';
import { randomStream } from '../../../core/phantom/random.ts';
import { ctSeries } from './syntheticHeaders.ts';

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
  const jump = [...places(10, 0.5), ...places(10, 0.8).map((place) => place + 5.3)];
  expect(stackSpacing(jump)).toMatchObject({ kind: 'uneven', isCorrectable: true });
});

it.each([[2.5, true], [2.51, false]])('offers to resample up to a gap of %d times the least: %s',
  (ratio, isCorrectable) => {
  const stack = [...places(10, 1), ...places(6, ratio).map((place) => place + 9 + ratio)];
  expect(stackSpacing(stack)).toMatchObject({ kind: 'uneven', isCorrectable });
});

const fromGaps = (gaps: readonly number[]): number[] => [0, ...gaps].map((_, at) =>
  gaps.slice(0, at).reduce((sum, gap) => sum + gap, 0));
const run = (n: number, gap: number): number[] => Array.from({ length: n }, () => gap);

it.each<readonly [string, readonly number[], string]>([
  ['five and five of twice the gap', [...run(5, 0.5), ...run(5, 1)], 'missing'],
  ['five and five of two and five steps: the spacing changes', [...run(5, 1), ...run(5, 2.5)], 'uneven'],
  ['four wide ones at the end are losses', [...run(9, 0.5), ...run(4, 1)], 'missing'],
  ['four narrow ones at the start lie between losses', [...run(4, 0.5), ...run(9, 1)], 'missing'],
  ['there and back', [...run(20, 0.5), ...run(20, 1), ...run(20, 0.5)], 'missing'],
  ['one more loss beside a change', [...run(20, 0.5), ...run(10, 1), 1.5, ...run(9, 1)], 'missing'],
])('a block of gaps beside another, %s', (_, gaps, kind) => {
  expect(stackSpacing(fromGaps(gaps)).kind).toBe(kind);
});

const thick = (n: number, mm: number | null): (number | null)[] => Array.from({ length: n }, () => mm);

it.each<readonly [string, readonly (number | null)[], number | null]>([
  ['of one thickness are slices left out', thick(13, 0.6), 2],
  ['without a thickness are slices left out', [], 2],
  ['with the thickness of one unknown are slices left out', [...thick(7, 0.6), null, ...thick(5, 1.2)], 2],
  ['with the thickness of a narrow one unknown are slices left out',
    [...thick(3, 0.6), null, ...thick(3, 0.6), ...thick(6, 1.2)], 2],
  ['thinner where wider are slices left out', [...thick(7, 1.2), ...thick(6, 0.6)], 2],
  ['thicker by no more than 0.01 mm are slices left out', [...thick(7, 0.6), ...thick(6, 0.61)], 2],
  ['thicker by more are another spacing', [...thick(7, 0.6), ...thick(6, 0.6101)], null],
  ['thicker from just before the change are another spacing', [...thick(6, 0.6), ...thick(7, 1.2)], null],
  ['thicker from two before the change are slices left out', [...thick(5, 0.6), ...thick(8, 1.2)], 2],
  ['thicker from one after the change are slices left out', [...thick(8, 0.6), ...thick(5, 1.2)], 2],
])('slices twice as far apart, %s', (_, thickness, multiple) => {
  // Slices 0 to 6 lie 0.5 mm apart, 6 to 12 1 mm apart.
  const along = fromGaps([...run(6, 0.5), ...run(6, 1)]);
  const found = stackSpacing(along, thickness);
  expect(found).toMatchObject(multiple === null ? { kind: 'uneven', least: 0.5, most: 1, isCorrectable: true }
    : { kind: 'missing', multiple, missing: 6 });
  const back = stackSpacing(along.toReversed().map((place) => -place), thickness.toReversed());
  expect(back.kind).toBe(found.kind);
});

it('resamples to the narrower of the two gaps in the middle, which is a gap of the stack', () => {
  expect(stackSpacing(fromGaps([0.6, 0.5, 0.6, 0.5]))).toMatchObject({ kind: 'uneven' });
  const found = stackSpacing(fromGaps([0.6, 0.5, 0.6, 0.5]));
  expect(found.kind === 'uneven' && found.median).toBeCloseTo(0.5, 9);
});

it('names no multiple where the losses are mixed', () => {
  expect(stackSpacing(fromGaps([...run(9, 0.5), ...run(4, 1)]))).toMatchObject({ multiple: null });
  expect(stackSpacing(fromGaps([...run(9, 0.5), ...run(9, 1.5)]))).toMatchObject({ multiple: 3 });
});

it.each<readonly [string, readonly number[], number, number]>([
  ['every third slice', Array.from({ length: 40 }, (_, k) => 0.5 + 0.5 * (k % 2)), 0.5, 20],
  ['three in four, mixed', Array.from({ length: 30 }, (_, k) => [0.5, 2, 3.5, 2][k % 4] ?? 2), 0.5, 87],
  ['all neighbours, two and three steps', Array.from({ length: 30 }, (_, k) => [1, 1.5, 2][k % 3] ?? 1), 0.5,
    60],
  ['all neighbours, three and more', Array.from({ length: 30 }, (_, k) => [1.5, 2, 3][k % 3] ?? 1), 0.5, 100],
  ['one of four', [0.5, 1], 0.5, 1],
])('counts what is lost where %s are gone', (_, gaps, spacing, missing) => {
  const found = stackSpacing(fromGaps(gaps));
  expect(found).toMatchObject({ kind: 'missing', missing });
  expect(found.kind === 'missing' && found.spacing).toBeCloseTo(spacing, 6);
});

it('takes gaps of 0.4 and 0.6 mm for wavering, not for losses of a finer grid', () => {
  expect(stackSpacing(fromGaps(Array.from({ length: 40 }, (_, k) => 0.4 + 0.2 * (k % 2)))))
    .toMatchObject({ kind: 'uneven', isCorrectable: true });
});

it.each([[0.1, 'missing'], [0.09, 'uneven']])('shows losses on a grid of %d mm as %s', (step, kind) => {
  expect(stackSpacing(fromGaps(run(20, step).map((gap, k) => (k === 7 ? 2 * gap : gap)))).kind).toBe(kind);
});

it('never takes random losses for anything else: no volume, no correction, the places listed', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = randomStream(seed);
    const share = 0.1 + 0.4 * random();
    const kept = ctSeries(60).filter((_, k) => k === 0 || k === 59 || random() >= share);
    const lost = 60 - kept.length;
    if (lost === 0) continue;
    const [item] = seriesIndex(kept).items;
    expect(item?.geometry).toMatchObject({ usable: false, recipe: null, correctedRecipe: null });
    expect(item?.geometry.problems.map(({ code, weight, facts }) => [code, weight, facts['missing']]))
      .toEqual([['missing-slice', 'blocks', lost]]);
    expect(item?.geometry.problems[0]?.facts['missingAlongNormalMm']).toHaveLength(lost);
  }
});

it('calls a drift of 0.01 mm to the side straight, and more a tilt', () => {
  const along = places(101, 0.5);
  const leaning = (total: number) =>
    stackCourse(along, along.map((place) => [0, (total * place) / 50] as const));
  expect(leaning(0.01).kind).toBe('straight');
  expect(leaning(0.02)).toMatchObject({ kind: 'tilted' });
});

it.each([[0.019, 'tilted'], [0.021, 'shifted']])('calls a tilt with one slice %d mm off it %s', (off, kind) => {
  const along = places(50, 0.5);
  const across = along.map((place, at) => [0, 0.2 * place + (at === 20 ? off : 0)] as const);
  expect(stackCourse(along, across).kind).toBe(kind);
});

it('finds the finer grid also where its widest gap is a hair below twice the narrowest', () => {
  expect(stackSpacing(fromGaps([1, 1.5, 1.991, 1.009, 1.5, 1])))
    .toMatchObject({ kind: 'missing', missing: 10 });
});

it('looks for no grid of a quarter of the narrowest gap', () => {
  expect(stackSpacing(fromGaps([1, 1.25, 2, 1, 1.25, 2])).kind).toBe('uneven');
});

it.each([-30, -10, -0.5, 0.5, 18.5, 30])('reads a tilt of %d degrees from the course of the slices', (tilt) =>
  {
  const along = places(50, 0.5);
  const found = stackCourse(along,
    along.map((place) => [0, place * Math.tan((tilt * Math.PI) / 180)] as const));
  expect(found).toMatchObject({ kind: 'tilted', tiltDeg: Math.abs(tilt) });
});
