import { describe, expect, it } from 'vitest';
import { lumenArea } from '../../../core/section/lumen.ts';
import { polarMap, outlineOf, radiiOf } from '../../../core/section/polar.ts';
import { areaWithin } from '../../../core/section/polar.ts';
import { referenceDiameter } from '../../../core/section/references.ts';
import { edgeBlur, passed } from '../../../core/section/blur.ts';
import { polygonArea, polygonCentroid } from '../../../core/geometry/polygon.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import { mm } from '../../../core/units.ts';
import { DISCS, discSections, measuredDiscs, sectionAt } from './discs.ts';

const diameter = (area: number): number => 2 * Math.sqrt(area / Math.PI);

describe('the contours of a vessel of known discs', () => {
  const profile = measuredDiscs();
  it('have the diameters of lumen and wall within a tenth of a millimetre', () => {
    for (const at of [5, 10, 35, 40]) {
      const { lumenArea, vesselArea } = sectionAt(profile, at);
      expect(Math.abs(diameter(lumenArea ?? NaN) - 3)).toBeLessThan(0.1);
      expect(Math.abs(diameter(vesselArea) - 4)).toBeLessThan(0.1);
    }
  });
  it.each([0.8, 1.4, 2.2])('keep to the lumen where lung begins %d mm beyond the wall, whose edge is as steep', (lungFrom) => {
    const beside = measuredDiscs({ lungFrom, lumenHu: 300 });
    for (const at of [5, 10, 35, 40]) expect(Math.abs(diameter(sectionAt(beside, at).lumenArea ?? NaN) - 3)).toBeLessThan(0.15);
  });
  it.each([1.4, 2.2])('keep to the wall where lung begins %d mm beyond it', (lungFrom) => {
    const beside = measuredDiscs({ lungFrom, lumenHu: 300 });
    for (const at of [5, 10, 35, 40]) expect(Math.abs(diameter(sectionAt(beside, at).vesselArea) - 4)).toBeLessThan(0.2);
  });
  it('find the wall where there is no lumen, and say that there is none', () => {
    for (const at of [17, 22, 28]) {
      expect(sectionAt(profile, at).lumenArea).toBeNull();
      expect(Math.abs(diameter(sectionAt(profile, at).vesselArea) - 4)).toBeLessThan(0.1);
      expect(sectionAt(profile, at).wallSeen).toBe(1);
    }
  });
  it('read blur and wall of the scan from the lumen’s edge', () => {
    expect(profile.edge.isMeasured).toBe(true);
    expect(Math.abs(profile.edge.blurMm - 0.3)).toBeLessThan(0.04);
    expect(Math.abs(profile.edge.wallMm - 0.5)).toBeLessThan(0.08);
  });
  it('lie about the vessel’s own middle, however far the centreline is off', () => {
    const off = measuredDiscs({ off: 0.4 });
    for (const at of [8, 22]) {
      const n = at * 2;
      const [u, v] = polygonCentroid(outlineOf(radiiOf(off.wall.radii, n), off.polar.centres[n] ?? pointUv(NaN, NaN)));
      expect(Math.hypot(u - 0.4, v)).toBeLessThan(0.05);
      expect(Math.abs(sectionAt(off, at).vesselArea / sectionAt(profile, at).vesselArea - 1)).toBeLessThan(0.03);
    }
  });
  it('carry the wall over what is as bright as it from the open vessel, and say that it is not seen', () => {
    const buried = measuredDiscs({ outsideHu: 80 });
    expect(sectionAt(buried, 22).wallSeen).toBe(0);
    expect(Math.abs(diameter(sectionAt(buried, 22).vesselArea) - 4)).toBeLessThan(0.3);
  });
});

describe('caps', () => {
  it('are moved to where contrast ends, from 3 mm to either side', () => {
    const { sections, points } = discSections(DISCS);
    expect([sections.length, points.length]).toEqual([91, 91]);
    const { proximalCap, distalCap } = measuredDiscs();
    expect(Math.abs(proximalCap.abscissa - 15)).toBeLessThan(0.2);
    expect(Math.abs(distalCap.abscissa - 30)).toBeLessThan(0.2);
    expect([proximalCap.shape, distalCap.shape, proximalCap.isSeen]).toEqual(['blunt', 'blunt', true]);
  });
  it('stay where they were set in a vessel without contrast', () => {
    const { proximalCap, distalCap } = measuredDiscs({ lumenHu: 130 });
    expect(proximalCap).toEqual({ abscissa: 15, isSeen: false, shape: null, taper: null });
    expect(distalCap).toEqual({ abscissa: 30, isSeen: false, shape: null, taper: null });
  });
});

describe('radii on rays', () => {
  it('enclose the area of their outline', () => {
    const radii = Float32Array.from({ length: 120 }, (_, ray) => 2 + 0.3 * Math.sin((ray * Math.PI) / 20));
    expect(Math.abs(areaWithin(radii) - polygonArea(outlineOf(radii, pointUv(0.3, -0.2))))).toBeLessThan(1e-4);
  });
  it('start along u and turn towards v', () => {
    const outline = outlineOf(new Float32Array(120).fill(2), pointUv(0, 0));
    expect(outline[0]?.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([2, 0]);
    expect(outline[30]?.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0, 2]);
  });
  it('read each picture on its own, calmed by those beside it', () => {
    const { sections } = discSections(DISCS);
    const polar = polarMap(sections.slice(28, 33));
    expect(polar.values[2 * 7200]).toBeLessThan((polar.values[0] ?? 0) - 50);
    expect(polar.calm[2 * 7200]).toBeCloseTo(((polar.values[7200] ?? 0) + 2 * (polar.values[14400] ?? 0) + (polar.values[21600] ?? 0)) / 4, 2);
  });
});

describe('the area of a lumen', () => {
  it('is none where the middle is bright and no edge was found', () => {
    const areaOf = (radius: number, isOpen = true): number | null =>
      lumenArea({ middleHu: [400], levelHu: [400], isOpen: [isOpen], radii: new Float32Array(120).fill(radius) }, 0);
    expect([areaOf(0), areaOf(1.5, false)]).toEqual([null, null]);
    expect(areaOf(1.5)).toBeCloseTo(2.25 * Math.PI, 1);
  });
});

describe('a reference diameter', () => {
  const area = (width: number): number => Math.PI * (width / 2) ** 2;
  it('is the mean over 5 mm of the full width', () => {
    expect(referenceDiameter(Array.from({ length: 30 }, () => area(3)), 0.5)).toBeCloseTo(3, 9);
    expect(referenceDiameter(Array.from({ length: 30 }, (_, n) => area(3 + n * 0.01)), 0.5)).toBeCloseTo(3.05, 1);
  });
  it('leaves out the taper towards the cap', () => {
    const tapered = Array.from({ length: 30 }, (_, n) => area(Math.min(3, 3 * (n + 1) / 8)));
    expect(Math.abs((referenceDiameter(tapered, 0.5) ?? NaN) - 3)).toBeLessThan(0.05);
  });
  it('is none where no lumen is open', () => {
    expect(referenceDiameter([null, null, null], 0.5)).toBeNull();
    expect(referenceDiameter([], 0.5)).toBeNull();
  });
});

describe('blur', () => {
  it('lets half through at the step and follows the normal distribution', () => {
    for (const [deviations, share] of [[0, 0.5], [1, 0.84134], [-1, 0.15866], [2, 0.97725], [3, 0.99865]] as const) {
      expect(Math.abs(passed(deviations) - share)).toBeLessThan(0.0004);
    }
  });
  it('grows with the voxel: point spread and sampling together', () => {
    expect(edgeBlur({ spacing: [mm(0), mm(0), mm(0)] }, 0.65)).toBeCloseTo(0.65 / 2.354820045, 6);
    expect(edgeBlur({ spacing: [mm(0.6), mm(0.6), mm(0.6)] }, 0)).toBeCloseTo(0.6 / Math.sqrt(6), 6);
  });
});
