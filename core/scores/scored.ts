import type { CaseFacts } from '../lesion/caseFacts.ts';
import type { Answer } from './itemScorer.ts';
import { NO_POINTS, plus } from './points.ts';
import type { ScoreTable } from './score.ts';
import type { Scorer, Standing } from './scorer.ts';
import type { Seen } from './seen.ts';

/** One item as answered: its points, why it needs a second look, and the value that it was read from. */
export interface ScoredItem extends Answer {
  readonly value: unknown;
}

/** A score of a case. */
export interface Scored extends Standing {
  readonly items: readonly ScoredItem[];
  readonly evidence: ScoreTable['evidence'];
  readonly citation: string;
}

/** A score as it came out, in parts that cases share: how it stands, and how each item was answered. */
export interface Answered {
  readonly standing: Standing;
  readonly items: readonly { readonly answer: Answer; readonly value: unknown }[];
}

/**
 * How a score came out for a case: its points, what they mean, and how each item was answered.
 *
 * @source the table of the score
 */
export function answered({ table, items, standing }: Scorer, facts: CaseFacts, seen: Seen): Answered {
  const found = items.map(({ answer, value }) => ({ answer: answer(seen), value: value(seen) }));
  const points = found.reduce((sum, { answer }) => plus(sum, answer.points), NO_POINTS);
  return { standing: standing(table.applies(facts), points), items: found };
}

/**
 * A score of a case spelled out.
 *
 * @source the table of the score
 */
export function scored({ table: { evidence, citation } }: Scorer, { standing, items }: Answered): Scored {
  const spelled = items.map(({ answer: { id, label, ...more }, value }) => ({ id, label, value, ...more }));
  return { ...standing, items: spelled, evidence, citation };
}
