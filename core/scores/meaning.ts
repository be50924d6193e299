import type { Points } from './points.ts';
import type { Evidence, Published, ScoreTable } from './score.ts';

/** What a paper reports for the points; null where a rate was not read, or is unverified. */
export interface Outcome {
  readonly name: string;
  readonly lowPercent: number | null;
  readonly highPercent: number | null;
  readonly cohort: string;
  readonly evidence: Evidence | null;
}

/** What points mean: their category, reading and published outcomes. */
export interface Meaning {
  /** Name of the category; null where it has none, or where it is not settled. */
  readonly category: string | null;
  /** Every category that the points may still fall into. */
  readonly categories: readonly string[];
  readonly reading: string | null;
  readonly outcome: Outcome;
  /** Other cohorts and outcomes of the same paper, never mixed with the first. */
  readonly otherOutcomes: readonly Outcome[];
}

/**
 * What points mean by their paper.
 *
 * @source the table of the score
 */
export function meaningOf({ categories, published }: ScoreTable, points: Points): Meaning {
  const fallen = categories.filter(({ least, most }) => most >= points.min && least <= points.max);
  const settled = fallen.length === 1 ? fallen[0] : undefined;
  const [own, ...others] = published;
  return {
    category: settled?.name ?? null,
    categories: fallen.flatMap(({ name }) => name ?? []),
    reading: settled?.reading ?? null,
    outcome: outcomeOf(own, points),
    otherOutcomes: others
      .map((one) => outcomeOf(one, points))
      .filter(({ lowPercent }) => lowPercent !== null),
  };
}

/**
 * From the least to the greatest rate of all totals in question; none where one of them has no rate to show.
 */
function outcomeOf({ outcome: name, cohort, rates }: Published, { min, max }: Points): Outcome {
  let [low, high] = [Infinity, -Infinity];
  let evidence: Evidence = 'A';
  for (const rate of rates) {
    if (rate.most < min || rate.least > max) continue;
    const { lowPercent, highPercent } = rate;
    if (lowPercent === null || highPercent === null || !isShown(rate.evidence))
      return { name, lowPercent: null, highPercent: null, cohort, evidence: null };
    low = Math.min(low, lowPercent);
    high = Math.max(high, highPercent);
    if (STRENGTH.indexOf(rate.evidence) < STRENGTH.indexOf(evidence)) evidence = rate.evidence;
  }
  return { name, lowPercent: low, highPercent: high, cohort, evidence };
}

const STRENGTH: readonly Evidence[] = ['-', 'M', 'I', 'B', 'A'];
/** What is unverified is never shown; what was not found has no numbers to show. */
const isShown = (evidence: Evidence): boolean => evidence !== 'M';

/**
 * The same for a score that does not apply: its points stand for themselves.
 *
 * @source the table of the score
 */
export const withoutMeaning = ({ outcome }: Meaning): Meaning => ({
  category: null,
  categories: [],
  reading: null,
  outcome: { ...outcome, lowPercent: null, highPercent: null, evidence: null },
  otherOutcomes: [],
});
