import type { Modality } from './questions.ts';
import type { ScoreId, ScoreTable } from './score.ts';
import type { Points } from './points.ts';
import type { Scored, ScoredItem } from './scored.ts';
import { SCORES } from './scores.ts';

/** One score's view of the calcium of a lesion. */
export interface CalciumRow {
  readonly score: ScoreId;
  /** Its item, whose definition says what counts; null where calcium is no item of the score. */
  readonly item: string | null;
  readonly modality: Modality | null;
  readonly value: unknown;
  readonly points: Points;
  /** The most that this row can give. */
  readonly most: number;
  readonly flag: ScoredItem['flag'];
}

/** Where the calcium items of a score stand among its items. */
interface Place {
  readonly at: number;
  readonly item: string;
  readonly modality: Modality;
  readonly most: number;
}
const placesOf = ({ items }: ScoreTable): readonly Place[] =>
  items.flatMap(({ id, about, grades }, at) =>
    about === undefined || about === 'plan'
      ? []
      : [{ at, item: id, modality: about.calcium, most: Math.max(...grades.map(({ points }) => points)) }],
  );
const PLACES: ReadonlyMap<ScoreId, readonly Place[]> = new Map(
  SCORES.map((table) => [table.id, placesOf(table)]),
);

/**
 * The same lesion's calcium as each score sees it, side by side. A score that does not ask has one empty row.
 *
 * @source table 1 of Mashayekhi 2023, doi:10.4244/EIJ-D-22-01096, made live
 */
export function calciumTable(scores: readonly Scored[]): readonly CalciumRow[] {
  return scores.flatMap(({ id, items }) => {
    const rows = (PLACES.get(id) ?? []).flatMap<CalciumRow>(({ at, item, modality, most }) => {
      const answer = items[at];
      if (answer === undefined) return [];
      const { value, points, flag } = answer;
      return [{ score: id, item, modality, value, points, most, flag }];
    });
    return rows.length > 0 ? rows : [{ ...NOT_ASKED, score: id }];
  });
}

const NOT_ASKED = {
  item: null,
  modality: null,
  value: null,
  points: { min: 0, max: 0 },
  most: 0,
  flag: null,
} as const;
