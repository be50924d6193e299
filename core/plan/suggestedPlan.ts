import type { CaseFacts } from '../lesion/caseFacts.ts';
import type { Doing } from '../strategy/advice.ts';
import { truthOf, worldOf, type World } from '../strategy/evaluation.ts';
import { ladders } from '../strategy/ladders.ts';
import type { Ladder, RuleId } from '../strategy/rule.ts';
import { ruleOf } from '../strategy/rules.ts';
import type { PlanContent, PlannedStep, PlanRung, StopRule } from './plan.ts';
import { proposedBudget } from './planBudget.ts';
import { STEP_FORMS } from './suggestedSteps.ts';

const stop = (figures: Partial<StopRule>): StopRule =>
  ({ minutes: null, attempts: null, contrastMl: null, airKermaGy: null, words: '', ...figures });

/** What a rung supposes: the plan is for the case that it comes to this. */
interface RungForm {
  readonly title: string;
  readonly supposed: Partial<CaseFacts>;
  /** Rules that begin it, before its ladder. */
  readonly first: readonly RuleId[];
  /** Rules that end it, after its ladder. */
  readonly last: readonly RuleId[];
  readonly stop: (contrastMl: number | null) => StopRule;
}

const RUNGS: Readonly<Record<Ladder, RungForm>> = {
  A: {
    title: 'Through the cap and the occlusion', supposed: { phase: 'cap', capImpenetrable: true },
    first: ['S080', 'S082'], last: ['S083'],
    stop: (contrastMl) => stop({ minutes: 30, contrastMl, words: 'change the strategy, or come back another day' }),
  },
  B: {
    title: 'A device will not cross', supposed: { phase: 'device', wireCrossed: true, deviceUncrossable: true },
    first: [], last: [],
    stop: () => stop({ words: 'track not proven intraplaque by IVUS: no atherectomy' }),
  },
  C: {
    title: 'The lesion will not expand',
    supposed: { phase: 'preparation', wireCrossed: true, undilatable: true, balloonFullExpansionTwoViews: false },
    first: ['S121'], last: ['S134'],
    stop: () => stop({ words: 'a waist remains in two views: no stent' }),
  },
};

/**
 * The ladder A-B-C that the review suggests for a case, before the procedure: each rung for the case that it
 * comes to it. Steps whose rule does not hold, or waits for a fact, are left out; the operator may add them.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096: Central Illustration; Table 2
 */
export function suggestedPlan(facts: CaseFacts, doing: Doing = {}): PlanContent {
  const budget = proposedBudget(facts, doing.parameters);
  const rungs = (['A', 'B', 'C'] as const).map((letter): PlanRung => {
    const { title, supposed, first, last, stop: stopOf } = RUNGS[letter];
    const there = planned(facts, supposed);
    const world = worldOf(there, doing);
    const steps = [...first.filter((rule) => holds(rule, world)), ...rungRules(letter, world), ...last.filter((rule) => holds(rule, world))]
      .flatMap((rule) => suggestedStep(letter, rule, there));
    return { letter, title, note: '', steps, stop: stopOf(budget.contrastMl) };
  });
  return { rungs, budget, access: '', guides: '', notes: '', keyImages: [] };
}

/** The facts as a rung supposes them: what is recorded already stays. Intraplaque is what is tried first (S080). */
const planned = (facts: CaseFacts, supposed: Partial<CaseFacts>): CaseFacts =>
  ({ ...facts, plannedTrack: facts.plannedTrack ?? 'intraplaque', track: facts.track ?? 'intraplaque', ...supposed });

/** S083 belongs to the plan although the first try is intraplaque; S134 follows any preparation. */
const holds = (id: RuleId, world: World): boolean => {
  if (id === 'S134' || id === 'S121') return true;
  const rule = ruleOf(id);
  return rule !== undefined && truthOf(rule.when, world) === true;
};

const rungRules = (letter: Ladder, world: World): readonly RuleId[] =>
  ladders(world, new Set()).filter(({ ladder }) => ladder === letter)
    .flatMap(({ rungs }) => rungs.filter(({ state }) => state === 'next' || state === 'open').map(({ rule }) => rule));

/** The step that a rule comes to; none where it is no act of its own. */
export function suggestedStep(letter: Ladder, rule: RuleId, facts: CaseFacts): readonly PlannedStep[] {
  const form = STEP_FORMS[rule];
  if (form === undefined) return [];
  return [{
    id: `${letter}-${rule}`.toLowerCase(), technique: form.technique, aim: form.aim,
    devices: form.items.map(([item, name, sizeMm = null]) => ({ item, name, sizeMm, count: 1 })),
    minutes: null, at: null, act: form.act?.(facts) ?? null, track: form.track ?? null, because: [rule], override: null,
  }];
}
