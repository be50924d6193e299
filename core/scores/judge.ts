import { factRow, type FactPath } from '../lesion/caseFacts.ts';
import { placeOf, readerOf } from '../lesion/factValues.ts';
import { assertNever } from '../result.ts';
import { compared, pathsOf, type Condition } from './condition.ts';
import { flagSet, NO_FLAGS, type FlagSet } from './flags.ts';
import { isFarFrom, plausible } from './plausible.ts';
import type { Seen } from './seen.ts';

/** True, false, or waiting for a fact. */
export type Truth = boolean | null;

/** Answer of a condition, why it needs a second look, and whether a number is near enough to its edge. */
export interface Verdict {
  readonly truth: Truth;
  readonly flags: FlagSet;
  readonly near: boolean;
}

/**
 * Gives the answer of one condition to any case, in three-valued logic: what is not known stays open unless the
 * rest decides alone. `doubt`: every number that may really lie beyond its edge is treated as not known.
 */
export type Judge = (seen: Seen, doubt: boolean) => Verdict;

const settled = (truth: Truth, flags: FlagSet = NO_FLAGS, near = false): Verdict => ({ truth, flags, near });
const NOT_IN_SOURCE = flagSet('not-in-source');
const UNKNOWN = flagSet('unknown');
const YES = settled(true);
const NO = settled(false);
const OPEN = settled(null, UNKNOWN);
const PRESUMED = settled(true, NOT_IN_SOURCE);
const DIFFER = flagSet('sources-differ');
const plainly = (truth: boolean): Verdict => (truth ? YES : NO);

/**
 * The judge of a condition. Tables are turned into judges once; then a judge is asked for every case.
 *
 * @source Kleene's strong three-valued logic
 */
export function judgeOf(condition: Condition): Judge {
  switch (condition.is) {
    case 'number':
      return numberJudge(condition);
    case 'one-of': {
      const { fact, of, presumed = [], open = [] } = condition;
      const valueIn = readerOf(fact);
      return ({ values }) => {
        const value = valueIn(values);
        if (value === null || open.includes(value)) return OPEN;
        return presumed.includes(value) ? PRESUMED : plainly(of.includes(value));
      };
    }
    case 'yes': {
      const { fact, answer } = condition;
      const valueIn = readerOf(fact);
      return ({ values }) => {
        const value = valueIn(values);
        return value === null ? OPEN : plainly(value === answer);
      };
    }
    case 'vessel': {
      const { named, answer } = condition;
      const [vesselIn, branchIn] = [readerOf('vessel'), readerOf('branch')];
      return ({ values }) => {
        const vessel = vesselIn(values);
        if (vessel === null) return OPEN;
        if (vessel === named && branchIn(values) !== null) return settled(null, NOT_IN_SOURCE);
        return settled((vessel === named) === answer, vessel === 'graft' ? NOT_IN_SOURCE : NO_FLAGS);
      };
    }
    case 'not-deep': {
      const depthIn = readerOf('ivus.depth');
      return ({ values }) => plainly(depthIn(values) !== 'deep');
    }
    case 'planned': {
      const { any, besides } = condition;
      const plannedIn = readerOf('plannedStrategies');
      return ({ values }) => {
        const planned = plannedIn(values) ?? [];
        if (planned.length === 0) return OPEN;
        const isPlanned = planned.some((strategy) => any.includes(strategy));
        const isMixed = isPlanned && planned.some((strategy) => besides.includes(strategy));
        return settled(isPlanned, isMixed ? NOT_IN_SOURCE : NO_FLAGS);
      };
    }
    case 'all':
    case 'any': {
      const parts = condition.of.map(judgeOf);
      const decisive = condition.is === 'any';
      return (seen, doubt) => joined(parts.map((part) => part(seen, doubt)), decisive);
    }
    case 'first':
      return firstJudge(condition);
    case 'told':
      return toldJudge(condition);
    case 'checked': {
      const [judge, contradicted] = [judgeOf(condition.of), judgeOf(condition.contradicted)];
      return (seen, doubt) => {
        const found = judge(seen, doubt);
        return contradicted(seen, false).truth === true ? flagged(found, DIFFER) : found;
      };
    }
    default:
      return assertNever(condition);
  }
}

const flagged = ({ truth, flags, near }: Verdict, more: FlagSet): Verdict => settled(truth, flags | more, near);

function numberJudge({ fact, operator, edge, elsewhere, unknownScores }: Of<'number'>): Judge {
  const unknown = unknownScores === true ? settled(true, UNKNOWN) : OPEN;
  const atEdge = elsewhere === undefined ? NO_FLAGS : DIFFER;
  // A grade is a whole number: none lies a hair beyond the next.
  const isExactNear = !isGrade(fact);
  const valueIn = readerOf(fact);
  return ({ values, ranges }, doubt) => {
    const value = valueIn(values);
    if (value === null) return OPEN;
    if (typeof value === 'string') return unknown;
    const truth = compared(value, operator, edge);
    if (isFarFrom(edge, ranges, value)) return plainly(truth);
    const range = plausible(ranges, fact, value);
    const near =
      (value === edge && isExactNear) ||
      (range !== null &&
        (compared(range.lo, operator, edge) !== truth || compared(range.hi, operator, edge) !== truth));
    if (!near) return plainly(truth);
    return settled(doubt ? null : truth, value === edge ? atEdge : NO_FLAGS, true);
  };
}
type Of<Is extends Condition['is']> = Extract<Condition, { is: Is }>;

const isGrade = (fact: FactPath): boolean => {
  const { kind } = factRow(fact);
  return kind.is === 'number' && kind.whole === true;
};

function firstJudge({ of: [own, ...others], flag }: Of<'first'>): Judge {
  const [ownJudge, judges] = [judgeOf(own), others.map(judgeOf)];
  const ownPlaces = pathsOf(own).map(placeOf);
  const more = flag === null ? NO_FLAGS : flagSet(flag);
  return (seen, doubt) => {
    const first = ownJudge(seen, doubt);
    // Where the fact itself is known no other modality is read.
    if (ownPlaces.some((at) => seen.values[at] !== null)) return first;
    for (const judge of judges) {
      const found = judge(seen, doubt);
      if (found.truth !== null || found.near) return flagged(found, more);
    }
    return first;
  };
}

/**
 * What was told stands as it was told, even where the numbers beside it refute it. Where they do not, it
 * rests on them: while one may lie beyond an edge it is in doubt, and when one is tried there it goes along.
 */
function toldJudge({ fact, follows, refuted }: Of<'told'>): Judge {
  const valueIn = readerOf(fact);
  const [followsJudge, refutedJudge] = [judgeOf(follows), judgeOf(refuted)];
  return (seen, doubt) => {
    const told = valueIn(seen.values);
    if (told === null) return followsJudge(seen, doubt);
    const against = told ? refutedJudge : followsJudge;
    const { truth, near } = against(seen, false);
    if (truth !== false && seen.values !== seen.told) {
      const before = against({ ...seen, values: seen.told }, false).truth;
      if (before !== true && before !== truth) return settled(truth === null ? null : !told);
    }
    if (truth === true) return settled(told, told ? DIFFER : NO_FLAGS);
    // Where it was told no while another fact is missing, that says what is missing.
    const rests = near && (told || truth === false);
    const isInDoubt = doubt && rests && against(seen, true).truth === null;
    return settled(isInDoubt ? null : told, NO_FLAGS, rests);
  };
}

/** What decides alone decides; what does not bear on the answer does not flag it. */
function joined(parts: readonly Verdict[], decisive: boolean): Verdict {
  const near = parts.some((part) => part.near);
  const truth = parts.some((part) => part.truth === decisive)
    ? decisive
    : parts.some((part) => part.truth === null)
      ? null
      : !decisive;
  const flags = parts.reduce((set, part) => (part.truth === truth ? set | part.flags : set), NO_FLAGS);
  return settled(truth, flags, near);
}
