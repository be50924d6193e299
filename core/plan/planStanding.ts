import { NUMBER_PATHS, withFact, type CaseFacts } from '../lesion/caseFacts.ts';
import { adviceFor } from '../strategy/advice.ts';
import { isAtDesk } from '../strategy/atDesk.ts';
import { stepsOf, type PlanContent } from './plan.ts';
import { mostContrast } from './planBudget.ts';
import { planObjections } from './planObjections.ts';
import { calciumSections, type PlanEvidence } from './sealedPlan.ts';

/** How a plan stands before it is signed, in sentences. */
export interface PlanStanding {
  readonly done: readonly string[];
  /** What is not settled: the operator accepts it by name, and it goes on the first page. */
  readonly open: readonly string[];
  /** What stands in the way of signing. */
  readonly blocking: readonly string[];
}

/** The facts that a plan was decided on, with their ranges, as the strategy reads them. */
export function factsOf({ facts }: Pick<PlanEvidence, 'facts'>): CaseFacts {
  const plain = facts.reduce<CaseFacts>((all, { path, value }) => withFact(all, path, value), {});
  const ranges = NUMBER_PATHS.flatMap((path) => {
    const range = facts.find((fact) => fact.path === path)?.range ?? null;
    return range === null ? [] : [[path, range] as const];
  });
  return ranges.length === 0 ? plain : { ...plain, ranges: Object.fromEntries(ranges) };
}

/** What stands in the way of signing a plan, what is open, and what is done. */
export function planStanding(content: PlanContent, evidence: PlanEvidence): PlanStanding {
  const done: string[] = [];
  const open: string[] = [];
  const blocking: string[] = [];
  const steps = stepsOf(content);
  const labels = new Map(steps.map(({ step, label }) => [step.id, label]));
  if (steps.length === 0) blocking.push('The ladder has no step. Add one, or take the suggestion.');

  const bare = content.rungs.filter(({ steps: own, stop }) => own.length > 0 && stop === null);
  if (bare.length > 0) blocking.push(`${listed(bare.map(({ letter }) => letter))} ${bare.length === 1 ? 'has' : 'have'} no stop rule. Say when to leave ${bare.length === 1 ? 'it' : 'them'}.`);
  else if (steps.length > 0) done.push('every rung in use has a stop rule');

  const objections = planObjections(content, factsOf(evidence), { parameters: evidence.parameters });
  const at = (standing: string): readonly string[] =>
    [...new Set(objections.filter((one) => one.standing === standing).map(({ step }) => labels.get(step) ?? step))];
  for (const { step, rule, reason, standing } of objections) {
    if (standing === 'blocks') blocking.push(`${labels.get(step)} breaks a safety limit (${rule}): ${reason}`);
    if (standing === 'asks') blocking.push(`${labels.get(step)} needs a reason (${rule}): ${reason}`);
  }
  if (objections.every(({ standing }) => standing !== 'blocks' && standing !== 'asks')) done.push('no step breaks a safety limit');
  const overridden = at('overridden');
  if (overridden.length > 0) open.push(`${listed(overridden)} kept against a safety gate, with a reason`);
  const inRoom = at('room');
  if (inRoom.length > 0) open.push(`${listed(inRoom)} ${inRoom.length === 1 ? 'hangs' : 'hang'} on what only the procedure will show`);

  if (evidence.lesion === null) open.push('no lesion is measured');
  const proposed = evidence.lesion === null ? 0 : calciumSections(evidence.lesion).filter(({ state }) => state === 'proposed').length;
  if (proposed > 0) open.push(`${counted(proposed, 'section')} not confirmed`);
  else if (evidence.lesion !== null) done.push('every section is confirmed');
  open.push(...(evidence.lesion?.cautions ?? []));
  const changed = evidence.facts.filter(({ state }) => state === 'changed').length;
  if (changed > 0) open.push(`${counted(changed, 'fact')} changed since ${changed === 1 ? 'it was' : 'they were'} confirmed`);
  const unconfirmed = evidence.facts.filter(({ state }) => state === 'proposed').length;
  if (unconfirmed > 0) open.push(`${counted(unconfirmed, 'measured fact')} not confirmed`);
  const waiting = adviceFor({ phase: 'planning', ...factsOf(evidence) }, { parameters: evidence.parameters }).needs.filter(isAtDesk).length;
  if (waiting > 0) open.push(`${counted(waiting, 'rule')} of the review ${waiting === 1 ? 'waits' : 'wait'} for a fact`);
  open.push(...contrastPoints(content, evidence));
  if (content.keyImages.length === 0) open.push('no key image');
  return { done, open, blocking };
}

/** What of the limit of contrast is not settled: there is none, the eGFR allows less, or a stop rule says another. */
function contrastPoints({ budget: { contrastMl }, rungs }: PlanContent, { facts, parameters }: PlanEvidence): readonly string[] {
  if (contrastMl === null) return ['no limit of contrast'];
  const most = mostContrast(factsOf({ facts }), parameters);
  return [
    ...(most === null || contrastMl <= most.ml ? [] : [`contrast limit ${contrastMl} ml is above ${most.words} ml`]),
    ...rungs.flatMap(({ letter, steps, stop }) => (steps.length === 0 || stop?.contrastMl == null || stop.contrastMl === contrastMl ? []
      : [`${letter} is left at contrast ${stop.contrastMl} ml, the contrast limit is ${contrastMl} ml`])),
  ];
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
/** "A1, A3 and B2". */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
