import type { Modality } from './questions.ts';
import type { ScoreId } from './score.ts';
import type { Points, Scored, ScoredItem } from './scored.ts';
import { SCORES } from './scores.ts';

/** One score's view of the calcium of a lesion. */
export interface CalciumRow {
  readonly id: ScoreId;
  readonly name: string;
  readonly modality: Modality | null;
  /** What scores, in words; that it is no item where the score does not ask. */
  readonly rule: string;
  readonly value: unknown;
  readonly points: Points;
  /** The most that this row can give. */
  readonly most: number;
  readonly flag: ScoredItem['flag'];
  readonly evidence: ScoredItem['evidence'];
}

/**
 * The same lesion's calcium as each score sees it, side by side. A score that does not ask says so.
 *
 * @source table 1 of Mashayekhi 2023, doi:10.4244/EIJ-D-22-01096, made live
 */
export function calciumTable(scores: readonly Scored[]): readonly CalciumRow[] {
  return scores.flatMap(({ id, name, items }) => {
    const table = SCORES.find((one) => one.id === id);
    const rows: readonly CalciumRow[] = (table?.items ?? []).flatMap((item, at) => {
      const answer = items[at];
      if (answer === undefined || item.about === undefined || item.about === 'plan') return [];
      return [{
        id, name, modality: item.about.calcium, rule: item.definition, value: answer.value, points: answer.points,
        most: Math.max(...item.grades.map(({ points }) => points)), flag: answer.flag, evidence: item.evidence,
      }];
    });
    const none: CalciumRow = {
      id, name, modality: null, rule: 'Calcium is no item of this score.', value: null, points: { min: 0, max: 0 },
      most: 0, flag: null, evidence: table?.evidence ?? '-',
    };
    return rows.length > 0 ? rows : [none];
  });
}
