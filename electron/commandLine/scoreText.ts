import type { CardScore, ScoreCard } from '../../core/scores/scoreCard.ts';

/**
 * JSON text of a score card: what JSON.stringify gives, but what many cards share is made into text once.
 * Most of a
 * card is names, cohorts and citations; of ten thousand cards that is most of the time.
 */
export const scoreText = ({ scores, calcium }: ScoreCard): string =>
  `{"scores":[${scores.map(cardScore).join(',')}],"calcium":${JSON.stringify(calcium)}}`;

function cardScore(score: CardScore): string {
  const { id, name, applicable, reason, points, range, category, categories, reading, outcome } = score;
  const items = score.items.map((item) => (isShared(item.value) ? shared(item) : JSON.stringify(item)));
  const plan = score.byStrategy === undefined ? '' : `,"byStrategy":${JSON.stringify(score.byStrategy)}`;
  const turns = score.sensitivity.length === 0 ? '[]' : JSON.stringify(score.sensitivity);
  return `{"id":"${id}","name":"${name}","applicable":${applicable},"reason":${word(reason)}`
    + `,"points":{"min":${points.min},"max":${points.max}},"range":${shared(range)}`
    + `,"category":${word(category)},"categories":${shared(categories)},"reading":${word(reading)}`
    + `,"outcome":${shared(outcome)},"otherOutcomes":${shared(score.otherOutcomes)}`
    + `,"items":[${items.join(',')}],"evidence":"${score.evidence}","citation":"${score.citation}"${plan}`
    + `,"sensitivity":${turns},"distribution":${JSON.stringify(score.distribution)}}`;
}

const word = (plain: string | null): string => (plain === null ? 'null' : `"${plain}"`);
/** Answers that are no numbers are the same object in every card. */
const isShared = (value: unknown): boolean =>
  value === null || (typeof value !== 'number' && typeof value !== 'object');

const texts = new WeakMap<object, string>();
/** Text of a value that many cards share. */
function shared(value: object): string {
  const kept = texts.get(value);
  if (kept !== undefined) return kept;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}
