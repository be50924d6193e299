import { factRow, type FactPathOf } from '../lesion/caseFacts.ts';
import { withUnit } from './conditionWords.ts';
import { pointsAfter } from './itemScorer.ts';
import { plausible, type Plausible, type RangeOrigin } from './plausible.ts';
import { areSame, type Points } from './points.ts';
import type { AskedNumber, Scorer } from './scorer.ts';
import { numberIn, seenWith, type Seen } from './seen.ts';

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
  /** Where it turns, in words: "below 95 %". */
  readonly turnsAt: string;
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
export function sensitivity(scorer: Scorer, seen: Seen, points: Points): readonly Turn[] {
  const turns = scorer.numbers.flatMap((number) => turnsOf(scorer, seen, points, number));
  return [...turns.filter((turn) => turn.changesCategory), ...turns.filter((turn) => !turn.changesCategory)];
}

function turnsOf(
  scorer: Scorer, seen: Seen, points: Points, { path, edges, readers }: AskedNumber,
): readonly Turn[] {
  const measured = numberIn(seen, path);
  if (measured === null) return [];
  const range = plausible(seen.ranges, path, measured);
  const lo = Math.min(range?.lo ?? measured, measured);
  const hi = Math.max(range?.hi ?? measured, measured);
  const above = edges.filter((edge) => edge >= measured && edge <= hi);
  const below = edges.filter((edge) => edge <= measured && edge >= lo).toReversed();
  return [
    trials(below, measured, lo, -1, path),
    trials(above, measured, hi, 1, path),
  ].flatMap((tried) => {
    for (const { value, words } of tried) {
      const becomes = pointsAfter(points, readers, seen, seenWith(seen, path, value));
      if (areSame(becomes, points)) continue;
      return [
        {
          fact: path,
          measured,
          range: range === null ? null : ([range.lo, range.hi] as const),
          origin: range?.origin ?? null,
          becomes,
          changesCategory: isOtherMeaning(scorer, points, becomes),
          turnsAt: words,
          sentence:
            `${changeWords(scorer, points, becomes)} if the ${factRow(path).label}${placeWords(seen, path)} ` +
            `is really ${words}, measured ${told(measured)}${rangeWords(range)}.`,
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
const isOtherMeaning = ({ meaning }: Scorer, one: Points, other: Points): boolean =>
  JSON.stringify(meaning(one)) !== JSON.stringify(meaning(other));

const ORIGIN_WORDS: Readonly<Record<RangeOrigin, string>> = {
  'measured': 'range',
  'own-tolerance': 'within our own tolerance of',
  'whole-years': 'in whole years',
};

/** "KCCT 3, becomes 4"; with the names of the categories where both are settled and differ. */
function changeWords({ table, meaning }: Scorer, points: Points, becomes: Points): string {
  const [now, then] = [meaning(points).category, meaning(becomes).category];
  const named = now !== null && then !== null && now !== then ? ` (${now} to ${then})` : '';
  return `${table.name} ${pointsWords(points)}, becomes ${pointsWords(becomes)}${named}`;
}

function placeWords({ places }: Seen, path: FactPathOf<'number'>): string {
  const place = places?.[path] ?? null;
  return place === null ? '' : ` at ${told(place)} mm`;
}

const rangeWords = (range: Plausible | null): string =>
  range === null ? '' : `, ${ORIGIN_WORDS[range.origin]} ${told(range.lo)} to ${told(range.hi)}`;

/** A number as it is told in a sentence: what is measured comes finer than anybody reads. */
const told = (value: number): number => Math.round(100 * value) / 100;

/**
 * Points in words: "3", or "2 to 4".
 *
 * @source none
 */
const pointsWords = ({ min, max }: Points): string => (min === max ? `${min}` : `${min} to ${max}`);
