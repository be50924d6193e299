import { describe, expect, it } from 'vitest';
import { reviewedSections, type SectionReview } from '../../../core/calcium/review.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import { confirmedAs, foundOf, isSettled, reviewStands, sectionStanding } from '../../../core/lesion/reviewStanding.ts';
import { deg, mm, mm2 } from '../../../core/units.ts';
import { calcified, plainFindings, straight } from './plainFindings.ts';

const [BASE] = plainFindings(straight(2), [0.5, 1.5]).sections;
/** A section with so much calcium in a vessel of 10 mm². */
function measure(arc: number, share: number, vesselArea = 10) {
  if (BASE === undefined) throw new Error('no section');
  return { ...BASE, ...calcified(arc, share), vesselArea: mm2(vesselArea) };
}
const review = (more: Partial<SectionReview> = {}): SectionReview => ({
  abscissa: mm(0), centre: pointUv(0, 0), arcs: null, areas: null, isFullMoon: false, found: foundOf(measure(320, 81)), by: 'Dr A', at: '2026-01-02T03:04:05Z', ...more,
});
/** 4 mm². */
const AREA = [[0, 0], [2, 0], [2, 2], [0, 2]].map(([u = 0, v = 0]) => pointUv(u, v));
const standing = (said: SectionReview, arc: number, share: number, vesselArea?: number) => {
  const [section] = reviewedSections([measure(arc, share, vesselArea)], [said]);
  return section === undefined ? undefined : sectionStanding(section);
};

describe('a section that was confirmed', () => {
  it('keeps what was found: arc, share and the area of the vessel', () => {
    expect(foundOf(measure(320, 81, 9.25))).toEqual({ arc: 320, share: 81, vesselArea: 9.25 });
  });
  it.each([
    [315, 81, true], [314.9, 81, false], [324.9, 81, true], [325, 81, false],
    [320, 80.5, true], [320, 80.49, false], [320, 81.49, true], [320, 81.5, false],
    [340, 89, false],
  ])('as 320°, 81 % and is found as %s°, %s %%: it stands %s', (arc, share, stands) => {
    expect(reviewStands(review(), measure(arc, share))).toBe(stands);
    expect(standing(review(), arc, share)).toBe(stands ? 'confirmed' : 'changed');
  });
  it('is told from either side of a rounding: what was confirmed just below it has changed just above it', () => {
    const below = review({ found: foundOf(measure(314.9, 80.4)) });
    expect([reviewStands(below, measure(314.9, 80.4)), reviewStands(below, measure(315, 80.4)), reviewStands(below, measure(314.9, 80.5))])
      .toEqual([true, false, false]);
  });
  it('has changed on the other side of an edge at which a score turns, though it is told alike', () => {
    const below = review({ found: foundOf(measure(176, 81)) });
    expect([reviewStands(below, measure(179.9, 81)), reviewStands(below, measure(184, 81))]).toEqual([true, false]);
  });
  it('stands whatever is found where nothing was kept', () => {
    expect(standing(review({ found: null }), 20, 1)).toBe('confirmed');
    expect(confirmedAs(review({ found: null }))).toBeNull();
  });
  it('is settled only while it stands', () => {
    const settled = (arc: number) => reviewedSections([measure(arc, 81)], [review()]).map(isSettled);
    expect([settled(320), settled(340), reviewedSections([measure(320, 81)], []).map(isSettled)]).toEqual([[true], [false], [false]]);
  });
});

describe('a section that was drawn', () => {
  it('is his own where he drew, whatever is found there', () => {
    const arcs = review({ arcs: [[deg(0), deg(200)]] });
    expect([standing(arcs, 90, 81), standing(arcs, 320, 90)]).toEqual(['edited', 'changed']);
    expect(confirmedAs(arcs)).toEqual({ arc: 200, share: 81 });
    expect(standing(review({ isFullMoon: true }), 10, 3)).toBe('edited');
  });
  it('is confirmed, and not corrected, where he drew what is found', () => {
    const arcs = (to: number) => review({ arcs: [[deg(0), deg(to)]] });
    expect([310, 330, 309, 331].map((to) => standing(arcs(to), 320, 81))).toEqual(['confirmed', 'confirmed', 'edited', 'edited']);
    expect(standing(review({ isFullMoon: true, found: foundOf(measure(352, 99)) }), 352, 99)).toBe('confirmed');
  });
  it('has another share in another vessel', () => {
    const area = review({ areas: [AREA] });
    expect(confirmedAs(area)).toEqual({ arc: 93, share: 40 });
    expect([standing(area, 20, 10), standing(area, 320, 81, 10.1), standing(area, 320, 81, 8)]).toEqual(['edited', 'edited', 'changed']);
  });
});

it('nobody stands by a section that nobody read', () => {
  expect(reviewedSections([measure(320, 81)], []).map(sectionStanding)).toEqual(['proposed']);
});
