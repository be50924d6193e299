import type { ReviewedSection } from '../calcium/review.ts';
import { sectionsWithin, SUMMARY_RULE } from '../calcium/summary.ts';
import { liesIn } from '../geometry/stretch.ts';
import { neighbours } from '../sequence.ts';
import { type Mm, mm } from '../units.ts';
import type { LesionMeasures } from './lesionMeasures.ts';
import { isSettled } from './reviewStanding.ts';

/** Why a section matters. */
export type ReviewReason = 'maximum-arc' | 'maximum-area' | 'full-moon-end' | 'calcium-end' | 'cap' | 'window-edge';

/** A section on which a figure of the lesion hangs. */
export interface SectionToReview {
  readonly abscissa: Mm;
  readonly reason: ReviewReason;
  /** Somebody stands by it as it is now. */
  readonly isReviewed: boolean;
}

/** Places nearer together than this are one: a reading of either settles both, mm; own. */
export const SAME_PLACE_MM = 1;

/**
 * The sections on which the figures of a lesion hang, the most telling first: about ten settle it.
 *
 * Greatest arc and area, ends of the full moon, ends of what is calcified (the longest first), caps, edges of the windows.
 * Of places within a millimetre the first stands for all; metal is left out.
 */
export function sectionsToReview({ sections, start, end, summary, metal, windows }: Pick<LesionMeasures,
  'sections' | 'start' | 'end' | 'summary' | 'metal' | 'windows'>): readonly SectionToReview[] {
  const inside = sectionsWithin(sections, [start, end]).filter(({ abscissa }) => !liesIn(metal, abscissa));
  const nearest = (at: number | null): readonly Mm[] => {
    const [one] = at === null ? [] : inside.toSorted((a, b) => Math.abs(a.abscissa - at) - Math.abs(b.abscissa - at));
    return one === undefined ? [] : [one.abscissa];
  };
  const moons = endsOf(inside, ({ pattern }) => pattern === 'full-moon');
  const calcified = endsOf(inside, ({ csaPercent }) => csaPercent >= SUMMARY_RULE.calcifiedPercent);
  const of = (reason: ReviewReason, places: readonly Mm[]) => places.map((abscissa) => ({ abscissa, reason }));
  const wanted = [
    ...of('maximum-arc', nearest(summary.maxArcAt)), ...of('maximum-area', nearest(summary.maxCsaAt)),
    ...of('full-moon-end', moons), ...of('calcium-end', calcified),
    ...of('cap', [start, end].flatMap(nearest)),
    ...of('window-edge', windows.flatMap(({ stretch }) => stretch.flatMap(nearest))),
  ];
  const read = sections.filter(isSettled).map(({ abscissa }) => abscissa);
  return wanted.filter(({ abscissa }, n) => wanted.slice(0, n).every((before) => !isSamePlace(before.abscissa, abscissa)))
    .map((place) => ({ ...place, isReviewed: read.some((at) => isSamePlace(at, place.abscissa)) }));
}

/**
 * Where a reader goes next: the most telling section that nobody stands by; null where all are settled.
 *
 * @param from - where the reader is: standing on one of the sections unread, he is led on to the one after it
 */
export function nextToReview(measures: Parameters<typeof sectionsToReview>[0], from: Mm | null = null): SectionToReview | null {
  const places = sectionsToReview(measures);
  const here = from === null ? -1 : places.findIndex(({ abscissa, isReviewed }) => !isReviewed && isSamePlace(abscissa, from));
  const order = [...places.slice(here + 1), ...places.slice(0, here + 1)];
  return (here < 0 ? places : order).find(({ isReviewed }) => !isReviewed) ?? null;
}

/** Within rounding of the abscissae. */
const isSamePlace = (a: number, b: number): boolean => Math.abs(a - b) < SAME_PLACE_MM - 1e-9;

/** First and last section of each run that holds, the longest run first. */
function endsOf(sections: readonly ReviewedSection[], holds: (section: ReviewedSection) => boolean): readonly Mm[] {
  const runs: ReviewedSection[][] = [];
  for (const [before, section] of [[undefined, sections[0]] as const, ...neighbours(sections)]) {
    if (section === undefined || !holds(section)) continue;
    if (before !== undefined && holds(before)) runs.at(-1)?.push(section);
    else runs.push([section]);
  }
  const ends = runs.map((run) => [run[0]?.abscissa ?? mm(0), run.at(-1)?.abscissa ?? mm(0)] as const);
  return ends.toSorted(([a, b], [c, d]) => d - c - (b - a)).flat();
}
