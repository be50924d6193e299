import type { Worker } from 'node:worker_threads';
import type { FrameFailure, FrameFailureCode } from '../../../core/dicom/codec/frameFailure.ts';
import { transferSyntax } from '../../../core/dicom/transferSyntaxes.ts';
import { err } from '../../../core/result.ts';
import { startThread } from '../jobs/workerThread.ts';
import type { DecodeAnswer, DecodeJob } from './decodeJob.ts';

/** A job that was taken on. */
export interface DecodeTicket {
  readonly answer: Promise<DecodeAnswer>;
  /** Moves it ahead of everything that has not begun. */
  hurry(): void;
}

/**
 * Threads that decode. A thread that takes too long over a frame, or dies of it, is replaced; the frame has
 * failed.
 */
export interface DecodePool {
  decode(job: DecodeJob): DecodeTicket;
  /** Stops the threads at once; what had not been answered fails with pixels/closed. */
  close(): Promise<void>;
}

interface Pending { readonly job: DecodeJob; readonly settle: (answer: DecodeAnswer) => void }
interface Thread { readonly worker: Worker; readonly jobs: Pending[]; timer: NodeJS.Timeout | null }

/** Named as it stands here; the build renames it along with the imports. */
const WORKER = new URL('./decodeWorker.ts', import.meta.url);
const FRAME_LIMIT_MS = 10_000;
const THREAD_MEMORY_MB = 512;

export interface PoolOptions {
  readonly threads: number;
  /** Time for one frame; 10 s unless a test asks for less. */
  readonly frameLimitMs?: number;
  /** Stands in for the decoding thread in tests of what happens when it hangs or dies. */
  readonly worker?: URL;
}

/** A failed answer of the kind that was asked for. */
const failedAnswer = (kind: DecodeJob['kind'], code: FrameFailureCode, detail: string): DecodeAnswer => {
  const result = err<FrameFailure>({ code, detail });
  return { kind, result } as DecodeAnswer;
};

/**
 * Uncompressed frames are short work: a thread holds the next one ready. Others wait, so that one in a hurry
 * can pass.
 */
const atOnce = ({ source }: DecodeJob): number =>
  (transferSyntax(source.transferSyntaxUid).isEncapsulated ? 1 : 2);

/** Opens a pool; threads start with the first jobs, as many as are needed. */
export function openDecodePool(
  { threads: most, frameLimitMs = FRAME_LIMIT_MS, worker: file = WORKER }: PoolOptions,
): DecodePool {
  const threads = new Set<Thread>();
  let waiting: Pending[] = [];
  let isClosed = false;

  const startTimer = (thread: Thread): void => {
    if (thread.timer !== null) clearTimeout(thread.timer);
    thread.timer = thread.jobs.length === 0 ? null
      : setTimeout(() => { lose(thread, 'pixels/took-too-long', `more than ${frameLimitMs} ms`); },
        frameLimitMs);
  };
  /** Gives up a thread: the frame it was at has failed, the rest of its jobs go to others. */
  const lose = (thread: Thread, code: FrameFailureCode, detail: string): void => {
    if (!threads.delete(thread)) return;
    if (thread.timer !== null) clearTimeout(thread.timer);
    void thread.worker.terminate();
    const [at, ...rest] = thread.jobs;
    waiting = [...rest, ...waiting];
    at?.settle(failedAnswer(at.job.kind, code, detail));
    assign();
  };
  const start = (): Thread => {
    const worker = startThread(file, THREAD_MEMORY_MB);
    const thread: Thread = { worker, jobs: [], timer: null };
    worker.on('message', (answer: DecodeAnswer) => {
      const done = thread.jobs.shift();
      startTimer(thread);
      assign();
      done?.settle(answer);
    });
    worker.on('error', (cause: unknown) => {
      lose(thread, 'pixels/damaged', cause instanceof Error ? `decoder stopped: ${cause.message}`
        : 'decoder stopped');
    });
    worker.on('exit', () => { lose(thread, 'pixels/damaged', 'decoder stopped'); });
    threads.add(thread);
    return thread;
  };
  const freeThread = (job: DecodeJob): Thread | null => {
    const idle = [...threads].find((thread) => thread.jobs.length === 0);
    if (idle !== undefined) return idle;
    if (threads.size < most) return start();
    return [...threads].find((thread) => thread.jobs.length < atOnce(job)) ?? null;
  };
  const assign = (): void => {
    for (;;) {
      const next = waiting[0];
      if (next === undefined || isClosed) return;
      const thread = freeThread(next.job);
      if (thread === null) return;
      waiting.shift();
      thread.jobs.push(next);
      if (thread.jobs.length === 1) startTimer(thread);
      thread.worker.postMessage(next.job);
    }
  };

  return {
    decode: (job) => {
      const { promise, resolve } = Promise.withResolvers<DecodeAnswer>();
      const pending: Pending = { job, settle: resolve };
      if (isClosed) resolve(failedAnswer(job.kind, 'pixels/closed', ''));
      else waiting.push(pending);
      assign();
      return {
        answer: promise,
        hurry: () => {
          if (!waiting.includes(pending)) return;
          waiting = [pending, ...waiting.filter((other) => other !== pending)];
        },
      };
    },
    close: async () => {
      isClosed = true;
      const stopped = [...threads];
      threads.clear();
      for (const { jobs, timer } of stopped) {
        if (timer !== null) clearTimeout(timer);
        waiting.push(...jobs);
      }
      for (const { job, settle } of waiting) settle(failedAnswer(job.kind, 'pixels/closed', ''));
      waiting = [];
      await Promise.all(stopped.map(({ worker }) => worker.terminate()));
    },
  };
}
