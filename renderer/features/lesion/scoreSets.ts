import { SCORE_IDS, type ScoreId } from '../../../core/scores/score.ts';

/** The scores that are shown beside each other at once. */
export type ScoreSet = 'main' | 'further' | 'complications';

const MAIN: readonly ScoreId[] = ['j-cto', 'kcct', 'ct-rector', 'castle', 'cl', 'progress-cto'];
const COMPLICATIONS: readonly ScoreId[] = [
  'progress-complications-2016', 'progress-mace', 'progress-death', 'progress-pericardiocentesis', 'progress-perforation',
];

/** All scores, in sets. */
export const SCORE_SETS: readonly { readonly id: ScoreSet; readonly words: string; readonly scores: readonly ScoreId[] }[] = [
  { id: 'main', words: 'Six in front', scores: MAIN },
  { id: 'further', words: 'Further', scores: SCORE_IDS.filter((id) => !MAIN.includes(id) && !COMPLICATIONS.includes(id)) },
  { id: 'complications', words: 'Complications', scores: COMPLICATIONS },
];

/** The set that holds a score. */
export const setOf = (score: ScoreId): ScoreSet => SCORE_SETS.find(({ scores }) => scores.includes(score))?.id ?? 'main';

/** All scores in the order in which the sets show them. */
export const SCORES_IN_ORDER: readonly ScoreId[] = SCORE_SETS.flatMap(({ scores }) => scores);

const NAMES: Readonly<Partial<Record<ScoreId, string>>> = {
  'j-cto-ct': 'J-CTO, CT', 'progress-cto': 'PROGRESS', cl: 'CL', castle: 'CASTLE', 'ivus-calcium': 'IVUS', 'oct-calcium': 'OCT',
  'progress-complications-2016': 'Complications', 'progress-mace': 'MACE', 'progress-death': 'Death',
  'progress-pericardiocentesis': 'Tamponade', 'progress-perforation': 'Perforation',
};
/** The name of a score where there is little room. */
export const shortName = (id: ScoreId, name: string): string => NAMES[id] ?? name;
