import { factRow, withFact, type CaseFacts, type FactPathOf } from '../lesion/caseFacts.ts';
import { boundsOf, numberAt, plausible, type Plausible, type RangeOrigin } from './plausible.ts';
import { withUnit } from './conditionWords.ts';
import type { ReadNumber, ScoreTable } from './score.ts';
import { meaningOf, pointsOf, type Points } from './scored.ts';

/** One fact that alone, within its plausible range, gives the score other points. */
export interface Turn {
  readonly fact: FactPathOf<'number'>;
  readonly measured: number;
  /** Least to most plausible value; null where only a value exactly at the edge turns the score. */
  readonly range: readonly [lo: number, hi: number] | null;
  readonly origin: RangeOrigin | null;
  readonly becomes: Points;
  /** Does the category, or the published reading or rate, change with the points. */
  readonly changesCategory: boolean;
  /** What would have to be true, as a sentence. */
  readonly sentence: string;
}

/** A value to try, and how to say it: at an edge, or beyond one. */
interface Trial {
  readonly value: number;
  readonly words: string;
}

/** Far less than anything measures: the other side of an edge on which a value lies. */
const HAIR = 1e-6;

/**
 * Which single number, changed within its own plausible range, would give the score other points: the nearest
 * such value below and above. A number exactly on an edge is tried a hair beside it, since sources draw edges
 * differently. Those that change the category come first.
 *
 * @param points - the points of the facts as they stand
 * @source own method; the ranges are the engine's, else a stated tolerance
 */
export function sensitivity(table: ScoreTable, facts: CaseFacts, points: Points): readonly Turn[] {
  const turns = table.numbers.flatMap((number) => turnsOf(table, facts, points, number));
  return turns.length < 2
    ? turns
    : [
        ...turns.filter(({ changesCategory }) => changesCategory),
        ...turns.filter(({ changesCategory }) => !changesCategory),
      ];
}

function turnsOf(
  table: ScoreTable,
  facts: CaseFacts,
  points: Points,
  { path, edges }: ReadNumber,
): readonly Turn[] {
  const measured = numberAt(facts, path);
  if (measured === null) return [];
  const range = plausible(facts, path, measured);
  const lo = Math.min(range?.lo ?? measured, measured);
  const hi = Math.max(range?.hi ?? measured, measured);
  const inside = edges.filter((edge) => edge >= lo && edge <= hi);
  if (inside.length === 0) return [];
  const below = trialsBelow(inside, measured, lo, path);
  const above = trialsAbove(inside, measured, hi, path);
  return [below, above].flatMap((trials) => {
    for (const { value, words } of trials) {
      const becomes = pointsOf(table, withFact(facts, path, value));
      if (becomes.min === points.min && becomes.max === points.max) continue;
      const changesCategory = isOtherMeaning(table, points, becomes);
      return [
        {
          fact: path,
          measured,
          range: range === null ? null : ([range.lo, range.hi] as const),
          origin: range?.origin ?? null,
          becomes,
          changesCategory,
          sentence: sentence(table, points, becomes, path, measured, words, range),
        },
      ];
    }
    return [];
  });
}

/** From the measured value upwards: just beyond it where it lies on an edge, each edge, and beyond each. */
function trialsAbove(
  edges: readonly number[],
  from: number,
  end: number,
  path: FactPathOf<'number'>,
): readonly Trial[] {
  return edges.flatMap((edge, at) => {
    if (edge < from) return [];
    const next = Math.min(edges[at + 1] ?? end, end);
    const beyond = edge < next ? (edge + next) / 2 : edge + HAIR;
    const past =
      edge < next || edge === from ? [{ value: beyond, words: `above ${withUnit(edge, path)}` }] : [];
    const on = edge === from ? [] : [{ value: edge, words: withUnit(edge, path) }];
    return [...on, ...past].filter(({ value }) => value <= boundsOf(path)[1]);
  });
}

/** The same downwards. */
function trialsBelow(
  edges: readonly number[],
  from: number,
  end: number,
  path: FactPathOf<'number'>,
): readonly Trial[] {
  return edges.toReversed().flatMap((edge, at, falling) => {
    if (edge > from) return [];
    const next = Math.max(falling[at + 1] ?? end, end);
    const beyond = edge > next ? (edge + next) / 2 : edge - HAIR;
    const past =
      edge > next || edge === from ? [{ value: beyond, words: `below ${withUnit(edge, path)}` }] : [];
    const on = edge === from ? [] : [{ value: edge, words: withUnit(edge, path) }];
    return [...on, ...past].filter(({ value }) => value >= boundsOf(path)[0]);
  });
}

function isOtherMeaning(table: ScoreTable, one: Points, other: Points): boolean {
  const [a, b] = [meaningOf(table, one), meaningOf(table, other)];
  return (
    a.category !== b.category ||
    a.categories.join() !== b.categories.join() ||
    a.reading !== b.reading ||
    a.outcome.lowPercent !== b.outcome.lowPercent ||
    a.outcome.highPercent !== b.outcome.highPercent
  );
}

const ORIGIN_WORDS: Readonly<Record<RangeOrigin, string>> = {
  'measured': 'range',
  'own-tolerance': 'within our own tolerance of',
  'whole-years': 'in whole years',
};

function sentence(
  table: ScoreTable,
  points: Points,
  becomes: Points,
  path: FactPathOf<'number'>,
  measured: number,
  words: string,
  range: Plausible | null,
): string {
  const [now, then] = [meaningOf(table, points).category, meaningOf(table, becomes).category];
  const named = now !== null && then !== null && now !== then ? ` (${now} to ${then})` : '';
  const spread = range === null ? '' : `, ${ORIGIN_WORDS[range.origin]} ${range.lo} to ${range.hi}`;
  return (
    `${table.name} ${pointsWords(points)}, becomes ${pointsWords(becomes)}${named} if the ` +
    `${factRow(path).label} ` +
    `is really ${words}, measured ${measured}${spread}.`
  );
}

/**
 * Points in words: "3", or "2 to 4".
 *
 * @source none
 */
export const pointsWords = ({ min, max }: Points): string => (min === max ? `${min}` : `${min} to ${max}`);
