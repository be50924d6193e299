import type { PointUv } from '../geometry/plane.ts';
import { type Polygon, polygonArea } from '../geometry/polygon.ts';
import { sectionOf } from '../section/editedContour.ts';
import { type Deg, deg, type Mm, type Mm2 } from '../units.ts';
import { drawnArcs } from './drawnArcs.ts';
import { type CalciumPattern, isFullMoonSection, PATTERN_RULE } from './pattern.ts';
import type { SectionMeasure } from './profile.ts';
import type { Range } from './range.ts';

/** An arc around the vessel's middle, degrees from u towards v; it may run over 0°, and 0 to 360 is a ring. */
export type Arc = readonly [from: Deg, to: Deg];

/** What the program found of a section when somebody spoke of it, whatever he drew over it. */
export interface FoundThen {
  readonly arc: Deg;
  /** Calcified share of the vessel's area, per cent. */
  readonly share: number;
  readonly vesselArea: Mm2;
}

/** What an operator says of the calcium of one section, beside what was found there. */
export interface SectionReview {
  readonly abscissa: Mm;
  /** The vessel's middle in the section's plane, mm: what arcs run around. */
  readonly centre: PointUv;
  /** Where there is calcium; null where it follows the areas, or, without these too, stays as found. */
  readonly arcs: readonly Arc[] | null;
  /** Outlines of the calcified area in the section's plane, mm; they must not overlap. Null where the share stays as found. */
  readonly areas: readonly Polygon[] | null;
  /** All of the section: stands for an arc of 360° and the whole area. */
  readonly isFullMoon: boolean;
  /** What he stood by; null where it was not kept: such a review stands whatever is found now. */
  readonly found: FoundThen | null;
  readonly by: string;
  /** When, as a text of UTC. */
  readonly at: string;
}

/** A section as it counts: the operator's value where there is one; what was found stays beside it. */
export interface ReviewedSection extends SectionMeasure {
  readonly automatic: SectionMeasure;
  /** Null where nobody has looked. One without arcs and areas confirms what was found. */
  readonly review: SectionReview | null;
}

/** Degrees of the circle that arcs cover together, and the largest single one that they make up. */
export function arcsCover(arcs: readonly Arc[]): { readonly arc: Deg; readonly span: Deg } {
  const pieces = arcs.flatMap(([from, to]): readonly (readonly [number, number])[] => {
    const length = Math.min(360, to > from ? to - from : to === from ? 0 : to - from + 360);
    const start = ((from % 360) + 360) % 360;
    return length === 0 ? [] : start + length <= 360 ? [[start, start + length]] : [[start, 360], [0, start + length - 360]];
  }).toSorted(([a], [b]) => a - b);
  const joined: [number, number][] = [];
  for (const [from, to] of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  const lengths = joined.map(([from, to]) => to - from);
  const [first, last] = [joined.at(0), joined.at(-1)];
  const isAcross = first !== undefined && last !== undefined && joined.length > 1 && first[0] === 0 && last[1] === 360;
  const across = isAcross ? first[1] + 360 - last[0] : 0;
  return { arc: deg(lengths.reduce((sum, length) => sum + length, 0)), span: deg(Math.max(0, across, ...lengths)) };
}

/**
 * How sure a reader's own figure is, and how near to the automatic one it confirms that one.
 *
 * Of neither figure is a spread between readers published. Two readings are accepted within ±30° and ±15 points of each other
 * (limits of agreement); one of the two is off by 1/√2 of that: 21° and 11 points, told to tens.
 *
 * @source measurements, section 5, proposed acceptance and its gap (own); section 1.2: no arc is told finer than 10°
 */
export const READING = {
  /** Half of a corrected arc's range, degrees, and of a corrected share's, points of the vessel's area. */
  arcDeg: 20,
  sharePoints: 10,
  /** Up to this far from what was found, inclusive, it is no other reading. */
  sameArcDeg: 10,
  sameSharePoints: 1,
} as const;

/**
 * The sections with an operator's arcs and areas among them.
 *
 * @param reviews - of two on one section the later counts; those beyond the vessel are left out
 * @returns an operator's value counts, in the range of what was found where it confirms that, else in a range of its own, by READING.
 * Whether calcium lies at the edge or in the middle stays as found; where none was found it lies at the edge
 * @source design: the automatic value and the operator's stay side by side; pattern by PATTERN_RULE
 */
export function reviewedSections(sections: readonly SectionMeasure[], reviews: readonly SectionReview[]): readonly ReviewedSection[] {
  const abscissae = sections.map(({ abscissa }) => abscissa);
  const placed = new Map(reviews.flatMap((review) => {
    const n = sectionOf(abscissae, review.abscissa);
    return n === undefined ? [] : [[n, review] as const];
  }));
  const said = sections.map((section, n): SectionMeasure => {
    const review = placed.get(n);
    return review === undefined ? section : { ...section, ...arcOf(section, review), ...shareOf(section, review) };
  });
  const isMoon = said.map(({ arc, csaPercent }) => isFullMoonSection({ arcDeg: arc, csaPercent }));
  return said.map((section, n): ReviewedSection => {
    const automatic = sections[n] ?? section;
    const isTouched = [n - 1, n, n + 1].some((near) => placed.has(near));
    const pattern = isTouched ? patternOf(section, automatic, isMoon[n] === true && (isMoon[n - 1] === true || isMoon[n + 1] === true))
      : automatic.pattern;
    return { ...section, pattern, automatic, review: placed.get(n) ?? null };
  });
}

/** The arcs that a review comes to, drawn or by its areas; null where it says nothing of either. @source none */
export const saidArcs = (
  { arcs, areas, centre }: Pick<SectionReview, 'arcs' | 'areas' | 'centre'>,
): readonly Arc[] | null => arcs ?? (areas === null ? null : drawnArcs(areas, centre));

function arcOf({ arc, arcSpan, arcRange }: SectionMeasure, review: SectionReview): Pick<SectionMeasure, 'arc' | 'arcSpan' | 'arcRange'> {
  const arcs = review.isFullMoon ? RING : saidArcs(review);
  if (arcs === null) return { arc, arcSpan, arcRange };
  const own = arcsCover(arcs);
  return {
    arc: own.arc, arcSpan: own.span,
    arcRange: isSameArc(own.arc, arc) ? including(arcRange, own.arc) : about(own.arc, READING.arcDeg, 360),
  };
}
const RING: readonly Arc[] = [[deg(0), deg(360)]];

function shareOf({ csaPercent, csaRange, vesselArea }: SectionMeasure, review: SectionReview): Pick<SectionMeasure, 'csaPercent' | 'csaRange'> {
  if (!review.isFullMoon && review.areas === null) return { csaPercent, csaRange };
  const own = review.isFullMoon ? 100 : shareWithin(review.areas ?? [], vesselArea);
  return { csaPercent: own, csaRange: isSameShare(own, csaPercent) ? including(csaRange, own) : about(own, READING.sharePoints, 100) };
}

const isSameArc = (own: number, found: number): boolean => Math.abs(own - found) <= READING.sameArcDeg;
const isSameShare = (own: number, found: number): boolean => Math.abs(own - found) <= READING.sameSharePoints;
const including = ([least, most]: Range, own: number): Range => [Math.min(least, own), Math.max(most, own)];
const about = (own: number, off: number, most: number): Range => [Math.max(0, own - off), Math.min(most, own + off)];

/** Whether what counts of a section is another reading than what was found there. @source see READING */
export const isCorrected = ({ review, automatic, arc, csaPercent }: ReviewedSection): boolean =>
  review !== null && !(isSameArc(arc, automatic.arc) && isSameShare(csaPercent, automatic.csaPercent));

/** Share of a vessel's area that outlines cover together, per cent. */
export function shareWithin(areas: readonly Polygon[], vesselArea: Mm2): number {
  const area = areas.reduce((sum, outline) => sum + polygonArea(outline), 0);
  return vesselArea > 0 ? Math.min(100, (100 * area) / vesselArea) : 0;
}

function patternOf({ arc, csaPercent }: SectionMeasure, { pattern }: SectionMeasure, isMoon: boolean): CalciumPattern {
  if (arc === 0 || csaPercent === 0) return 'none';
  if (isMoon) return 'full-moon';
  if (csaPercent <= PATTERN_RULE.spotPercent) return 'spot';
  return pattern === 'central' || pattern === 'full-moon' ? 'central' : 'peripheral';
}
