import type { Worker } from 'node:worker_threads';
import type { Told } from '../../../core/contract/told.ts';
import type { NotTraced } from '../../../core/lesion/vesselSteps.ts';
import { err, type Result } from '../../../core/result.ts';
import { startThread } from '../jobs/workerThread.ts';
import type { VesselGround, VesselOrder, VesselQuestion, VesselReply } from './vesselJob.ts';

/** Why a question was not answered. */
export type Unanswered =
  /** A newer question about the same vessel came in. */
  | { readonly code: 'vessel/superseded' }
  /** The volume was closed. */
  | { readonly code: 'vessel/closed' };

/** The one thread that traces and measures vessels, one question after the other; it starts with the first. */
export interface VesselEngine {
  /**
   * Whatever is still being worked on for the same vessel of the same volume is given up.
   *
   * Rejects where the thread dies over the question: the next one starts another.
   */
  measure(question: VesselQuestion, ground: VesselGround): Promise<Result<Told, NotTraced | Unanswered>>;
  /** The volume is closed: what is worked on in it is given up, and nothing of it kept. */
  forget(blob: string): void;
  close(): Promise<void>;
}

interface Asked {
  readonly number: number;
  readonly question: VesselQuestion;
  settle(answer: Awaited<ReturnType<VesselEngine['measure']>>): void;
  fail(cause: Error): void;
}
interface Waiting { readonly asked: Asked; readonly ground: VesselGround }

/** Named as it stands here; the build renames it along with the imports. */
const WORKER = new URL('./vesselWorker.ts', import.meta.url);
/** The volume itself lies outside of it. */
const THREAD_MEMORY_MB = 1024;

/** @param worker - stands in for the thread in tests of what happens when it dies */
export function createVesselEngine(worker: URL = WORKER): VesselEngine {
  let thread: Worker | null = null;
  /** Without its ground: a volume that is closed must not be held here. */
  let running: Asked | null = null;
  let waiting: Waiting[] = [];
  let number = 0;
  let isClosed = false;

  const tell = (order: VesselOrder): void => { thread?.postMessage(order); };
  /** The question at work has failed with its thread; the others go to a new one. */
  const lose = (lost: Worker, cause: Error): void => {
    if (lost !== thread) return;
    thread = null;
    const failed = running;
    running = null;
    failed?.fail(cause);
    next();
  };
  const started = (): Worker => {
    if (thread !== null) return thread;
    const fresh = startThread(worker, THREAD_MEMORY_MB);
    fresh.on('message', ({ number: answered, answer }: VesselReply) => {
      if (fresh !== thread || running?.number !== answered) return;
      const { settle } = running;
      running = null;
      settle(answer ?? err({ code: 'vessel/superseded' }));
      next();
    });
    fresh.on('error', (cause) => { lose(fresh, cause instanceof Error ? cause : new Error('the measuring thread stopped')); });
    fresh.on('exit', () => { lose(fresh, new Error('the measuring thread stopped')); });
    thread = fresh;
    return fresh;
  };
  const next = (): void => {
    if (running !== null || isClosed) return;
    const first = waiting.shift();
    if (first === undefined) return;
    running = first.asked;
    started();
    tell({ kind: 'measure', number: running.number, question: running.question, ground: first.ground });
  };
  /** Gives up what fits; what is at work is answered at once, its thread gives up at its next step. */
  const giveUp = (fits: (question: VesselQuestion) => boolean, why: Unanswered): void => {
    const given = waiting.map(({ asked }) => asked).filter(({ question }) => fits(question));
    waiting = waiting.filter(({ asked }) => !given.includes(asked));
    if (running !== null && fits(running.question)) {
      tell({ kind: 'give up', number: running.number });
      given.push(running);
    }
    for (const { settle } of given) settle(err(why));
  };

  return {
    measure: (question, ground) => {
      const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<VesselEngine['measure']>>>();
      if (isClosed) return Promise.resolve(err({ code: 'vessel/closed' }));
      giveUp(({ blob, vessel }) => blob === question.blob && vessel === question.vessel, { code: 'vessel/superseded' });
      number += 1;
      waiting.push({ ground, asked: { number, question, settle: resolve, fail: reject } });
      next();
      return promise;
    },
    forget: (blob) => {
      giveUp((question) => question.blob === blob, { code: 'vessel/closed' });
      tell({ kind: 'forget', blob });
    },
    close: async () => {
      isClosed = true;
      giveUp(() => true, { code: 'vessel/closed' });
      const last = thread;
      thread = null;
      await last?.terminate();
    },
  };
}
