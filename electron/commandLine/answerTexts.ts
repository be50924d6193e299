import type { CaseFacts } from '../../core/lesion/caseFacts.ts';

/** The JSON text of what is answered for one case. */
export type AnswerText = (facts: CaseFacts) => string;
/** What can be asked of every case of a file. */
export type Question = 'score' | 'score with calcium' | 'strategy';

/** How each question is answered; loaded where it is asked. */
export const ANSWER_TEXTS: Readonly<Record<Question, () => Promise<AnswerText>>> = {
  score: async () => (await import('./scoreText.ts')).scoreText,
  'score with calcium': async () => (await import('./scoreText.ts')).scoreTextWithCalcium,
  strategy: async () => (await import('./strategyText.ts')).strategyText,
};
