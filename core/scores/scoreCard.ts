import type { CaseFacts } from '../lesion/caseFacts.ts';
import { valueAt } from '../lesion/factValues.ts';
import { remembered } from '../remembered.ts';
import { distribution, type Distribution } from './distribution.ts';
import { pointsAfter, type Answer } from './itemScorer.ts';
import type { Points } from './points.ts';
import { answered, scored, type Answered, type Scored } from './scored.ts';
import { scorerOf, type Scorer, type Standing } from './scorer.ts';
import { SCORES } from './scores.ts';
import { seenOf, seenWith, type Seen } from './seen.ts';
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

/** What would change a score. */
interface Changes {
  /** Only where the plan is an item: each planned strategy by itself; all of them while none is planned. */
  readonly byStrategy?: readonly ByStrategy[];
  readonly sensitivity: readonly Turn[];
  /** Null without measurement ranges. */
  readonly distribution: Distribution | null;
}

/** A score of a case with what would change it. */
export interface CardScore extends Scored, Changes {}

/** Every score of a case, never averaged, never converted. */
export interface ScoreCard {
  readonly scores: readonly CardScore[];
}

/** A score of a case in the parts that cases share, with what would change it. */
export interface AnsweredScore {
  readonly scorer: Scorer;
  readonly answered: Answered;
  readonly changes: Changes;
}

const SCORERS: readonly Scorer[] = SCORES.map(scorerOf);

/**
 * Every score of a case, exactly one entry each, in the order of the tables.
 *
 * @source the paper of each table
 */
export function scoreCard(facts: CaseFacts): ScoreCard {
  const seen = seenOf(facts);
  const scores = answeredScores(facts, seen);
  return { scores: scores.map((one) => ({ ...scored(one.scorer, one.answered), ...one.changes })) };
}

/**
 * The same in the parts that cases share: for who answers many cases, and writes each part once.
 *
 * @source the paper of each table
 */
export function answeredScores(facts: CaseFacts, seen: Seen): readonly AnsweredScore[] {
  const plans = plansOf(seen);
  return SCORERS.map((scorer) => {
    const found = answered(scorer, facts, seen);
    return { scorer, answered: found, changes: changesOf(scorer, found, seen, plans) };
  });
}

/** The same case had one strategy been planned alone: each that is planned; all of them while none is. */
type Plan = { readonly strategy: Strategy; readonly seen: Seen };
function plansOf(seen: Seen): readonly Plan[] {
  const planned = valueAt(seen.values, 'plannedStrategies') ?? [];
  const asked = planned.length === 0 ? STRATEGIES : STRATEGIES.filter((one) => planned.includes(one));
  return asked.map((strategy) => ({ strategy, seen: seenWith(seen, 'plannedStrategies', [strategy]) }));
}

function changesOf(
  scorer: Scorer, { standing, items }: Answered, seen: Seen, plans: readonly Plan[],
): Changes {
  const mayTurn = items.some(({ answer }) => isAtBoundary(answer));
  const turns = mayTurn ? sensitivity(scorer, seen, standing.points) : NO_TURNS;
  const over = distribution(scorer, seen, standing.points);
  const spread = over === null || standing.applicable ? over : { ...over, categories: [] };
  const changes = { sensitivity: turns, distribution: spread };
  if (scorer.planItems.length === 0) return changes;
  const byStrategy = plans.map(({ strategy, seen: alone }) => ALONE[strategy](
    scorer.standing(standing, pointsAfter(standing.points, scorer.planItems, seen, alone)),
  ));
  return { byStrategy, ...changes };
}
const NO_TURNS: readonly Turn[] = [];

// No single fact can turn the points of a score none of whose items may turn.
const isAtBoundary = ({ flag, flags }: Answer): boolean =>
  flag === 'boundary' || (flags?.includes('boundary') ?? false);

/** What is said of a score with one strategy alone, by how it stands then. */
const alone = (strategy: Strategy): ((standing: Standing) => ByStrategy) =>
  remembered(({ points, category, outcome: { lowPercent, highPercent } }) =>
    ({ strategy, points, category, lowPercent, highPercent }));
const ALONE: Readonly<Record<Strategy, (standing: Standing) => ByStrategy>> = {
  AWE: alone('AWE'), ADR: alone('ADR'), RWE: alone('RWE'), RDR: alone('RDR'),
};
