import { factRow, withFact, type CaseFacts, type FactPathOf } from '../lesion/caseFacts.ts';
import { numberAt, plausible, type Plausible, type RangeOrigin } from './plausible.ts';
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
  return [...turns.filter((turn) => turn.changesCategory), ...turns.filter((turn) => !turn.changesCategory)];
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
  const above = edges.filter((edge) => edge >= measured && edge <= hi);
  const below = edges.filter((edge) => edge <= measured && edge >= lo).toReversed();
  return [
    trials(below, measured, lo, -1, path),
    trials(above, measured, hi, 1, path),
  ].flatMap((tried) => {
    for (const { value, words } of tried) {
      const becomes = pointsOf(table, withFact(facts, path, value));
      if (becomes.min === points.min && becomes.max === points.max) continue;
      return [
        {
          fact: path,
          measured,
          range: range === null ? null : ([range.lo, range.hi] as const),
          origin: range?.origin ?? null,
          becomes,
          changesCategory: isOtherMeaning(table, points, becomes),
          sentence: sentence(table, points, becomes, path, measured, words, range),
        },
      ];
    }
    return [];
  });
}

/** From the measured value towards one end of its range: each edge, and a hair beyond each. */
function trials(
  edges: readonly number[],
  from: number,
  end: number,
  direction: 1 | -1,
  path: FactPathOf<'number'>,
): readonly Trial[] {
  return edges.flatMap((edge) => {
    const words = withUnit(edge, path);
    const on = { value: edge, words };
    const past = { value: edge + direction * HAIR, words: `${direction > 0 ? 'above' : 'below'} ${words}` };
    if (edge === from) return [past];
    return edge === end ? [on] : [on, past];
  });
}

/** Is anything that the paper says of the points different: name, reading or rate? */
const isOtherMeaning = (table: ScoreTable, one: Points, other: Points): boolean =>
  JSON.stringify(meaningOf(table, one)) !== JSON.stringify(meaningOf(table, other));

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
const pointsWords = ({ min, max }: Points): string => (min === max ? `${min}` : `${min} to ${max}`);
