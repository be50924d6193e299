import { FACT_PATHS, factAt, type CaseFacts, type FactPath, type FactValue } from '../lesion/caseFacts.ts';
import type { FactAndValue, ScoresReadEntry } from '../lesion/entry.ts';
import type { Points } from './points.ts';
import type { ScoreId } from './score.ts';
import type { CardScore } from './scoreCard.ts';
import { SCORES } from './scores.ts';

/** A fact that is another than when the scores were read; null where it was not known, or no longer is. */
export interface FactChange {
  readonly path: FactPath;
  readonly before: FactValue<FactPath> | null;
  readonly after: FactValue<FactPath> | null;
}

/** A score that has other points than when it was read, and what it reads that has changed. */
export interface ScoreChange {
  readonly id: ScoreId;
  readonly before: Points;
  readonly after: Points;
  readonly facts: readonly FactChange[];
}

/** The scores as they are read now, with the facts that they come from. @source none */
export const scoresAsRead = (scores: readonly CardScore[], facts: CaseFacts): ScoresReadEntry => ({
  kind: 'scores-read',
  scores: scores.map(({ id, points }) => ({ id, least: points.min, most: points.max })),
  facts: FACT_PATHS.flatMap((path): readonly FactAndValue[] => {
    const value = factAt(facts, path);
    return value === null ? [] : [{ path, value }];
  }),
});

/**
 * The scores whose points are others than when they were read, each with what has changed of the facts that it reads.
 *
 * @source none: compares
 */
export function scoreChanges(read: ScoresReadEntry, scores: readonly CardScore[], facts: CaseFacts): readonly ScoreChange[] {
  const changed = factChanges(read, facts);
  return scores.flatMap(({ id, points: after }): readonly ScoreChange[] => {
    const then = read.scores.find((one) => one.id === id);
    if (then === undefined || (then.least === after.min && then.most === after.max)) return [];
    const reads = READS.get(id) ?? new Set();
    return [{ id, before: { min: then.least, max: then.most }, after, facts: changed.filter(({ path }) => reads.has(path)) }];
  });
}

/** Every fact that is another than when the scores were read. @source none: compares */
export function factChanges({ facts: read }: ScoresReadEntry, facts: CaseFacts): readonly FactChange[] {
  const then = new Map(read.map(({ path, value }) => [path, value]));
  return FACT_PATHS.flatMap((path): readonly FactChange[] => {
    const [before, after] = [then.get(path) ?? null, factAt(facts, path)];
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  });
}

const READS: ReadonlyMap<ScoreId, ReadonlySet<FactPath>> = new Map(
  SCORES.map(({ id, items }) => [id, new Set(items.flatMap(({ reads }) => reads))]),
);
