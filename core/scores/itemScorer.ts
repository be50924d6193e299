import { readerOf } from '../lesion/factValues.ts';
import { remembered } from '../remembered.ts';
import { flagSet, flagsIn, NO_FLAGS, type Flag, type FlagSet } from './flags.ts';
import { judgeOf, type Judge } from './judge.ts';
import { keyOf, replaced, type Points } from './points.ts';
import type { Evidence, Item } from './score.ts';
import type { Seen } from './seen.ts';

/**
 * How an item came out: all that is said of it but the value that it was read from. An item can come out in a
 * few ways only; each is made once and shared by the cases.
 */
export interface Answer {
  readonly id: string;
  readonly label: string;
  readonly points: Points;
  readonly flag: Flag | null;
  /** Where more than one holds: all, the weightiest first. */
  readonly flags?: readonly Flag[];
  readonly evidence: Evidence;
}

/** An item of a table, made ready to be asked of many cases. */
export interface ItemScorer {
  readonly item: Item;
  readonly points: (seen: Seen) => Points;
  readonly answer: (seen: Seen) => Answer;
  readonly value: (seen: Seen) => unknown;
}

/**
 * An item made ready. Its points are the least as far as it is settled, the greatest with all that is open; at
 * the boundary is what could turn within its plausible range.
 *
 * @source the table of the score
 */
export function itemScorer(item: Item): ItemScorer {
  const grades = item.grades.map(({ points, when }) => ({ points, judge: judgeOf(when) }));
  const answerOf = answersOf(item);
  return {
    item,
    points: (seen) => grading(grades, seen, false),
    answer: (seen) => {
      const found = grading(grades, seen, false);
      const isAtBoundary = found.near && keyOf(grading(grades, seen, true)) !== keyOf(found);
      return answerOf(isAtBoundary ? found.flags | BOUNDARY : found.flags)(found);
    },
    value: valueReader(item),
  };
}

const BOUNDARY = flagSet('boundary');

type Grades = readonly { readonly points: number; readonly judge: Judge }[];
interface Grading extends Points {
  readonly flags: FlagSet;
  readonly near: boolean;
}

/** The points of all grades together; `doubt` as a judge takes it. */
function grading(grades: Grades, seen: Seen, doubt: boolean): Grading {
  let min = 0;
  let max = 0;
  let near = false;
  let flags = NO_FLAGS;
  for (const { points, judge } of grades) {
    const found = judge(seen, doubt);
    if (found.truth === true) min = Math.max(min, points);
    if (found.truth !== false) max = Math.max(max, points);
    flags |= found.flags;
    near ||= found.near;
  }
  return { min, max, flags, near };
}

/** The answers of an item by flags and points, each made once. */
const answersOf = (item: Item): ((flags: FlagSet) => (points: Points) => Answer) =>
  remembered((flags) => remembered(({ min, max }) => answer(item, { min, max }, flagsIn(flags)), keyOf));

function answer({ id, label, evidence }: Item, points: Points, flags: readonly Flag[]): Answer {
  const [flag = null, ...more] = flags;
  return more.length === 0
    ? { id, label, points, flag, evidence }
    : { id, label, points, flag, flags, evidence };
}

/**
 * Reads the value that an item was read from: of several facts the first known where it reads no more, else
 * all.
 */
function valueReader({ reads, grades }: Item): (seen: Seen) => unknown {
  const readers = reads.map((path) => ({ path, valueIn: readerOf(path) }));
  const [only] = readers;
  if (readers.length === 1 && only !== undefined) return ({ values }) => only.valueIn(values);
  const isFirstOnly = grades[0]?.when.is === 'first';
  return ({ values }) => {
    const known = readers.filter(({ valueIn }) => valueIn(values) !== null);
    const [first] = known;
    if (first === undefined) return null;
    if (known.length === 1 || isFirstOnly) return first.valueIn(values);
    return Object.fromEntries(known.map(({ path, valueIn }) => [path, valueIn(values)]));
  };
}

/**
 * The points of a score once facts are seen differently that only these of its items read.
 *
 * @source the table of the score
 */
export const pointsAfter = (
  points: Points, readers: readonly ItemScorer[], before: Seen, after: Seen,
): Points => readers.reduce(
  (sofar, item) => replaced(sofar, item.points(before), item.points(after)), points,
);
