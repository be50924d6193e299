import { factAt, type CaseFacts, type FactPath } from '../lesion/caseFacts.ts';
import type { CardScore } from './scoreCard.ts';
import type { Item, ScoreId } from './score.ts';
import { SCORES } from './scores.ts';

/** A fact that is not known, and the scores that its answer could settle. */
export interface OpenFact { readonly fact: FactPath; readonly scores: readonly ScoreId[] }

const ITEMS: ReadonlyMap<ScoreId, ReadonlyMap<string, Item>> = new Map(
  SCORES.map(({ id, items }) => [id, new Map(items.map((item) => [item.id, item]))]),
);

/** An item of a score, as its table has it. @source the table of the score */
export const itemOf = (score: ScoreId, item: string): Item | undefined => ITEMS.get(score)?.get(item);

/**
 * The facts that open items of applicable scores wait for, by how many scores they could settle, the most first.
 *
 * @source the tables of the scores
 */
export function openFacts(scores: readonly CardScore[], facts: CaseFacts): readonly OpenFact[] {
  const found = new Map<FactPath, Set<ScoreId>>();
  for (const { id, applicable, items } of scores) {
    if (!applicable) continue;
    for (const { id: item, points } of items) {
      if (points.min === points.max) continue;
      for (const path of waitedFor(itemOf(id, item), facts)) found.set(path, (found.get(path) ?? new Set()).add(id));
    }
  }
  return [...found].map(([fact, ids]) => ({ fact, scores: [...ids] })).toSorted((a, b) => b.scores.length - a.scores.length);
}

/** What of an open item is not known; of two modalities its own is asked. */
function waitedFor(item: Item | undefined, facts: CaseFacts): readonly FactPath[] {
  const missing = item?.reads.filter((path) => factAt(facts, path) === null) ?? [];
  return item?.grades[0]?.when.is === 'first' ? missing.slice(0, 1) : missing;
}
