import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobId } from '../../core/contract/ids.ts';
import { createHost } from '../host/createHost.ts';
import { dataFolder } from '../host/dataFolder.ts';
import { appVersion, PROGRAM_FOLDER } from '../host/handlers/shell.ts';
import type { RunningHost } from '../host/runningHost.ts';
import { failureSentence } from '../host/store/failureSentence.ts';
import { readMigrations } from '../host/store/migrate.ts';
import { openStore, type Store, type StoreOptions } from '../host/store/open.ts';
import { done, refused, usage, type Call, type Outcome } from './outcome.ts';

/** import PATH: into the library that the windows use. */
export async function importInto(call: Call): Promise<Outcome> {
  const [path, ...rest] = call.args;
  if (path === undefined || rest.length > 0)
    return usage('import takes one PATH: a file, a folder, a DICOMDIR or a zip.');
  return importPath(call, path);
}

/** Imports what lies at a path, and tells what became of it. */
export const importPath = (call: Call, path: string): Promise<Outcome> =>
  withHost(async (running) => {
    const { host } = running;
    const source = await running.sourceFor(resolve(path));
    if (!source.ok)
      return refused({ code: source.failure.code, message: SOURCE_SENTENCES[source.failure.code] });
    const started = await host['imports.start']({ ref: source.value.ref });
    if (!started.ok) {
      const { code } = started.failure;
      return refused({ code, message: code === 'store/read-only' ? IN_USE : SOURCE_SENTENCES[code] });
    }
    return imported(running, call, started.value.job);
  });

/** What became of an import; cancelled with the command. */
export async function imported(running: RunningHost, call: Call, job: JobId): Promise<Outcome> {
  const { host } = running;
  const cancel = (): void => { void host['jobs.cancel']({ id: job }); };
  call.signal.addEventListener('abort', cancel, { once: true });
  const view = await ended(running, call, job);
  const report = await host['imports.report']({ job });
  if (view.state !== 'done') {
    return refused({
      code: view.state === 'cancelled' ? 'import/cancelled' : 'import/nothing-stored',
      message: view.message ?? 'The import was ended; nothing of it was stored.',
    });
  }
  return done({ cases: view.cases, report: report.ok ? report.value : null });
}

/** list: every case of the library, newest import first. Works beside a running Fullmoon, too. */
export async function list(call: Call): Promise<Outcome> {
  if (call.args.length > 0) return usage('list takes nothing after it.');
  return withHost(async ({ host }) => {
    const page = 500;
    const first = await host['cases.list']({
      text: '',
      sort: 'imported',
      order: 'desc',
      limit: page,
      offset: 0,
    });
    if (!first.ok) return first.failure;
    const { total, storageBytes } = first.value;
    const cases = [...first.value.rows];
    while (cases.length < total) {
      const next = await host['cases.list']({
        text: '',
        sort: 'imported',
        order: 'desc',
        limit: page,
        offset: cases.length,
      });
      if (!next.ok || next.value.rows.length === 0) break;
      cases.push(...next.value.rows);
    }
    return done({ cases, total, storageBytes });
  });
}

export const IN_USE =
  'Another Fullmoon uses this library, or its folder cannot be written. Close it, and try again.';
const SOURCE_SENTENCES = {
  'source/not-found': 'There is nothing at this place. Check the path.',
  'source/not-readable': 'This cannot be read. Check its permissions.',
} as const;

/** Does something with the library of this machine, and closes it again. */
export async function withHost(
  use: (running: RunningHost) => Promise<Outcome>, { sends = false }: { readonly sends?: boolean } = {},
): Promise<Outcome> {
  const started = await createHost({
    dataFolder: dataFolder(), shell: 'loopback', demo: false, sends,
    capabilities: { nativeDialog: false, dropPaths: false, secondWindow: false },
  });
  if (!started.ok) return refused({ code: started.failure.code, message: failureSentence(started.failure) });
  try {
    return await use(started.value);
  } finally {
    await started.value.close();
  }
}

/** The library of this machine, for who opens it without the rest of the host. */
export const storeOptions = (): StoreOptions => ({
  folder: dataFolder(), migrations: readMigrations(join(PROGRAM_FOLDER, 'migrations')), appVersion: appVersion(),
});

/** Does something with the store alone, and closes it again. Works beside a running Fullmoon, too. */
export async function withStore(use: (store: Store) => Promise<Outcome>): Promise<Outcome> {
  const opened = openStore(storeOptions());
  if (!opened.ok) return refused({ code: opened.failure.code, message: failureSentence(opened.failure) });
  try {
    return await use(opened.value);
  } finally {
    opened.value.close();
  }
}

type View = Extract<
  Awaited<ReturnType<RunningHost['host']['jobs.list']>>,
  { readonly ok: true }
>['value']['jobs'][number];

/**
 * The job when it is over; its progress goes to standard error. It is asked for, not watched: where nobody
 * watches, nothing waits for a first picture.
 */
async function ended({ host }: RunningHost, call: Call, id: View['id']): Promise<View> {
  for (let told = ''; ; await sleep(20)) {
    const jobs = await host['jobs.list']({});
    const view = jobs.ok ? jobs.value.jobs.find((job) => job.id === id) : undefined;
    if (view === undefined) throw new Error('the job is gone');
    if (view.state !== 'running') return view;
    const line = `${view.phase}: ${view.done} of ${view.of} files`;
    if (line !== told) call.say(line);
    told = line;
  }
}
