import {
  factRow,
  withFact,
  type CaseFacts,
  type FactPath,
  type FactValue,
  type LesionFacts,
} from '../lesion/caseFacts.ts';
import type { Fact } from '../lesion/fact.ts';
import { expectedWords } from './questionWords.ts';
import { factWords, placesOf, reasonOf, type Doing } from './advice.ts';
import { conditionWords } from './conditionWords.ts';
import { truthOf, worldOf, type Truth, type World } from './evaluation.ts';
import type { Condition } from './expression.ts';
import { groundsOf } from './grounds.ts';
import { MARKS, type Rule, type RuleId, type Verb } from './rule.ts';
import { isGate, RULES, ruleOf } from './rules.ts';

/** A part of a condition with what it comes to, and its own parts. */
export interface Step {
  readonly words: string;
  readonly truth: Truth;
  readonly of: readonly Step[];
}

/** A fact with its value in words; `origin` is null where nobody told it. */
export interface ShownFact {
  readonly fact: FactPath;
  readonly words: string;
  readonly origin: string | null;
}

/** Everything behind one rule in one case: why it fires, waits, blocks or stays silent. */
export interface Explanation {
  readonly id: RuleId;
  readonly verb: Verb;
  readonly state: 'fires' | 'blocks' | 'waits' | 'silent';
  readonly text: string;
  readonly why: string;
  readonly where: string;
  readonly mark: string;
  readonly notes: readonly string[];
  readonly step: Step;
  /** The facts that decide, with their values and, where the lesion tells it, how each came to be known. */
  readonly facts: readonly ShownFact[];
  /** What to ask, while the rule waits. */
  readonly questions: readonly string[];
  /** One sentence that says all this. */
  readonly sentence: string;
}

/**
 * Why a rule fires, waits or stays silent in a case: "why", and "why not". Null where there is no such rule.
 *
 * @param lesion - the same facts with their origins, where there are any
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096, at the place that the rule names
 */
export function explained(
  id: string,
  facts: CaseFacts,
  doing: Doing = {},
  lesion: LesionFacts = {},
): Explanation | null {
  const rule = ruleOf(id);
  if (rule === undefined) return null;
  const world = worldOf(facts, doing);
  const truth = truthOf(rule.when, world);
  const grounds = groundsOf(rule.when, world, truth);
  const state = stateOf(rule, truth);
  const shownFacts = grounds.map((fact) => ({
    fact,
    words: factWords(fact, facts),
    origin: originWords(lesion[fact]),
  }));
  const questions = truth === 'waits' ? grounds.map(questionFor) : [];
  return {
    id: rule.id,
    verb: rule.verb,
    state,
    text: rule.text,
    why: rule.why,
    where: placesOf(rule),
    mark: MARKS[rule.mark],
    notes: rule.notes ?? [],
    step: stepOf(rule.when, world),
    facts: shownFacts,
    questions,
    sentence: sentenceOf(
      rule,
      state,
      shownFacts.map(({ words }) => words),
      world,
    ),
  };
}

const originWords = (fact: Fact<unknown> | undefined): string | null =>
  fact === undefined ? null : fact.state === 'unknown' ? fact.why : `${fact.state} by ${fact.by}`;

const stateOf = (rule: Rule, truth: Truth): Explanation['state'] =>
  truth === 'waits' ? 'waits' : !truth ? 'silent' : isGate(rule) ? 'blocks' : 'fires';

function sentenceOf(rule: Rule, state: Explanation['state'], facts: readonly string[], world: World): string {
  const because = facts.length === 0 ? '' : `: ${facts.join(', ')}`;
  switch (state) {
    case 'fires':
      return `${rule.id} applies${because}.`;
    case 'blocks':
      return `${rule.id} blocks. ${reasonOf(rule, groundsOf(rule.when, world), world.facts)}`;
    case 'waits':
      return `${rule.id} waits for an answer${because}.`;
    case 'silent':
      return `${rule.id} does not apply${because}. It would, if ${conditionWords(rule.when)}.`;
  }
}

/** The condition laid out part by part, definitions opened. */
function stepOf(condition: Condition, world: World): Step {
  return { words: conditionWords(condition), truth: truthOf(condition, world), of: parts(condition, world) };
}
function parts(condition: Condition, world: World): readonly Step[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.map((part) => stepOf(part, world));
    case 'not':
    case 'surely':
    case 'named':
      return [stepOf(condition.of, world)];
    case 'stated':
      return [stepOf(condition.says, world), stepOf(condition.otherwise, world)];
    default:
      return [];
  }
}

/**
 * The question to ask for a fact, in plain words: what it is and what may be answered.
 *
 * @source the table of facts
 */
export const questionFor = (path: FactPath): string => {
  const { label, kind } = factRow(path);
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}: ${expectedWords(kind)}?`;
};

/**
 * What a change of facts does to the rules: those that begin to hold, to wait or to block, and those that
 * end.
 */
export interface Difference {
  readonly starts: readonly RuleId[];
  readonly stops: readonly RuleId[];
  /** Rules that wait after the change and did not before, and the reverse. */
  readonly nowWaits: readonly RuleId[];
  readonly noLongerWaits: readonly RuleId[];
}

/**
 * What would change with another value of one fact; null makes it unknown.
 *
 * @source the rules themselves
 */
export const whatIf = <P extends FactPath>(
  facts: CaseFacts,
  path: P,
  value: FactValue<P> | null,
  doing: Doing = {},
): Difference => differenceOf(facts, withFact(facts, path, value), doing);

/** What differs in the rules between two sets of facts of one case. @source the rules themselves */
export function differenceOf(before: CaseFacts, after: CaseFacts, doing: Doing = {}): Difference {
  const [old, now] = [worldOf(before, doing), worldOf(after, doing)];
  const turned = (from: (truth: Truth) => boolean, to: (truth: Truth) => boolean): readonly RuleId[] =>
    RULES.filter(({ when }) => from(truthOf(when, old)) && to(truthOf(when, now))).map(({ id }) => id);
  const holds = (truth: Truth): boolean => truth === true;
  const holdsNot = (truth: Truth): boolean => truth !== true;
  const waits = (truth: Truth): boolean => truth === 'waits';
  const waitsNot = (truth: Truth): boolean => truth !== 'waits';
  return {
    starts: turned(holdsNot, holds),
    stops: turned(holds, holdsNot),
    nowWaits: turned(waitsNot, waits),
    noLongerWaits: turned(waits, waitsNot),
  };
}

/** Questions by how many rules wait for their answer, the most first. @source the rules themselves */
export function openQuestions(
  needs: readonly { readonly id: RuleId; readonly facts: readonly FactPath[] }[],
): readonly { readonly fact: FactPath; readonly question: string; readonly rules: readonly RuleId[] }[] {
  const rules = new Map<FactPath, RuleId[]>();
  for (const { id, facts } of needs) {
    for (const fact of facts) rules.set(fact, [...(rules.get(fact) ?? []), id]);
  }
  return [...rules]
    .map(([fact, waiting]) => ({ fact, question: questionFor(fact), rules: waiting }))
    .toSorted((a, b) => b.rules.length - a.rules.length);
}
