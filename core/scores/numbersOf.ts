import { NUMBER_PATHS, type FactPathOf } from '../lesion/caseFacts.ts';
import { edgesOf } from './condition.ts';
import type { ScoreTable } from './score.ts';

/** A number that a score reads, with the edges at which its points may change, in ascending order. */
export interface ReadNumber { readonly path: FactPathOf<'number'>; readonly edges: readonly number[] }

const KEPT: WeakMap<ScoreTable, readonly ReadNumber[]> = new WeakMap();

/**
 * The numbers that a score reads.
 *
 * @source the table of the score
 */
export function numbersOf(table: ScoreTable): readonly ReadNumber[] {
  const kept = KEPT.get(table);
  if (kept !== undefined) return kept;
  const conditions = table.items.flatMap(({ grades }) => grades.map(({ when }) => when));
  const numbers = NUMBER_PATHS
    .map((path) => ({
      path,
      edges: [...new Set(conditions.flatMap((one) => edgesOf(one, path)))].toSorted((a, b) => a - b),
    }))
    .filter(({ edges }) => edges.length > 0);
  KEPT.set(table, numbers);
  return numbers;
}
