import { describe, expect, it } from 'vitest';
import { passed } from '../../../core/section/blur.ts';
import { type CapFound, capNear } from '../../../core/section/caps.ts';
import { middlesOf } from '../../../core/section/lumen.ts';
import { type PolarMap, polarMap, RAY_SAMPLES, RAY_STEP_MM, RAYS, STRIDE } from '../../../core/section/polar.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import { mm } from '../../../core/units.ts';
import { type Discs, DISCS, discSections } from './discs.ts';

const STEP = 0.5;
/** Where an operator sets a cap beside the true one, mm. */
const OFF_MM = [-2.5, 0, 2.5];

/** Both caps of discs that close from 15 to 30 mm, each from all places that an operator may give. */
function capsOf(chosen: Partial<Discs>): readonly { readonly off: number; readonly found: CapFound }[] {
  const polar = polarMap(discSections({ ...DISCS, ...chosen }).sections);
  const middleHu = middlesOf(polar);
  return ([[15, 1], [30, -1]] as const).flatMap(([truth, towards]) => OFF_MM.map((off) => {
    const found = capNear(polar, middleHu, STEP, mm(truth + off), towards);
    return { off: found.abscissa - truth, found };
  }));
}

const ring = { middleDeg: 40, arcDeg: 360, depth: 3, hu: 1000 };
const THIN: Partial<Discs> = { lumen: 0.9, wall: 1.4 };

describe('a cap that calcium of the occlusion touches', () => {
  it.each<readonly [string, number, Partial<Discs>]>([
    ['half a millimetre on, on two thirds of the way round', 0.25, { calcium: { ...ring, arcDeg: 240, depth: 2, from: 15.5, to: 29.5 } }],
    ['a millimetre on, all around', 0.1, { calcium: { ...ring, from: 16, to: 29 } }],
    ['three quarters of a millimetre on, in a thin vessel', 0.1, { ...THIN, calcium: { ...ring, from: 15.7, to: 29.3 } }],
    ['a millimetre on, in a thin vessel', 0.1, { ...THIN, calcium: { ...ring, from: 16, to: 29 } }],
    ['at once, all around: nothing between the two is darker', 0.3, { calcium: { ...ring, from: 15, to: 30 } }],
    ['at once, all around, in a vessel so thin that no side of its lumen shows', 0.8, { lumen: 0.7, wall: 1.2, off: 0.4, calcium: { ...ring, from: 15, to: 30 } }],
  ])('%s, lies where the lumen ends and is blunt', (_, within, chosen) => {
    for (const { off, found } of capsOf(chosen)) {
      expect(Math.abs(off)).toBeLessThanOrEqual(within);
      expect(found).toMatchObject({ isSeen: true, shape: 'blunt' });
    }
  });
  it.each<readonly [string, Partial<Discs>]>([
    ['all around', { ...THIN, lumenHu: 340, calcium: { ...ring, hu: 700, from: 16.4, to: 28.6 } }],
    ['half the way round', { lumen: 1.2, wall: 1.7, lumenHu: 340, calcium: { ...ring, arcDeg: 180, hu: 1100, from: 16.2, to: 28.8 } }],
  ])('does not look tapered for what begins to shine beyond it %s', (_, chosen) => {
    for (const { off, found } of capsOf(chosen)) {
      expect(Math.abs(off)).toBeLessThanOrEqual(0.2);
      expect(found.shape).toBe('blunt');
    }
  });
  it('is not looked for farther than 5 mm off', () => {
    const polar = polarMap(discSections({ ...DISCS, calcium: { ...ring, from: 16, to: 29 } }).sections);
    const seen = [19.8, 20.2].map((given) => capNear(polar, middlesOf(polar), STEP, mm(given), 1));
    expect(seen.map(({ isSeen }) => isSeen)).toEqual([true, false]);
  });
});

/** A lumen that narrows over 3 mm to a point at 15 mm, in plaque of these HU. */
function tapered(plaqueHu: number): PolarMap {
  const sections = 61;
  const values = Float32Array.from({ length: sections * STRIDE }, (_, o) => {
    const [at, r] = [Math.floor(o / STRIDE) * STEP, (o % RAY_SAMPLES) * RAY_STEP_MM];
    const radius = 1.2 * Math.min(1, Math.max(0, (15 - at) / 3));
    return plaqueHu + (220 - plaqueHu) * (radius > 0 ? passed((radius - 0.045 / Math.max(radius, 0.3) - r) / 0.3) : 0);
  });
  return { sections, values, calm: values, centres: Array.from({ length: sections }, () => pointUv(0, 0)) };
}

describe('a taper', () => {
  it.each([90, 60, 20])('in plaque of %d HU has its point within half a millimetre, and is none that is blunt', (plaqueHu) => {
    const polar = tapered(plaqueHu);
    expect(RAYS * RAY_SAMPLES).toBe(STRIDE);
    for (const off of OFF_MM) {
      const { abscissa, shape } = capNear(polar, middlesOf(polar), STEP, mm(15 + off), 1);
      expect(shape).toBe('tapered');
      expect(Math.abs(abscissa - 15)).toBeLessThanOrEqual(0.5);
    }
  });
});
