import type { ToWorker } from './renderMessages.ts';
import { createRenderWork } from './renderWork.ts';
import { inTurns } from './turns.ts';

/** Turns cost some milliseconds each: few. */
const TURN_MS = 50;

// A worker of the page: renders, and nothing else.
const work = createRenderWork();
let last = Promise.resolve();

async function answer(question: ToWorker): Promise<void> {
  const told = await inTurns(work(question), TURN_MS);
  if (told !== null) postMessage(told, { transfer: told.tell === 'rows' ? [told.pixels.buffer] : [] });
}

// In the order in which it is asked. A fault is the worker's: who asks is told of it as of one that ended.
addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  last = last.then(() => answer(data)).catch((fault: unknown) => { reportError(fault); });
});
