import { describe, expect, it } from 'vitest';
import type { SectionReview } from '../../../core/calcium/review.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import { agreement, differences, kappa } from '../../../core/lesion/agreement.ts';
import { lesionMeasures, type LesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import { deg, mm } from '../../../core/units.ts';
import { calcified, plainFindings, straight } from './plainFindings.ts';

const found = plainFindings(straight(60), [20, 40], (at) => (at >= 25 && at <= 30 ? calcified(120, 30) : {}));
const arc = (at: number, sweep: number): SectionReview =>
  ({ abscissa: mm(at), centre: pointUv(0, 0), arcs: [[deg(0), deg(sweep)]], areas: null, isFullMoon: false, found: null, by: 'Dr A', at: '2026-01-02T03:04:05Z' });
const moon = (at: number): SectionReview => ({ ...arc(at, 0), arcs: null, isFullMoon: true });
/** A square about the middle that takes a share of the vessel's area, per cent; all round it. */
const area = (at: number, percent: number): SectionReview => {
  const half = Math.sqrt((percent / 100) * 4 * Math.PI) / 2;
  return { ...arc(at, 0), arcs: null, areas: [[pointUv(-half, -half), pointUv(half, -half), pointUv(half, half), pointUv(-half, half)]] };
};
const seen = (at: number): SectionReview => ({ ...arc(at, 0), arcs: null });
const clear = (at: number): SectionReview => ({ ...arc(at, 0), arcs: [], areas: [] });
const read = (reviews: readonly SectionReview[], findings = found, stents: readonly Stretch[] = []): LesionMeasures => {
  const measures = lesionMeasures(findings, { reviews, stents });
  if (!measures.ok) throw new Error('not measured');
  return measures.value;
};

describe('differences', () => {
  it('have their mean and the limits of Bland and Altman', () => {
    // On paper: off by 10, -10 and 30; mean 10, squares about it 0, 400 and 400, over n - 1 = 2: SD 20.
    expect(differences([[110, 100], [90, 100], [130, 100]])).toEqual({ mean: 10, sd: 20, limits: [10 - 39.2, 10 + 39.2], pairs: [[110, 100], [90, 100], [130, 100]] });
  });
  it('change their sign with the readers, and nothing else', () => {
    const pairs = [[3, 5], [9, 4], [1, 1], [7, 8]] as const;
    const [one, other] = [differences(pairs), differences(pairs.map(([a, b]) => [b, a] as const))];
    expect([other.mean, other.sd]).toEqual([-one.mean, expect.closeTo(one.sd, 12)]);
    expect(other.limits[0]).toBeCloseTo(-one.limits[1], 12);
  });
});

describe('kappa', () => {
  const pairs = (both: number, first: number, second: number, none: number) => [
    ...Array.from({ length: both }, () => [true, true] as const), ...Array.from({ length: first }, () => [true, false] as const),
    ...Array.from({ length: second }, () => [false, true] as const), ...Array.from({ length: none }, () => [false, false] as const),
  ];
  it.each([
    // Observed 35 of 50; by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5: (0.7 - 0.5) / 0.5.
    ['of a table worked on paper', pairs(20, 5, 10, 15), 0.4, 35], ['of full agreement', pairs(3, 0, 0, 4), 1, 7],
    ['of full disagreement', pairs(0, 3, 3, 0), -1, 0], ['of chance alone', pairs(4, 4, 4, 4), 0, 8],
  ] as const)('%s', (_, table, value, agreed) => {
    expect(kappa(table)).toEqual({ kappa: expect.closeTo(value, 12), agreed, count: table.length });
  });
  it('says nothing where both always say the same', () => {
    expect(kappa(pairs(4, 0, 0, 0))).toEqual({ why: 'Both say yes of every section: agreement beyond chance cannot be told.' });
    expect(kappa(pairs(0, 0, 0, 4))).toEqual({ why: expect.stringContaining('Both say no') });
  });
});

describe('two readings', () => {
  it('are compared on what both have read', () => {
    const compared = agreement(read([arc(26, 100), arc(27, 150), arc(28, 190), arc(33, 50)]), read([arc(26, 90), arc(27, 160), arc(28, 160), arc(36, 200)]));
    expect(compared).toMatchObject({ sections: [26, 27, 28], arcDeg: { mean: 10, sd: 20, pairs: [[100, 90], [150, 160], [190, 160]] } });
  });
  it('differ in the length that is calcified, and in what is full moon', () => {
    const sections = [26, 26.5, 27, 27.5];
    const compared = agreement(read(sections.map(moon)), read([moon(26), ...[26.5, 27, 27.5].map(clear)]));
    // Four sections of half a millimetre; the other seven that were found calcified nobody has read.
    expect(compared).toMatchObject({ calcifiedLength: { first: 2, second: 0.5, difference: 1.5, read: 4, of: 41 },
      // Observed 1 of 4; the first always says yes, the second once: by chance 1 of 4.
      fullMoon: { kappa: 0, agreed: 1, count: 4 } });
  });
  it('of which the second drew areas alone have the arc of these: what was found there is not his', () => {
    const compared = agreement(read([26, 27, 28].map(seen)), read([area(26, 30), area(27, 20), area(28, 10)]));
    expect(compared).toMatchObject({
      sections: [26, 27, 28], arcDeg: { pairs: [[120, 360], [120, 360], [120, 360]] },
      sharePercent: { mean: expect.closeTo(10, 9), pairs: [[30, expect.closeTo(30, 9)], [30, expect.closeTo(20, 9)], [30, expect.closeTo(10, 9)]] },
      calcifiedLength: { first: 1.5, second: 1.5, read: 3, of: 41 },
    });
  });
  it('of which the second drew arcs alone have no area, and no calcified length that both have said', () => {
    const compared = agreement(read([26, 27, 28].map(seen)), read([arc(26, 100), arc(27, 100), moon(28)]));
    expect(compared).toMatchObject({
      arcDeg: { pairs: [[120, 100], [120, 100], [120, 360]] }, sharePercent: { why: expect.stringContaining('One section is read for the area by both') },
      peripheralSevere: { why: expect.stringContaining('One section is read for the area by both') }, fullMoon: { why: expect.any(String) },
      calcifiedLength: { first: 0.5, second: 0.5, read: 1, of: 41 },
    });
  });
  it('say nothing of a stent, nor of a length beyond the caps', () => {
    const sections = [10, 26, 27, 28, 35];
    const stented = read(sections.map(moon), found, [[mm(34), mm(36)]]);
    const compared = agreement(stented, stented);
    expect(compared).toMatchObject({ sections: [10, 26, 27, 28], calcifiedLength: { first: 1.5, read: 3, of: 36 } });
  });
  it.each([[0, 'No section is'], [1, 'One section is'], [2, 'Two sections are']] as const)('of %d common sections are not compared', (count, words) => {
    const own = [26, 27, 28].slice(0, count).map((at) => arc(at, 90));
    expect(agreement(read([...own, arc(30, 90)]), read([...own, arc(35, 90)]))).toEqual({ why: `${words} read by both; at least 3 are needed to compare two readings.` });
  });
  it('of two paths are not compared', () => {
    expect(agreement(read([]), read([], plainFindings(straight(50), [20, 40])))).toEqual({ why: expect.stringContaining('different paths') });
  });
});
