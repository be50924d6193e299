import {
  FACT_PATHS, factAt, NUMBER_PATHS, withFact, type CaseFacts, type FactPath, type FactPathOf, type FactRanges, type FactValue,
} from '../lesion/caseFacts.ts';
import type { FactAndValue, ScoresReadEntry } from '../lesion/entry.ts';
import { rangeWords } from '../lesion/factWords.ts';
import { areSame, type Points } from './points.ts';
import type { ScoreId } from './score.ts';
import { scoreCard, type CardScore } from './scoreCard.ts';
import { SCORES } from './scores.ts';

/** Least and most plausible value of a fact. */
type Range = readonly [least: number, most: number];

/** A fact that is another than when the scores were read, or is as it was in another range; null where it was not known, or no longer is. */
export interface FactChange {
  readonly path: FactPath;
  readonly before: FactValue<FactPath> | null;
  readonly after: FactValue<FactPath> | null;
  /** Where the value is the same, and its range another. */
  readonly ranges?: { readonly before: Range | null; readonly after: Range | null };
}

/** What a reader takes from a score beside its points. */
export interface ScoreTold {
  readonly applicable: boolean;
  /**
   * From the least to the greatest total that may be true within the ranges of what was measured; null where that cannot be
   * compared: the reading is from before ranges were kept.
   */
  readonly span: Points | null;
  /** Null where it has none, or where it is not settled. */
  readonly category: string | null;
  /** The published rate of the score's own outcome, per cent; null where none is told. */
  readonly percent: Range | null;
}

/** A score that tells something else than when it was read, and what it reads that has changed. */
export interface ScoreChange {
  readonly id: ScoreId;
  readonly before: Points;
  readonly after: Points;
  /** Beside the points; null where it cannot be known: the score has been read otherwise since. */
  readonly told: { readonly before: ScoreTold; readonly after: ScoreTold } | null;
  readonly facts: readonly FactChange[];
}

/** From the least to the greatest total that may be true, with what may turn within its range. @source none */
export function spanOf({ points, sensitivity, distribution }: Pick<CardScore, 'points' | 'sensitivity' | 'distribution'>): Points {
  const may = [points, ...sensitivity.map(({ becomes }) => becomes), ...(distribution?.points ?? [])];
  return { min: Math.min(...may.map(({ min }) => min)), max: Math.max(...may.map(({ max }) => max)) };
}

/** The scores as they are read now, with the facts that they come from. @source none */
export const scoresAsRead = (scores: readonly CardScore[], facts: CaseFacts): ScoresReadEntry => ({
  kind: 'scores-read',
  scores: scores.map(({ id, points }) => ({ id, least: points.min, most: points.max })),
  facts: FACT_PATHS.flatMap((path): readonly FactAndValue[] => {
    const value = factAt(facts, path);
    return value === null ? [] : [{ path, value, range: rangeAt(facts.ranges, path) }];
  }),
});

/**
 * The scores that tell something else than when they were read: points, range, category, rate, or whether they apply. Each with what
 * has changed of the facts that it reads.
 *
 * @source none: compares
 */
export function scoreChanges(read: ScoresReadEntry, scores: readonly CardScore[], facts: CaseFacts): readonly ScoreChange[] {
  const changed = factChanges(read, facts);
  const isComparable = hasRanges(read) || Object.keys(facts.ranges ?? {}).length === 0;
  const then = new Map(changed.length === 0 ? [] : scoreCard(factsThen(read)).scores.map((score) => [score.id, score]));
  return scores.flatMap((score): readonly ScoreChange[] => {
    const { id, points: after } = score;
    const points = read.scores.find((one) => one.id === id);
    if (points === undefined) return [];
    const before: Points = { min: points.least, max: points.most };
    const old = then.get(id);
    const told = old === undefined || !areSame(old.points, before) ? null : { before: toldOf(old, isComparable), after: toldOf(score, isComparable) };
    const isOther = !areSame(before, after) || (told !== null && isToldOtherwise(told.before, told.after));
    const reads = READS.get(id) ?? new Set();
    return isOther ? [{ id, before, after, told, facts: changed.filter(({ path }) => reads.has(path)) }] : [];
  });
}

/** Every fact that is another than when the scores were read, or is told in another range. @source none: compares */
export function factChanges(read: ScoresReadEntry, facts: CaseFacts): readonly FactChange[] {
  const then = new Map(read.facts.map((fact) => [fact.path, fact]));
  return FACT_PATHS.flatMap((path): readonly FactChange[] => {
    const [before, after] = [then.get(path)?.value ?? null, factAt(facts, path)];
    if (JSON.stringify(before) !== JSON.stringify(after)) return [{ path, before, after }];
    const ranges = { before: then.get(path)?.range ?? null, after: rangeAt(facts.ranges, path) };
    const [was, is] = [ranges.before, ranges.after].map((range) => (range === null ? null : rangeWords(path, range)));
    return hasRanges(read) && was !== is ? [{ path, before, after, ranges }] : [];
  });
}

const toldOf = (score: CardScore, isComparable: boolean): ScoreTold => {
  const { applicable, category, outcome: { lowPercent, highPercent } } = score;
  return { applicable, span: isComparable ? spanOf(score) : null, category, percent: lowPercent === null || highPercent === null ? null : [lowPercent, highPercent] };
};

const isToldOtherwise = (before: ScoreTold, after: ScoreTold): boolean =>
  before.applicable !== after.applicable || before.category !== after.category
  || JSON.stringify(before.percent) !== JSON.stringify(after.percent) || (before.span !== null && after.span !== null && !areSame(before.span, after.span));

/** Readings from before ranges were kept have none. */
const hasRanges = ({ facts }: ScoresReadEntry): boolean => facts.some(({ range }) => range !== null);

function factsThen({ facts }: ScoresReadEntry): CaseFacts {
  const plain = facts.reduce<CaseFacts>((all, { path, value }) => withFact(all, path, value), {});
  const ranges: FactRanges = Object.fromEntries(facts.flatMap(({ path, range }) => (range === null ? [] : [[path, range]])));
  return { ...plain, ranges };
}

const rangeAt = (ranges: FactRanges | null | undefined, path: FactPath): Range | null => (isNumberPath(path) ? ranges?.[path] ?? null : null);
const isNumberPath = (path: FactPath): path is FactPathOf<'number'> => NUMBER_PATHS.some((one) => one === path);

const READS: ReadonlyMap<ScoreId, ReadonlySet<FactPath>> = new Map(
  SCORES.map(({ id, items }) => [id, new Set(items.flatMap(({ reads }) => reads))]),
);
