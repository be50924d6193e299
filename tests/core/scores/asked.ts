import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import type { ScoreId } from '../../../core/scores/score.ts';
import { scoreCard, type CardScore } from '../../../core/scores/scoreCard.ts';

/** One score of a case. */
export function scoreOf(id: ScoreId, facts: CaseFacts): CardScore {
  const found = scoreCard(facts).scores.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no score ${id}`);
  return found;
}

/** Flags of the items that have one. */
export const flagsOf = (score: CardScore): Readonly<Record<string, string>> =>
  Object.fromEntries(score.items.flatMap(({ id, flag }) => (flag === null ? [] : [[id, flag]])));

/** Points as a number, or as [min, max] where they are open. */
export const pointsOfScore = ({ points: { min, max } }: CardScore): number | readonly [number, number] =>
  min === max ? min : [min, max];
