import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SectionReview } from '../../../core/calcium/review.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import { lesionMeasures, type LesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import { nextToReview, SAME_PLACE_MM, sectionsToReview } from '../../../core/lesion/sectionsToReview.ts';
import { deg, mm, mm2 } from '../../../core/units.ts';
import { calcified, plainFindings, straight } from './plainFindings.ts';

/** Occluded from 20 to 50 of 80 mm: 24 to 34 mm calcified with a full moon in it, 40 to 42 mm again. */
const found = plainFindings(straight(80), [20, 50], (at) => (at >= 28 && at <= 31 ? calcified(360, 100, 'full-moon')
  : at === 26 ? calcified(340, 60) : at >= 24 && at <= 34 ? calcified(200, 40) : at >= 40 && at <= 42 ? calcified(90, 20) : {}));
const confirmed = (at: number): SectionReview => ({ abscissa: mm(at), centre: pointUv(0, 0), arcs: null, areas: null, isFullMoon: false, found: null, by: 'Dr A', at: '2026-01-02T03:04:05Z' });
/** As something else is found since. */
const changed = (at: number): SectionReview => ({ ...confirmed(at), found: { arc: deg(320), share: 81, vesselArea: mm2(10) } });
const measured = (reviews: readonly SectionReview[] = [], stents: readonly (readonly [number, number])[] = []): LesionMeasures => {
  const measures = lesionMeasures(found, { reviews, stents: stents.map(([from, to]) => [mm(from), mm(to)] as const) });
  if (!measures.ok) throw new Error('not measured');
  return measures.value;
};
const placesOf = (measures: LesionMeasures) => sectionsToReview(measures).map(({ abscissa, reason }) => [reason, abscissa]);

describe('the sections that matter', () => {
  it('are the maxima, the ends of the full moon and of what is calcified, the caps and the windows, in this order', () => {
    expect(placesOf(measured())).toEqual([
      ['maximum-arc', 28], ['full-moon-end', 31], ['calcium-end', 24], ['calcium-end', 34], ['calcium-end', 40], ['calcium-end', 42],
      ['cap', 20], ['cap', 50],
      // Half a step outside what is calcified: the same place, but for the window before the first.
    ]);
  });
  it('name the ends of the longest calcification first', () => {
    const measures = lesionMeasures(plainFindings(straight(80), [20, 50], (at) =>
      ((at >= 24 && at <= 26) || (at >= 32 && at <= 44) ? calcified(120, 20) : {})));
    expect(measures.ok && placesOf(measures.value).filter(([reason]) => reason === 'calcium-end').map(([, at]) => at)).toEqual([32, 44, 26]);
  });
  it('are about ten in a lesion of several bands', () => {
    expect(sectionsToReview(measured()).length).toBeLessThanOrEqual(12);
  });
  it('are never two within a millimetre', () => {
    const places = sectionsToReview(measured());
    for (const one of places) for (const other of places)
      expect(one === other || Math.abs(one.abscissa - other.abscissa) >= SAME_PLACE_MM).toBe(true);
  });
  it('leave out what is metal', () => {
    expect(placesOf(measured([], [[27, 32]])).filter(([, at]) => Number(at) >= 27 && Number(at) <= 32)).toEqual([]);
  });
  it('are read where they, or a place within a millimetre, were read', () => {
    // 28 is asked for again once it has changed.
    expect(sectionsToReview(measured([changed(28)]))[0]).toMatchObject({ abscissa: 28, isReviewed: false });
    expect(nextToReview(measured([changed(28)]))?.abscissa).toBe(28);
    const isRead = (at: number) => sectionsToReview(measured([confirmed(at)]))[0]?.isReviewed;
    expect([28, 28.5, 27.5, 29, 27].map(isRead)).toEqual([true, true, true, false, false]);
  });
});

describe('where a reader goes next', () => {
  it('is the most telling one that nobody has read', () => {
    expect(nextToReview(measured())).toEqual({ abscissa: 28, reason: 'maximum-arc', isReviewed: false });
    expect(nextToReview(measured([confirmed(28)]))?.reason).toBe('full-moon-end');
    expect(nextToReview(measured([confirmed(28)]), mm(28))?.abscissa).toBe(31);
  });
  it('goes on from one that is left unread, and comes back to it', () => {
    const visited = Array.from({ length: 8 }).reduce<readonly number[]>((places) => [...places, nextToReview(measured(), mm(places.at(-1) ?? 0))?.abscissa ?? NaN], []);
    expect(visited).toEqual([28, 31, 24, 34, 40, 42, 20, 50]);
    expect(nextToReview(measured(), mm(50))?.abscissa).toBe(28);
  });
  it('ends once each has been confirmed, whatever the order, in as many steps as there are', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 40, max: 100 }).map((half) => half / 2), { maxLength: 6 }), (before) => {
      let reviews = before.map(confirmed);
      const count = sectionsToReview(measured(reviews)).filter(({ isReviewed }) => !isReviewed).length;
      let steps = 0;
      for (let next = nextToReview(measured(reviews)); next !== null; next = nextToReview(measured(reviews), next.abscissa)) {
        reviews = [...reviews, confirmed(next.abscissa)];
        steps += 1;
        expect(steps).toBeLessThanOrEqual(count);
      }
      expect(steps).toBe(count);
    }), { numRuns: 40 });
  });
  it('is the one section that an occlusion between two planes is told of', () => {
    const measures = lesionMeasures(plainFindings(straight(80), [20.1, 20.2]), {});
    expect(measures.ok && sectionsToReview(measures.value)).toEqual([{ abscissa: 20, reason: 'cap', isReviewed: false }]);
    expect(measures.ok && nextToReview(measures.value)?.abscissa).toBe(20);
  });
});
