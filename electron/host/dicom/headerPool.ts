import type { Worker } from 'node:worker_threads';
import { err, type Result } from '../../../core/result.ts';
import type { InstanceHeader } from '../../../core/dicom/header.ts';
import type { HeaderFailure } from '../../../core/dicom/headerFailure.ts';
import { startThread } from '../jobs/workerThread.ts';
import type { HeaderBatch, HeaderBatchAnswer, HeaderWorkerData } from './headerWorker.ts';

type Answer = Result<InstanceHeader, HeaderFailure>;
interface Question { readonly path: string; readonly answer: (result: Answer) => void }

/** Reads headers in worker threads, so that no file can stop or bring down the host. */
export interface HeaderPool {
  read(path: string): Promise<Answer>;
  close(): Promise<void>;
}

/** Longest that one file may take, ms. */
export const MOST_MS_PER_FILE = 2000;
const WATCH_EVERY_MS = 100;
const BATCH = 64;
const HEAP_MB = 512;

export interface HeaderPoolOptions {
  /** Module that exports `readHeader`; another one only in tests. */
  readonly reader?: URL;
  readonly mostMsPerFile?: number;
}

/** One worker and what it is busy with. */
class Reader {
  readonly #reader: string;
  readonly #done: () => void;
  readonly #requeue: (questions: readonly Question[]) => void;
  #worker: Worker | null = null;
  #watch = new Float64Array(new SharedArrayBuffer(16));
  #batch: readonly Question[] = [];
  #isClosed = false;

  constructor(reader: string, done: () => void, requeue: (questions: readonly Question[]) => void) {
    this.#reader = reader;
    this.#done = done;
    this.#requeue = requeue;
  }

  get isFree(): boolean { return this.#batch.length === 0 && !this.#isClosed; }

  give(batch: readonly Question[]): void {
    this.#batch = batch;
    this.#worker ??= this.#started();
    // Only a busy worker keeps the process alive.
    this.#worker.ref();
    this.#worker.postMessage({ paths: batch.map(({ path }) => path) } satisfies HeaderBatch);
  }

  #started(): Worker {
    const watch = new SharedArrayBuffer(16);
    this.#watch = new Float64Array(watch);
    const worker = startThread(
      new URL('./headerWorker.ts', import.meta.url), HEAP_MB, { reader: this.#reader, watch } satisfies HeaderWorkerData);
    worker.on('message', ({ results }: HeaderBatchAnswer) => {
      const batch = this.#batch;
      this.#batch = [];
      worker.unref();
      for (const [at, { answer }] of batch.entries()) answer(results[at] ?? STOPPED);
      this.#done();
    });
    // Out of memory or a bug while reading: the worker is gone, its file is refused, the others go on.
    worker.on('error', () => this.#lost(worker, STOPPED));
    worker.on('exit', () => this.#lost(worker, STOPPED));
    return worker;
  }

  /** Ends a worker whose file takes longer than allowed. */
  check(now: number, mostMs: number): void {
    const [, since = 0] = this.#watch;
    const worker = this.#worker;
    if (worker === null || this.#batch.length === 0 || since === 0 || now - since <= mostMs) return;
    this.#lost(worker, err({ code: 'file/took-too-long', detail: `more than ${mostMs} ms` }));
    void worker.terminate();
  }

  #lost(worker: Worker, why: Answer): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const batch = this.#batch;
    const [at = 0] = this.#watch;
    this.#batch = [];
    if (this.#isClosed) {
      for (const { answer } of batch) answer(STOPPED);
      return;
    }
    batch[at]?.answer(why);
    this.#requeue(batch.filter((_, place) => place !== at));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    if (worker === null) return;
    this.#lost(worker, STOPPED);
    await worker.terminate();
  }
}

const STOPPED: Answer = err({ code: 'file/reader-stopped', detail: 'the reader stopped' });

/** A pool of `size` workers; they start with the first file. */
export function openHeaderPool(size: number, options: HeaderPoolOptions = {}): HeaderPool {
  const { reader = new URL('./readHeader.ts', import.meta.url), mostMsPerFile = MOST_MS_PER_FILE } = options;
  let waiting: Question[] = [];
  let isClosed = false;
  let isPlanned = false;
  const readers = Array.from({ length: Math.max(1, size) }, () =>
    new Reader(reader.href, deal, (questions) => {
    waiting = [...questions, ...waiting];
    deal();
  }));
  const watch = setInterval(() => {
    const now = performance.timeOrigin + performance.now();
    for (const each of readers) each.check(now, mostMsPerFile);
  }, WATCH_EVERY_MS).unref();

  function deal(): void {
    isPlanned = false;
    for (const each of readers) {
      if (waiting.length === 0) return;
      if (!each.isFree) continue;
      // Small queues are shared out, long ones go in full batches.
      const count = Math.min(BATCH, Math.ceil(waiting.length / readers.length));
      each.give(waiting.splice(0, count));
    }
  }

  return {
    read: (path) => new Promise((answer) => {
      if (isClosed) {
        answer(STOPPED);
        return;
      }
      waiting.push({ path, answer });
      // One deal for all the questions of this turn, so that they travel together.
      if (!isPlanned) queueMicrotask(deal);
      isPlanned = true;
    }),
    close: async () => {
      isClosed = true;
      clearInterval(watch);
      for (const { answer } of waiting) answer(STOPPED);
      waiting = [];
      await Promise.all(readers.map((each) => each.close()));
    },
  };
}
