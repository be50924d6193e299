import { describe, expect, it } from 'vitest';
import { thresholdAlong } from '../../../core/calcium/threshold.ts';
import { runsOf, thicknessOf } from '../../../core/calcium/deposits.ts';
import { RAYS } from '../../../core/section/polar.ts';
import { hu } from '../../../core/units.ts';
import { lesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import { plainFindings, straight } from '../lesion/plainFindings.ts';
import { type Discs, measuredDiscs, PLAQUE_HU, sectionAt } from '../section/discs.ts';

const layer = (chosen: Partial<NonNullable<Discs['calcium']>>): Partial<Discs> =>
  ({ calcium: { middleDeg: 40, arcDeg: 120, depth: 0.8, hu: 1000, from: 19, to: 26, ...chosen } });
/** Share of a disc of 2 mm that a layer fills, per cent. */
const share = (arcDeg: number, depth: number): number => (100 * arcDeg / 360) * (1 - (1 - depth / 2) ** 2);

describe('calcium of known arc and depth', () => {
  it.each([[60, 0.6], [120, 0.8], [180, 1], [270, 0.5], [360, 0.5], [360, 1]] as const)(
    'of %d degrees and %d mm is found within 12 degrees and 6 points', (arcDeg, depth) => {
      const { arc, arcSpan, csaPercent, arcRange, csaRange } = sectionAt(measuredDiscs(layer({ arcDeg, depth })), 22.5);
      expect(Math.abs(arc - arcDeg)).toBeLessThanOrEqual(12);
      expect(arcSpan).toBe(arc);
      expect(Math.abs(csaPercent - share(arcDeg, depth))).toBeLessThan(6);
      expect(arcDeg >= arcRange[0] && arcDeg <= arcRange[1]).toBe(true);
      expect(share(arcDeg, depth) >= csaRange[0] && share(arcDeg, depth) <= csaRange[1]).toBe(true);
    });
  it('that fills the vessel is a full moon; a hole of 0.8 mm radius makes it none', () => {
    const moon = sectionAt(measuredDiscs(layer({ arcDeg: 360, depth: 2 })), 22.5);
    expect([moon.pattern, moon.arc]).toEqual(['full-moon', 360]);
    expect(moon.csaPercent).toBeGreaterThanOrEqual(95);
    const shell = sectionAt(measuredDiscs(layer({ arcDeg: 360, depth: 1.2 })), 22.5);
    expect(shell.pattern).not.toBe('full-moon');
    expect(Math.abs(shell.csaPercent - 84)).toBeLessThan(6);
  });
  it('is none where there is none, and the lumen never is', () => {
    const { sections } = measuredDiscs();
    expect(sections.filter(({ arc }) => arc > 0)).toEqual([]);
    expect(new Set(sections.map(({ pattern }) => pattern))).toEqual(new Set(['none']));
    expect(measuredDiscs({ lumenHu: 620 }).sections.filter(({ arc }) => arc > 0)).toEqual([]);
  });
  it('beside the open lumen is found by the higher threshold', () => {
    const profile = measuredDiscs(layer({ from: 6, to: 10, depth: 0.5, hu: 1200 }));
    expect(Math.abs(sectionAt(profile, 8).arc - 120)).toBeLessThanOrEqual(15);
    expect(sectionAt(profile, 3).arc).toBe(0);
  });
  it.each([[120, 0.4, 1000], [120, 0.6, 1400], [360, 0.4, 1000], [360, 0.8, 1000]] as const)(
    'beside the open lumen, of %d degrees, %d mm and %d HU, has the share of the layer, never that of the lumen within it', (arcDeg, depth, density) => {
      const { csaPercent, pattern } = sectionAt(measuredDiscs(layer({ from: 6, to: 10, arcDeg, depth, hu: density })), 8);
      // The lumen's blur takes from a ring: too little rather than too much.
      expect(csaPercent).toBeLessThan(share(arcDeg, depth) + 3);
      expect(csaPercent).toBeGreaterThan(0.5 * share(arcDeg, depth));
      expect(pattern).not.toBe('full-moon');
    });
  it('outside the vessel is not its own', () => {
    const profile = measuredDiscs({ wall: 2, calcium: { middleDeg: 0, arcDeg: 90, depth: -1.5, hu: 900, from: 19, to: 26 } });
    expect(sectionAt(profile, 22.5).arc).toBe(0);
  });
  it.each([{ gap: 0, radius: 1.2, hu: 350 }, { gap: 0.3, radius: 5, hu: 400 }])(
    'is none beside a neighbour $gap mm off, of $radius mm and $hu HU, and keeps its size there', (neighbour) => {
      expect(measuredDiscs({ neighbour }).sections.filter(({ arc }) => arc > 0)).toEqual([]);
      const { arc, csaPercent } = sectionAt(measuredDiscs({ ...layer({ middleDeg: 0 }), neighbour }), 22.5);
      expect(Math.abs(arc - 120)).toBeLessThanOrEqual(12);
      expect(Math.abs(csaPercent - share(120, 0.8))).toBeLessThan(6);
    });
  it('shows the wall towards muscle that is as bright as plaque, yet the plaque’s own edge is not seen there', () => {
    const profile = measuredDiscs({ ...layer({ arcDeg: 360, depth: 0.5 }), swollen: 0.4, outsideHu: 112 });
    const { vesselArea, wallSeen } = sectionAt(profile, 22.5);
    expect(Math.abs(Math.sqrt(vesselArea / Math.PI) - 2.4)).toBeLessThan(0.1);
    expect([wallSeen, sectionAt(profile, 17).wallSeen]).toEqual([0, 0]);
    expect(sectionAt(measuredDiscs(layer({ arcDeg: 360, depth: 0.5 })), 22.5).wallSeen).toBe(1);
  });
  it.each([[0.4, 1.6], [1.5, 1.6], [1.5, 3.5], [2, 2]])(
    'all around, in muscle, %d mm wider than expected and %d mm thick: never less than a ring, and its guessed wall is said', (swollen, depth) => {
      const profile = measuredDiscs({ ...layer({ arcDeg: 360, depth, from: 17, to: 28 }), swollen, outsideHu: PLAQUE_HU - 40 });
      const { arc, arcRange, wallSeen } = sectionAt(profile, 22.5);
      expect([arc, arcRange[1], wallSeen]).toEqual([360, 360, 0]);
      const measures = lesionMeasures(plainFindings(straight(45), [15, 30], (at) => sectionAt(profile, at)));
      expect(measures.ok && measures.value.warnings.map(({ code }) => code)).toContain('wall/edge-not-seen');
    });
  it.each([[330, 400, 1.5, 1.6], [380, 400, 2, 2], [430, 400, 1.5, 1.6], [480, 400, 1.5, 1.6], [650, 550, 1.5, 1.6]])(
    'all around, in muscle, of %d HU beside a lumen of %d HU, %d mm wider than expected: its ring is in the range, no window is sure, and it is said',
    (hu, lumenHu, swollen, depth) => {
      const profile = measuredDiscs({ ...layer({ arcDeg: 360, depth, hu, from: 17, to: 28 }), lumenHu, swollen, outsideHu: PLAQUE_HU - 40 });
      const { arcRange, csaRange } = sectionAt(profile, 22.5);
      expect([arcRange[1], csaRange[1]]).toEqual([360, 100]);
      const measures = lesionMeasures(plainFindings(straight(45), [15, 30], (at) => sectionAt(profile, at)));
      if (!measures.ok) throw new Error('not measured');
      expect(Math.max(0, ...measures.value.windows.map(({ sureLength }) => sureLength))).toBeLessThan(3);
      expect(measures.value.warnings.map(({ code }) => code)).toContain('calcium/or-contrast-beside');
    });
  it('ends where it ends along the vessel, within a section', () => {
    const found = measuredDiscs(layer({})).sections.filter(({ arc }) => arc > 0).map(({ abscissa }) => abscissa);
    expect(Math.abs(Math.min(...found) - 19)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(Math.max(...found) - 26)).toBeLessThanOrEqual(0.5);
  });
});

describe('symmetry', () => {
  const one = sectionAt(measuredDiscs(layer({})), 22.5);
  it.each([33, 90, 137, 201, 300])('turned by %d degrees the section measures the same', (turn) => {
    const turned = sectionAt(measuredDiscs(layer({ middleDeg: 40 + turn })), 22.5);
    expect(Math.abs(turned.arc - one.arc)).toBeLessThanOrEqual(3);
    expect(Math.abs(turned.csaPercent - one.csaPercent)).toBeLessThan(0.5);
    expect(Math.abs(turned.vesselArea - one.vesselArea)).toBeLessThan(0.05);
  });
  it('mirrored it measures the same', () => {
    const mirrored = sectionAt(measuredDiscs({ ...layer({}), isMirrored: true }), 22.5);
    expect(Math.abs(mirrored.arc - one.arc)).toBeLessThanOrEqual(3);
    expect(Math.abs(mirrored.csaPercent - one.csaPercent)).toBeLessThan(0.1);
  });
});

describe('the threshold', () => {
  it('is the lumen and three deviations, from 350 on', () => {
    const { threshold } = measuredDiscs();
    expect(Math.abs((threshold.lumenMeanHu ?? NaN) - 400)).toBeLessThan(4);
    expect(threshold.openHu).toBeCloseTo(Math.max(350, (threshold.lumenMeanHu ?? 0) + 3 * (threshold.lumenSdHu ?? 0)), 6);
    expect(threshold).toMatchObject({ occlusionHu: 300, method: 'lumen-adaptive' });
    expect(measuredDiscs({ lumenHu: 250 }).threshold.openHu).toBe(350);
  });
  it('follows the aortic root where that is brighter, and not where the vessel is or where it is too short to read', () => {
    expect(measuredDiscs({ aorta: { to: 6, hu: 480 } }).threshold).toMatchObject({ lumenMeanHu: 480, openHu: 480 });
    expect(Math.abs((measuredDiscs({ aorta: { to: 6, hu: 340 } }).threshold.lumenMeanHu ?? NaN) - 400)).toBeLessThan(4);
    expect(Math.abs((measuredDiscs({ aorta: { to: 1, hu: 480 } }).threshold.lumenMeanHu ?? NaN) - 400)).toBeLessThan(4);
  });
  it('is a user’s where one is given, the other by the rule', () => {
    expect(measuredDiscs({}, { openHu: null, occlusionHu: 450 }).threshold).toMatchObject({ occlusionHu: 450, method: 'user' });
    expect(measuredDiscs({}, { openHu: 700, occlusionHu: null }).threshold).toMatchObject({ openHu: 700, occlusionHu: 300 });
  });
  it('of a user decides what is calcium', () => {
    const soft = layer({ hu: 600, depth: 1 });
    expect(sectionAt(measuredDiscs(soft), 22.5).arc).toBeGreaterThan(90);
    expect(sectionAt(measuredDiscs(soft, { openHu: null, occlusionHu: 800 }), 22.5).arc).toBe(0);
  });
  it('is the lower one from 1.5 mm inside either cap, edges included', () => {
    const threshold = { openHu: hu(500), occlusionHu: hu(300), method: 'lumen-adaptive', lumenMeanHu: null, lumenSdHu: null } as const;
    expect(thresholdAlong(threshold, [10, 11.49, 11.5, 15, 18.5, 18.51, 20], 10, 20)).toEqual([500, 500, 300, 300, 300, 500, 500]);
  });
});

describe('a layer', () => {
  it('is as thick as its area says', () => {
    expect(thicknessOf((2 ** 2 - 1.5 ** 2) / 2, 2)).toBeCloseTo(0.5, 9);
    expect(thicknessOf(2, 2)).toBe(2);
    expect(thicknessOf(-1, 2)).toBe(0);
  });
  const densityOf = (chosen: Parameters<typeof layer>[0]): number => {
    const { deposits } = measuredDiscs(layer(chosen));
    return deposits.contrast[Math.round(22.5 / 0.5) * RAYS + Math.round((40 * RAYS) / 360)] ?? NaN;
  };
  it.each([[0.8, 1000], [1.2, 1000], [2, 1000], [1, 600], [1, 1300]])('of %d mm shows its own %d HU', (depth, density) => {
    expect(Math.abs(densityOf({ depth, hu: density, arcDeg: depth === 2 ? 360 : 180 }) / (density - 90) - 1)).toBeLessThan(0.05);
  });
  it('that is far from any other has a density of its own, and none where there is no calcium', () => {
    const { deposits } = measuredDiscs(layer({}));
    expect(deposits.contrast[Math.round(5 / 0.5) * RAYS]).toBe(0);
  });
  it('has its rays in runs, around the circle too', () => {
    expect(runsOf([true, false, true, true])).toEqual([[2, 3, 0]]);
    expect(runsOf([true, true])).toEqual([[0, 1]]);
    expect(runsOf([false, false])).toEqual([]);
    expect(runsOf([])).toEqual([]);
  });
});
