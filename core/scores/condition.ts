import { factAt, factRow, type CaseFacts, type FactPath, type FactPathOf } from '../lesion/caseFacts.ts';
import { isFarFrom, plausible } from './plausible.ts';

/** True, false, or waiting for a fact. */
export type Truth = boolean | null;
/** How a number is compared with the edge of its item. */
export type Operator = '>=' | '>' | '<=' | '<';
/** Why an item needs a second look. */
export type Flag = 'boundary' | 'unknown' | 'other-modality' | 'sources-differ' | 'not-in-source';

type ChoicePath = FactPathOf<'choice'>;

/** What an item asks of the facts. Plain data, so that it can be counted, printed and varied. */
export type Condition =
  | {
      readonly is: 'number';
      readonly fact: FactPathOf<'number'>;
      readonly operator: Operator;
      readonly edge: number;
      /** Another source compares so; at the edge the two differ. */
      readonly elsewhere?: Operator;
      /** The answer "unknown" scores, as its paper says. */
      readonly unknownScores?: true;
    }
  | {
      readonly is: 'one-of';
      readonly fact: ChoicePath;
      readonly of: readonly string[];
      /** Answers that the paper does not name but that are read like those it does. */
      readonly presumed?: readonly string[];
      /** Answers that leave the item open. */
      readonly open?: readonly string[];
    }
  | { readonly is: 'yes'; readonly fact: FactPathOf<'yes-no'>; readonly answer: boolean }
  /** The target vessel is this one, or is not; a branch of it is neither in what we read. */
  | { readonly is: 'vessel'; readonly named: string; readonly answer: boolean }
  /** Holds unless the calcium is known to lie deep: the arc is then no superficial one. */
  | { readonly is: 'not-deep' }
  | { readonly is: 'planned'; readonly any: readonly string[]; readonly besides: readonly string[] }
  | { readonly is: 'all' | 'any'; readonly of: readonly Condition[] }
  /** The first of these that is settled; all but the first carry their flag. */
  | { readonly is: 'first'; readonly of: readonly [Condition, ...Condition[]]; readonly flag: Flag | null }
  /** The condition; flagged where the facts contradict the answer. */
  | { readonly is: 'checked'; readonly of: Condition; readonly contradicted: Condition };

/** Answer of a condition, why it needs a second look, and whether a number is near enough to its edge. */
export interface Verdict {
  readonly truth: Truth;
  readonly flags: readonly Flag[];
  readonly near: boolean;
}

const settled = (truth: Truth, flags: readonly Flag[] = NO_FLAGS, near = false): Verdict => ({
  truth,
  flags,
  near,
});
const NO_FLAGS: readonly Flag[] = [];
const UNKNOWN: readonly Flag[] = ['unknown'];
const NOT_IN_SOURCE: readonly Flag[] = ['not-in-source'];
const SOURCES_DIFFER: readonly Flag[] = ['sources-differ'];
const YES = settled(true);
const NO = settled(false);
const OPEN = settled(null, UNKNOWN);
const plainly = (truth: boolean): Verdict => (truth ? YES : NO);

/**
 * Does the value satisfy the comparison?
 *
 * @source none: arithmetic
 */
export function compared(value: number, operator: Operator, edge: number): boolean {
  switch (operator) {
    case '>=':
      return value >= edge;
    case '>':
      return value > edge;
    case '<=':
      return value <= edge;
    case '<':
      return value < edge;
  }
}

/**
 * The answer of a condition to the facts, in three-valued logic: what is not known stays open unless the rest
 * decides alone.
 *
 * @param doubt - treat every number that may really lie beyond its edge as not known
 * @source Kleene's strong three-valued logic
 */
export function verdict(condition: Condition, facts: CaseFacts, doubt = false): Verdict {
  switch (condition.is) {
    case 'number':
      return numberVerdict(condition, facts, doubt);
    case 'one-of': {
      const value = factAt(facts, condition.fact);
      if (value === null || condition.open?.includes(value) === true) return OPEN;
      if (condition.presumed?.includes(value) === true) return settled(true, NOT_IN_SOURCE);
      return plainly(condition.of.includes(value));
    }
    case 'yes': {
      const value = factAt(facts, condition.fact);
      return value === null ? OPEN : plainly(value === condition.answer);
    }
    case 'vessel': {
      const vessel = factAt(facts, 'vessel');
      if (vessel === null) return OPEN;
      if (vessel === condition.named && factAt(facts, 'branch') !== null) return settled(null, NOT_IN_SOURCE);
      return settled(
        (vessel === condition.named) === condition.answer,
        vessel === 'graft' ? NOT_IN_SOURCE : NO_FLAGS,
      );
    }
    case 'not-deep':
      return plainly(factAt(facts, 'ivus.depth') !== 'deep');
    case 'planned': {
      const planned = factAt(facts, 'plannedStrategies') ?? [];
      if (planned.length === 0) return OPEN;
      const isPlanned = planned.some((strategy) => condition.any.includes(strategy));
      const isMixed = isPlanned && planned.some((strategy) => condition.besides.includes(strategy));
      return settled(isPlanned, isMixed ? NOT_IN_SOURCE : NO_FLAGS);
    }
    case 'all':
    case 'any':
      return joined(
        condition.of.map((one) => verdict(one, facts, doubt)),
        condition.is === 'any',
      );
    case 'first': {
      const [own, ...others] = condition.of;
      const first = verdict(own, facts, doubt);
      if (isAnswered(own, facts)) return first;
      for (const other of others) {
        const found = verdict(other, facts, doubt);
        if (found.truth !== null || found.near)
          return condition.flag === null ? found : { ...found, flags: [...found.flags, condition.flag] };
      }
      return first;
    }
    case 'checked': {
      const found = verdict(condition.of, facts, doubt);
      return verdict(condition.contradicted, facts).truth === true
        ? { ...found, flags: [...found.flags, ...SOURCES_DIFFER] }
        : found;
    }
  }
}

type NumberCondition = Extract<Condition, { is: 'number' }>;

function numberVerdict(condition: NumberCondition, facts: CaseFacts, doubt: boolean): Verdict {
  const { fact, operator, edge, elsewhere, unknownScores } = condition;
  const value = factAt(facts, fact);
  if (value === null) return OPEN;
  if (typeof value === 'string') return settled(unknownScores === true ? true : null, UNKNOWN);
  const truth = compared(value, operator, edge);
  if (isFarFrom(edge, facts, value)) return plainly(truth);
  const range = plausible(facts, fact, value);
  // A grade is a whole number: none lies a hair beyond the next.
  const near =
    (value === edge && !isGrade(fact)) ||
    (range !== null &&
      (compared(range.lo, operator, edge) !== truth || compared(range.hi, operator, edge) !== truth));
  if (!near) return plainly(truth);
  const flags = value === edge && elsewhere !== undefined ? SOURCES_DIFFER : NO_FLAGS;
  return settled(doubt ? null : truth, flags, true);
}

const isGrade = (fact: FactPath): boolean => {
  const { kind } = factRow(fact);
  return kind.is === 'number' && kind.whole === true;
};

/** What decides alone decides; what does not bear on the answer does not flag it. */
function joined(parts: readonly Verdict[], decisive: boolean): Verdict {
  const near = parts.some((part) => part.near);
  const truth = parts.some((part) => part.truth === decisive)
    ? decisive
    : parts.some((part) => part.truth === null)
      ? null
      : !decisive;
  return { truth, flags: parts.flatMap((part) => (part.truth === truth ? part.flags : NO_FLAGS)), near };
}

/** Is the fact of a condition known at all, so that no other modality need be read? */
const isAnswered = (condition: Condition, facts: CaseFacts): boolean =>
  pathsOf(condition).some((path) => factAt(facts, path) !== null);

/**
 * The facts that a condition reads, in the order in which it reads them.
 *
 * @source none: reads the condition
 */
export function pathsOf(condition: Condition): readonly FactPath[] {
  switch (condition.is) {
    case 'number':
    case 'one-of':
    case 'yes':
      return [condition.fact];
    case 'vessel':
      return ['vessel', 'branch'];
    case 'not-deep':
      return ['ivus.depth'];
    case 'planned':
      return ['plannedStrategies'];
    case 'all':
    case 'any':
    case 'first':
      return [...new Set(condition.of.flatMap(pathsOf))];
    case 'checked':
      return [...new Set([...pathsOf(condition.of), ...pathsOf(condition.contradicted)])];
  }
}

/**
 * The edges at which a condition's answer may change with one number.
 *
 * @source none: reads the condition
 */
export function edgesOf(condition: Condition, path: FactPath): readonly number[] {
  switch (condition.is) {
    case 'number':
      return condition.fact === path ? [condition.edge] : [];
    case 'all':
    case 'any':
    case 'first':
      return condition.of.flatMap((one) => edgesOf(one, path));
    case 'checked':
      return edgesOf(condition.of, path);
    case 'one-of':
    case 'yes':
    case 'vessel':
    case 'not-deep':
    case 'planned':
      return [];
  }
}
