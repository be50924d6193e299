import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { CaseFacts } from '../../core/lesion/caseFacts.ts';
import { startThread } from '../host/jobs/workerThread.ts';
import { ANSWER_TEXTS, type AnswerText, type Question } from './answerTexts.ts';

/** So many cases are answered at a time: many small answers are slow, one great one fills memory. */
const STRETCH = 64;
/** From a file of this size on another thread is worth its start: some 1000 cases. */
const WORTH_A_THREAD = 200_000;
const MOST_THREADS = 4;
const THREAD_MB = 512;

/** Answers to many cases, by this thread and others. */
export interface ManyAnswers {
  /** JSON texts of the answers in the order of the cases, those of a stretch of cases at a time. */
  texts(cases: readonly CaseFacts[]): AsyncGenerator<string>;
  close(): Promise<void>;
}

/** The answers to some cases as JSON text, one after the other. */
export const joinedTexts = (cases: readonly CaseFacts[], textOf: AnswerText): string =>
  cases.map(textOf).join(',');

/**
 * Prepares to answer a question for the cases of a file of `bytes`: other threads start while it is read.
 *
 * The threads take turns; each is at most one stretch ahead of the reader, so that memory stays small however long
 * the list is.
 */
export function manyAnswers(question: Question, bytes: number): ManyAnswers {
  const others = bytes < WORTH_A_THREAD ? 0 : Math.min(MOST_THREADS, availableParallelism()) - 1;
  const threads = Array.from({ length: others }, () =>
    startThread(new URL('./caseThread.ts', import.meta.url), THREAD_MB, question));
  return {
    async *texts(cases) {
      const textOf = await ANSWER_TEXTS[question]();
      const stretches = Array.from({ length: Math.ceil(cases.length / STRETCH) }, (_, n) =>
        cases.slice(n * STRETCH, (n + 1) * STRETCH));
      const asked = new Map<number, Promise<string>>();
      const ask = (n: number): void => {
        const thread = threads[(n % (others + 1)) - 1];
        const stretch = stretches[n];
        if (thread !== undefined && stretch !== undefined) asked.set(n, answered(thread, stretch));
      };
      for (let n = 1; n <= others; n += 1) ask(n);
      for (const [n, stretch] of stretches.entries()) {
        const text = await (asked.get(n) ?? joinedTexts(stretch, textOf));
        asked.delete(n);
        ask(n + others + 1);
        yield text;
      }
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

async function answered(thread: Worker, stretch: readonly CaseFacts[]): Promise<string> {
  thread.postMessage(stretch);
  const [text]: readonly string[] = await once(thread, 'message');
  return text ?? '';
}
