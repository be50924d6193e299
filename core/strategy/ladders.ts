import type { FactPath } from '../lesion/caseFacts.ts';
import { yes, type Condition } from './expression.ts';
import { truthOf, type World } from './evaluation.ts';
import { groundsOf } from './grounds.ts';
import type { Ladder, RuleId } from './rule.ts';
import { RULES } from './rules.ts';

/**
 * How a rung stands: done already; the one to take next; open after that; waiting for facts; or closed
 * because its condition does not hold.
 */
export type RungState = 'tried' | 'next' | 'open' | 'waits' | 'closed';
/** One rung of a ladder, by its rule; `facts` are those it waits for, or those that close it. */
export interface Rung {
  readonly step: number;
  readonly rule: RuleId;
  readonly text: string;
  readonly state: RungState;
  readonly facts: readonly FactPath[];
}
/** A ladder that the case has come to. `isSpent`: nothing is left to try, and nothing waits. */
export interface LadderView {
  readonly ladder: Ladder;
  readonly title: string;
  readonly rungs: readonly Rung[];
  readonly isSpent: boolean;
}

const LADDERS: readonly { readonly ladder: Ladder; readonly title: string; readonly entered: Condition }[] = [
  { ladder: 'A', title: 'Impenetrable proximal cap', entered: yes('capImpenetrable') },
  { ladder: 'B', title: 'Device-uncrossable cap or lesion', entered: yes('deviceUncrossable') },
  { ladder: 'C', title: 'Undilatable lesion', entered: yes('undilatable') },
];

/** Rungs by ladder: within a ladder the rules run from its first step to its last. */
const rungsOf = new Map(
  LADDERS.map(({ ladder }) => [
    ladder,
    RULES.flatMap((rule) => (rule.rung?.ladder === ladder ? [{ rule, step: rule.rung.step }] : [])),
  ]),
);

/**
 * The ladders that a case has entered, in the order in which the review lists their steps.
 *
 * @param tried - rules of the rungs that were done already
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: Central Illustration; Table 2
 */
export const ladders = (world: World, tried: ReadonlySet<RuleId>): readonly LadderView[] =>
  LADDERS.filter(({ entered }) => truthOf(entered, world) === true).map(({ ladder, title }) => {
    const rungs: Rung[] = [];
    let isNextFound = false;
    for (const { rule, step } of rungsOf.get(ladder) ?? []) {
      const truth = truthOf(rule.when, world);
      const state: RungState = tried.has(rule.id)
        ? 'tried'
        : truth === 'waits'
          ? 'waits'
          : !truth
            ? 'closed'
            : isNextFound
              ? 'open'
              : 'next';
      isNextFound ||= state === 'next';
      const isExplained = state === 'waits' || state === 'closed';
      rungs.push({
        step,
        rule: rule.id,
        text: rule.text,
        state,
        facts: isExplained ? groundsOf(rule.when, world) : [],
      });
    }
    return {
      ladder,
      title,
      rungs,
      isSpent: rungs.every(({ state }) => state === 'tried' || state === 'closed'),
    };
  });
