import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Imports } from '../import/imports.ts';
import type { JobEnd, Jobs } from '../jobs/jobs.ts';
import { roomWords } from '../store/failureSentence.ts';
import type { Store } from '../store/open.ts';
import { diskFull, troubleOf, type DiskFull } from '../store/trouble.ts';
import { makeDemo } from './makeDemo.ts';

/**
 * Stands in the data folder from the moment the demo was stored: whoever removes the case does not get it
 * again.
 */
const MARK = 'demo-made';

/** The demo as it is made, and once more as it is stored, with room to spare. */
const DEMO_BYTES = 450_000_000;

/** Whether this is the first start of a library: nothing in it, and the demo never made. */
export function wantsDemo(dataFolder: string, store: Pick<Store, 'library' | 'isReadOnly'>): boolean {
  if (store.isReadOnly !== null || existsSync(join(dataFolder, MARK))) return false;
  const cases = store.library.cases({ text: '', sort: 'imported', order: 'desc', limit: 1, offset: 0 });
  return cases.ok && cases.value.total === 0;
}

/** Makes the demo in the background and imports it like anything else. */
export function startDemo(
  { dataFolder, scratch, jobs, imports }:
  { readonly dataFolder: string; readonly scratch: string; readonly jobs: Jobs; readonly imports: Imports },
): void {
  jobs.start('demo', 'Demo case', async (job) => {
    const room = diskFull(dataFolder, DEMO_BYTES);
    if (room.freeBytes < room.neededBytes) return tooLittle(room);
    const folder = await mkdtemp(join(scratch, 'demo-'));
    const made = join(folder, 'Demo case');
    const afterwards = (): Promise<void> => rm(folder, { recursive: true, force: true });
    try {
      await makeDemo(made, (done, of) => job.progress('making', done, of), job.signal);
      const end = await imports.within(job, { path: made, name: null, afterwards }, { isDemo: true });
      if (end.state === 'done') await writeFile(join(dataFolder, MARK), '');
      return end;
    } catch (fault) {
      await afterwards();
      const trouble = troubleOf(fault, dataFolder);
      if (trouble?.code === 'store/disk-full') return tooLittle({ ...trouble, neededBytes: DEMO_BYTES });
      throw fault;
    }
  });
}

const tooLittle = (room: DiskFull): JobEnd => ({
  state: 'failed',
  message: `The disk is full (${roomWords(room)}), so the demo case was not made. `
    + 'Free some space; it is made at the next start.',
});
