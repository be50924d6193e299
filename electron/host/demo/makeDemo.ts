import { readdir, rename, rm, rmdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { makeFolders } from '../files/makeFolders.ts';
import { CT_GRID } from './demoCase.ts';
import { type DemoPart, partSize } from './demoFiles.ts';
import type { DemoAnswer, DemoRequest } from './demoWorker.ts';

const MOST_THREADS = 8;

/**
 * Makes the demo case: one patient with a CCTA and a dual-injection pair of angiograms, as DICOM files in a new folder.
 *
 * The same files, byte for byte, whenever and wherever it runs. The folder appears complete or not at all.
 *
 * @param folder - must not exist yet, or be empty
 * @param onProgress - how much is done of how much
 * @throws the signal's reason when it is aborted; what the disk says when it cannot be written
 */
export async function makeDemo(
  folder: string, onProgress: (done: number, of: number) => void, signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const isThere = await isEmptyFolder(folder);
  const making = join(dirname(folder), `.${basename(folder)}.making-${process.pid}`);
  await rm(making, { recursive: true, force: true });
  makeFolders(making, 0o777);
  try {
    await writeParts(making, demoParts(threadCount()), onProgress, signal);
    signal.throwIfAborted();
    if (isThere) await rmdir(folder);
    await rename(making, folder);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** False where there is no such folder; a fault where it holds something, so that nothing is ever overwritten. */
async function isEmptyFolder(folder: string): Promise<boolean> {
  const held = await readdir(folder).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null;
    throw fault;
  });
  if (held !== null && held.length > 0) throw new Error('the folder for the demo is not empty; name one that is new or empty');
  return held !== null;
}

const threadCount = (): number => Math.min(MOST_THREADS, Math.max(2, availableParallelism()));

/** The runs first, because they take longest; then stretches of slices, two a thread. */
function demoParts(threads: number): readonly DemoPart[] {
  const slices = CT_GRID.positions.length;
  const stretches = 2 * threads;
  const edge = (n: number): number => Math.round((n * slices) / stretches);
  return [
    { kind: 'xa' },
    ...Array.from({ length: stretches }, (_, n): DemoPart => ({ kind: 'ct', from: edge(n),
      to: edge(n + 1) })),
  ];
}

/** Threads take the parts one after the other; the first fault, or an abort, ends them all. */
async function writeParts(
  folder: string, parts: readonly DemoPart[], onProgress: (done: number, of: number) => void,
    signal: AbortSignal,
): Promise<void> {
  const of = parts.reduce((sum, part) => sum + partSize(part), 0);
  const waiting = [...parts];
  let done = 0;
  const workers = Array.from({ length: Math.min(threadCount(), parts.length) }, () =>
    new Worker(new URL('./demoWorker.ts', import.meta.url)));
  const drained = (worker: Worker): Promise<void> => new Promise((resolve, reject) => {
    const next = (): void => {
      const part = waiting.shift();
      if (part === undefined) resolve();
      else worker.postMessage({ folder, part } satisfies DemoRequest);
    };
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('a thread that makes the demo ended')));
    worker.on('message', (answer: DemoAnswer) => {
      if ('finished' in answer) return next();
      done += answer.units;
      onProgress(done, of);
    });
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    next();
  });
  try {
    await Promise.all(workers.map(drained));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
