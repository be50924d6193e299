import { describe, expect, it } from 'vitest';
import { calciumOnRays, type CalciumOnRay } from '../../../core/calcium/calciumOutline.ts';
import type { VesselProfile } from '../../../core/calcium/profile.ts';
import { radiiOf, RAYS } from '../../../core/section/polar.ts';
import { neighbours } from '../../../core/sequence.ts';
import { type Discs, measuredDiscs } from '../section/discs.ts';

const layer = (chosen: Partial<NonNullable<Discs['calcium']>> = {}): VesselProfile =>
  measuredDiscs({ calcium: { middleDeg: 39, arcDeg: 120, depth: 0.8, hu: 1000, from: 19, to: 26, ...chosen } });
/** Sections in the middle of calcium in the occlusion, and in the open vessel; 13 is the ray in the middle of the layer. */
const [OCCLUDED, OPEN, MIDDLE] = [45, 16, 13];
const onMiddle = (profile: VesselProfile, section = OCCLUDED): CalciumOnRay => calciumOnRays(profile, section)?.[MIDDLE] ?? null;
const off = (ray: CalciumOnRay, inner: number, outer: number): number =>
  (ray === null ? Infinity : Math.max(Math.abs(ray[0] - inner), Math.abs(ray[1] - outer)));

/** Per cent of the section that is drawn as calcium. */
function drawnShare({ wall, ...profile }: VesselProfile, section = OCCLUDED): number {
  const whole = radiiOf(wall.radii, section).reduce((sum, radius) => sum + radius ** 2, 0);
  const drawn = (calciumOnRays({ wall, ...profile }, section) ?? []).reduce((sum, ray) => sum + (ray === null ? 0 : ray[1] ** 2 - ray[0] ** 2), 0);
  return (100 * drawn) / whole;
}

describe('calcium as it is drawn', () => {
  it.each([[0.6, 1000], [0.8, 600], [0.8, 1000], [1, 600], [1, 1000], [1.5, 1000], [1.5, 600]])(
    'a layer of %d mm and %d HU lies where it lies, within two samples of 0.1 mm', (depth, hu) => {
      expect(off(onMiddle(layer({ depth, hu })), 2 - depth, 2)).toBeLessThan(0.2);
      expect(off(onMiddle(layer({ depth, hu, arcDeg: 360 })), 2 - depth, 2)).toBeLessThan(0.25);
    });
  it.each([[0.3, 1000], [0.4, 1000], [0.3, 600]])('a layer of %d mm and %d HU, thinner than CT resolves, is as large as its mass makes it', (depth, hu) => {
    const profile = layer({ depth, hu, arcDeg: 360 });
    expect(drawnShare(profile)).toBeCloseTo(profile.sections[OCCLUDED]?.csaPercent ?? NaN, 1);
    expect(off(onMiddle(profile), 2 - depth, 2)).toBeLessThan(0.25);
  });
  it.each([[0.3, 1000, 120], [0.5, 1000, 120], [0.8, 600, 120], [0.8, 1400, 90], [1.5, 1000, 200], [0.8, 1000, 360]])(
    'a layer of %d mm and %d HU over %d° is drawn as large as it was measured', (depth, hu, arcDeg) => {
      const profile = layer({ depth, hu, arcDeg });
      expect(drawnShare(profile)).toBeCloseTo(profile.sections[OCCLUDED]?.csaPercent ?? NaN, 1);
    });
  it('beside the open lumen it is so too, as far as the rays that count have room', () => {
    const profile = layer({ from: 6, to: 10, depth: 0.8, hu: 1000 });
    const measured = profile.sections[OPEN]?.csaPercent ?? NaN;
    expect(drawnShare(profile, OPEN)).toBeLessThanOrEqual(measured + 0.05);
    expect(drawnShare(profile, OPEN)).toBeGreaterThan(0.9 * measured);
  });
  it.each([[0.5, 1000], [0.8, 600], [1, 1000], [1.5, 600]])('the edges of %d mm and %d HU are even: no step from ray to ray', (depth, hu) => {
    const rays = calciumOnRays(layer({ depth, hu }), OCCLUDED) ?? [];
    const steps = neighbours(rays).flatMap(([a, b]) => (a === null || b === null ? [] : [Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])]));
    expect(Math.max(...steps)).toBeLessThan(0.05);
  });
  it('what fills the vessel is drawn from the middle to the wall', () => {
    const profile = layer({ depth: 2, arcDeg: 360 });
    expect(onMiddle(profile)).toEqual([0, profile.wall.radii[OCCLUDED * RAYS + MIDDLE]]);
  });
  it.each([[0.5, 1000], [0.8, 1000], [0.8, 1400]])('beside the open lumen, %d mm and %d HU, it does not reach into the lumen', (depth, hu) => {
    const ray = onMiddle(layer({ from: 6, to: 10, depth, hu }), OPEN);
    expect(off(ray, 2 - depth, 2)).toBeLessThan(0.3);
  });
  it('lies on exactly the rays that count, inside the wall; on none where there is none', () => {
    const profile = layer();
    const rays = calciumOnRays(profile, OCCLUDED) ?? [];
    expect(3 * rays.filter((ray) => ray !== null).length).toBe(profile.sections[OCCLUDED]?.arc);
    rays.forEach((ray, n) => {
      const wall = profile.wall.radii[OCCLUDED * RAYS + n] ?? 0;
      expect(ray === null || (ray[0] >= 0 && ray[0] < ray[1] && ray[1] <= wall)).toBe(true);
    });
    expect([calciumOnRays(profile, 6), calciumOnRays(measuredDiscs(), OCCLUDED)]).toEqual([null, null]);
  });
  it('turns with the layer', () => {
    const turned = calciumOnRays(layer({ middleDeg: 39 + 90 }), OCCLUDED)?.[MIDDLE + 30] ?? null;
    const [inner = NaN, outer = NaN] = onMiddle(layer()) ?? [];
    expect(off(turned, inner, outer)).toBeLessThan(0.05);
  });
});
