import { parentPort, workerData } from 'node:worker_threads';
import type { CaseFacts } from '../../core/lesion/caseFacts.ts';
import { ANSWER_TEXTS, type Question } from './answerTexts.ts';
import { joinedTexts } from './manyAnswers.ts';

/** The thread that answers a share of many cases, stretch by stretch, as it is asked. */
const port = parentPort;
if (port !== null) {
  const question: Question = workerData;
  const textOf = await ANSWER_TEXTS[question]();
  port.on('message', (cases: readonly CaseFacts[]) => port.postMessage(joinedTexts(cases, textOf)));
}
