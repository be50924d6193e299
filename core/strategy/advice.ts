import {
  factAt,
  factRow,
  type CaseFacts,
  type FactPath,
  type FactPathOf,
  type FactValue,
} from '../lesion/caseFacts.ts';
import { withUnit } from '../scores/conditionWords.ts';
import { truthOf, worldOf, type Setting, type World } from './evaluation.ts';
import { groundsOf } from './grounds.ts';
import { ladders, type LadderView } from './ladders.ts';
import type { Parameters } from './parameters.ts';
import { PLACES, type Rule, type RuleId, type Verb } from './rule.ts';
import { isGate, RULES } from './rules.ts';

/** A rule that holds, and the facts that make it hold. */
export interface FiredRule {
  readonly id: RuleId;
  readonly verb: Verb;
  readonly text: string;
  readonly where: string;
  readonly facts: readonly FactPath[];
  /** Stronger rules that speak against what it asks for here; absent where there are none. */
  readonly overruledBy?: readonly RuleId[];
}
/** A rule that waits, and the facts whose answer still matters. */
export interface WaitingRule {
  readonly id: RuleId;
  readonly facts: readonly FactPath[];
}
/** A gate that is violated, and why. */
export interface BlockedRule {
  readonly id: RuleId;
  readonly reason: string;
  readonly facts: readonly FactPath[];
}

/** What the review suggests for a case as it stands now. The operator decides. */
export interface Advice {
  /** The strongest verb first, within a verb by rung. */
  readonly fired: readonly FiredRule[];
  readonly needs: readonly WaitingRule[];
  readonly blocked: readonly BlockedRule[];
  /** The ladders that are entered, rung by rung. */
  readonly ladders: readonly LadderView[];
  /** The open thresholds that this advice rests on. */
  readonly parameters: Parameters;
}

/** What was done already, beside the facts: rungs of the ladders, by their rules. */
export interface Doing extends Setting {
  readonly tried?: ReadonlySet<RuleId>;
}

/**
 * The rules of the review, evaluated for the facts of a case in its present phase.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096
 */
export const adviceFor = (facts: CaseFacts, doing: Doing = {}): Advice =>
  adviceIn(worldOf(facts, doing), doing.tried);

const NOTHING: ReadonlySet<RuleId> = new Set();

/**
 * The rules of the review, evaluated in a world that other parts share.
 *
 * @source Mashayekhi, EuroIntervention 2023, doi:10.4244/EIJ-D-22-01096
 */
export function adviceIn(world: World, tried: ReadonlySet<RuleId> = NOTHING): Advice {
  const fired: FiredRule[] = [];
  const needs: WaitingRule[] = [];
  const blocked: BlockedRule[] = [];
  const holding = new Set<RuleId>();
  for (const rule of RULES) {
    const truth = truthOf(rule.when, world);
    if (truth === false) continue;
    const facts = groundsOf(rule.when, world, truth);
    if (truth === 'waits') {
      needs.push({ id: rule.id, facts });
      continue;
    }
    const { id, verb, text } = rule;
    holding.add(id);
    if (isGate(rule)) {
      blocked.push({ id, reason: reasonOf(rule, facts, world.facts), facts });
      continue;
    }
    // The stronger verbs come first, so that what holds them is known by now.
    const overruledBy = (opponents.get(id) ?? []).filter((opponent) => holding.has(opponent));
    const plain = { id, verb, text, where: placesOf(rule), facts };
    fired.push(overruledBy.length === 0 ? plain : { ...plain, overruledBy });
  }
  return { fired, needs, blocked, ladders: ladders(world, tried), parameters: world.parameters };
}

/** For each rule that asks for something, the rules that speak against it. */
const opponents: ReadonlyMap<RuleId, readonly RuleId[]> = new Map(
  RULES.filter(({ asks }) => asks !== undefined).map(({ id, asks = [] }) => [
    id,
    RULES.filter(({ against = [] }) => against.some((action) => asks.includes(action))).map(
      (opponent) => opponent.id,
    ),
  ]),
);

const placeWords: ReadonlyMap<Rule, string> = new Map(
  RULES.map((rule) => [rule, rule.where.map((place) => PLACES[place]).join('; ')]),
);
/** Where in the review a rule stands. @source the rule itself */
export const placesOf = (rule: Rule): string => placeWords.get(rule) ?? '';

/** Why a gate blocks: its text, and the facts that violate it. @source the rule itself */
export function reasonOf(rule: Rule, grounds: readonly FactPath[], facts: CaseFacts): string {
  const words = grounds.map((path) => factWords(path, facts)).join(', ');
  return words === '' ? rule.text : `${rule.text} (${words})`;
}

/** A fact with its value: "pressure of the balloon: 18 atm". @source the table of facts */
export function factWords(path: FactPath, facts: CaseFacts): string {
  const value = factAt(facts, path);
  const words = typeof value === 'number' && isNumber(path) ? withUnit(value, path) : valueWords(value);
  return `${factRow(path).label}: ${words}`;
}
const isNumber = (path: FactPath): path is FactPathOf<'number'> => factRow(path).kind.is === 'number';

const valueWords = (value: FactValue<FactPath> | null): string => {
  if (value === null) return 'not known';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return `${value}`;
  return value.length === 0 ? 'none' : value.join(', ');
};
