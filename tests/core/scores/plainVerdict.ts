import { factAt, factRow, type CaseFacts, type FactPath } from '../../../core/lesion/caseFacts.ts';
import { compared, pathsOf, type Condition } from '../../../core/scores/condition.ts';
import type { Flag } from '../../../core/scores/flags.ts';
import type { Truth } from '../../../core/scores/judge.ts';
import { plausible } from '../../../core/scores/plausible.ts';

/** Answer of a condition, why it needs a second look, and whether a number is near enough to its edge. */
interface Verdict {
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
 * The answer of a condition to the facts, in three-valued logic: what is not known stays open unless the rest
 * decides alone.
 *
 * @param doubt - treat every number that may really lie beyond its edge as not known
 * @source Kleene's strong three-valued logic
 */
export function plainVerdict(condition: Condition, facts: CaseFacts, doubt = false): Verdict {
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
        condition.of.map((one) => plainVerdict(one, facts, doubt)),
        condition.is === 'any',
      );
    case 'first': {
      const [own, ...others] = condition.of;
      const first = plainVerdict(own, facts, doubt);
      if (isAnswered(own, facts)) return first;
      for (const other of others) {
        const found = plainVerdict(other, facts, doubt);
        if (found.truth !== null || found.near)
          return condition.flag === null ? found : { ...found, flags: [...found.flags, condition.flag] };
      }
      return first;
    }
    case 'told': {
      const told = factAt(facts, condition.fact);
      if (told === null) return plainVerdict(condition.follows, facts, doubt);
      const against = told ? condition.refuted : condition.follows;
      const { truth, near } = plainVerdict(against, facts);
      if (truth === true) return settled(told, told ? SOURCES_DIFFER : NO_FLAGS);
      if (!told && truth === null) return settled(told);
      const isOpen = doubt && near && plainVerdict(against, facts, doubt).truth === null;
      return settled(isOpen ? null : told, NO_FLAGS, near);
    }
    case 'checked': {
      const found = plainVerdict(condition.of, facts, doubt);
      return plainVerdict(condition.contradicted, facts).truth === true
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
  const range = plausible(facts.ranges ?? null, fact, value);
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
