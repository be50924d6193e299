import { factAt, type CaseFacts, type FactPath } from '../lesion/caseFacts.ts';
import { pathsOf, verdict, type Flag } from './condition.ts';
import type { Applicability, Category, Evidence, Item, Published, ScoreTable } from './score.ts';

/** Points as a range: the greatest exceeds the least by what is still open. */
export interface Points { readonly min: number; readonly max: number }

/** One item as answered: the value it was read from, its points, and why it needs a second look. */
export interface ScoredItem {
  readonly id: string;
  readonly label: string;
  readonly value: unknown;
  readonly points: Points;
  readonly flag: Flag | null;
  /** All that holds of it; `flag` is the first. */
  readonly flags: readonly Flag[];
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

/** In this order of weight: what is not answered, what was answered beyond the paper, what may be otherwise. */
const WEIGHT: readonly Flag[] = ['not-in-source', 'unknown', 'boundary', 'sources-differ', 'other-modality'];

/**
 * Points of one item: least as far as it is settled, greatest with all that is open.
 *
 * @param doubt - treat every number that may really lie beyond its edge as not known
 * @source the table of the score
 */
function itemPoints(grades: Item['grades'], facts: CaseFacts, doubt: boolean): Points & {
  readonly flags: readonly Flag[]; readonly near: boolean
} {
  let [min, max, near] = [0, 0, false];
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
  let [min, max] = [0, 0];
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
export function scoredItem(item: Item, facts: CaseFacts): ScoredItem {
  const { min, max, flags: found, near } = itemPoints(item.grades, facts, false);
  const flags = new Set(found);
  if (min < max && !flags.has('not-in-source')) flags.add('unknown');
  if (near) {
    const doubted = itemPoints(item.grades, facts, true);
    if (doubted.min !== min || doubted.max !== max) flags.add('boundary');
    else flags.delete('sources-differ');
  }
  const ordered = flags.size === 0 ? NONE : WEIGHT.filter((flag) => flags.has(flag));
  return {
    id: item.id, label: item.label, value: valueOf(item, facts), points: { min, max },
    flag: ordered[0] ?? null, flags: ordered, evidence: item.evidence,
  };
}
const NONE: readonly Flag[] = [];

/** Facts of each item in the order in which it reads them, and whether the first that is known is all it reads. */
const READS: WeakMap<Item, { readonly paths: readonly FactPath[]; readonly firstOnly: boolean }> = new WeakMap();
function readsOf(item: Item): { readonly paths: readonly FactPath[]; readonly firstOnly: boolean } {
  const kept = READS.get(item);
  if (kept !== undefined) return kept;
  const paths = [...new Set(item.grades.flatMap(({ when }) => pathsOf(when)))];
  const reads = { paths, firstOnly: item.grades.some(({ when }) => when.is === 'first') };
  READS.set(item, reads);
  return reads;
}

function valueOf(item: Item, facts: CaseFacts): unknown {
  const { paths, firstOnly } = readsOf(item);
  const known = paths.filter((path) => factAt(facts, path) !== null);
  const [first] = known;
  if (first === undefined) return null;
  if (known.length === 1 || firstOnly) return factAt(facts, first);
  return Object.fromEntries(known.map((path) => [path, factAt(facts, path)]));
}

/**
 * What points mean by their paper.
 *
 * @source the table of the score
 */
export function meaningOf(table: ScoreTable, points: Points): Meaning {
  const fallen = table.categories.filter(({ least, most }) => most >= points.min && least <= points.max);
  const [only, ...more] = fallen;
  const settled: Category | undefined = more.length === 0 ? only : undefined;
  const [own, ...others] = table.published;
  return {
    category: settled?.name ?? null,
    categories: fallen.flatMap(({ name }) => (name === null ? [] : [name])),
    reading: settled?.reading ?? null,
    outcome: outcomeOf(own, points),
    otherOutcomes: others.map((one) => outcomeOf(one, points))
      .filter(({ lowPercent }) => lowPercent !== null),
  };
}

/** From the least to the greatest rate of all totals in question; none where one of them has no rate to show. */
function outcomeOf({ outcome, cohort, rates }: Published, { min, max }: Points): Outcome {
  const used = rates.filter(({ least, most }) => most >= min && least <= max);
  const lows = used.flatMap(({ lowPercent, evidence }) => (isShown(evidence) && lowPercent !== null ? [lowPercent] : []));
  const highs = used.flatMap(({ highPercent, evidence }) =>
    (isShown(evidence) && highPercent !== null ? [highPercent] : []));
  const isWhole = used.length > 0 && lows.length === used.length && highs.length === used.length;
  return isWhole
    ? {
        name: outcome, lowPercent: Math.min(...lows), highPercent: Math.max(...highs), cohort,
        evidence: weakest(used.map(({ evidence }) => evidence)),
      }
    : { name: outcome, lowPercent: null, highPercent: null, cohort, evidence: null };
}

const STRENGTH: readonly Evidence[] = ['-', 'M', 'I', 'B', 'A'];
const isShown = (evidence: Evidence): boolean => evidence !== 'M' && evidence !== '-';
const weakest = (marks: readonly Evidence[]): Evidence =>
  STRENGTH.find((mark) => marks.includes(mark)) ?? '-';

/**
 * A score of a case: its points, what they mean, and how each item was answered. Where the score does not apply
 * its points stand for themselves, without meaning.
 *
 * @source the table of the score
 */
export function scored(table: ScoreTable, facts: CaseFacts): Scored {
  const items = table.items.map((one) => scoredItem(one, facts));
  const points = items.reduce<Points>(
    (sum, { points: { min, max } }) => ({ min: sum.min + min, max: sum.max + max }), { min: 0, max: 0 },
  );
  const applicability = table.applies(facts);
  const meaning = meaningOf(table, points);
  return {
    id: table.id, name: table.name, ...applicability, points, range: table.range,
    ...(applicability.applicable ? meaning : withoutMeaning(meaning)),
    items, evidence: table.evidence, citation: table.citation,
  };
}

const withoutMeaning = ({ outcome }: Meaning): Meaning => ({
  category: null, categories: [], reading: null,
  outcome: { ...outcome, lowPercent: null, highPercent: null, evidence: null }, otherOutcomes: [],
});
