import { parentPort } from 'node:worker_threads';
import type { VesselOrder, VesselReply } from '../../../../electron/host/engine/vesselJob.ts';

/** A measuring thread to order: the volume of the question says what becomes of it. */
parentPort?.on('message', (order: VesselOrder) => {
  if (order.kind !== 'measure') return;
  const { question: { blob }, number } = order;
  if (blob === 'dies') process.exit(1);
  if (blob === 'throws') throw new Error('out of its mind');
  if (blob === 'hangs') return;
  const reply: VesselReply = { number, answer: { ok: false, failure: { code: 'vessel/not-traced', reason: blob, point: null, message: '' } } };
  parentPort?.postMessage(reply);
});
