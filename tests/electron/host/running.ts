import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Change } from '../../../core/contract/contract.ts';
import type { CaseId, JobId, SourceRef } from '../../../core/contract/ids.ts';
import type { CaseView, ImportReport, JobView } from '../../../core/contract/schemas.ts';
import type { Result } from '../../../core/result.ts';
import { createHost } from '../../../electron/host/createHost.ts';
import type { HostOptions, RunningHost } from '../../../electron/host/runningHost.ts';
import { tempFolder } from '../../tempFolder.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => { for (const step of undo.splice(0).toReversed()) await step(); }, 120_000);

/** A whole host over a store of its own; closed when the test is over. */
export async function runningHost(
  dataFolder = tempFolder(),
  more: Partial<HostOptions> = {},
): Promise<RunningHost> {
  const running = value(
    await createHost({
      dataFolder,
      shell: 'loopback',
      capabilities: { nativeDialog: false, dropPaths: false, secondWindow: true },
      demo: false,
      ...more,
    }),
  );
  undo.push(() => running.close());
  return running;
}

/** What a result holds; a failure fails the test by its own words. */
export function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

export const refOf = async (running: RunningHost, path: string): Promise<SourceRef> =>
  value(await running.sourceFor(path)).ref;

/** The job when a condition holds; asked again at every change. */
export async function jobWhen(
  running: RunningHost,
  id: JobId,
  holds: (job: JobView) => boolean,
): Promise<JobView> {
  for (;;) {
    const changed = Promise.withResolvers<void>();
    const off = running.watch(() => changed.resolve());
    const job = value(await running.host['jobs.list']({})).jobs.find((one) => one.id === id);
    if (job === undefined) throw new Error('no such job');
    if (holds(job)) {
      off();
      return job;
    }
    await changed.promise;
    off();
  }
}
export const ended = (running: RunningHost, id: JobId): Promise<JobView> =>
  jobWhen(running, id, ({ state }) => state !== 'running');

export async function started(running: RunningHost, path: string): Promise<JobId> {
  return value(await running.host['imports.start']({ ref: await refOf(running, path) })).job;
}

/** Imports a path and waits for its end. */
export async function imported(
  running: RunningHost,
  path: string,
): Promise<{ readonly job: JobView; readonly report: ImportReport }> {
  const id = await started(running, path);
  const job = await ended(running, id);
  return { job, report: value(await running.host['imports.report']({ job: id })) };
}

export const opened = async (running: RunningHost, id: CaseId | undefined): Promise<CaseView> =>
  value(await running.host['cases.open']({ id: id ?? ('' as CaseId) }));

/** The one case of a list. */
export function only<T>(items: readonly T[]): T {
  const [first] = items;
  if (first === undefined || items.length !== 1) throw new Error(`one expected, ${items.length} there`);
  return first;
}

export const worklist = async (running: RunningHost) => value(await running.host['cases.list'](
  { text: '', sort: 'imported', order: 'desc', limit: 100, offset: 0 }));

/** Every file below a folder, by relative name. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .toSorted();

/** The changes a host announces from now on. */
export function watched(running: RunningHost): readonly Change[] {
  const changes: Change[] = [];
  running.watch((change) => changes.push(change));
  return changes;
}
