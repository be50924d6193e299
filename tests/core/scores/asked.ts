import type { CaseFacts } from '../../../core/lesion/caseFacts.ts';
import type { ScoreId, ScoreTable } from '../../../core/scores/score.ts';
import { scoreCard, type CardScore } from '../../../core/scores/scoreCard.ts';
import { answered, scored, type Scored } from '../../../core/scores/scored.ts';
import { scorerOf } from '../../../core/scores/scorer.ts';
import { seenOf } from '../../../core/scores/seen.ts';

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

/** Scores any case by one table alone, which is quicker than its whole card. */
export function scoredBy(table: ScoreTable): (facts: CaseFacts) => Scored {
  const scorer = scorerOf(table);
  return (facts) => scored(scorer, answered(scorer, facts, seenOf(facts)));
}
