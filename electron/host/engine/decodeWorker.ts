import { parentPort } from 'node:worker_threads';
import { transferSyntax } from '../../../core/dicom/transferSyntaxes.ts';
import { ok } from '../../../core/result.ts';
import { readRunDetails } from '../dicom/readRunDetails.ts';
import { readSlice, readStored } from '../dicom/readFrames.ts';
import type { DecodeAnswer, DecodeJob, Rest, Rested } from './decodeJob.ts';
import { freeMemory } from './freedMemory.ts';

/** The thread that decodes: one job at a time, in the order in which they come. */
async function answerTo(job: DecodeJob): Promise<DecodeAnswer> {
  if (job.kind === 'slice') {
    const { source, frame, rescale, voxels, offset, length } = job;
    return { kind: 'slice', result: await readSlice(source, frame, rescale,
      new Int16Array(voxels, offset, length)) };
  }
  if (job.kind === 'details') return { kind: 'details', result: ok(readRunDetails(job.source.path, job.header)) };
  return { kind: 'frame', result: await readStored(job.source, job.frame) };
}

const port = parentPort;
let last: Promise<void> = Promise.resolve();
let isLight = true;
port?.on('message', (job: DecodeJob | Rest) => {
  last = last.then(async () => {
    if (job.kind === 'rest') {
      freeMemory();
      port.postMessage({ kind: 'rested', isLight } satisfies Rested);
      return;
    }
    if (transferSyntax(job.source.transferSyntaxUid).isEncapsulated) isLight = false;
    const answer = await answerTo(job);
    // A frame's samples are handed over, not copied.
    const samples = answer.kind === 'frame' && answer.result.ok ? answer.result.value.values.buffer : null;
    port.postMessage(answer, samples instanceof ArrayBuffer ? [samples] : []);
  });
});
