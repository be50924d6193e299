import type { CaseFacts, FactPath } from '../lesion/caseFacts.ts';
import { reasonOf, type Doing } from './advice.ts';
import { truthOf, worldOf } from './evaluation.ts';
import { questionFor } from './explanation.ts';
import { groundsOf } from './grounds.ts';
import type { RuleId } from './rule.ts';
import { ruleOf } from './rules.ts';

type Balloon = NonNullable<CaseFacts['balloon']>;
type Atherectomy = NonNullable<CaseFacts['atherectomy']>;
/** One step of a plan that the safety gates judge. */
export type PlanStep =
  | { readonly do: 'dilate'; readonly balloon: Balloon }
  | { readonly do: 'ablate'; readonly atherectomy: Atherectomy }
  | { readonly do: 'stent' }
  | { readonly do: 'oct' };

/**
 * What a gate says of a step. `block`: the review knows no exception. `override`: it may be done for a reason
 * that is written down. `caution`: it may be done. `waits`: the facts that decide are not known.
 */
export type Verdict = 'block' | 'override' | 'caution' | 'waits';
/** One gate that does not let a step pass in silence. */
export interface Objection {
  readonly rule: RuleId;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly facts: readonly FactPath[];
}

/** What can be done about a gate: section 8 names exceptions; "avoid" and sizes leave room for a reason. */
const GATES: Readonly<Record<PlanStep['do'], readonly (readonly [RuleId, Verdict])[]>> = {
  dilate: [
    ['S140', 'block'],
    ['S141', 'block'],
    ['S142', 'block'],
    ['S145', 'block'],
    ['S147', 'override'],
    ['S148', 'override'],
    ['S149', 'override'],
    ['S150', 'override'],
    ['S129', 'override'],
    ['S084', 'override'],
    ['S146', 'caution'],
  ],
  ablate: [
    ['S089', 'override'],
    ['S143', 'override'],
    ['S144', 'block'],
    ['S109', 'caution'],
  ],
  stent: [
    ['S005', 'override'],
    ['S151', 'override'],
  ],
  oct: [['S152', 'caution']],
};
/** Very high pressure presupposes a proven intraplaque wire, like atherectomy. */
const OPN_GATES: readonly (readonly [RuleId, Verdict])[] = [['S089', 'override']];
/** Rules that warn off high pressure speak of it only from here on. */
const AGGRESSIVE: ReadonlySet<RuleId> = new Set(['S129', 'S084']);

/**
 * What the safety gates say of one step of a plan; none objects where the list is empty.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: section (III), Central Illustration,
 *   Table 2
 */
export function objectionsTo(step: PlanStep, facts: CaseFacts, doing: Doing = {}): readonly Objection[] {
  const after = factsOfStep(step, facts);
  const world = worldOf(after, doing);
  const isOpn = step.do === 'dilate' && step.balloon.kind === 'OPN';
  return [...GATES[step.do], ...(isOpn ? OPN_GATES : [])].flatMap(([id, verdict]) => {
    const rule = ruleOf(id);
    if (rule === undefined || (AGGRESSIVE.has(id) && !isAggressive(step))) return [];
    const truth = truthOf(rule.when, world);
    if (truth === false) return [];
    const grounds = groundsOf(rule.when, world, truth);
    return truth === 'waits'
      ? [{ rule: id, verdict: 'waits', reason: waiting(grounds), facts: grounds }]
      : [{ rule: id, verdict, reason: reasonOf(rule, grounds, after), facts: grounds }];
  });
}

const waiting = (grounds: readonly FactPath[]): string =>
  `Not known yet. ${grounds.map(questionFor).join(' ')}`;

/** From 14 atm on a dilatation is a high-pressure one; an OPN is made for nothing else. */
const isAggressive = (step: PlanStep): boolean =>
  step.do === 'dilate' && ((step.balloon.pressureAtm ?? 0) >= 14 || step.balloon.kind === 'OPN');

/** The facts as they would be in the step: its device, and nothing left of a device before it. */
function factsOfStep(step: PlanStep, facts: CaseFacts): CaseFacts {
  switch (step.do) {
    case 'dilate':
      return { ...facts, balloon: step.balloon };
    case 'ablate':
      return { ...facts, atherectomy: step.atherectomy };
    case 'stent':
      return { ...facts, phase: 'before-stent' };
    case 'oct':
      return { ...facts, octPlanned: true };
  }
}
