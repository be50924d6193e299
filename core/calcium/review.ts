import type { PointUv } from '../geometry/plane.ts';
import { type Polygon, polygonArea } from '../geometry/polygon.ts';
import { sectionOf } from '../section/editedContour.ts';
import { type Deg, deg, type Mm, type Mm2 } from '../units.ts';
import { drawnArcs } from './drawnArcs.ts';
import { type CalciumPattern, isFullMoonSection, PATTERN_RULE } from './pattern.ts';
import type { SectionMeasure } from './profile.ts';

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
 * The sections with an operator's arcs and areas among them.
 *
 * @param reviews - of two on one section the later counts; those beyond the vessel are left out
 * @returns an operator's value is its own range. Whether calcium lies at the edge or in the middle stays as found; where
 * none was found it lies at the edge
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
  if (review.isFullMoon) return { arc: deg(360), arcSpan: deg(360), arcRange: [360, 360] };
  const arcs = saidArcs(review);
  if (arcs === null) return { arc, arcSpan, arcRange };
  const own = arcsCover(arcs);
  return { arc: own.arc, arcSpan: own.span, arcRange: [own.arc, own.arc] };
}

function shareOf({ csaPercent, csaRange, vesselArea }: SectionMeasure, review: SectionReview): Pick<SectionMeasure, 'csaPercent' | 'csaRange'> {
  if (review.isFullMoon) return { csaPercent: 100, csaRange: [100, 100] };
  if (review.areas === null) return { csaPercent, csaRange };
  const own = shareWithin(review.areas, vesselArea);
  return { csaPercent: own, csaRange: [own, own] };
}

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
