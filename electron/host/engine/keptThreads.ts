import type { Worker } from 'node:worker_threads';
import { startThread } from '../jobs/workerThread.ts';
import type { DecodeAnswer, Rest, Rested } from './decodeJob.ts';

/**
 * Decoding threads that outlive what they read: one takes as long to start as a hundred slices to read. At
 * rest a thread lets go of all that it read and does not keep the process alive.
 */
export interface KeptThreads {
  /**
   * Starts those that are kept, as far as they can be started; from now on each that is lost at work is
   * replaced.
   */
  prepare(): void;
  /**
   * A thread that is nobody else's; a new one where none is at rest. Its first message may still be Rested.
   */
  take(): Worker;
  /** Takes back a thread that has answered all it was asked. */
  giveBack(worker: Worker): void;
  /** Ends a thread that was taken: it hangs, or what it is at is not wanted any more. */
  end(worker: Worker): Promise<void>;
  /** How many there are, whoever has them, and how many of these rest. */
  count(): { readonly alive: number; readonly atRest: number };
  /** Ends all of them at once. */
  close(): Promise<void>;
}

export interface KeptThreadOptions {
  /** So many stay when nobody needs them; with 0 each is ended as soon as it is given back. */
  readonly most: number;
  /** Stands in for the decoding thread in tests of what happens when it hangs or dies. */
  readonly worker?: URL | undefined;
  /** Time to come to rest; 2 s unless a test asks for less. */
  readonly restLimitMs?: number;
}

/** Named as it stands here; the build renames it along with the imports. */
const WORKER = new URL('./decodeWorker.ts', import.meta.url);
const THREAD_MEMORY_MB = 512;
const REST_LIMIT_MS = 2000;

/** Keeps decoding threads; none starts before it is asked for. */
export function keepThreads(
  { most, worker: file = WORKER, restLimitMs = REST_LIMIT_MS }: KeptThreadOptions,
): KeptThreads {
  const alive = new Set<Worker>();
  /** The last one to be given back is taken first: its code is the warmest. */
  let atRest: Worker[] = [];
  /** What ends those that have not said yet that they let go of everything. */
  const limits = new Map<Worker, NodeJS.Timeout>();
  let isPrepared = false;
  let isClosed = false;

  const start = (): Worker => {
    const worker = startThread(file, THREAD_MEMORY_MB);
    alive.add(worker);
    worker.on('message', (message: DecodeAnswer | Rested) => {
      if (message.kind !== 'rested') return;
      noLimit(worker);
      if (!message.isLight && atRest.includes(worker)) void end(worker);
    });
    // Who has taken it hears of its end as well.
    worker.on('error', () => { lost(worker); });
    worker.on('exit', () => { lost(worker); });
    return worker;
  };
  const noLimit = (worker: Worker): void => {
    clearTimeout(limits.get(worker));
    limits.delete(worker);
  };
  const fill = (): void => {
    while (isPrepared && !isClosed && alive.size < most) {
      try {
        lay(start());
      } catch {
        // Nobody waits for it yet: whoever takes one is told if it still cannot be started then.
        return;
      }
    }
  };
  const lay = (worker: Worker): void => {
    worker.unref();
    atRest.push(worker);
  };
  const forget = (worker: Worker): void => {
    alive.delete(worker);
    noLimit(worker);
    atRest = atRest.filter((other) => other !== worker);
  };
  const lost = (worker: Worker): void => {
    if (!alive.has(worker)) return;
    // One that dies without any work would do so again and again.
    const wasAtWork = !atRest.includes(worker);
    forget(worker);
    if (wasAtWork) fill();
  };
  const end = async (worker: Worker): Promise<void> => {
    if (alive.has(worker)) {
      forget(worker);
      fill();
    }
    await worker.terminate();
  };

  return {
    prepare: () => {
      isPrepared = true;
      fill();
    },
    take: () => {
      const worker = atRest.pop() ?? start();
      noLimit(worker);
      worker.ref();
      return worker;
    },
    giveBack: (worker) => {
      if (isClosed || alive.size > most) {
        void end(worker);
        return;
      }
      limits.set(worker, setTimeout(() => { void end(worker); }, restLimitMs).unref());
      worker.postMessage({ kind: 'rest' } satisfies Rest);
      lay(worker);
    },
    end,
    count: () => ({ alive: alive.size, atRest: atRest.length }),
    close: async () => {
      isClosed = true;
      await Promise.all([...alive].map(end));
    },
  };
}
