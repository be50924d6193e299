import { describe, expect, it } from 'vitest';
import type { VesselProfile } from '../../../core/calcium/profile.ts';
import { vesselRays } from '../../../core/calcium/vesselLook.ts';
import { type PointUv, pointUv } from '../../../core/geometry/plane.ts';
import { polygonArea } from '../../../core/geometry/polygon.ts';
import { type ContourEdit, contourFailure, contourSentence, radiiOfOutline } from '../../../core/section/editedContour.ts';
import { radiiOf, rayAngle, RAYS } from '../../../core/section/polar.ts';
import { mm } from '../../../core/units.ts';
import { profileOf, vesselLook } from '../calcium/atOnce.ts';
import { DISCS, discSections } from './discs.ts';

const GRID = { spacing: [mm(0.35), mm(0.35), mm(0.4)] } as const;
const { points, sections } = discSections({ ...DISCS, calcium: { middleDeg: 0, arcDeg: 180, depth: 0.8, hu: 1000, from: 18, to: 28 } });
const look = vesselLook(GRID, vesselRays(GRID, { points, step: mm(0.5) }, sections), { proximal: mm(15), distal: mm(30) });
const automatic = profileOf(look);

/** A circle as drawn, 72 points about a middle. */
const circle = (radius: number, [u, v]: PointUv = pointUv(0, 0)): readonly PointUv[] => Array.from({ length: 72 }, (_, n) =>
  pointUv(u + radius * Math.cos((n * Math.PI) / 36), v + radius * Math.sin((n * Math.PI) / 36)));
const edit = (at: number, outline: readonly PointUv[], which: ContourEdit['which'] = 'wall'): ContourEdit =>
  ({ which, abscissa: mm(at), outline });
const radii = (profile: VesselProfile, n: number): Float32Array => radiiOf(profile.wall.radii, n);

describe('an edited wall', () => {
  const one = profileOf(look, undefined, [edit(22.5, circle(2.6))]);
  /** Mean change of a section's radii, mm. */
  const radiiChange = (n: number): number => radii(one, n).reduce((sum, radius, ray) =>
    sum + radius - (radii(automatic, n)[ray] ?? NaN), 0) / RAYS;
  it('stays as it was drawn', () => {
    const middle = look.polar.centres[45] ?? pointUv(NaN, NaN);
    const drawn = radiiOfOutline(circle(2.6), middle);
    expect(radii(one, 45)).toEqual(drawn.ok ? drawn.value : null);
    expect(Math.abs((one.sections[45]?.vesselArea ?? NaN) - polygonArea(circle(2.6)))).toBeLessThan(0.02);
    expect(one.sections[45]).toMatchObject({ wallFrom: 'operator', lumenFrom: 'automatic' });
  });
  it('is followed by its neighbours, the less the farther, up to 3 mm', () => {
    const off = [1, 2, 3, 4, 5, 6, 7].map((d) => Math.max(...Array.from(radii(one, 45 + d), (radius, ray) =>
      Math.abs(radius - (radii(automatic, 45 + d)[ray] ?? NaN)))));
    for (const [n, value] of off.slice(0, 5).entries()) expect(value).toBeGreaterThan((off[n + 1] ?? 0) - 0.02);
    // Level at the edit: a sixth of the way out all but 2 parts in 27 of the change is left, at half of it a half.
    const change = radiiChange(45);
    expect(radiiChange(46) / change).toBeCloseTo(25 / 27, 1);
    expect(radiiChange(48) / change).toBeCloseTo(0.5, 1);
    expect(one.sections.slice(40, 51).map(({ wallFrom }) => wallFrom)).toEqual(
      [...Array.from({ length: 5 }, () => 'adapted'), 'operator', ...Array.from({ length: 5 }, () => 'adapted')]);
    expect(one.sections[39]?.wallFrom).toBe('automatic');
    // Steps from section to section stay as small as a smooth step over 3 mm is: 1.5 times its mean slope.
    const steps = Array.from({ length: 14 }, (_, n) => Math.abs((radii(one, 38 + n)[10] ?? NaN) - (radii(one, 39 + n)[10] ?? NaN)));
    expect(Math.max(...steps)).toBeLessThan((1.5 * 0.7 * 0.5) / 3 + 0.05);
  });
  it('takes the calcium with it: a wider vessel is less calcified', () => {
    expect(one.sections[45]?.csaPercent).toBeLessThan((automatic.sections[45]?.csaPercent ?? 0) - 5);
    expect(one.sections[10]).toEqual(automatic.sections[10]);
  });
  it('beside another one gives way to it: both stay as drawn', () => {
    const two = profileOf(look, undefined, [edit(22.5, circle(2.6)), edit(23.5, circle(1.9))]);
    for (const [n, radius] of [[45, 2.6], [47, 1.9]] as const) {
      const drawn = radiiOfOutline(circle(radius), look.polar.centres[n] ?? pointUv(NaN, NaN));
      expect(radii(two, n)).toEqual(drawn.ok ? drawn.value : null);
    }
  });
  it('keeps under a changed threshold, and no edit changes nothing', () => {
    const changed = profileOf(look, { openHu: null, occlusionHu: 450 }, [edit(22.5, circle(2.6))]);
    expect(radii(changed, 45)).toEqual(radii(one, 45));
    expect(profileOf(look, undefined, [])).toEqual(automatic);
  });
});

describe('an edited lumen', () => {
  it('opens a section that had none, and only that one', () => {
    const opened = profileOf(look, undefined, [edit(22.5, circle(0.6), 'lumen')]);
    expect(Math.abs((opened.sections[45]?.lumenArea ?? NaN) - Math.PI * 0.36)).toBeLessThan(0.02);
    expect([44, 46].map((n) => opened.sections[n]?.lumenArea)).toEqual([null, null]);
  });
  it('in the open vessel takes its open neighbours with it', () => {
    const wide = profileOf(look, undefined, [edit(7, circle(1.8), 'lumen')]);
    expect([13, 14, 15].map((n) => wide.sections[n]?.lumenFrom)).toEqual(['adapted', 'operator', 'adapted']);
    expect(wide.sections[15]?.lumenArea ?? NaN).toBeGreaterThan((automatic.sections[15]?.lumenArea ?? 0) + 1);
  });
});

describe('a drawn outline', () => {
  it('has the radii of its edges about any middle inside it', () => {
    const square = [[-1, -1], [2, -1], [2, 1], [-1, 1]].map(([u = 0, v = 0]) => pointUv(u, v));
    const found = radiiOfOutline(square, pointUv(0, 0));
    const right = Array.from({ length: RAYS }, (_, ray) => {
      const [x, y] = [Math.cos(rayAngle(ray)), Math.sin(rayAngle(ray))];
      return Math.min(x > 0 ? 2 / x : -1 / x, 1 / Math.abs(y));
    });
    expect(found.ok && Math.max(...Array.from(found.value, (radius, ray) => Math.abs(radius - (right[ray] ?? NaN))))).toBeLessThan(1e-6);
  });
  it('is refused without an inside, off the middle and beyond the vessel, each with a sentence', () => {
    const abscissae = look.rays.abscissae;
    const failures = [edit(22.5, circle(1).slice(0, 2)), edit(22.5, circle(1, pointUv(4, 0))), edit(80, circle(2))]
      .map((one) => contourFailure(look.polar, abscissae, one));
    expect(failures.map((one) => one?.code)).toEqual(['contour/too-few-points', 'contour/misses-the-middle', 'contour/not-on-the-vessel']);
    expect(failures.map((one) => (one === null ? '' : contourSentence(one)).length > 40)).toEqual([true, true, true]);
    expect(contourFailure(look.polar, abscissae, edit(22.5, circle(2)))).toBeNull();
    // What cannot stand changes nothing.
    expect(profileOf(look, undefined, [edit(80, circle(2))])).toEqual(automatic);
  });
});
