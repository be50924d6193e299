import { calciumTable } from '../../core/scores/calciumTable.ts';
import { scoreCard } from '../../core/scores/scoreCard.ts';
import type { AnswerText } from './answerTexts.ts';

/** Every score of a case. */
export const scoreText: AnswerText = (facts) => JSON.stringify(scoreCard(facts));

/** Every score of a case, and its calcium as each score sees it. */
export const scoreTextWithCalcium: AnswerText = (facts) => {
  const { scores } = scoreCard(facts);
  return JSON.stringify({ scores, calcium: calciumTable(scores) });
};
