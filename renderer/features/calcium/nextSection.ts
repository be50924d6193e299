import type { Laid } from '../../../core/lesion/laidOver.ts';
import type { LesionMeasures } from '../../../core/lesion/lesionMeasures.ts';
import { isSettled } from '../../../core/lesion/reviewStanding.ts';
import { nextToReview, type ReviewReason } from '../../../core/lesion/sectionsToReview.ts';
import type { Mm } from '../../../core/units.ts';

/** Where a reader is led on to, and why; a blind reader is not told. */
export interface NextSection { readonly at: Mm; readonly reason: ReviewReason | null }

/**
 * The section that is read next, from where the reader stands; null where nothing is left.
 *
 * The first reader is led to the sections on which most hangs. A blind one follows the first along the vessel, whatever he found:
 * what both have read can be compared.
 */
export function nextSection(measures: LesionMeasures, { reviews }: Pick<Laid, 'reviews'>, from: Mm, isBlind: boolean): NextSection | null {
  if (!isBlind) {
    const next = nextToReview(measures, from);
    return next === null || next.abscissa === from ? null : { at: next.abscissa, reason: next.reason };
  }
  const read = new Set(measures.sections.filter(isSettled).map(({ abscissa }) => abscissa));
  const open = [...new Set(reviews.map(({ abscissa }) => abscissa))].filter((at) => !read.has(at) && at !== from).toSorted((a, b) => a - b);
  const next = open.find((at) => at > from) ?? open[0];
  return next === undefined ? null : { at: next, reason: null };
}
