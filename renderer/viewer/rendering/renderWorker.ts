import type { FromWorker, ToWorker } from './renderMessages.ts';
import { createRenderWork } from './renderWork.ts';

// A worker of the page: renders, and nothing else.
const work = createRenderWork();

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  const answer: FromWorker = work(data);
  postMessage(answer, { transfer: answer.tell === 'rows' ? [answer.pixels.buffer] : [] });
});
