import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '../../core/contract/contract.ts';
import { ok, type Result } from '../../core/result.ts';
import { createArchiveBook } from './archive/archiveBook.ts';
import { openPasswords } from './archive/passwords.ts';
import { createCaseBook } from './cases/caseBook.ts';
import { startDemo, wantsDemo } from './demo/demoJob.ts';
import { keepThreads, type KeptThreads } from './engine/keptThreads.ts';
import { createVesselEngine } from './engine/vesselEngine.ts';
import { openHeaderPool, type HeaderPool } from './dicom/headerPool.ts';
import { createFolderRefs } from './files/folderRefs.ts';
import { createUploadBoxes } from './files/uploadBox.ts';
import { annotationHandlers } from './handlers/annotations.ts';
import { archiveHandlers } from './handlers/archives.ts';
import { planFiles } from './export/planFiles.ts';
import { entryHandlers } from './handlers/entries.ts';
import { fetchHandlers } from './handlers/fetching.ts';
import { createOutgoing } from './export/outgoing.ts';
import { exportCase } from './export/caseExport.ts';
import { writePack } from './export/pack/writePack.ts';
import { exportHandlers } from './handlers/exports.ts';
import { packHandlers } from './handlers/packs.ts';
import { vesselHandlers } from './handlers/vessels.ts';
import { caseHandlers } from './handlers/cases.ts';
import { jobHandlers } from './handlers/jobs.ts';
import { outcomeHandlers } from './handlers/outcomes.ts';
import { planHandlers } from './handlers/plans.ts';
import { runHandlers } from './handlers/runs.ts';
import { templateHandlers } from './handlers/templates.ts';
import { operatorHandlers } from './handlers/operators.ts';
import { sendingHandlers } from './handlers/sendings.ts';
import { seriesHandlers } from './handlers/series.ts';
import { appVersion, PROGRAM_FOLDER, shellHandlers } from './handlers/shell.ts';
import { sourceHandlers } from './handlers/sources.ts';
import { createImports } from './import/imports.ts';
import { createJobs } from './jobs/jobs.ts';
import { mostThreads } from './jobs/workerThread.ts';
import { openLog, silentLog, type Log } from './log.ts';
import { createOpenBlobs, type OpenBlobs } from './openBlobs.ts';
import { createPages } from './pages.ts';
import type { HostOptions, RunningHost } from './runningHost.ts';
import { objectsToSend } from './sending/objectsToSend.ts';
import { createSender } from './sending/sender.ts';
import { readMigrations } from './store/migrate.ts';
import { openStore, type StoreFailure } from './store/open.ts';
import { guarded } from './store/trouble.ts';

/** How long a case that was just shown is given to be opened before its files are copied, ms. */
const OPENING_MS = 300;
/** How long a page is given to come up before threads are started for what will be opened in it, ms. */
const PREPARING_MS = 1000;
/** Longest that copying waits for a picture to be read, ms. */
const READING_MS = 20_000;

/** Opens the library of a data folder and everything that works on it. */
export async function createHost(options: HostOptions): Promise<Result<RunningHost, StoreFailure>> {
  const { dataFolder, shell, capabilities, chooseNative } = options;
  // The log lies in the folder that the store makes and locks: what is told before it is open waits.
  const untold: unknown[] = [];
  let tell = (bug: unknown): void => { untold.push(bug); };
  const opened = openStore({
    folder: dataFolder,
    migrations: readMigrations(join(PROGRAM_FOLDER, 'migrations')),
    appVersion: appVersion(),
    onBug: (bug) => { tell(bug); },
  });
  if (!opened.ok) return opened;
  const store = opened.value;
  const isReadOnly = store.isReadOnly !== null;
  const scratch = join(dataFolder, 'staging');
  const prepared = guarded(dataFolder, (): Log => {
    if (isReadOnly) return silentLog();
    // What an earlier run left behind when it was ended by force.
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true });
    return openLog(dataFolder);
  });
  if (!prepared.ok) {
    store.close();
    return prepared;
  }
  const log = prepared.value;
  tell = (bug) => { log.incident(bug); };
  for (const bug of untold) tell(bug);

  const watchers = new Set<(change: Change) => void>();
  const announce = (change: Change): void => { for (const tell of watchers) tell(change); };
  const onBug = (bug: unknown): string =>
    `Something went wrong inside Fullmoon. Try again; if it stays, report incident ${log.incident(bug)}.`;
  const book = createCaseBook(store.library);
  const engine = createVesselEngine();
  const archiveBook = createArchiveBook(store.archives, openPasswords(dataFolder, options.keyring));
  const blobs = createOpenBlobs(
    (blob) => announce({ what: 'opened', blob }), (blob) => engine.forget(blob), (page) => pages.isHere(page),
  );
  const pages = createPages((page) => { void blobs.leave(page).catch(onBug); });
  const jobs = createJobs(announce, onBug);
  const reader = openHeaderPool(mostThreads());
  const decoders = keepThreads({ most: mostThreads() });
  const refs = createFolderRefs();
  const boxes = createUploadBoxes(scratch);
  const sender = createSender({
    sendings: store.sendings, archiveBook, log, announce, onBug, now: () => new Date(),
    make: (plan, version) => objectsToSend({ store, book, engine }, plan, version),
  });
  const imports = createImports({
    jobs, log, scratch, whenUnused: blobs.whenSourcesUnused,
    parts: {
      store, book, reader, announce, sender, now: () => new Date(), withdraw: blobs.closeCase,
      whenCalm: (signal) => calm(blobs, watchers.size > 0, signal),
    },
  });
  const shared = { store, book, blobs, pages, decoders, announce, sender };
  const outgoing = createOutgoing(scratch);
  const pack: RunningHost['pack'] = (...asked) => writePack({ store, book, engine }, ...asked);
  const giveUpExports = async (): Promise<void> => {
    const exports = jobs.list().filter(({ kind, state }) => kind === 'export' && state === 'running');
    // Before anything is waited for: what another case begins meanwhile is left alone.
    outgoing.clear();
    await Promise.all(exports.map(({ id }) => jobs.cancel(id)));
  };
  const wholeCase: RunningHost['exportCase'] = async (id, ...where) => {
    const operators = store.operators.list();
    return operators.ok ? exportCase(store, id, operators.value.current, ...where) : operators;
  };
  log.note('host started', { shell, read_only: isReadOnly });
  if (store.auditFault !== null) log.note('audit fault', { code: 'audit/not-as-written' });
  if (options.demo !== false && wantsDemo(dataFolder, store))
    startDemo({ dataFolder, scratch, jobs, imports });

  if (options.sends !== false && !isReadOnly) sender.start();

  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    pages.close();
    const jobsEnded = jobs.close();
    await sender.close();
    await blobs.closeAll();
    await jobsEnded;
    // A job may have shown one more picture on its way out.
    await blobs.closeAll();
    await imports.settled();
    await reader.close();
    await decoders.close();
    await engine.close();
    if (!isReadOnly) rmSync(scratch, { recursive: true, force: true });
    log.note('host closed', {});
    store.close();
    log.close();
  };

  return ok({
    host: {
      ...shellHandlers({ dataFolder, shell, capabilities, isReadOnly }),
      ...operatorHandlers({ store, announce }),
      ...sourceHandlers({ refs, boxes, chooseNative, isReadOnly, expectImport: () => warmed(reader, decoders) }),
      ...jobHandlers({ refs, boxes, jobs, imports, isReadOnly }),
      ...caseHandlers({ ...shared, giveUpExports }),
      ...seriesHandlers(shared),
      ...annotationHandlers(shared),
      ...entryHandlers(shared),
      ...vesselHandlers({ blobs, engine }),
      ...runHandlers(shared),
      ...planHandlers({ ...shared, openRoom: options.openRoom }),
      ...outcomeHandlers(shared),
      ...templateHandlers({ store, announce }),
      ...exportHandlers(shared),
      ...archiveHandlers({ ...shared, archiveBook }),
      ...fetchHandlers({ archiveBook, jobs, imports, scratch, isReadOnly }),
      ...packHandlers({ store, jobs, outgoing, isReadOnly, pack, exportCase: wholeCase }),
      ...sendingHandlers(shared),
    },
    blobs, uploads: boxes, pack, exportCase: wholeCase,
    outgoing: (ref) => outgoing.find(ref),
    sourceFor: (path) => refs.sourceFor(path),
    importFetched: (folder, fetched) => imports.start({ path: folder, name: null, afterwards: async () => {}, fetched }),
    planFiles: (plan, version) => planFiles({ store, book, engine }, plan, version),
    watch: (onChange) => {
      watchers.add(onChange);
      if (watchers.size === 1) setTimeout(() => { decoders.prepare(); }, PREPARING_MS).unref();
      return () => { watchers.delete(onChange); };
    },
    pages,
    report: (bug) => log.incident(bug),
    close: () => (closing ??= close()),
  });
}

/**
 * Threads take as long to start as hundreds of headers to read: those that read headers are started by a file
 * that is no DICOM.
 */
function warmed(reader: HeaderPool, decoders: KeptThreads): void {
  decoders.prepare();
  for (let n = 0; n < mostThreads(); n += 1) void reader.read(join(PROGRAM_FOLDER, 'package.json'));
}

/**
 * First pictures go before copying: both want the same disk and processor. Without a window there is nothing
 * to wait for.
 */
async function calm(blobs: OpenBlobs, isWatched: boolean, signal: AbortSignal): Promise<void> {
  if (!isWatched || signal.aborted) return;
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  // A wait that nobody waits for any more must not keep the process alive.
  const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal: ended }).catch(() => undefined);
  const cancelled = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([pause(OPENING_MS), blobs.whenOpenedFromSource(), cancelled]);
  await Promise.race([pause(READING_MS), blobs.whenSourcesUnused(), cancelled]);
  over.abort();
}
