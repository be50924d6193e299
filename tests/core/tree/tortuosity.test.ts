import { describe, expect, it } from 'vitest';
import { bendsOver } from '../../../core/geometry/bend.ts';
import { type PointLps, pointLps } from '../../../core/geometry/frame.ts';
import { abscissaeOf } from '../../../core/geometry/polyline.ts';
import { tortuosity } from '../../../core/tree/tortuosity.ts';
import { deg, mm } from '../../../core/units.ts';

/** Straight runs of `run` mm with a corner of so many degrees after each but the last; points each 0.5 mm. */
function cornered(run: number, corners: readonly number[], start = 0): readonly PointLps[] {
  let [x, y, heading] = [start, 0, 0];
  const points = [pointLps(x, y, 0)];
  for (const corner of [...corners, 0]) {
    for (let n = 0; n < run / 0.5; n += 1) {
      x += 0.5 * Math.cos((heading * Math.PI) / 180);
      y += 0.5 * Math.sin((heading * Math.PI) / 180);
      points.push(pointLps(x, y, 0));
    }
    heading += corner;
  }
  return points;
}
const judged = (course: readonly PointLps[], from = 0, to = Infinity) => {
  const abscissae = abscissaeOf(course);
  const points = course.map((at, n) => ({ at, abscissa: abscissae[n] ?? mm(0) }));
  return tortuosity({ points: points as never }, mm(from), mm(to));
};
const countsOf = (course: readonly PointLps[]): unknown => {
  const { over70, over90, over120, grade } = judged(course);
  return [over70, over90, over120, grade];
};

describe('bends over an angle', () => {
  it('are counted one by one along a zigzag', () => {
    const bends = bendsOver(cornered(12, [80, -80, 80, -80]), deg(70));
    expect(bends.map(({ angle }) => Math.round(angle))).toEqual([80, 80, 80, 80]);
    bends.forEach(({ from, to }, n) => {
      expect(Math.abs((from + to) / 2 - 12 * (n + 1))).toBeLessThan(0.5);
      expect(to - from).toBeLessThan(3);
    });
  });
  it('are one where two corners the same way lie within the window', () => {
    expect(bendsOver(cornered(8, [90, 90]), deg(70)).map(({ angle }) => Math.round(angle))).toEqual([180]);
  });
  it('are none on a course shorter than a direction', () => expect(bendsOver(cornered(1, []), deg(70))).toEqual([]));
});

describe('the proximal vessel is', () => {
  it.each([
    ['straight', [], [0, 0, 0, 'none']],
    ['bent by just under 70°', [69.5, -69.5], [0, 0, 0, 'none']],
    ['bent by just over 70°, once', [70.5], [1, 0, 0, 'mild']],
    ['bent by just over 70°, twice', [70.5, -70.5], [2, 0, 0, 'moderate']],
    ['bent by just under 90°', [89.5], [1, 0, 0, 'mild']],
    ['bent by just over 90°, once', [90.5], [1, 1, 0, 'moderate']],
    ['bent by just over 90°, twice', [90.5, -90.5], [2, 2, 0, 'severe']],
    ['bent by just under 120°', [119.5], [1, 1, 0, 'moderate']],
    ['bent by just over 120°', [120.5], [1, 1, 1, 'severe']],
    ['gently curved by 180° over 90 mm', Array.from({ length: 18 }, () => 10), [0, 0, 0, 'none']],
  ])('%s', (_, corners, expected) => {
    expect(countsOf(cornered(corners.length === 18 ? 5 : 20, corners))).toEqual(expected);
  });
  it('counts only from the ostium to the cap, and keeps the abscissae of the centreline', () => {
    const course = cornered(20, [80, -80, 80]);
    expect(judged(course, 10, 50).bends.map(({ from, to }) => Math.round((from + to) / 2))).toEqual([20, 40]);
    expect(judged(course, 30, 30.2).grade).toBe('none');
  });
  it('is as winding from its other end', () => {
    const course = cornered(15, [80, -95, 100]);
    expect(countsOf(course.toReversed())).toEqual(countsOf(course));
  });
});
