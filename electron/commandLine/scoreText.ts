import type { CalciumRow } from '../../core/scores/calciumTable.ts';
import type { CardScore, ScoreCard } from '../../core/scores/scoreCard.ts';
import type { Points, ScoredItem } from '../../core/scores/scored.ts';

/**
 * JSON text of a score card: what JSON.stringify gives, but what never changes between cases is made into text
 * once. Most of a card is names, cohorts and citations; of ten thousand cards that is most of the time.
 */
export const scoreText = ({ scores, calcium }: ScoreCard): string =>
  `{"scores":[${scores.map(cardScore).join(',')}],"calcium":[${calcium.map(calciumRow).join(',')}]}`;

function cardScore(score: CardScore): string {
  const { id, name, applicable, reason, range, category, categories, reading, items, evidence, citation } = score;
  const plan = score.byStrategy === undefined ? '' : `,"byStrategy":${JSON.stringify(score.byStrategy)}`;
  return `{"id":${word(id)},"name":${word(name)},"applicable":${applicable},"reason":${wordOrNull(reason)}`
    + `,"points":${points(score.points)},"range":${fixed(range)},"category":${wordOrNull(category)}`
    + `,"categories":${fixed(categories)},"reading":${wordOrNull(reading)},"outcome":${fixed(score.outcome)}`
    + `,"otherOutcomes":${fixed(score.otherOutcomes)},"items":[${items.map(item).join(',')}]`
    + `,"evidence":"${evidence}","citation":${word(citation)}${plan}`
    + `,"sensitivity":${listed(score.sensitivity)},"distribution":${JSON.stringify(score.distribution)}}`;
}

const item = ({ id, label, value, points: given, flag, flags, evidence }: ScoredItem): string =>
  `{"id":${word(id)},"label":${word(label)},"value":${plain(value)},"points":${points(given)}`
  + `,"flag":${wordOrNull(flag)}${flags === undefined ? '' : `,"flags":${JSON.stringify(flags)}`}`
  + `,"evidence":"${evidence}"}`;

const calciumRow = ({ score, item: asked, modality, value, points: given, most, flag }: CalciumRow): string =>
  `{"score":${word(score)},"item":${wordOrNull(asked)},"modality":${wordOrNull(modality)},"value":${plain(value)}`
  + `,"points":${points(given)},"most":${most},"flag":${wordOrNull(flag)}}`;

const points = ({ min, max }: Points): string => `{"min":${min},"max":${max}}`;
const listed = (turns: readonly unknown[]): string => (turns.length === 0 ? '[]' : JSON.stringify(turns));
const plain = (value: unknown): string =>
  (typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value));

const words = new Map<string, string>();
/** Text of a word of the tables: there are few of them. */
function word(plainWord: string): string {
  const kept = words.get(plainWord);
  if (kept !== undefined) return kept;
  const text = JSON.stringify(plainWord);
  words.set(plainWord, text);
  return text;
}
const wordOrNull = (plainWord: string | null): string => (plainWord === null ? 'null' : word(plainWord));

const texts = new WeakMap<object, string>();
/** Text of a value that cases with the same points share. */
function fixed(value: object): string {
  const kept = texts.get(value);
  if (kept !== undefined) return kept;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}
