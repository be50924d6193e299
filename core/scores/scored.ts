import { factAt, type CaseFacts } from '../lesion/caseFacts.ts';
import { verdict, type Flag } from './condition.ts';
import type { Applicability, Evidence, Item, Published, ScoreTable } from './score.ts';

/** Points as a range: the greatest exceeds the least by what is still open. */
export interface Points {
  readonly min: number;
  readonly max: number;
}

/** One item as answered: the value it was read from, its points, and why it needs a second look. */
export interface ScoredItem {
  readonly id: string;
  readonly label: string;
  readonly value: unknown;
  readonly points: Points;
  readonly flag: Flag | null;
  /** Where more than one holds: all, the weightiest first. */
  readonly flags?: readonly Flag[];
  readonly evidence: Evidence;
}

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

/** A score of a case. */
export interface Scored extends Applicability, Meaning {
  readonly id: ScoreTable['id'];
  readonly name: string;
  readonly points: Points;
  /** Least and greatest total that the score knows. */
  readonly range: readonly [number, number];
  readonly items: readonly ScoredItem[];
  readonly evidence: ScoreTable['evidence'];
  readonly citation: string;
}

/**
 * In this order of weight: what is not answered, what was answered beyond the paper, what may be otherwise.
 */
const WEIGHT: readonly Flag[] = ['not-in-source', 'unknown', 'boundary', 'sources-differ', 'other-modality'];

/**
 * Points of one item: least as far as it is settled, greatest with all that is open.
 *
 * @param doubt - treat every number that may really lie beyond its edge as not known
 * @source the table of the score
 */
function itemPoints(
  grades: Item['grades'],
  facts: CaseFacts,
  doubt: boolean,
): Points & {
  readonly flags: readonly Flag[];
  readonly near: boolean;
} {
  let min = 0;
  let max = 0;
  let near = false;
  const flags: Flag[] = [];
  for (const { points, when } of grades) {
    const found = verdict(when, facts, doubt);
    if (found.truth === true) min = Math.max(min, points);
    if (found.truth !== false) max = Math.max(max, points);
    flags.push(...found.flags);
    near ||= found.near;
  }
  return { min, max, flags, near };
}

/**
 * Points of a score, as a range while facts are missing.
 *
 * @source the table of the score
 */
export function pointsOf({ items }: ScoreTable, facts: CaseFacts): Points {
  let min = 0;
  let max = 0;
  for (const { grades } of items) {
    const points = itemPoints(grades, facts, false);
    min += points.min;
    max += points.max;
  }
  return { min, max };
}

/**
 * One item with its value, points and flags. At the boundary is what could turn within its plausible range.
 *
 * @source the table of the score
 */
function scoredItem(item: Item, facts: CaseFacts): ScoredItem {
  const { id, label, evidence } = item;
  const { min, max, flags, near } = itemPoints(item.grades, facts, false);
  const value = valueOf(item, facts);
  const points = { min, max };
  if (flags.length === 0 && !near) return { id, label, value, points, flag: null, evidence };
  const raised = raisedFlags(item, facts, points, flags, near);
  const [flag = null, ...more] = raised;
  return more.length === 0
    ? { id, label, value, points, flag, evidence }
    : { id, label, value, points, flag, flags: raised, evidence };
}

function raisedFlags(
  item: Item,
  facts: CaseFacts,
  { min, max }: Points,
  found: readonly Flag[],
  near: boolean,
): readonly Flag[] {
  const flags = new Set(found);
  if (near) {
    const doubted = itemPoints(item.grades, facts, true);
    if (doubted.min !== min || doubted.max !== max) flags.add('boundary');
  }
  return WEIGHT.filter((flag) => flags.has(flag));
}

/**
 * The value that an item was read from: of several facts the first known where it reads no more, else all.
 */
function valueOf({ reads, grades }: Item, facts: CaseFacts): unknown {
  const [only] = reads;
  if (reads.length === 1 && only !== undefined) return factAt(facts, only);
  const known = reads.filter((path) => factAt(facts, path) !== null);
  const [first] = known;
  if (first === undefined) return null;
  if (known.length === 1 || grades[0]?.when.is === 'first') return factAt(facts, first);
  return Object.fromEntries(known.map((path) => [path, factAt(facts, path)]));
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
 * A score of a case: its points, what they mean, and how each item was answered. Where the score does not
 * apply its points stand for themselves, without meaning.
 *
 * @source the table of the score
 */
export function scored(table: ScoreTable, facts: CaseFacts): Scored {
  const items = table.items.map((one) => scoredItem(one, facts));
  const points = items.reduce<Points>(
    (sum, { points: { min, max } }) => ({ min: sum.min + min, max: sum.max + max }),
    { min: 0, max: 0 },
  );
  const applicability = table.applies(facts);
  const known = meaningOf(table, points);
  const meaning = applicability.applicable ? known : withoutMeaning(known);
  return {
    id: table.id,
    name: table.name,
    applicable: applicability.applicable,
    reason: applicability.reason,
    points,
    range: table.range,
    category: meaning.category,
    categories: meaning.categories,
    reading: meaning.reading,
    outcome: meaning.outcome,
    otherOutcomes: meaning.otherOutcomes,
    items,
    evidence: table.evidence,
    citation: table.citation,
  };
}

const withoutMeaning = ({ outcome }: Meaning): Meaning => ({
  category: null,
  categories: [],
  reading: null,
  outcome: { ...outcome, lowPercent: null, highPercent: null, evidence: null },
  otherOutcomes: [],
});
