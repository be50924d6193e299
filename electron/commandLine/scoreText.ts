import { remembered } from '../../core/remembered.ts';
import { calciumTable } from '../../core/scores/calciumTable.ts';
import type { Distribution } from '../../core/scores/distribution.ts';
import type { Answer } from '../../core/scores/itemScorer.ts';
import type { ScoreTable } from '../../core/scores/score.ts';
import { answeredScores, scoreCard, type AnsweredScore, type ByStrategy } from '../../core/scores/scoreCard.ts';
import type { Standing } from '../../core/scores/scorer.ts';
import { seenOf } from '../../core/scores/seen.ts';
import type { AnswerText } from './answerText.ts';

/**
 * Every score of a case, as JSON.stringify would write its card. A case has few parts of its own: values, what would
 * turn a score, distributions. All others are shared by many cases, and each of these is written once.
 */
export const scoreText: AnswerText = (facts) => {
  return `{"scores":[${listed(answeredScores(facts, seenOf(facts)), textOf)}]}`;
};

/** Every score of a case, and its calcium as each score sees it. */
export const scoreTextWithCalcium: AnswerText = (facts) => {
  const { scores } = scoreCard(facts);
  return JSON.stringify({ scores, calcium: calciumTable(scores) });
};

const members = (part: object): string => JSON.stringify(part).slice(1, -1);

const headOf = remembered((standing: Standing) => `{${members(standing)},"items":[`);
/** The text around the value of an item. */
const itemOf = remembered(({ id, label, ...more }: Answer) =>
  ({ head: `{${members({ id, label })},"value":`, tail: `,${members(more)}}` }));
const tailOf = remembered(({ evidence, citation }: ScoreTable) => `],${members({ evidence, citation })}`);
const aloneOf = remembered((alone: ByStrategy) => JSON.stringify(alone));
const certainOf = remembered((spread: Distribution) => JSON.stringify(spread));

function textOf({ scorer, answered: { standing, items }, changes }: AnsweredScore): string {
  const { byStrategy, sensitivity, distribution } = changes;
  const itemTexts = listed(items, ({ answer, value }) => {
    const { head, tail } = itemOf(answer);
    return head + valueText(value) + tail;
  });
  const alone = byStrategy === undefined ? '' : `,"byStrategy":[${listed(byStrategy, aloneOf)}]`;
  const turns = sensitivity.length === 0 ? '[]' : JSON.stringify(sensitivity);
  const spread = distribution !== null && distribution === scorer.certain(standing.points)
    ? certainOf(distribution) : JSON.stringify(distribution);
  return `${headOf(standing)}${itemTexts}${tailOf(scorer.table)}${alone},"sensitivity":${turns},"distribution":${spread}}`;
}

/** A list as text, put together without copying: the whole answer is copied once, when it is written. */
function listed<T>(items: readonly T[], textOf: (item: T) => string): string {
  let [text, separator] = ['', ''];
  for (const item of items) {
    text += separator + textOf(item);
    separator = ',';
  }
  return text;
}

const valueText = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'boolean' ? `${value}` : JSON.stringify(value);
