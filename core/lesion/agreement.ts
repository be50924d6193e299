import { isFullMoonSection } from '../calcium/pattern.ts';
import { type ReviewedSection, saidArcs } from '../calcium/review.ts';
import { piecesBetween, SUMMARY_RULE } from '../calcium/summary.ts';
import { liesIn } from '../geometry/stretch.ts';
import { type Mm, mm } from '../units.ts';
import type { LesionMeasures } from './lesionMeasures.ts';

/** How two readings of one quantity differ, first less second, in its unit. */
export interface Differences {
  /** The bias. */
  readonly mean: number;
  /** Standard deviation of the differences, n − 1. */
  readonly sd: number;
  /** Within which 95 of 100 differences are expected. */
  readonly limits: readonly [lower: number, upper: number];
  /** Pairs of first and second, as they are drawn. */
  readonly pairs: readonly (readonly [first: number, second: number])[];
}

/** Agreement on a yes or no beyond chance; `why` where it says nothing. */
export type Kappa = { readonly kappa: number; readonly agreed: number; readonly count: number } | { readonly why: string };

/** A length of both readings, over the sections of the occlusion whose area both have said. */
export interface LengthPair {
  readonly first: Mm;
  readonly second: Mm;
  readonly difference: Mm;
  /** So many sections it is of, and so many the occlusion has. */
  readonly read: number;
  readonly of: number;
}

/** How two readings of one lesion agree. */
export interface Agreement {
  /** Sections that both have read. */
  readonly sections: readonly Mm[];
  readonly arcDeg: Differences | NoAgreement;
  readonly sharePercent: Differences | NoAgreement;
  /** An arc of 180° and half of the area, and the full moon, section by section. */
  readonly peripheralSevere: Kappa;
  readonly fullMoon: Kappa;
  readonly calcifiedLength: LengthPair;
}

/** Why two readings are not compared. */
export interface NoAgreement { readonly why: string }

/** Fewer common sections than this say nothing of two readers; own. */
export const LEAST_COMMON = 3;
/** Limits of agreement lie so many standard deviations from the mean. */
const LIMITS_SD = 1.96;

/** A section as the first and as the second reader have it. */
type Pair = readonly [first: ReviewedSection, second: ReviewedSection];

/**
 * How two readings of one lesion agree, on the sections that both readers have read, metal left out.
 *
 * A reader's arc and area are compared where they are his own: the first sees what was found and stands by what he does not
 * change; the second reads blind, so that what he has not drawn is the program's and says nothing of him.
 *
 * @param first - measures with the first reader's reviews
 * @param second - with the second reader's, of the same path
 * @method mean difference and limits of agreement: mean ± 1.96 · SD of the differences; kappa: (po − pe) / (1 − pe) of the
 * observed and the chance agreement
 * @source Bland and Altman, Lancet 1986;1:307-310, doi:10.1016/S0140-6736(86)90837-8; Cohen, Educ Psychol Meas 1960;20:37-46,
 * doi:10.1177/001316446002000104 (both from memory, unverified)
 */
export function agreement(first: LesionMeasures, second: LesionMeasures): Agreement | NoAgreement {
  if (first.sections.length !== second.sections.length) return { why: 'The two readings are of different paths: read the same one twice.' };
  const isFree = (abscissa: Mm): boolean => !liesIn(first.metal, abscissa) && !liesIn(second.metal, abscissa);
  const common = first.sections.flatMap((section, n): readonly Pair[] => {
    const other = second.sections[n];
    return section.review === null || other === undefined || other.review === null || !isFree(section.abscissa) ? [] : [[section, other]];
  });
  if (common.length < LEAST_COMMON) return tooFew(common.length, 'read by both');
  const arcs = common.filter(([, { review }]) => review !== null && (review.isFullMoon || saidArcs(review) !== null));
  // Who painted an area has said its arc as well.
  const shares = common.filter(([, { review }]) => review !== null && (review.isFullMoon || review.areas !== null));
  const said = (holds: (section: ReviewedSection) => boolean): Kappa => (shares.length < LEAST_COMMON
    ? tooFew(shares.length, AREA) : kappa(shares.map(([a, b]) => [holds(a), holds(b)] as const)));
  return {
    sections: common.map(([{ abscissa }]) => abscissa),
    arcDeg: compared(arcs, ({ arc }) => arc, 'read for the arc by both'),
    sharePercent: compared(shares, ({ csaPercent }) => csaPercent, AREA),
    peripheralSevere: said(({ arc, csaPercent }) => arc >= SUMMARY_RULE.severeArcDeg && csaPercent >= SUMMARY_RULE.severePercent),
    fullMoon: said(({ arc, csaPercent }) => isFullMoonSection({ arcDeg: arc, csaPercent })),
    calcifiedLength: lengths(first, second, new Set(shares.map(([{ abscissa }]) => abscissa)), isFree),
  };
}

const AREA = 'read for the area by both';
const COUNTS: Readonly<Record<number, string>> = { 0: 'No section is', 1: 'One section is', 2: 'Two sections are' };
const tooFew = (count: number, what: string): NoAgreement =>
  ({ why: `${COUNTS[count] ?? `${count} sections are`} ${what}; at least ${LEAST_COMMON} are needed to compare two readings.` });

const compared = (pairs: readonly Pair[], value: (section: ReviewedSection) => number, what: string): Differences | NoAgreement =>
  (pairs.length < LEAST_COMMON ? tooFew(pairs.length, what) : differences(pairs.map(([a, b]) => [value(a), value(b)] as const)));

/** Calcified lengths of both over the sections that count; of the others nobody can say that both agree. */
function lengths(
  first: LesionMeasures, second: LesionMeasures, counted: ReadonlySet<Mm>, isFree: (abscissa: Mm) => boolean,
): LengthPair {
  const { start, end } = first;
  const lengthOf = (sections: readonly ReviewedSection[]): Mm => mm(piecesBetween(sections, start, end)
    .filter(({ section: { abscissa, csaPercent } }) => counted.has(abscissa) && csaPercent >= SUMMARY_RULE.calcifiedPercent)
    .reduce((sum, { from, to }) => sum + to - from, 0));
  const [one, other] = [lengthOf(first.sections), lengthOf(second.sections)];
  const inside = piecesBetween(first.sections, start, end).map(({ section }) => section.abscissa).filter(isFree);
  return { first: one, second: other, difference: mm(one - other), read: inside.filter((at) => counted.has(at)).length, of: inside.length };
}

/** Mean difference and limits of agreement. @param pairs - at least two */
export function differences(pairs: readonly (readonly [first: number, second: number])[]): Differences {
  const off = pairs.map(([a, b]) => a - b);
  const mean = off.reduce((sum, value) => sum + value, 0) / off.length;
  const sd = Math.sqrt(off.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (off.length - 1));
  return { mean, sd, limits: [mean - LIMITS_SD * sd, mean + LIMITS_SD * sd], pairs };
}

/** Cohen's kappa of two readers' yes and no. Where both always say the same one word it says nothing. */
export function kappa(pairs: readonly (readonly [first: boolean, second: boolean])[]): Kappa {
  const count = pairs.length;
  const agreed = pairs.filter(([a, b]) => a === b).length;
  const [yes, otherYes] = [pairs.filter(([a]) => a).length / count, pairs.filter(([, b]) => b).length / count];
  const chance = yes * otherYes + (1 - yes) * (1 - otherYes);
  if (chance === 1) return { why: `Both say ${yes === 1 ? 'yes' : 'no'} of every section: agreement beyond chance cannot be told.` };
  return { kappa: (agreed / count - chance) / (1 - chance), agreed, count };
}
