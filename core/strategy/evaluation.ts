import type { CaseFacts, FactPath, FactValue } from '../lesion/caseFacts.ts';
import { valueAt } from '../lesion/factValues.ts';
import { assertNever } from '../result.ts';
import { seenOf, type Seen } from '../scores/seen.ts';
import {
  SHOWABLE,
  type Comparison,
  type Condition,
  type Definition,
  type Quantity,
  type Shown,
} from './expression.ts';
import { STANDARD_PARAMETERS, type Parameters } from './parameters.ts';
import { openPoints, type AskedScore, type OpenPoints } from './points.ts';

/** What a condition comes to: it holds, it does not, or it waits for facts. */
export type Truth = true | false | 'waits';

/** One case as conditions see it: its facts, the open thresholds, what is on show, and its scores. */
export interface World {
  readonly facts: CaseFacts;
  /** The facts laid out: they are read thousands of times a case. */
  readonly seen: Seen;
  readonly parameters: Parameters;
  readonly shown: ReadonlySet<Shown>;
  /** Points of the scores that were asked for, worked out once a case. */
  readonly points: Map<AskedScore, OpenPoints>;
  /** What definitions came to, so that each is worked out once a case. */
  readonly settled: Map<Definition, Truth>;
}

const EVERYTHING: ReadonlySet<Shown> = new Set(SHOWABLE);

/**
 * What a site or a screen may set; everything is on show and the thresholds are standard unless said
 * otherwise.
 */
export interface Setting {
  readonly parameters?: Parameters;
  readonly shown?: ReadonlySet<Shown>;
}

/** A case ready to be evaluated. */
export const worldOf = (
  facts: CaseFacts,
  { parameters = STANDARD_PARAMETERS, shown = EVERYTHING }: Setting = {},
): World => ({ facts, seen: seenOf(facts), parameters, shown, points: new Map(), settled: new Map() });

/** The value of a fact in a world; null where it is not known. */
export const valueIn = <P extends FactPath>({ seen: { values } }: World, path: P): FactValue<P> | null =>
  valueAt(values, path);

/** The points of a score in a world. @source the table of the score */
export function pointsIn(world: World, score: AskedScore): OpenPoints {
  const before = world.points.get(score);
  if (before !== undefined) return before;
  const points = openPoints(score, world.seen);
  world.points.set(score, points);
  return points;
}

/**
 * What a condition comes to in a world, after Kleene: an `all` with one false is false whatever it waits for.
 *
 * @source the reference of the rules, section 0: a rule with an unknown fact waits, never silently false
 */
export function truthOf(condition: Condition, world: World): Truth {
  switch (condition.kind) {
    case 'all':
      return least(condition.of, world);
    case 'any':
      return greatest(condition.of, world);
    case 'not':
      return opposite(truthOf(condition.of, world));
    case 'is': {
      const value = valueIn(world, condition.fact);
      if (value === null) return 'waits';
      if (condition.values.some((one) => one === value)) return true;
      return OPEN_ANSWERS.has(value) ? 'waits' : false;
    }
    case 'holds': {
      const list: readonly string[] | null = valueIn(world, condition.fact);
      return list === null ? 'waits' : list.includes(condition.value);
    }
    case 'none': {
      const list = valueIn(world, condition.fact);
      return list === null ? 'waits' : list.length === 0;
    }
    case 'number': {
      const value = valueOf(condition.quantity, world);
      if (value === null) return 'waits';
      const { threshold } = condition;
      return COMPARES[condition.compare](
        value,
        typeof threshold === 'number' ? threshold : world.parameters[threshold],
      );
    }
    case 'stated':
      return truthOf(decidingPart(condition, world), world);
    case 'surely':
      return truthOf(condition.of, world) === true;
    case 'recorded':
      return condition.facts.some((fact) => valueIn(world, fact) !== null);
    case 'open':
      return 'waits';
    case 'points': {
      const { min, max } = pointsIn(world, condition.score);
      return min >= condition.atLeast ? true : max < condition.atLeast ? false : 'waits';
    }
    case 'complete': {
      const { min, max } = pointsIn(world, condition.score);
      return min === max ? true : 'waits';
    }
    case 'shown':
      return world.shown.has(condition.what);
    case 'named': {
      const before = world.settled.get(condition);
      if (before !== undefined) return before;
      const truth = truthOf(condition.of, world);
      world.settled.set(condition, truth);
      return truth;
    }
    default:
      return assertNever(condition);
  }
}

/** The part of a stated condition that counts: what its fact says, or what follows otherwise. */
export const decidingPart = (
  { fact, says, otherwise }: Extract<Condition, { kind: 'stated' }>,
  world: World,
): Condition => (valueIn(world, fact) === null ? otherwise : says);

/** Answers that say that a question was asked and stays open. */
const OPEN_ANSWERS: ReadonlySet<unknown> = new Set(['unknown', 'unseen']);

const COMPARES: Readonly<Record<Comparison, (value: number, threshold: number) => boolean>> = {
  atLeast: (value, threshold) => value >= threshold,
  above: (value, threshold) => value > threshold,
  atMost: (value, threshold) => value <= threshold,
  below: (value, threshold) => value < threshold,
};

const opposite = (truth: Truth): Truth => (truth === 'waits' ? 'waits' : !truth);

function least(parts: readonly Condition[], world: World): Truth {
  let sofar: Truth = true;
  for (const part of parts) {
    const truth = truthOf(part, world);
    if (truth === false) return false;
    if (truth === 'waits') sofar = 'waits';
  }
  return sofar;
}

function greatest(parts: readonly Condition[], world: World): Truth {
  let sofar: Truth = false;
  for (const part of parts) {
    const truth = truthOf(part, world);
    if (truth === true) return true;
    if (truth === 'waits') sofar = 'waits';
  }
  return sofar;
}

/**
 * The number of a quantity; null while it is not known. An answer in words is not a number.
 *
 * @source arithmetic
 */
export function valueOf(quantity: Quantity, world: World): number | null {
  if (typeof quantity === 'string') return numberAt(world, quantity);
  if ('difference' in quantity) {
    const [from, take] = quantity.difference.map((part) => valueOf(part, world));
    return from == null || take == null ? null : Math.round((from - take) * 1e6) / 1e6;
  }
  if ('ratio' in quantity) {
    const [over, under] = quantity.ratio.map((path) => numberAt(world, path));
    return over == null || under == null ? null : over / under;
  }
  const paths =
    'first' in quantity ? quantity.first : 'greatest' in quantity ? quantity.greatest : quantity.least;
  const known = paths.map((path) => numberAt(world, path)).filter((value) => value !== null);
  const [first] = known;
  if (first === undefined) return null;
  return 'first' in quantity ? first : 'greatest' in quantity ? Math.max(...known) : Math.min(...known);
}

const numberAt = (world: World, path: FactPath): number | null => {
  const value = valueIn(world, path);
  return typeof value === 'number' ? value : null;
};
