import { describe, expect, it } from 'vitest';
import type { SectionMeasure } from '../../../core/calcium/profile.ts';
import { arcsCover, isCorrected, READING, reviewedSections, type SectionReview } from '../../../core/calcium/review.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import { deg, hu, mm, mm2 } from '../../../core/units.ts';

const sections: readonly SectionMeasure[] = Array.from({ length: 9 }, (_, n) => ({
  abscissa: mm(n / 2), arc: deg(n === 6 ? 0 : 120), arcSpan: deg(n === 6 ? 0 : 120), csaPercent: n === 6 ? 0 : 30, vesselArea: mm2(12), lumenArea: null,
  thickness: mm(0.5), peak: hu(900), pattern: n === 6 ? 'none' : n === 7 ? 'central' : 'peripheral', arcRange: [100, 140], csaRange: [25, 40], brightBeside: deg(0), wallSeen: 1,
  wallFrom: 'automatic', lumenFrom: 'automatic',
}));
const review = (at: number, chosen: Partial<SectionReview>): SectionReview =>
  ({ abscissa: mm(at), centre: pointUv(0, 0), arcs: null, areas: null, isFullMoon: false, found: null, by: 'Dr A', at: '2026-01-02T03:04:05Z', ...chosen });
/** 2 × 3 mm: half of the vessel. */
const HALF = [[0, 0], [2, 0], [2, 3], [0, 3]].map(([u = 0, v = 0]) => pointUv(u, v));

describe('arcs', () => {
  it.each([
    ['none', [], 0, 0], ['one', [[10, 100]], 90, 90], ['one over 0°', [[350, 20]], 30, 30], ['a ring', [[0, 360]], 360, 360],
    ['two apart', [[10, 40], [100, 150]], 80, 50], ['two that overlap', [[10, 60], [50, 90]], 80, 80],
    ['two that meet at 0°', [[300, 360], [0, 30]], 90, 90], ['two over 0° and beyond', [[340, 400], [30, 50]], 70, 70],
    ['one of no length', [[40, 40]], 0, 0],
  ] as const)('%s cover what they cover together', (_, arcs, arc, span) => {
    expect(arcsCover(arcs.map(([from, to]) => [deg(from), deg(to)] as const))).toEqual({ arc, span });
  });
});

describe('reviewed sections', () => {
  it('count by the operator’s value in a range of its own, and keep what was found beside it', () => {
    const found = reviewedSections(sections, [review(1, { arcs: [[deg(0), deg(200)]], areas: [HALF] })]);
    expect(found[2]).toMatchObject({ arc: 200, arcSpan: 200, arcRange: [180, 220], csaPercent: 50, csaRange: [40, 60], pattern: 'peripheral',
      automatic: sections[2], review: { by: 'Dr A', at: '2026-01-02T03:04:05Z' } });
    expect(found[3]).toEqual({ ...sections[3], automatic: sections[3], review: null });
  });
  it('leave what was not said as found', () => {
    const [arc, both] = [review(1, { arcs: [[deg(0), deg(90)]] }), review(1, {})]
      .map((one) => reviewedSections(sections, [one])[2]);
    expect(arc).toMatchObject({ arc: 90, csaPercent: 30, csaRange: [25, 40] });
    expect(both).toMatchObject({ arc: 120, csaPercent: 30, automatic: sections[2], review: { by: 'Dr A' } });
  });
  it('have the arc of the areas that are painted where no arc is drawn, about the middle, and the drawn one where there is one', () => {
    const at = (chosen: Partial<SectionReview>): unknown => reviewedSections(sections, [review(3, { areas: [HALF], ...chosen })])[6];
    // From inside the rectangle it is all around; from just outside the middle of its side it is not quite half.
    expect(at({ centre: pointUv(0.1, 0.1) })).toMatchObject({ arc: 360, arcRange: [340, 360], csaPercent: 50, pattern: 'peripheral', automatic: { arc: 0 } });
    expect(at({ centre: pointUv(-0.001, 1.5) })).toMatchObject({ arc: 177, arcSpan: 177, pattern: 'peripheral' });
    expect(at({ centre: pointUv(0.1, 0.1), arcs: [[deg(0), deg(50)]] })).toMatchObject({ arc: 50, arcRange: [30, 70] });
    expect(reviewedSections(sections, [review(1, { areas: [] })])[2]).toMatchObject({ arc: 0, arcRange: [0, 20], csaPercent: 0, csaRange: [0, 10], pattern: 'none' });
  });
  it.each([[109, true], [110, false], [130, false], [131, true]])('with an arc of %s° drawn where 120° was found: another reading %s', (drawn, isOther) => {
    const [found] = reviewedSections(sections, [review(1, { arcs: [[deg(0), deg(drawn)]] })]).slice(2);
    expect([found?.arc, found?.arcRange, found && isCorrected(found)])
      .toEqual([drawn, isOther ? [drawn - READING.arcDeg, drawn + READING.arcDeg] : [100, 140], isOther]);
  });
  it.each([[28.9, true], [29, false], [31, false], [31.1, true]])('with a share of %s %% painted where 30 %% was found: another reading %s', (painted, isOther) => {
    const areas = [[[0, 0], [0.12, 0], [0.12, painted], [0, painted]].map(([u = 0, v = 0]) => pointUv(u, v))];
    const [found] = reviewedSections(sections, [review(1, { arcs: [[deg(0), deg(120)]], areas })]).slice(2);
    expect(found?.csaPercent).toBeCloseTo(painted, 9);
    expect(found?.csaRange.map((end) => Math.round(10 * end) / 10))
      .toEqual(isOther ? [painted - READING.sharePoints, painted + READING.sharePoints] : [25, 40]);
    expect(found && isCorrected(found)).toBe(isOther);
  });
  it('keep an operator’s value inside the range that he confirms, and no range beyond nothing and all', () => {
    const narrow = sections.map((one): SectionMeasure => ({ ...one, arc: deg(355), arcRange: [340, 358], csaPercent: 99, csaRange: [90, 99.5] }));
    expect(reviewedSections(narrow, [review(1, { isFullMoon: true })])[2]).toMatchObject({ arc: 360, arcRange: [340, 360], csaPercent: 100, csaRange: [90, 100] });
    expect(reviewedSections(sections, [review(1, { isFullMoon: true })])[2]).toMatchObject({ arcRange: [340, 360], csaRange: [90, 100] });
    expect(reviewedSections(sections, [review(1, { arcs: [[deg(0), deg(15)]] })])[2]).toMatchObject({ arcRange: [0, 35] });
  });
  it('are full moon by the same tolerance: two neighbours, not one', () => {
    const moon = (at: number): SectionReview => review(at, { isFullMoon: true });
    expect(reviewedSections(sections, [moon(1)])[2]).toMatchObject({ arc: 360, csaPercent: 100, pattern: 'peripheral' });
    expect(reviewedSections(sections, [moon(1), moon(1.5)]).map(({ pattern }) => pattern).slice(1, 5)).toEqual(
      ['peripheral', 'full-moon', 'full-moon', 'peripheral']);
  });
  it('have a pattern that follows: none, spot, as found, at the edge where none was found', () => {
    const of = (at: number, chosen: Partial<SectionReview>): unknown =>
      reviewedSections(sections, [review(at, chosen)])[at * 2]?.pattern;
    const small = HALF.map(([u, v]) => pointUv(u * 0.4, v * 0.4));
    expect([of(1, { arcs: [] }), of(1, { areas: [small] }), of(3.5, { areas: [HALF] }), of(3, { arcs: [[deg(0), deg(90)]], areas: [HALF] })]).toEqual(
      ['none', 'spot', 'central', 'peripheral']);
  });
  it('take the later of two, and none beyond the vessel', () => {
    expect(reviewedSections(sections, [review(1, { arcs: [] }), review(1, { arcs: [[deg(0), deg(60)]] })])[2]?.arc).toBe(60);
    expect(reviewedSections(sections, [review(40, { isFullMoon: true })])).toEqual(reviewedSections(sections, []));
  });
});
