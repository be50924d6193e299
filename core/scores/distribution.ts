import { pointsAfter } from './itemScorer.ts';
import type { Meaning } from './meaning.ts';
import { keyOf, type Points } from './points.ts';
import type { Scorer } from './scorer.ts';
import { numberIn, seenWith, type Seen } from './seen.ts';

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
export function distribution(scorer: Scorer, seen: Seen, points: Points): Distribution | null {
  const { ranges } = seen;
  if (ranges === null) return null;
  let isSpread = false;
  const turning = scorer.numbers.flatMap(({ path, edges, readers }) => {
    const range = ranges[path] ?? null;
    const measured = numberIn(seen, path);
    if (range === null || measured === null) return [];
    isSpread = true;
    const least = Math.min(range[0], measured);
    const most = Math.max(range[1], measured);
    // Nothing turns where no edge lies between what may be and what was measured.
    if (!edges.some((edge) => edge >= least && edge <= most)) return [];
    const isAtAnEnd = range.includes(measured) && range[0] < range[1] && edges.includes(measured);
    return [{ path, readers, cells: cellsOf(range, edges), isAtAnEnd }];
  });
  if (!isSpread) return null;
  if (turning.length === 0) return scorer.certain(points);
  const readers = [...new Set(turning.flatMap((one) => one.readers))];
  const shares = new Map<number, { readonly points: Points; share: number }>();
  const visit = (at: number, chosen: Seen, share: number): void => {
    const next = turning[at];
    if (next === undefined) {
      const found = pointsAfter(points, readers, seen, chosen);
      const before = shares.get(keyOf(found));
      if (before === undefined) shares.set(keyOf(found), { points: found, share });
      else before.share += share;
      return;
    }
    for (const cell of next.cells) visit(at + 1, seenWith(chosen, next.path, cell.middle), share * cell.share);
  };
  visit(0, seen, 1);
  if (turning.some(({ isAtAnEnd }) => isAtAnEnd) && !shares.has(keyOf(points))) return null;
  const counted = [...shares.values()]
    .map(({ points: { min, max }, share }) => ({ min, max, share }))
    .toSorted((a, b) => a.min - b.min || a.max - b.max);
  return { assumption: ASSUMPTION, points: counted, categories: byCategory(scorer, counted) };
}

/**
 * The distribution of a score that no range can turn.
 *
 * @source own method, as above
 */
export const certain = ({ min, max }: Points, { category, reading }: Meaning): Distribution => ({
  assumption: ASSUMPTION,
  points: [{ min, max, share: 1 }],
  categories: [{ category, reading, share: 1 }],
});

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
  { meaning }: Scorer,
  points: readonly (Points & { readonly share: number })[],
): Distribution['categories'] {
  const shares = new Map<string, { category: string | null; reading: string | null; share: number }>();
  for (const { share, ...one } of points) {
    const { category, reading } = meaning(one);
    const key = `${category} ${reading}`;
    const found = shares.get(key);
    if (found === undefined) shares.set(key, { category, reading, share });
    else found.share += share;
  }
  return [...shares.values()];
}
