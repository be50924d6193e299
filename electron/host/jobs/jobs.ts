import type { Change } from '../../../core/contract/contract.ts';
import type { CaseId, JobId } from '../../../core/contract/ids.ts';
import type { JobView } from '../../../core/contract/schemas.ts';
import { newId } from '../newId.ts';

/** At most this many progress announcements a second for each job; the last one is never lost, and cases are told of at once. */
const ANNOUNCEMENTS_A_SECOND = 10;
/** Finished jobs that are still told about. */
const MOST_FINISHED = 50;

const FIRST_PHASE: Readonly<Record<JobView['kind'], JobView['phase']>> = {
  import: 'walking', demo: 'making', export: 'making',
};

/** What the work of a job is given. */
export interface JobControl {
  readonly id: JobId;
  readonly signal: AbortSignal;
  progress(phase: JobView['phase'], done: number, of: number): void;
  /** The cases that can be looked at by now; at the end those that stay. */
  cases(ids: readonly CaseId[]): void;
}
/** How the work ended; a cancelled job is one whose signal was raised before it was done. */
export type JobEnd = { readonly state: 'done' | 'failed'; readonly message: string | null };

/** Long work: reports progress and can be cancelled. */
export interface Jobs {
  start(kind: JobView['kind'], title: string, work: (control: JobControl) => Promise<JobEnd>): JobId;
  list(): readonly JobView[];
  /** The job as it is after the cancel was asked for and obeyed; undefined where there is no such job. */
  cancel(id: JobId): Promise<JobView | undefined>;
  /** Cancels all and waits for their end. */
  close(): Promise<void>;
}

interface Running { view: JobView; readonly abort: AbortController; readonly ended: Promise<void> }

/** @param onBug - logs work that threw and gives the sentence for the user */
export function createJobs(announce: (change: Change) => void, onBug: (bug: unknown) => string): Jobs {
  const jobs = new Map<JobId, Running>();

  const start: Jobs['start'] = (kind, title, work) => {
    const id = newId('job') as JobId;
    const abort = new AbortController();
    let view: JobView = {
      id,
      kind,
      title,
      state: 'running',
      phase: FIRST_PHASE[kind],
      done: 0,
      of: 0,
      cases: [],
      message: null,
    };
    const tell = throttled(() => announce({ what: 'job', id, done: view.done, of: view.of }));
    const show = (next: JobView): void => {
      view = next;
      const job = jobs.get(id);
      if (job !== undefined) job.view = next;
      tell.soon();
    };
    const control: JobControl = {
      id, signal: abort.signal,
      progress: (phase, done, of) => show({ ...view, phase, done, of }),
      cases: (cases) => {
        show({ ...view, cases: [...cases] });
        // Somebody waits to open them.
        tell.now();
      },
    };
    const run = async (): Promise<void> => {
      let end: Pick<JobView, 'state' | 'message'>;
      try {
        end = await work(control);
      } catch (bug) {
        end = abort.signal.aborted
          ? { state: 'cancelled', message: null }
          : { state: 'failed', message: onBug(bug) };
        view = { ...view, cases: [] };
      }
      if (abort.signal.aborted && end.state !== 'done') end = { state: 'cancelled', message: null };
      show({ ...view, ...end, phase: 'finished' });
      tell.now();
      forgetOldest();
    };
    const ended = Promise.resolve().then(run);
    jobs.set(id, { view, abort, ended });
    tell.soon();
    return id;
  };

  const forgetOldest = (): void => {
    const finished = [...jobs].filter(([, job]) => job.view.state !== 'running');
    for (const [id] of finished.slice(0, Math.max(0, finished.length - MOST_FINISHED))) jobs.delete(id);
  };

  return {
    start,
    list: () => [...jobs.values()].map((job) => job.view),
    cancel: async (id) => {
      const job = jobs.get(id);
      if (job === undefined) return undefined;
      job.abort.abort();
      await job.ended;
      return job.view;
    },
    close: async () => {
      for (const job of jobs.values()) job.abort.abort();
      await Promise.all([...jobs.values()].map((job) => job.ended));
    },
  };
}

/** Calls at most ten times a second: at once where it was quiet, else at the end of the tenth of a second. */
function throttled(call: () => void): { readonly soon: () => void; readonly now: () => void } {
  const pause = 1000 / ANNOUNCEMENTS_A_SECOND;
  let timer: NodeJS.Timeout | null = null;
  let last = -pause;
  const now = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    last = performance.now();
    call();
  };
  const soon = (): void => {
    if (timer !== null) return;
    const wait = last + pause - performance.now();
    if (wait <= 0) now();
    else timer = setTimeout(now, wait);
  };
  return { soon, now };
}
