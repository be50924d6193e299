import { factAt, NUMBER_PATHS, withFact, type CaseFacts, type FactPathOf } from '../lesion/caseFacts.ts';
import { judgeOf } from '../scores/judge.ts';
import { FULL_MOON } from '../scores/kcct.ts';
import { seenOf, seenWith } from '../scores/seen.ts';
import type { Doing } from './advice.ts';
import { differenceOf, type Difference } from './explanation.ts';

/** A measured fact whose range crosses the edge of a rule, and what would change at that end of the range. */
export interface Edge {
  readonly fact: FactPathOf<'number'>;
  readonly value: number;
  readonly change: Difference;
}

/**
 * The measured facts that lie within their own error of a threshold: each end of a range at which other rules
 * hold than at the value itself. Needs the ranges of the engine; without them nothing is at an edge.
 *
 * @source the rules themselves; the ranges are those of the facts
 */
export function atEdge(facts: CaseFacts, doing: Doing = {}): readonly Edge[] {
  const ranges = facts.ranges ?? {};
  return NUMBER_PATHS.flatMap((fact) =>
    (ranges[fact] ?? []).flatMap((value) => {
      const change = differenceOf(facts, factsAt(facts, fact, value), doing);
      return change.starts.length + change.stops.length === 0 ? [] : [{ fact, value, change }];
    }),
  );
}

const fullMoonIn = judgeOf(FULL_MOON);

/** The facts at another value of one; a full moon that was told because of it goes along, as in the scores. */
function factsAt(facts: CaseFacts, fact: FactPathOf<'number'>, value: number): CaseFacts {
  const changed = withFact(facts, fact, value);
  if (factAt(facts, 'ctCalcium.fullMoon') === null) return changed;
  return withFact(changed, 'ctCalcium.fullMoon', fullMoonIn(seenWith(seenOf(facts), fact, value), false).truth);
}
