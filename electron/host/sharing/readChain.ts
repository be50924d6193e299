import type { CarriedFault } from '../../../core/plan/carriedFault.ts';
import { err, type Result } from '../../../core/result.ts';
import { startThread } from '../jobs/workerThread.ts';
import type { CheckedPlan } from './carriedPlan.ts';

/** Named as it stands here; the build renames it along with the imports. */
const WORKER = new URL('./chainWorker.ts', import.meta.url);
/** What the largest chain takes, several times over. */
const MEMORY_MB = 768;
/** Longest that one file may take, ms; the largest takes a second or two. */
const MOST_MS = 30_000;

/** What a thread is asked of a file: the chain in a printed plan, or what a report of measures says. */
export interface Asked { readonly path: string; readonly what: 'chain' | 'measures' }

/** The plan that travels in a DICOM file, after every link was checked; null where there is none in it. */
export const readChain = (path: string, signal: AbortSignal): Promise<Result<CheckedPlan | null, CarriedFault>> =>
  inThread({ path, what: 'chain' }, signal, err({ code: 'plan/not-readable' }));

/** What a report of measures says (reportMeasures.ts); null where it cannot be read. */
export const readMeasures = (path: string, signal: AbortSignal): Promise<ReadonlyMap<string, string> | null> =>
  inThread({ path, what: 'measures' }, signal, null);

/** The file is a stranger's: it is read in a thread of its own, which is ended where it takes too long. */
async function inThread<T>(asked: Asked, signal: AbortSignal, otherwise: T): Promise<T> {
  const thread = startThread(WORKER, MEMORY_MB, asked);
  const ends = AbortSignal.any([signal, AbortSignal.timeout(MOST_MS)]);
  try {
    return await new Promise<T>((resolve) => {
      const giveUp = (): void => resolve(otherwise);
      thread.once('message', resolve);
      thread.once('error', giveUp);
      thread.once('exit', giveUp);
      ends.addEventListener('abort', giveUp, { once: true });
      if (ends.aborted) giveUp();
    });
  } finally {
    await thread.terminate();
  }
}
