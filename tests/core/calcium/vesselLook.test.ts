import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { besideWall, type Deposits, depositsAlong } from '../../../core/calcium/deposits.ts';
import type { VesselProfile } from '../../../core/calcium/profile.ts';
import { thresholdAlong, type UserThreshold } from '../../../core/calcium/threshold.ts';
import { type VesselLook, vesselRays } from '../../../core/calcium/vesselLook.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import type { ContourEdit } from '../../../core/section/editedContour.ts';
import { smoothedAgain, smoothedRadii } from '../../../core/section/polar.ts';
import { type Again, noneMoved, runsNear } from '../../../core/section/again.ts';
import { movedByCalcium, plaqueAlong, type Wall, wallAlong } from '../../../core/section/wall.ts';
import { hu, mm } from '../../../core/units.ts';
import { DISCS, discSections, measuredDiscs } from '../section/discs.ts';
import { profileOf, vesselLook } from './atOnce.ts';

const GRID = { spacing: [mm(0.35), mm(0.35), mm(0.4)] } as const;
const discs = { ...DISCS, calcium: { middleDeg: 40, arcDeg: 150, depth: 0.9, hu: 800, from: 19, to: 26 } };
const { points, sections } = discSections(discs);
const look = vesselLook(GRID, vesselRays(GRID, { points, step: mm(0.5) }, sections), { proximal: mm(15), distal: mm(30) });

describe('a changed threshold', () => {
  it.each([150, 300, 420, 700, 1200])('of %d HU gives what the whole chain gives', (occlusionHu) => {
    const user = { openHu: null, occlusionHu };
    expect(profileOf(look, user)).toEqual(measuredDiscs(discs, user));
  });
  it('leaves a look as it is', () => {
    const before = structuredClone(look.wall);
    profileOf(look, { openHu: 900, occlusionHu: 500 });
    expect(look.wall).toEqual(before);
  });
});

describe('a look made again', () => {
  const stays = { proximal: true, distal: true };
  const rule = { openHu: null, occlusionHu: null };
  it('with other caps is exactly what it is from the start, and so is its profile', () => {
    const caps = [[15, 30, false], [15.3, 30, true], [16.7, 30, true], [16.7, 26, true], [17, 33, false], [9, 30, true], [15, 30, false]] as const;
    caps.reduce<{ readonly look: VesselLook; readonly profile: VesselProfile } | null>((known, [proximal, distal, isSet]) => {
      const of = (before: VesselLook | null) => vesselLook(GRID, look.rays, { proximal: mm(proximal), distal: mm(distal) }, isSet ? stays : undefined, before);
      const [again, fresh] = [of(known?.look ?? null), of(null)];
      const profile = profileOf(again, rule, [], known?.profile);
      expect(isDeepStrictEqual(again, fresh), `look ${proximal}`).toBe(true);
      expect(isDeepStrictEqual(profile, profileOf(fresh)), `profile ${proximal}`).toBe(true);
      return { look: again, profile };
    }, null);
  });
  it('on other rays is made from the start', () => {
    const other = vesselRays(GRID, { points, step: mm(0.5) }, discSections(DISCS).sections);
    const of = (before: VesselLook | null) => vesselLook(GRID, other, { proximal: mm(15), distal: mm(30) }, undefined, before);
    expect(isDeepStrictEqual(of(look), of(null))).toBe(true);
  });
});

describe('a profile made again', () => {
  const circle = (radius: number) => Array.from({ length: 48 }, (_, n) =>
    pointUv(radius * Math.cos((n * Math.PI) / 24), radius * Math.sin((n * Math.PI) / 24)));
  const wall = (at: number, radius: number): ContourEdit => ({ which: 'wall', abscissa: mm(at), outline: circle(radius) });
  const lumen = (at: number, radius: number): ContourEdit => ({ which: 'lumen', abscissa: mm(at), outline: circle(radius) });
  const rule = { openHu: null, occlusionHu: null };
  it('after any change is exactly what it is from the start', () => {
    const steps: readonly (readonly [UserThreshold, readonly ContourEdit[]])[] = [
      [rule, []], [{ openHu: null, occlusionHu: 305 }, []], [{ openHu: null, occlusionHu: 305 }, [wall(22.5, 2.6)]],
      [{ openHu: null, occlusionHu: 305 }, [wall(22.5, 2.62)]], [{ openHu: 200, occlusionHu: 305 }, [wall(22.5, 2.62), wall(3, 2.3)]],
      [{ openHu: 200, occlusionHu: 900 }, [lumen(20, 0.6)]], [rule, [lumen(7, 1.2), wall(28, 1.7)]], [rule, []],
    ];
    steps.reduce<VesselProfile | null>((known, [user, edits]) => {
      const again = profileOf(look, user, edits, known);
      expect(isDeepStrictEqual(again, profileOf(look, user, edits)), JSON.stringify(user)).toBe(true);
      return again;
    }, null);
  });
  it('keeps the sections that nothing has changed for, and changes those that it has', () => {
    const before = profileOf(look);
    const { sections } = profileOf(look, rule, [wall(22.5, 2.6)], before);
    const same = sections.map((section, n) => section === before.sections[n]);
    expect([same[0], same[45], same.at(-1)]).toEqual([true, false, true]);
  });
  it('of another look is made from the start', () => {
    const other = vesselLook(GRID, look.rays, { proximal: mm(15), distal: mm(30) }, { proximal: true, distal: true });
    expect(isDeepStrictEqual(profileOf(other, rule, [], profileOf(look)), profileOf(other))).toBe(true);
  });
});

describe('a wall looked for again', () => {
  const { polar, lumen, sight, edge } = look;
  const parameters = { stepMm: 0.5, edge };
  const abscissae = points.map(({ abscissa }) => abscissa);
  const at = (occlusionHu: number): readonly number[] =>
    thresholdAlong({ ...look.threshold, occlusionHu: hu(occlusionHu) }, abscissae, 15, 30);
  it.each([150, 420, 1200])('at %d HU is exactly what it is from the start', (occlusionHu) => {
    const plaqueHu = plaqueAlong(sight, lumen, at(occlusionHu));
    const all = (before: Wall | null): Again<Wall> | null => before && { before, moved: new Uint8Array(polar.sections).fill(1) };
    const wall = (known: Wall | null) => wallAlong(polar, lumen, sight, parameters, at(occlusionHu), plaqueHu, null, all(known));
    const fresh = wall(null);
    expect(wall(look.wall)).toEqual(fresh);
    const deposits = depositsAlong(look, lumen, fresh,
      { stepMm: 0.5, blurMm: edge.blurMm, voxelMm: 0.35, calciumHu: at(occlusionHu) });
    const beside = (known: Again<Wall> | null) =>
      wallAlong(polar, lumen, sight, parameters, at(occlusionHu), plaqueHu, besideWall(deposits), known);
    expect(beside({ before: fresh, moved: movedByCalcium(sight, at(occlusionHu), besideWall(deposits)) })).toEqual(beside(null));
  });
});

describe('calcium looked for again', () => {
  const { wall, lumen, edge } = look;
  const abscissae = points.map(({ abscissa }) => abscissa);
  const at = (occlusionHu: number, known: Deposits | null = null): Deposits => depositsAlong(look, lumen, wall, {
    stepMm: 0.5, blurMm: edge.blurMm, voxelMm: 0.35, calciumHu: thresholdAlong({ ...look.threshold, occlusionHu: hu(occlusionHu) }, abscissae, mm(15), mm(30)),
  }, known && { before: known, moved: noneMoved(points.length) });
  it('with another threshold alone is exactly what it is from the start', () => {
    [300, 500, 700, 900, 1100, 200, 800].reduce((known, occlusionHu) => {
      const again = at(occlusionHu, known);
      expect(isDeepStrictEqual(again, at(occlusionHu)), `${occlusionHu} HU`).toBe(true);
      return again;
    }, at(1300));
  });
});

describe('radii smoothed again', () => {
  const radii = Float32Array.from({ length: 120 * 40 }, (_, n) => 2 + Math.sin(n * 12.9898) * 0.3);
  const weights = radii.map((_, n) => (n % 7 === 0 ? 0.5 : 1));
  const by = { aroundDeg: 18, alongMm: 1.5 };
  it('are exactly those smoothed at once, wherever the change lies', () => {
    const before = smoothedRadii(radii, weights, 0.5, by);
    for (const changed of [[0], [39], [17, 18], [3, 30]]) {
      const other = radii.slice();
      for (const n of changed) other.fill(2.6, n * 120 + 10, n * 120 + 40);
      expect(smoothedAgain(before, Uint8Array.from(weights.subarray(0, 40), (_, n) => (changed.includes(n) ? 1 : 0)), other, weights, 0.5, by)).toEqual(smoothedRadii(other, weights, 0.5, by));
    }
    expect(smoothedAgain(before, noneMoved(40), radii, weights, 0.5, by)).toEqual(before);
  });
  it('of runs that touch are one run', () => {
    expect(runsNear([2, 7, 20], 2, 21)).toEqual([[0, 9], [18, 21]]);
    expect(runsNear([], 3, 9)).toEqual([]);
  });
});
