import type { FactPath, FactPathOf } from '../lesion/caseFacts.ts';
import type { Flag } from './flags.ts';

/** How a number is compared with the edge of its item. */
export type Operator = '>=' | '>' | '<=' | '<';

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
  /** As it was told, unless that is refuted; where it was not told, as it follows from numbers. */
  | {
      readonly is: 'told';
      readonly fact: FactPathOf<'yes-no'>;
      readonly follows: Condition;
      readonly refuted: Condition;
    }
  /** The condition; flagged where the facts contradict the answer. */
  | { readonly is: 'checked'; readonly of: Condition; readonly contradicted: Condition };

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
    case 'told':
      return [...new Set([condition.fact, ...pathsOf(condition.follows), ...pathsOf(condition.refuted)])];
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
    case 'told':
      return [condition.follows, condition.refuted].flatMap((one) => edgesOf(one, path));
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
