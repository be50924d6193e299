import type { Worker } from 'node:worker_threads';
import type { FrameFailure, FrameFailureCode } from '../../../core/dicom/codec/frameFailure.ts';
import { transferSyntax } from '../../../core/dicom/transferSyntaxes.ts';
import { err } from '../../../core/result.ts';
import type { DecodeAnswer, DecodeJob, Rested } from './decodeJob.ts';
import { keepThreads, type KeptThreads } from './keptThreads.ts';

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
  /**
   * Gives up the threads, those still at work by ending them at once; what had not been answered fails with
   * pixels/closed.
   */
  close(): Promise<void>;
}

interface Pending { readonly job: DecodeJob; readonly settle: (answer: DecodeAnswer) => void }
interface Thread {
  readonly worker: Worker;
  readonly jobs: Pending[];
  timer: NodeJS.Timeout | null;
  /** No longer hears from the worker. */
  readonly leave: () => void;
}

const FRAME_LIMIT_MS = 10_000;

export interface PoolOptions {
  readonly threads: number;
  /** Time for one frame; 10 s unless a test asks for less. */
  readonly frameLimitMs?: number;
  /** Where the threads come from; without it they are started anew and ended with the pool. */
  readonly kept?: KeptThreads;
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

/** Opens a pool; threads come with the first jobs, as many as are needed. */
export function openDecodePool(
  { threads: most, frameLimitMs = FRAME_LIMIT_MS, worker, kept = keepThreads({ most: 0, worker }) }: PoolOptions,
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
    thread.leave();
    void kept.end(thread.worker);
    const [at, ...rest] = thread.jobs;
    waiting = [...rest, ...waiting];
    at?.settle(failedAnswer(at.job.kind, code, detail));
    assign();
  };
  const start = (): Thread => {
    const worker = kept.take();
    const heard = {
      message: (answer: DecodeAnswer | Rested) => {
        if (answer.kind === 'rested') return;
        const done = thread.jobs.shift();
        startTimer(thread);
        assign();
        done?.settle(answer);
      },
      error: (cause: unknown) => {
        lose(thread, 'pixels/damaged', cause instanceof Error ? `decoder stopped: ${cause.message}`
          : 'decoder stopped');
      },
      exit: () => { lose(thread, 'pixels/damaged', 'decoder stopped'); },
    } as const;
    const thread: Thread = {
      worker, jobs: [], timer: null,
      leave: () => { for (const [name, hear] of Object.entries(heard)) worker.off(name, hear); },
    };
    for (const [name, hear] of Object.entries(heard)) worker.on(name, hear);
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
      const ended: Promise<void>[] = [];
      for (const { worker, jobs, timer, leave } of stopped) {
        if (timer !== null) clearTimeout(timer);
        leave();
        if (jobs.length === 0) kept.giveBack(worker);
        else ended.push(kept.end(worker));
        waiting.push(...jobs);
      }
      for (const { job, settle } of waiting) settle(failedAnswer(job.kind, 'pixels/closed', ''));
      waiting = [];
      await Promise.all(ended);
    },
  };
}
