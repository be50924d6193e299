import { remembered } from '../remembered.ts';
import { certain, type Distribution } from './distribution.ts';
import { itemScorer, type ItemScorer } from './itemScorer.ts';
import { meaningOf, withoutMeaning, type Meaning } from './meaning.ts';
import { keyOf, type Points } from './points.ts';
import type { Applicability, ReadNumber, ScoreTable } from './score.ts';

/** How a score stands with so many points: all of it but its items. Made once and shared by the cases. */
export interface Standing extends Applicability, Meaning {
  readonly id: ScoreTable['id'];
  readonly name: string;
  readonly points: Points;
  /** Least and greatest total that the score knows. */
  readonly range: readonly [number, number];
}

/** A number that a score reads, with the items that read it. */
export interface AskedNumber extends ReadNumber {
  readonly readers: readonly ItemScorer[];
}

/** A score table made ready to be asked of many cases. */
export interface Scorer {
  readonly table: ScoreTable;
  readonly items: readonly ItemScorer[];
  /** The items that ask about the plan. */
  readonly planItems: readonly ItemScorer[];
  readonly numbers: readonly AskedNumber[];
  readonly meaning: (points: Points) => Meaning;
  readonly standing: (applicability: Applicability, points: Points) => Standing;
  /** The distribution where no range turns anything. */
  readonly certain: (points: Points) => Distribution;
}

/**
 * A score table made ready: every condition is turned into a function once, and whatever depends on the points
 * alone is worked out once for each total.
 *
 * @source the table of the score
 */
export function scorerOf(table: ScoreTable): Scorer {
  const items = table.items.map(itemScorer);
  const meaning = remembered((points: Points) => meaningOf(table, points), keyOf);
  const standings = (applicable: boolean) => remembered((reason: string | null) =>
    remembered((points: Points) => standingOf(table, { applicable, reason }, points, meaning(points)), keyOf));
  const [applying, excluded] = [standings(true), standings(false)];
  return {
    table,
    items,
    planItems: items.filter(({ item }) => item.about === 'plan'),
    numbers: table.numbers.map((number) => ({
      ...number,
      readers: items.filter(({ item }) => item.reads.includes(number.path)),
    })),
    meaning,
    standing: ({ applicable, reason }, points) => (applicable ? applying : excluded)(reason)(points),
    certain: remembered((points) => certain(points, meaning(points)), keyOf),
  };
}

/** Where a score does not apply its points stand for themselves, without meaning. */
function standingOf(
  { id, name, range }: ScoreTable, { applicable, reason }: Applicability, points: Points, known: Meaning,
): Standing {
  const { category, categories, reading, outcome, otherOutcomes } = applicable ? known : withoutMeaning(known);
  return {
    id, name, applicable, reason, points, range, category, categories, reading, outcome, otherOutcomes,
  };
}
