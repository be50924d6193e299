import { parentPort, workerData } from 'node:worker_threads';
import type { Result } from '../../../core/result.ts';
import type { InstanceHeader } from '../../../core/dicom/header.ts';
import type { HeaderFailure } from '../../../core/dicom/headerFailure.ts';

/** What the pool tells a worker at its start. */
export interface HeaderWorkerData {
  /** Module that exports `readHeader`. */
  readonly reader: string;
  /** Two numbers that the pool watches: the place in the batch, and when that file was begun (0: idle). */
  readonly watch: SharedArrayBuffer;
}
/** One batch of files, and the answers in the same order. */
export interface HeaderBatch { readonly paths: readonly string[] }
export interface HeaderBatchAnswer { readonly results: readonly Result<InstanceHeader, HeaderFailure>[] }

type ReadHeader = (path: string) => Result<InstanceHeader, HeaderFailure>;

const { reader, watch } = workerData as HeaderWorkerData;
const { readHeader } = await import(reader) as { readonly readHeader: ReadHeader };
const state = new Float64Array(watch);

parentPort?.on('message', ({ paths }: HeaderBatch) => {
  const results = paths.map((path, at) => {
    state[0] = at;
    state[1] = performance.timeOrigin + performance.now();
    return readHeader(path);
  });
  state[1] = 0;
  parentPort?.postMessage({ results } satisfies HeaderBatchAnswer);
});
