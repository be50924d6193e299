import { withFact, type CaseFacts } from '../lesion/caseFacts.ts';
import { numberAt } from './plausible.ts';
import type { ScoreTable } from './score.ts';
import { meaningOf, pointsOf, type Points } from './scored.ts';

/** How a score is spread over the measurement ranges of its facts. Shares add up to 1. */
export interface Distribution {
  readonly assumption: string;
  /** In ascending order of points. */
  readonly points: readonly (Points & { readonly share: number })[];
  /**
   * By category: its name, and what the paper says of it beside that. Both null stands for points that fall
   * into none, or into several. Empty where the score does not apply.
   */
  readonly categories: readonly {
    readonly category: string | null;
    readonly reading: string | null;
    readonly share: number;
  }[];
}

const ASSUMPTION =
  'Each measured fact lies anywhere in its range with equal chance, and independently of the others. ' +
  'Facts without a range are taken as they stand.';

/**
 * The distribution of a score over the measurement ranges of its facts, or null where it reads none. Null
 * too where what was measured lies at an edge that ends its range, as 100 % does: equal chances give it none.
 *
 * @method exact: each range falls into cells between the edges of the score, in which nothing changes; all
 *   combinations of cells are counted by the product of their lengths
 * @source own method; uniform and independent by assumption, stated with the answer
 */
export function distribution(table: ScoreTable, facts: CaseFacts): Distribution | null {
  if ((facts.ranges ?? null) === null) return null;
  const spread = table.numbers.flatMap(({ path, edges }) => {
    const range = facts.ranges?.[path] ?? null;
    const measured = numberAt(facts, path);
    if (range === null || measured === null) return [];
    const [lo, hi] = range;
    const isAtTheEnd = measured === hi && lo < hi && edges.includes(hi);
    return [{ path, cells: cellsOf(range, edges), isAtTheEnd }];
  });
  if (spread.length === 0) return null;
  const shares = new Map<string, { readonly points: Points; share: number }>();
  const visit = (at: number, chosen: CaseFacts, share: number): void => {
    const next = spread[at];
    if (next === undefined) {
      const points = pointsOf(table, chosen);
      const key = keyOf(points);
      const found = shares.get(key);
      if (found === undefined) shares.set(key, { points, share });
      else found.share += share;
      return;
    }
    for (const cell of next.cells)
      visit(at + 1, withFact(chosen, next.path, cell.middle), share * cell.share);
  };
  visit(0, facts, 1);
  if (spread.some(({ isAtTheEnd }) => isAtTheEnd) && !shares.has(keyOf(pointsOf(table, facts)))) return null;
  const points = [...shares.values()]
    .map(({ points: { min, max }, share }) => ({ min, max, share }))
    .toSorted((a, b) => a.min - b.min || a.max - b.max);
  return { assumption: ASSUMPTION, points, categories: byCategory(table, points) };
}

const keyOf = ({ min, max }: Points): string => `${min} ${max}`;

interface Cell {
  readonly middle: number;
  readonly share: number;
}

/** Stretches of a range between the edges, each by its middle; the edges themselves have no length. */
function cellsOf([lo, hi]: readonly [number, number], edges: readonly number[]): readonly Cell[] {
  if (lo === hi) return [{ middle: lo, share: 1 }];
  const ends = [...edges.filter((edge) => edge > lo && edge < hi), hi];
  return ends.map((end, at) => {
    const start = ends[at - 1] ?? lo;
    return { middle: (start + end) / 2, share: (end - start) / (hi - lo) };
  });
}

function byCategory(
  table: ScoreTable,
  points: readonly (Points & { readonly share: number })[],
): Distribution['categories'] {
  const shares = new Map<string, { category: string | null; reading: string | null; share: number }>();
  for (const { share, ...one } of points) {
    const { category, reading } = meaningOf(table, one);
    const key = `${category} ${reading}`;
    const found = shares.get(key);
    if (found === undefined) shares.set(key, { category, reading, share });
    else found.share += share;
  }
  return [...shares.values()];
}
