import { arcsCover, type FoundThen, isCorrected, type ReviewedSection, saidArcs, shareWithin, type SectionReview } from '../calcium/review.ts';
import type { SectionMeasure } from '../calcium/profile.ts';
import { isSameFact } from './sameFact.ts';

/**
 * How the calcium of a section stands. `proposed`: found, and nobody stands by it. `confirmed`: somebody does, be it by drawing
 * the same. `edited`: he drew something else. `changed`: one of both, and something else is found since.
 */
export type SectionStanding = 'proposed' | 'confirmed' | 'edited' | 'changed';

/** The figures of a section that a reader stands by: its arc in degrees, its share in per cent. */
export interface SectionFigures { readonly arc: number; readonly share: number }

/** What is found of a section, as a review keeps it. */
export const foundOf = ({ arc, csaPercent, vesselArea }: SectionMeasure): FoundThen => ({ arc, share: csaPercent, vesselArea });

/** The figures that a review comes to over what was found; an area that was drawn is another share of another vessel. */
function figuresOver(review: SectionReview, { arc, share, vesselArea }: FoundThen): SectionFigures {
  if (review.isFullMoon) return { arc: 360, share: 100 };
  const [arcs, { areas }] = [saidArcs(review), review];
  return { arc: arcs === null ? arc : arcsCover(arcs).arc, share: areas === null ? share : shareWithin(areas, vesselArea) };
}

/** The figures that were confirmed; null where they were not kept. */
export const confirmedAs = (review: SectionReview): SectionFigures | null =>
  (review.found === null ? null : figuresOver(review, review.found));

/** Whether two arcs, or two shares, are the same to who stands by one: by the rule of the facts that are read in them. */
export const isFigureAlike = (figure: keyof SectionFigures, one: number, other: number): boolean =>
  isSameFact(figure === 'arc' ? 'ctCalcium.maxArcDeg' : 'ctCalcium.maxCsaPercent', one, other);

/**
 * Whether a review still says what the section shows: its arc and its share are told as they were when it was made, and turn no score.
 *
 * @param automatic - what is found of its section now
 */
export function reviewStands(review: SectionReview, automatic: SectionMeasure): boolean {
  const before = confirmedAs(review);
  if (before === null) return true;
  const now = figuresOver(review, foundOf(automatic));
  return isFigureAlike('arc', before.arc, now.arc) && isFigureAlike('share', before.share, now.share);
}

/** How a section stands. */
export function sectionStanding(section: ReviewedSection): SectionStanding {
  if (section.review === null) return 'proposed';
  if (!reviewStands(section.review, section.automatic)) return 'changed';
  return isCorrected(section) ? 'edited' : 'confirmed';
}

/** Whether somebody stands by the section as it is now. */
export const isSettled = (section: ReviewedSection): boolean =>
  ['confirmed', 'edited'].includes(sectionStanding(section));
