import { describe, expect, it } from 'vitest';
import { BEND_PARAMETERS, greatestBend } from '../../../core/geometry/bend.ts';
import { type PointLps, pointLps } from '../../../core/geometry/frame.ts';
import { mm } from '../../../core/units.ts';

/** Straight for `before` mm, then a turn by `degrees` spread over `spread` mm, then straight for `beyond` mm. */
function turning(before: number, degrees: number, spread: number, beyond: number): readonly PointLps[] {
  const step = 0.05;
  const points = [pointLps(0, 0, 0)];
  for (let s = step / 2; s < before + spread + beyond; s += step) {
    const share = spread === 0 ? (s < before ? 0 : 1) : Math.min(1, Math.max(0, (s - before) / spread));
    const [x, y] = points.at(-1) ?? [0, 0];
    const angle = (share * degrees * Math.PI) / 180;
    points.push(pointLps(x + step * Math.cos(angle), y + step * Math.sin(angle), 0));
  }
  return points;
}
const bendOf = (course: readonly PointLps[]): number => {
  const bend = greatestBend(course);
  return bend.ok ? bend.value.angle : NaN;
};

describe('the greatest bend', () => {
  it('of a straight course is none', () => expect(bendOf(turning(20, 0, 0, 20))).toBeCloseTo(0, 3));
  it.each([10, 44, 45, 46, 90, 150])('counts a corner of %d° whole', (degrees) => {
    expect(bendOf(turning(10, degrees, 0, 10))).toBeCloseTo(degrees, 0);
  });
  it.each([30, 60, 90])('counts a turn of %d° whole that is spread over 8 mm', (degrees) => {
    expect(Math.abs(bendOf(turning(12, degrees, 8, 12)) - degrees)).toBeLessThan(0.5);
  });
  it('of a long gentle curve is the part of it within 15 mm', () => {
    // 90° over 60 mm: the two directions, 15 mm apart, differ by 22.5°.
    expect(bendOf(turning(0, 90, 60, 0))).toBeCloseTo(22.5, 1);
  });
  it('says where it lies', () => {
    const bend = greatestBend(turning(10, 60, 0, 20));
    expect(bend.ok && bend.value.from < 10 && bend.value.to > 10).toBe(true);
  });
  it('stays when the course is walked from the other end', () => {
    const course = turning(9, 70, 5, 14);
    expect(bendOf(course.toReversed())).toBeCloseTo(bendOf(course), 1);
  });
  it('is refused where the course is no longer than one direction', () => {
    expect(greatestBend(turning(1.9, 0, 0, 0))).toMatchObject({ ok: false, failure: { code: 'bend/too-short', needed: 2 } });
    expect(greatestBend([])).toMatchObject({ ok: false, failure: { code: 'bend/too-short', length: 0 } });
    expect(greatestBend(turning(2.2, 0, 0, 0)).ok).toBe(true);
  });
  it('goes by its parameters', () => {
    const wide = greatestBend(turning(0, 90, 60, 0), { ...BEND_PARAMETERS, window: mm(30) });
    expect(wide.ok && wide.value.angle).toBeCloseTo(45, 1);
  });
});
