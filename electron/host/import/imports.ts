import { stat } from 'node:fs/promises';
import type { JobId } from '../../../core/contract/ids.ts';
import type { ImportReport } from '../../../core/contract/schemas.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { openSource } from '../files/source.ts';
import { sourceSentence } from '../files/words.ts';
import type { JobControl, JobEnd, Jobs } from '../jobs/jobs.ts';
import type { Log } from '../log.ts';
import { importSource, type FetchedFiles } from './importer.ts';
import { troubleOf } from '../store/trouble.ts';
import type { ImportParts } from './parts.ts';
import { troubleSentence } from './words.ts';

/** What to import, and what to do when nothing of it is needed any more. */
export interface ImportOrder {
  readonly path: string;
  /** For people; null: the last part of the path. */
  readonly name: string | null;
  afterwards(): Promise<void>;
  /** Where the files were fetched from an archive. */
  readonly fetched?: FetchedFiles;
}

/** Imports as jobs, one at a time, each with the report it ended in. */
export interface Imports {
  exists(path: string): Promise<Result<null, { readonly code: 'source/not-found' | 'source/not-readable' }>>;
  start(order: ImportOrder): JobId;
  /** Imports what a job has made itself. */
  within(job: JobControl, order: ImportOrder, setting: { readonly isDemo: boolean }): Promise<JobEnd>;
  report(job: JobId): ImportReport | undefined;
  /** Settles when what was unpacked or dropped has been cleared away. */
  settled(): Promise<void>;
}

/** Reports of jobs that are still told about. */
const MOST_REPORTS = 50;

export function createImports(
  { parts, jobs, log, scratch, whenUnused }: {
    readonly parts: ImportParts; readonly jobs: Jobs; readonly log: Log; readonly scratch: string;
    whenUnused(): Promise<void>;
  },
): Imports {
  const reports = new Map<JobId, ImportReport>();
  const clearing = new Set<Promise<unknown>>();
  let turn: Promise<unknown> = Promise.resolve();

  const run = async (job: JobControl, order: ImportOrder, isDemo: boolean): Promise<JobEnd> => {
    const started = performance.now();
    const opened = await openSource(order.path, () => scratch);
    if (!opened.ok) {
      await order.afterwards();
      return { state: 'failed', message: sourceSentence(opened.failure) };
    }
    const source = order.name === null ? opened.value : { ...opened.value, name: order.name };
    const tidy = async (): Promise<void> => {
      await opened.value.close();
      await order.afterwards();
    };
    try {
      const { end, report } = await importSource(parts, source, job, { isDemo, fetched: order.fetched ?? null });
      if (report !== null) {
        reports.set(job.id, report);
        for (const id of [...reports.keys()].slice(0, -MOST_REPORTS)) reports.delete(id);
      }
      log.note('import ended', {
        job: job.id,
        state: job.signal.aborted ? 'cancelled' : end.state,
        ms: Math.round(performance.now() - started),
        seen: report?.filesSeen ?? null,
        read: report?.filesRead ?? null,
        fresh: report?.filesNew ?? null,
        refused: report?.rejectedCount ?? null,
      });
      return end;
    } catch (fault) {
      const trouble = troubleOf(fault, scratch);
      if (trouble?.code !== 'store/disk-full') throw fault;
      return { state: 'failed', message: troubleSentence(trouble) };
    } finally {
      const mine = whenUnused().then(tidy).catch(log.incident).finally(() => { clearing.delete(mine); });
      clearing.add(mine);
    }
  };
  const inTurn = (work: () => Promise<JobEnd>): Promise<JobEnd> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    exists: async (path) => {
      try {
        await stat(path);
        return ok(null);
      } catch (fault) {
        const isGone =
          fault instanceof Error && 'code' in fault && (fault.code === 'ENOENT' || fault.code === 'ENOTDIR');
        return err({ code: isGone ? 'source/not-found' : 'source/not-readable' });
      }
    },
    start: (order) => jobs.start('import', order.name ?? order.path.split(/[\\/]/).at(-1) ?? '', (job) =>
      inTurn(() => run(job, order, false))),
    within: (job, order, { isDemo }) => inTurn(() => run(job, order, isDemo)),
    report: (job) => reports.get(job),
    settled: async () => { await Promise.all(clearing); },
  };
}
