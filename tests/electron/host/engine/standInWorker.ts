import { parentPort, threadId } from 'node:worker_threads';
import type { DecodeAnswer, DecodeJob, Rest, Rested } from '../../../../electron/host/engine/decodeJob.ts';

/**
 * A decoder to order: the path of the job says what becomes of it. Writes the frame's number into every
 * voxel; `who` those of its thread.
 */
let atRest: 'comes' | 'hangs' | 'heavy' = 'comes';
parentPort?.on('message', (job: DecodeJob | Rest) => {
  if (job.kind === 'rest') {
    if (atRest !== 'hangs') parentPort?.postMessage({ kind: 'rested', isLight: atRest === 'comes' } satisfies Rested);
    return;
  }
  const { path } = job.source;
  if (path === 'never rests') atRest = 'hangs';
  if (path === 'is heavy') atRest = 'heavy';
  if (path === 'hangs') for (;;);
  if (path === 'dies') process.exit(1);
  if (path === 'throws') throw new Error('out of its mind');
  if (job.kind === 'slice') new Int16Array(job.voxels, job.offset, job.length).fill(job.frame);
  const answer: DecodeAnswer = job.kind === 'slice' ? { kind: 'slice', result: { ok: true, value: 0 } }
    : { kind: 'frame', result: { ok: true,
      value: { rows: 1, columns: 4, samplesPerPixel: 1, values: new Uint8Array(4).fill(path === 'who' ? threadId : job.kind === 'frame' ? job.frame : 0) } } };
  const wait = /^waits (\d+)$/.exec(path)?.[1];
  setTimeout(() => { parentPort?.postMessage(answer); }, Number(wait ?? 0));
});
