import type { CaseFacts, FactPath } from '../lesion/caseFacts.ts';
import { openFacts } from '../scores/openFacts.ts';
import type { ScoreId } from '../scores/score.ts';
import type { ScoreCard } from '../scores/scoreCard.ts';
import type { Advice } from './advice.ts';
import { openQuestions, questionFor } from './explanation.ts';
import type { RuleId } from './rule.ts';

/** A question that is open: what it asks, and what waits for its answer. */
export interface NextQuestion {
  readonly fact: FactPath;
  readonly question: string;
  readonly scores: readonly ScoreId[];
  readonly rules: readonly RuleId[];
}

/**
 * The questions that are open, those first whose answer could settle most scores, then most rules.
 *
 * @source the tables of the scores and the rules themselves
 */
export function nextQuestions({ scores }: ScoreCard, { needs }: Pick<Advice, 'needs'>, facts: CaseFacts): readonly NextQuestion[] {
  const waiting = new Map(openQuestions(needs).map(({ fact, rules }) => [fact, rules]));
  const settling = new Map(openFacts(scores, facts).map(({ fact, scores: ids }) => [fact, ids]));
  return [...new Set([...settling.keys(), ...waiting.keys()])]
    .map((fact) => ({ fact, question: questionFor(fact), scores: settling.get(fact) ?? [], rules: waiting.get(fact) ?? [] }))
    .toSorted((a, b) => b.scores.length - a.scores.length || b.rules.length - a.rules.length);
}
