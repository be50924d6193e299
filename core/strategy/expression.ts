import type { FactPath, FactPathOf } from '../lesion/caseFacts.ts';
import type { ParameterName } from './parameters.ts';

type Choice = FactPathOf<'choice'> | FactPathOf<'yes-no'>;
type NumberFact = FactPathOf<'number'>;
type ListFact = FactPathOf<'choices'>;

/** A number over the facts: one of them, or made of several. Unknown while what it is made of is unknown. */
export type Quantity =
  | NumberFact
  /** The first that is known, as a measurement on CT before the one on angiography. */
  | { readonly first: readonly NumberFact[] }
  /** The greatest or the least of those that are known. */
  | { readonly greatest: readonly NumberFact[] }
  | { readonly least: readonly NumberFact[] }
  | { readonly ratio: readonly [over: NumberFact, under: NumberFact] }
  /** Rounded to a millionth, so that 3.25 − 3 is 0.25. */
  | { readonly difference: readonly [from: Quantity, take: Quantity] };

/** The four ways to compare a number with a threshold; the edge belongs to `atLeast` and `atMost`. */
export type Comparison = 'atLeast' | 'above' | 'atMost' | 'below';

/** A condition with a name of its own, said in one place. `source` says where its reading comes from. */
export interface Definition {
  readonly kind: 'named';
  readonly name: string;
  readonly of: Condition;
  readonly source: string;
}

/**
 * A condition over facts, as data that can be read, evaluated, searched and written out.
 *
 * Three-valued (Kleene): true, false, or waiting for facts. `surely` and `recorded` are the two that never
 * wait; they are for what must not be asked.
 *
 * @source Kleene's strong three-valued logic
 */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  /** The fact has one of these values. */
  | { readonly kind: 'is'; readonly fact: Choice; readonly values: readonly (string | boolean)[] }
  /** The list of the fact holds this. */
  | { readonly kind: 'holds'; readonly fact: ListFact; readonly value: string }
  /** The list of the fact is empty. */
  | { readonly kind: 'none'; readonly fact: ListFact }
  | {
      readonly kind: 'number';
      readonly quantity: Quantity;
      readonly compare: Comparison;
      readonly threshold: number | ParameterName;
    }
  /** What the fact itself says; while it is not known, what follows otherwise. Both are asked. */
  | {
      readonly kind: 'stated';
      readonly fact: FactPath;
      readonly says: Condition;
      readonly otherwise: Condition;
    }
  /** True where it is settled so; waiting counts as false. */
  | { readonly kind: 'surely'; readonly of: Condition }
  /** True where one of the facts is known; else false. `words` stand for a long list of them. */
  | { readonly kind: 'recorded'; readonly facts: readonly FactPath[]; readonly words?: string }
  /** Waits for these facts, whatever is known of them: known, but not exactly enough. */
  | { readonly kind: 'open'; readonly facts: readonly FactPath[] }
  /** The points of a score reach this number, whatever its open items turn out to be. */
  | { readonly kind: 'points'; readonly score: 'j-cto'; readonly atLeast: number }
  /** No item of the score is open. */
  | { readonly kind: 'complete'; readonly score: 'j-cto' | 'j-cto-ct' }
  /** The score or algorithm is on show. */
  | { readonly kind: 'shown'; readonly what: Shown }
  | Definition;

/** What a screen may show beside the rules, by the ids of `score` and of the algorithms. */
export const SHOWABLE = [
  'j-cto',
  'j-cto-ct',
  'progress-cto',
  'cl',
  'castle',
  'kcct',
  'ct-rector',
  'hybrid',
  'asia-pacific',
  'euro',
  'global',
] as const;
/** A score or algorithm that has rules of its own while it is on show. */
export type Shown = (typeof SHOWABLE)[number];

/** Every one of these holds; true of none. */
export const all = (...of: readonly Condition[]): Condition => ({ kind: 'all', of });
/** At least one of these holds; false of none. */
export const anyOf = (...of: readonly Condition[]): Condition => ({ kind: 'any', of });
/** The opposite; waits while that waits. */
export const not = (of: Condition): Condition => ({ kind: 'not', of });
/** The fact is one of the values. An answer "unknown" or "unseen" waits, unless it is what is asked for. */
export const is = (fact: Choice, ...values: readonly (string | boolean)[]): Condition => ({
  kind: 'is',
  fact,
  values,
});
/** The fact is answered with yes. */
export const yes = (fact: FactPathOf<'yes-no'>): Condition => ({ kind: 'is', fact, values: [true] });
/** The fact is answered with no. */
export const no = (fact: FactPathOf<'yes-no'>): Condition => ({ kind: 'is', fact, values: [false] });
/** The list of the fact holds the value. */
export const holds = (fact: ListFact, value: string): Condition => ({ kind: 'holds', fact, value });
/** The list of the fact is known to be empty. */
export const none = (fact: ListFact): Condition => ({ kind: 'none', fact });
const compared =
  (compare: Comparison) =>
  (quantity: Quantity, threshold: number | ParameterName): Condition => ({
    kind: 'number',
    quantity,
    compare,
    threshold,
  });
/** The number is the threshold or more. */
export const atLeast = compared('atLeast');
/** The number is more than the threshold. */
export const above = compared('above');
/** The number is the threshold or less. */
export const atMost = compared('atMost');
/** The number is less than the threshold. */
export const below = compared('below');
/**
 * What the fact says where it is known, else what follows from others; while that waits, the fact is asked
 * too.
 */
export const stated = (fact: FactPath, says: Condition, otherwise: Condition): Condition => ({
  kind: 'stated',
  fact,
  says,
  otherwise,
});
/** The condition is settled and true; never waits. */
export const surely = (of: Condition): Condition => ({ kind: 'surely', of });
/** One of the facts is known; never waits. */
export const recorded = (...facts: readonly FactPath[]): Condition => ({ kind: 'recorded', facts });
/** One of many facts is known, in words for all of them; never waits. */
export const recordedAmong = (words: string, facts: readonly FactPath[]): Condition => ({
  kind: 'recorded',
  facts,
  words,
});
/** Waits for the facts although they are known: they do not say what is asked. */
export const open = (...facts: readonly FactPath[]): Condition => ({ kind: 'open', facts });
/** The score or algorithm is on show. */
export const shown = (what: Shown): Condition => ({ kind: 'shown', what });
/** A condition with a name and the source of its reading. */
export const named = (name: string, of: Condition, source: string): Definition => ({
  kind: 'named',
  name,
  of,
  source,
});
