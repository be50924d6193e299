import { describe, expect, it } from 'vitest';
import type { SectionMeasure } from '../../../core/calcium/profile.ts';
import type { SectionReview } from '../../../core/calcium/review.ts';
import { pointLps } from '../../../core/geometry/frame.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import type { FactPath, FactValue } from '../../../core/lesion/caseFacts.ts';
import { type LaidOver, lesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import { measureDetails, placeFrom } from '../../../core/lesion/measureDetails.ts';
import { measuredFacts } from '../../../core/lesion/measuredFacts.ts';
import { NOTHING_SUPPOSED, supposing } from '../../../core/lesion/supposition.ts';
import { deg, mm, mm2 } from '../../../core/units.ts';
import { calcified, plainFindings, straight } from './plainFindings.ts';

/** Occluded from 20 to 40 of 70 mm; 120° from 25 to 30, full moon from 30 to 32. */
const found = plainFindings(straight(70), [20, 40], (at) =>
  (at >= 25 && at < 30 ? calcified(120, 30) : at >= 30 && at <= 32 ? calcified(360, 100, 'full-moon') : {}));
function details(laid: LaidOver = {}) {
  const measures = lesionMeasures(found, laid);
  if (!measures.ok) throw new Error(measures.failure.code);
  return measureDetails(measures.value);
}
const review = (at: number, more: Partial<SectionReview> = {}): SectionReview =>
  ({ abscissa: mm(at), centre: pointUv(0, 0), arcs: null, areas: null, isFullMoon: false, found: null, by: 'Dr. Arc', at: '2026-01-02T03:04:05Z', ...more });

describe('what measures know of a fact beside its value', () => {
  it('is where its picture is, told from the proximal cap', () => {
    const all = details();
    expect(all.get('ctCalcium.maxArcDeg')?.evidence).toEqual({ station: 'calcium', at: 30, words: 'section 10.0' });
    expect(all.get('stump')?.evidence).toEqual({ station: 'calcium', at: 20, words: 'section 0.0' });
    expect(all.get('ctCalcium.fullMoon')?.evidence.words).toMatch(/^9\.\d–1[12]\.\d$/);
    expect(all.get('proximalReferenceMm')?.evidence.words).toMatch(/^−\d+\.\d to −?\d+\.\d$/);
    expect(all.get('bendInOcclusionDeg.ct')?.evidence).toMatchObject({ station: 'vessel' });
  });

  it('is there for every fact that is measured', () => {
    const measures = lesionMeasures(found, { target: 'RCA' });
    const facts = measures.ok ? Object.entries(measuredFacts(measures.value).facts) : [];
    const measured = facts.filter(([, fact]) => fact.state === 'measured').map(([path]) => path);
    expect(measured.filter((path) => ![...details().keys()].some((one) => one === path))).toEqual([]);
    expect(measured.length).toBeGreaterThan(10);
  });

  it('is the length of a full moon, from what is surely one to what may be', () => {
    const moon = details().get('ctCalcium.fullMoon');
    expect(moon?.value).toBe('2.5 mm');
    expect(moon?.range).toMatch(/ mm$/);
    expect(details({ reviews: [30, 30.5, 31, 31.5, 32].map((at) => review(at, { arcs: [], areas: [] })) }).get('ctCalcium.fullMoon'))
      .toMatchObject({ range: '0.0 mm' });
  });

  it('is length and share of the calcium together', () => {
    expect(details().get('ctCalcium.lengthPercent')?.value).toMatch(/^7\.\d mm, 3\d %$/);
  });

  it('is what somebody said of the section that it is read in: confirmed, or drawn with what was found beside it', () => {
    const maxArc = (laid: LaidOver) => details(laid).get('ctCalcium.maxArcDeg');
    expect(maxArc({})?.said).toBeNull();
    expect(maxArc({ reviews: [review(30)] })).toMatchObject({ said: { by: 'Dr. Arc', at: '2026-01-02T03:04:05Z', isDrawn: false } });
    expect(maxArc({ reviews: [review(30)] })?.automatic).toBeUndefined();
    const none = [30, 30.5, 31, 31.5, 32].map((at) => review(at, { arcs: [], areas: [] }));
    const drawn = maxArc({ reviews: [...none, review(27, { arcs: [[deg(0), deg(200)]] })] });
    expect(drawn).toMatchObject({ said: { isDrawn: true }, automatic: '360°', evidence: { words: 'section 7.0' } });
  });

  it('is how long the calcium-free windows surely are, in their order along the vessel, with the picture of the surest', () => {
    const windows = (of: (at: number) => Partial<SectionMeasure>) => {
      const measures = lesionMeasures({ ...found, sections: found.sections.map((section) => ({ ...section, ...of(section.abscissa) })) });
      return measures.ok ? measureDetails(measures.value).get('ctCalcium.freeWindowsMm') : undefined;
    };
    expect(windows(() => ({}))).toEqual({ said: null, beside: 'at 0.0, 12.3', evidence: { station: 'calcium', at: 32.25, words: 'ruler' } });
    expect(windows((at) => (at === 34 ? { arcRange: [0, 30] } : {}))).toMatchObject({ value: '4.8 mm, 7.8 mm (5.8 to 7.8)', beside: 'at 0.0, 12.3' });
    expect(windows((at) => (at > 33 ? { arcRange: [0, 30] } : {}))).toMatchObject({ value: '4.8 mm, 7.8 mm (1.0 to 7.8)', evidence: { at: 20 } });
  });

  it('is what was confirmed of the section where something else is found since', () => {
    const said = (path: FactPath, found: SectionReview['found'], more: Partial<SectionReview> = {}) =>
      details({ reviews: [review(30, { found, ...more })] }).get(path)?.said;
    const kept = (arc: number, share: number) => ({ arc: deg(arc), share, vesselArea: mm2(10) });
    expect([said('ctCalcium.maxArcDeg', kept(360, 100))?.before, said('ctCalcium.maxArcDeg', kept(320, 81))?.before]).toEqual([null, 320]);
    expect(said('ctCalcium.maxCsaPercent', kept(320, 81))).toMatchObject({ by: 'Dr. Arc', before: 81 });
    // The arc is as it was, but the section is not: nobody stands by it but where he drew it.
    expect(said('ctCalcium.maxArcDeg', kept(360, 81))).toBeNull();
    expect(said('ctCalcium.maxArcDeg', kept(320, 81), { arcs: [[deg(0), deg(360)]] })).toMatchObject({ isDrawn: false, before: null });
  });

  it('is the nearest side branch of a cap, with its width', () => {
    const branches = [{ at: pointLps(0, 0, 0), abscissa: mm(15.9), diameter: mm(1.8), isThere: true }];
    expect(details({ branches }).get('sideBranchAtProximalCap')?.beside).toBe('1.8 mm at −4.1');
    expect(details({ branches }).get('distalCapAtBifurcation')?.beside).toBeUndefined();
  });

  it('tells no place as minus nothing', () => {
    expect([20, 19.98, 15.9, 34.04].map(placeFrom(mm(20)))).toEqual(['0.0', '0.0', '−4.1', '14.0']);
  });
});

describe('what is supposed', () => {
  const facts = { stump: 'blunt', ctCalcium: { maxArcDeg: 350 }, ranges: { 'ctCalcium.maxArcDeg': [340, 360] }, places: { 'ctCalcium.maxArcDeg': 14 } } as const;
  it('stands in the place of what is known, and a measured range and place go with their value', () => {
    expect(supposing(facts, new Map<FactPath, FactValue<FactPath>>([['ctCalcium.maxArcDeg', 90], ['priorMi', true]]))).toEqual({
      stump: 'blunt', ctCalcium: { maxArcDeg: 90 }, priorMi: true, ranges: {}, places: {},
    });
    expect(supposing(facts, new Map([['stump', null]] as const))).toEqual({ ...facts, stump: null });
  });
  it('leaves what is known as it is', () => {
    const before = structuredClone(facts);
    supposing(facts, new Map([['ctCalcium.maxArcDeg', 90]] as const));
    expect([facts, supposing(facts, NOTHING_SUPPOSED)]).toEqual([before, facts]);
  });
});
