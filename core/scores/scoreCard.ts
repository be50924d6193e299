import type { CaseFacts } from '../lesion/caseFacts.ts';
import { distribution, type Distribution } from './distribution.ts';
import type { ScoreTable } from './score.ts';
import { meaningOf, pointsOf, scored, type Points, type Scored, type ScoredItem } from './scored.ts';
import { SCORES } from './scores.ts';
import { sensitivity, type Turn } from './sensitivity.ts';

/** A complication score, had one strategy been planned alone. */
export interface ByStrategy {
  readonly strategy: Strategy;
  readonly points: Points;
  readonly category: string | null;
  /** Rates of the score's own outcome, as in `outcome`. */
  readonly lowPercent: number | null;
  readonly highPercent: number | null;
}
type Strategy = NonNullable<CaseFacts['plannedStrategies']>[number];
const STRATEGIES: readonly Strategy[] = ['AWE', 'ADR', 'RWE', 'RDR'];

/** A score of a case with what would change it. */
export interface CardScore extends Scored {
  /** Only where the plan is an item: each planned strategy by itself; all of them while none is planned. */
  readonly byStrategy?: readonly ByStrategy[];
  readonly sensitivity: readonly Turn[];
  /** Null without measurement ranges. */
  readonly distribution: Distribution | null;
}

/** Every score of a case, never averaged, never converted. */
export interface ScoreCard {
  readonly scores: readonly CardScore[];
}

/**
 * Every score of a case, exactly one entry each, in the order of the tables.
 *
 * @source the paper of each table
 */
export const scoreCard = (facts: CaseFacts): ScoreCard => ({
  scores: SCORES.map((table) => cardScore(table, facts)),
});

function cardScore(table: ScoreTable, facts: CaseFacts): CardScore {
  const score = scored(table, facts);
  const turns = score.items.some(isAtBoundary) ? sensitivity(table, facts, score.points) : [];
  const over = distribution(table, facts);
  const spread = over === null || score.applicable ? over : { ...over, categories: [] };
  return table.items.some(({ about }) => about === 'plan')
    ? { ...score, byStrategy: byStrategy(table, facts, score), sensitivity: turns, distribution: spread }
    : { ...score, sensitivity: turns, distribution: spread };
}

// No single fact can turn the points of a score none of whose items may turn.
const isAtBoundary = ({ flag, flags }: ScoredItem): boolean =>
  flag === 'boundary' || (flags?.includes('boundary') ?? false);

function byStrategy(
  table: ScoreTable,
  facts: CaseFacts,
  { applicable, points: together }: Scored,
): readonly ByStrategy[] {
  const planned = facts.plannedStrategies ?? [];
  const asked = planned.length === 0 ? STRATEGIES : STRATEGIES.filter((one) => planned.includes(one));
  return asked.map((strategy) => {
    const isOnly = planned.length === 1;
    const points = isOnly ? together : pointsOf(table, { ...facts, plannedStrategies: [strategy] });
    const {
      category,
      outcome: { lowPercent, highPercent },
    } = meaningOf(table, points);
    return applicable
      ? { strategy, points, category, lowPercent, highPercent }
      : { strategy, points, category: null, lowPercent: null, highPercent: null };
  });
}
