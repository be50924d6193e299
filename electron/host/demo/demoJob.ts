import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Imports } from '../import/imports.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Store } from '../store/open.ts';
import { makeDemo } from './makeDemo.ts';

/**
 * Stands in the data folder from the moment the demo was stored: whoever removes the case does not get it
 * again.
 */
const MARK = 'demo-made';

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
    const folder = await mkdtemp(join(scratch, 'demo-'));
    const made = join(folder, 'Demo case');
    const afterwards = (): Promise<void> => rm(folder, { recursive: true, force: true });
    try {
      await makeDemo(made, (done, of) => job.progress('making', done, of), job.signal);
    } catch (fault) {
      await afterwards();
      throw fault;
    }
    const end = await imports.within(job, { path: made, name: null, afterwards }, { isDemo: true });
    if (end.state === 'done') await writeFile(join(dataFolder, MARK), '');
    return end;
  });
}
