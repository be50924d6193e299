import { describe, expect, it } from 'vitest';
import { isFullMoonSection, patternsOf } from '../../../core/calcium/pattern.ts';
import type { SectionMeasure } from '../../../core/calcium/profile.ts';
import { arcRange, shareRange } from '../../../core/calcium/range.ts';
import { calciumSummary } from '../../../core/calcium/summary.ts';
import { deg, hu, mm, mm2 } from '../../../core/units.ts';

const section = (abscissa: number, chosen: Partial<Record<'arc' | 'csaPercent', number>> & Partial<Pick<SectionMeasure, 'pattern'>> = {}):
  SectionMeasure => ({
  abscissa: mm(abscissa), arcSpan: deg(0), vesselArea: mm2(10), lumenArea: null, thickness: mm(0), peak: hu(100),
  pattern: chosen.pattern ?? 'none', arcRange: [0, 0], csaRange: [0, 0], brightBeside: deg(0), wallSeen: 1, wallFrom: 'automatic', lumenFrom: 'automatic',
  arc: deg(chosen.arc ?? 0), csaPercent: chosen.csaPercent ?? 0,
});
const along = (from: number, to: number, chosen: Parameters<typeof section>[1] = {}): readonly SectionMeasure[] =>
  Array.from({ length: Math.round((to - from) / 0.5) }, (_, n) => section(from + n * 0.5, chosen));

describe('the summary of an occlusion', () => {
  it('is empty where no calcium is: one whole window, no place', () => {
    expect(calciumSummary(along(0, 30), mm(10), mm(20))).toEqual({
      metal: [], maxArcDeg: 0, maxArcAt: null, maxCsaPercent: 0, maxCsaAt: null, peripheralSevere: false, fullMoon: false,
      fullMoonLength: 0, calcifiedLength: 0, calcifiedPercent: 0, severeLength: 0, freeWindows: [[10, 20]],
    });
  });
  it('measures lengths between the caps only', () => {
    const sections = [...along(0, 8), ...along(8, 15, { arc: 200, csaPercent: 60 }), ...along(15, 30)];
    const { calcifiedLength, calcifiedPercent, severeLength, freeWindows, maxArcAt } = calciumSummary(sections, mm(10), mm(20));
    expect(calcifiedLength).toBeCloseTo(4.75, 9);
    expect(calcifiedPercent).toBeCloseTo(47.5, 9);
    expect(severeLength).toBeCloseTo(4.75, 9);
    expect(freeWindows).toEqual([[14.75, 20]]);
    expect(maxArcAt).toBe(10);
  });
  it('gives the greatest values and where they lie', () => {
    const sections = [...along(0, 5), section(5, { arc: 90, csaPercent: 40 }), section(5.5, { arc: 120, csaPercent: 30 }), ...along(6, 10)];
    expect(calciumSummary(sections, mm(0), mm(10))).toMatchObject({ maxArcDeg: 120, maxArcAt: 5.5, maxCsaPercent: 40, maxCsaAt: 5 });
  });
  it.each([[179, 60, false], [180, 50, true], [181, 50, true], [180, 49.9, false], [360, 49.9, false]] as const)(
    'calls %d degrees and %d per cent severe: %s', (arc, csaPercent, severe) => {
      expect(calciumSummary([...along(0, 5), section(5, { arc, csaPercent }), ...along(5.5, 10)], mm(0), mm(10)).peripheralSevere).toBe(severe);
    });
  it('does not put arc and area of two sections together', () => {
    const sections = [...along(0, 5), section(5, { arc: 300, csaPercent: 40 }), section(5.5, { arc: 100, csaPercent: 60 }), ...along(6, 10)];
    expect(calciumSummary(sections, mm(0), mm(10)).peripheralSevere).toBe(false);
  });
  it.each([[9.9, 0], [10, 2], [10.1, 2]] as const)('counts sections of %d per cent for %d mm', (csaPercent, length) => {
    const sections = [...along(0, 4), ...along(4, 6, { arc: 40, csaPercent }), ...along(6, 10)];
    expect(calciumSummary(sections, mm(0), mm(10)).calcifiedLength).toBeCloseTo(length, 9);
  });
  it.each([[3, 0], [4, 1], [5, 1]] as const)('%d free sections of half a millimetre are %d windows', (count, windows) => {
    const calcified = { arc: 100, csaPercent: 20 };
    const sections = [...along(0, 4, calcified), ...along(4, 4 + count / 2), ...along(4 + count / 2, 12, calcified)];
    expect(calciumSummary(sections, mm(1), mm(11)).freeWindows).toHaveLength(windows);
  });
  it.each([[0, 5, false], [3, 0, false], [3, 5, false], [0, 0, true]] as const)('an arc of %d° and a share of %d leave a window whole: %s', (arc, csaPercent, isWhole) => {
    const sections = [...along(0, 4), section(4, { arc, csaPercent }), ...along(4.5, 8)];
    expect(calciumSummary(sections, mm(0), mm(7.5)).freeWindows).toEqual(isWhole ? [[0, 7.5]] : [[0, 3.75], [4.25, 7.5]]);
  });
  it('adds up the full moon by its pattern', () => {
    const sections = [...along(0, 4), ...along(4, 6, { arc: 360, csaPercent: 99, pattern: 'full-moon' }), ...along(6, 10)];
    expect(calciumSummary(sections, mm(0), mm(10))).toMatchObject({ fullMoon: true, fullMoonLength: 2 });
  });
});

describe('the pattern of a section', () => {
  const extent = { arcDeg: 100, csaPercent: 30, middleShare: 0.8, innerShare: 0.05 };
  const moon = { arcDeg: 360, csaPercent: 100, middleShare: 0.66, innerShare: 1 };
  const one = (chosen: Partial<typeof extent>): string | undefined => patternsOf([{ ...extent, ...chosen }]).at(0);
  it('follows the named parameters on both sides of each edge', () => {
    expect([one({}), one({ arcDeg: 0 }), one({ csaPercent: 0 })]).toEqual(['peripheral', 'none', 'none']);
    expect([one({ csaPercent: 10 }), one({ csaPercent: 10.1 })]).toEqual(['spot', 'peripheral']);
    expect([one({ middleShare: 0.5 }), one({ middleShare: 0.51 })]).toEqual(['central', 'peripheral']);
    expect([one({ innerShare: 0.2 }), one({ innerShare: 0.19 })]).toEqual(['central', 'peripheral']);
  });
  it('is a full moon from 350 degrees and 95 per cent on two neighbours, not on one', () => {
    expect(patternsOf([extent, moon, extent])).toEqual(['peripheral', 'central', 'peripheral']);
    expect(patternsOf([extent, moon, moon])).toEqual(['peripheral', 'full-moon', 'full-moon']);
    expect([[350, 95], [349, 95], [350, 94.9]].map(([arcDeg = 0, csaPercent = 0]) => isFullMoonSection({ arcDeg, csaPercent })))
      .toEqual([true, false, false]);
  });
});

describe('a range', () => {
  it('holds the best estimate and the raw one, within what can be', () => {
    for (const [best, raw] of [[90, 140], [90, 60], [350, 360], [9, 30]] as const) {
      const [least, most] = arcRange(best, raw, 1.75, 0.35);
      expect(least).toBeLessThanOrEqual(Math.min(best, raw));
      expect(most).toBeGreaterThanOrEqual(Math.max(best, raw));
      expect([least >= 0, most <= 360]).toEqual([true, true]);
      const shares = shareRange(best / 3.6, raw / 3.6);
      expect(shares[0]).toBeLessThanOrEqual(Math.min(best, raw) / 3.6);
      expect(shares[1]).toBeGreaterThanOrEqual(Math.max(best, raw) / 3.6);
      expect([shares[0] >= 0, shares[1] <= 100]).toEqual([true, true]);
    }
  });
  it('is wider in a small vessel and for coarse voxels', () => {
    const width = (radius: number, voxel: number): number => arcRange(120, 120, radius, voxel)[1] - arcRange(120, 120, radius, voxel)[0];
    expect(width(1, 0.35)).toBeGreaterThan(width(2, 0.35));
    expect(width(2, 0.5)).toBeGreaterThan(width(2, 0.35));
  });
  it('starts at nothing where nothing is found', () => {
    expect([arcRange(0, 0, 2, 0.4), arcRange(0, 20, 2, 0.4), shareRange(0, 0), shareRange(0, 3)])
      .toEqual([[0, 0], [0, 20], [0, 0], [0, 3]]);
  });
});
