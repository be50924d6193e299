import { describe, expect, it } from 'vitest';
import { HANDLE_RAYS, PULL_REACH, pulledRadii, roomOfLumen, roomOfWall } from '../../../core/section/pulledContour.ts';
import { RAYS } from '../../../core/section/polar.ts';
import { mm } from '../../../core/units.ts';

const circle = (radius: number): readonly number[] => Array.from({ length: RAYS }, () => radius);
const free = roomOfWall(null);
const reach = PULL_REACH / (360 / RAYS);

describe('a pulled contour', () => {
  it('goes where it was pulled, its neighbours less and less, the rest not at all', () => {
    const pulled = pulledRadii(circle(2), 30, mm(2.6), free);
    expect(pulled[30]).toBe(2.6);
    const off = pulled.map((radius) => radius - 2);
    for (let n = 30; n < 30 + reach - 1; n += 1) expect(off[n] ?? 0).toBeGreaterThan(off[n + 1] ?? 0);
    expect(pulled.filter((radius) => radius !== 2)).toHaveLength(2 * Math.ceil(reach) - 1);
  });
  it('is the same to both sides, and wherever the handle lies', () => {
    const [first, other] = [pulledRadii(circle(2), 0, mm(1.4), free), pulledRadii(circle(2), 50, mm(1.4), free)];
    expect(first.map((_, n) => first[(RAYS - n) % RAYS])).toEqual(first);
    expect(other.map((_, n) => other[(n + 50) % RAYS])).toEqual(first);
  });
  it('changes nothing where it is pulled to where it is, or at no ray', () => {
    expect(pulledRadii(circle(2), 10, mm(2), free)).toEqual(circle(2));
    expect(pulledRadii(circle(2), RAYS, mm(3), free)).toEqual(circle(2));
  });
  it('keeps the wall outside the lumen, and the lumen inside the wall', () => {
    expect(Math.min(...pulledRadii(circle(2), 30, mm(0.5), roomOfWall(circle(1.5))))).toBeCloseTo(1.6, 9);
    expect(Math.max(...pulledRadii(circle(1), 30, mm(5), roomOfLumen(circle(2))))).toBeCloseTo(1.9, 9);
    expect(Math.max(...pulledRadii(circle(2), 30, mm(50), free))).toBeLessThan(6);
  });
  it('has its handles 30° apart', () => expect(HANDLE_RAYS).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]));
});
