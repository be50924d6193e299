import { describe, expect, it } from 'vitest';
import { calciumBurden } from '../../../core/calcium/burden.ts';
import { capCalcium } from '../../../core/calcium/capCalcium.ts';
import { calciumForms } from '../../../core/calcium/form.ts';
import { metalStretches } from '../../../core/calcium/metal.ts';
import type { SectionMeasure } from '../../../core/calcium/profile.ts';
import { calciumSummary } from '../../../core/calcium/summary.ts';
import { rankedWindows, shortWindowWords, windowWords } from '../../../core/calcium/windows.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import { lengthOf, liesIn, within } from '../../../core/geometry/stretch.ts';
import type { LesionBranch } from '../../../core/lesion/lesionBranches.ts';
import { landingZone } from '../../../core/lesion/landingZone.ts';
import { remodelling } from '../../../core/lesion/remodelling.ts';
import { RAYS } from '../../../core/section/polar.ts';
import { deg, hu, mm, mm2 } from '../../../core/units.ts';

/** A vessel of 4 mm, its lumen 3 mm where it is open, one section each half millimetre; `of` says what differs. */
const vessel = (lengthMm: number, of: (at: number) => Partial<SectionMeasure> = () => ({})): readonly SectionMeasure[] =>
  Array.from({ length: lengthMm * 2 + 1 }, (_, n) => ({
    abscissa: mm(n / 2), arc: deg(0), arcSpan: deg(0), csaPercent: 0, vesselArea: mm2(4 * Math.PI), lumenArea: mm2(2.25 * Math.PI),
    thickness: mm(0), peak: hu(400), pattern: 'none', arcRange: [0, 0], csaRange: [0, 0], brightBeside: deg(0), wallSeen: 1, wallFrom: 'automatic',
    lumenFrom: 'automatic', ...of(n / 2),
  }));
const calcified = (csaPercent: number, arc = 120): Partial<SectionMeasure> =>
  ({ arc: deg(arc), arcSpan: deg(arc), csaPercent, csaRange: [csaPercent - 5, csaPercent + 5], arcRange: [arc - 20, arc + 20], pattern: 'peripheral' });
const THRESHOLD = { openHu: hu(450), occlusionHu: hu(300), method: 'lumen-adaptive', lumenMeanHu: hu(400), lumenSdHu: hu(15) } as const;

describe('the burden', () => {
  it('is area times length, with its range and its words', () => {
    const sections = vessel(40, (at) => (at >= 10 && at < 20 ? calcified(50) : {}));
    const { volume, volumeRange, words } = calciumBurden(sections, [mm(5), mm(35)], THRESHOLD);
    expect(volume).toBeCloseTo(10 * 2 * Math.PI, 9);
    expect(volumeRange.map((value) => value / (4 * Math.PI))).toEqual([expect.closeTo(4.5, 9), expect.closeTo(5.5, 9)]);
    expect(words).toBe('Calcium burden at T = 300 HU in the occlusion and 450 HU beside contrast, not an Agatston score');
  });
});

describe('metal', () => {
  const stented = vessel(40, (at) => ({
    ...(at >= 10 && at <= 20 ? calcified(40) : {}), ...(at === 14 || at === 16 ? { peak: hu(2400) } : {}),
    ...(at === 16.5 ? { peak: hu(1600) } : {}),
  }));
  it('is one stretch from the first to the last of it, grown by what is nearly as bright', () => {
    expect(metalStretches(stented)).toEqual([[13.75, 16.75]]);
    expect(metalStretches(vessel(40, (at) => (at === 14 ? { peak: hu(2000) } : {})))).toEqual([]);
    expect(metalStretches(vessel(10), [[mm(3), mm(5)]])).toEqual([[2.75, 5.25]]);
  });
  it('is left out of every figure of calcium', () => {
    const metal = metalStretches(stented);
    const summary = calciumSummary(stented, mm(5), mm(35), metal);
    expect(summary.metal).toEqual([[13.75, 16.75]]);
    expect(summary.calcifiedLength).toBeCloseTo(10.5 - 3, 9);
    expect(summary.calcifiedPercent).toBeCloseTo(100 * 7.5 / 27, 9);
    const burden = (of: readonly (readonly [ReturnType<typeof mm>, ReturnType<typeof mm>])[]): number =>
      calciumBurden(stented, [mm(5), mm(35)], THRESHOLD, of).volume;
    expect(burden(metal) / burden([])).toBeCloseTo(7.5 / 10.5, 9);
  });
  it('never joins the windows on its two sides', () => {
    const clean = vessel(40, (at) => (at > 14 && at < 20 ? { peak: hu(2600) } : {}));
    const metal = metalStretches(clean);
    expect(calciumSummary(clean, mm(5), mm(35), metal).freeWindows).toEqual([[5, 14.25], [19.75, 35]]);
  });
});

describe('windows', () => {
  it('are ranked by length, with diameter and distances from both caps', () => {
    const sections = vessel(40, (at) => ({ ...(at > 8 && at < 12 ? calcified(40) : at > 30 ? calcified(30) : {}),
      ...(at === 20 ? { vesselArea: mm2(Math.PI) } : {}) }));
    const { freeWindows } = calciumSummary(sections, mm(5), mm(35));
    expect(rankedWindows(sections, freeWindows, [mm(5), mm(35)])).toEqual([
      { stretch: [11.75, 30.25], length: 18.5, sureLength: 18.5, diameter: expect.closeTo(2, 9), fromProximalCap: 6.75, toDistalCap: 4.75 },
      { stretch: [5, 8.25], length: 3.25, sureLength: 3.25, diameter: expect.closeTo(4, 9), fromProximalCap: 0, toDistalCap: 26.75 },
    ]);
  });
});

describe('how long a window is surely', () => {
  /** Two windows: from 5.75 to 14.25 and from 15.75 to 22.25 mm. */
  const windows = (of: (at: number) => Partial<SectionMeasure>) => {
    const sections = vessel(40, (at) => ({ ...(at < 6 || (at > 14 && at < 16) || at > 22 ? calcified(40) : {}), ...of(at) }));
    return rankedWindows(sections, calciumSummary(sections, mm(0), mm(40)).freeWindows, [mm(0), mm(40)]);
  };
  const lengths = (of: (at: number) => Partial<SectionMeasure>): unknown => windows(of).map(({ length, sureLength }) => [length, sureLength]);
  const raw: Partial<SectionMeasure> = { arcRange: [0, 20] };
  it('is its length where no section’s range reaches above nothing', () => {
    expect(lengths(() => ({}))).toEqual([[8.5, 8.5], [6.5, 6.5]]);
  });
  it('ends where calcium is plausible by arc or by share, at its ends and within', () => {
    expect(lengths((at) => (at === 6 || at === 14 ? raw : {}))).toEqual([[8.5, 7.5], [6.5, 6.5]]);
    expect(lengths((at) => (at === 6 ? { csaRange: [0, 3] } : {}))).toEqual([[8.5, 8], [6.5, 6.5]]);
    expect(lengths((at) => (at === 9 ? raw : at === 17 ? { csaRange: [0, 1] } : {}))).toEqual([[8.5, 5], [6.5, 5]]);
  });
  it('comes before the best length in the order, and may be nothing', () => {
    expect(lengths((at) => (at < 15 ? raw : {}))).toEqual([[6.5, 6.5], [8.5, 0]]);
    expect(lengths(() => raw)).toEqual([[8.5, 0], [6.5, 0]]);
  });
  it('is told beside the best, one number where both are told alike', () => {
    const told = (length: number, sureLength: number): unknown => {
      const window = { length: mm(length), sureLength: mm(sureLength) };
      return [windowWords(window), ...shortWindowWords(window)];
    };
    expect([told(3, 2), told(3, 0), told(3, 2.96)]).toEqual([
      ['3.0 mm (2.0 to 3.0)', '2.0–3.0', '≥ 2.0'], ['3.0 mm (0.0 to 3.0)', '0.0–3.0', '≥ 0.0'], ['3.0 mm', '3.0'],
    ]);
  });
});

describe('a cap', () => {
  it('is calcified from a tenth of its area on, in its first two millimetres, to its own side', () => {
    const at = (csa: number): readonly SectionMeasure[] => vessel(40, (s) => (s === 12 ? calcified(csa, 90) : {}));
    expect(capCalcium(at(10), [mm(10), mm(30)], 'proximal')).toEqual({ maxArc: 90, maxCsaPercent: 10, isCalcified: true });
    expect(capCalcium(at(9.9), [mm(10), mm(30)], 'proximal')?.isCalcified).toBe(false);
    expect(capCalcium(at(50), [mm(9.9), mm(30)], 'proximal')?.maxArc).toBe(0);
    expect(capCalcium(at(50), [mm(2), mm(13)], 'distal')?.isCalcified).toBe(true);
    expect(capCalcium(at(50), [mm(60), mm(80)], 'proximal')).toBeNull();
  });
  it('ends where a short occlusion does', () => {
    const at = vessel(40, (s) => (s === 12 ? calcified(50, 90) : {}));
    expect(capCalcium(at, [mm(10), mm(11.9)], 'proximal')?.isCalcified).toBe(false);
    expect(capCalcium(at, [mm(10), mm(12)], 'proximal')?.isCalcified).toBe(true);
    expect(capCalcium(at, [mm(12.1), mm(13)], 'distal')?.isCalcified).toBe(false);
    expect(capCalcium(at, [mm(12.1), mm(12.4)], 'distal')).toBeNull();
  });
});

describe('the landing zone', () => {
  const cap = mm(20);
  const branch = (at: number): LesionBranch =>
    ({ abscissa: mm(at), ostium: pointLps(0, 0, at), diameter: mm(2), angle: deg(60), isAdded: false });
  it('is what of the first 20 mm was traced, with its re-entry zones', () => {
    const sections = vessel(50, (at) => ({ ...(at >= 27 && at <= 29 ? calcified(20, 100) : {}), ...(at <= 20 ? { lumenArea: null } : {}) }));
    expect(landingZone(sections, cap, [branch(24), branch(45)])).toMatchObject({
      stretch: [20.5, 40], diameter: expect.closeTo(3, 9), leastDiameter: expect.closeTo(3, 9), maxArc: 100, maxArcRange: [80, 120],
      isDiseased: true, branches: [{ abscissa: 24 }],
      reentry: [{ stretch: [29.5, 40], fromDistalCap: 9.5, length: 10.5 }, { stretch: [20.5, 26.5], length: 6 }],
    });
  });
  it('is diseased where it is narrower than 70 % of itself, or calcified over more than 90 degrees, neither inclusive', () => {
    const isDiseased = (of: Partial<SectionMeasure>): unknown =>
      (landingZone(vessel(50, (at) => (at === 30 ? of : {})), cap, null) as { readonly isDiseased?: boolean }).isDiseased;
    const area = (share: number): Partial<SectionMeasure> => ({ lumenArea: mm2(2.25 * Math.PI * share ** 2) });
    expect([area(0.701), area(0.699), { arc: deg(90) }, { arc: deg(91) }].map(isDiseased)).toEqual([false, true, false, true]);
  });
  it('is not known where too little is open, and says why', () => {
    expect(landingZone(vessel(24), cap, null)).toEqual({ why: expect.stringContaining('3.5 mm') });
    expect(landingZone(vessel(50, () => ({ lumenArea: null })), cap, null)).toEqual({ why: 'No open lumen is seen beyond the distal cap.' });
  });
});

describe('remodelling', () => {
  it.each([[2, 'none', 1], [2.2, 'positive', 1.1], [1.88, 'negative', 0.94], [1.9, 'none', 0.95]] as const)(
    'of a radius of %d mm between ones of 2 mm is %s', (radius, kind, index) => {
      const sections = vessel(50, (at) => (at >= 15 && at <= 35 ? { lumenArea: null, vesselArea: mm2(Math.PI * radius ** 2 * (1 + 1e-12)) } : {}));
      const found = remodelling(sections, mm(15), mm(35), 0.5);
      expect(found?.kind).toBe(kind);
      expect(found?.byDiameter).toBeCloseTo(index, 9);
      expect(found?.byArea).toBeCloseTo(index ** 2, 9);
    });
  it('is not known where the vessel is not open on both sides', () => {
    expect(remodelling(vessel(50, (at) => (at >= 15 ? { lumenArea: null } : {})), mm(15), mm(35), 0.5)).toBeNull();
  });
});

describe('the form of calcium', () => {
  const rays = (of: (ray: number) => number): Float32Array => Float32Array.from({ length: RAYS }, (_, ray) => of(ray));
  const form = (thickness: (ray: number) => number, isOpen = false) => calciumForms(
    { isOpen: [isOpen], radii: rays(() => (isOpen ? 1.5 : 0)) }, { radii: rays(() => 2) }, { thickness: rays(thickness) })[0];
  it('is deep in the outer half of what lies between lumen and edge, superficial from there on', () => {
    expect(form(() => 0.9)?.depth).toBe('deep');
    expect(form(() => 1)?.depth).toBe('superficial');
    expect(form(() => 0.25, true)?.depth).toBe('superficial');
    expect(form(() => 0.2, true)?.depth).toBe('deep');
    expect(form((ray) => (ray < 60 ? 1.2 : 0.4))?.depth).toBe('mixed');
    expect(form(() => 0)).toEqual({ depth: null, arcs: 0, eccentricity: null });
  });
  it('counts arcs around the circle, and is eccentric where it lies on one side', () => {
    expect(form((ray) => (ray < 10 || ray >= 110 || (ray >= 40 && ray < 50) ? 0.5 : 0))?.arcs).toBe(2);
    expect(form(() => 0.5)?.eccentricity).toBeCloseTo(0, 6);
    // Half a circle: 2 / π.
    expect(form((ray) => (ray < 60 ? 0.5 : 0))?.eccentricity).toBeCloseTo(2 / Math.PI, 3);
    expect(form((ray) => (ray === 7 ? 0.5 : 0))?.eccentricity).toBeCloseTo(1, 6);
  });
});

describe('stretches', () => {
  it('hold their ends, and are cut to another one', () => {
    const stretches = [[mm(1), mm(3)], [mm(5), mm(9)]] as const;
    expect([0.9, 1, 3, 4, 9, 9.1].map((at) => liesIn(stretches, at))).toEqual([false, true, true, false, true, false]);
    expect(within(stretches, [mm(2), mm(6)])).toEqual([[2, 3], [5, 6]]);
    expect(within(stretches, [mm(3), mm(5)])).toEqual([]);
    expect(lengthOf(stretches)).toBe(6);
  });
});
