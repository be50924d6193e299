import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobId } from '../../../core/contract/ids.ts';
import type { Imports } from '../import/imports.ts';
import { troubleSentence } from '../import/words.ts';
import type { JobEnd, Jobs } from '../jobs/jobs.ts';
import { troubleOf } from '../store/trouble.ts';
import { archiveSentence } from './archiveSentence.ts';
import { fetchedFiles, type WantedStudy } from './fetchedFiles.ts';

/** A study that is wanted in the library. */
export interface StudyOrder extends WantedStudy {
  /** For people, in the list of imports and in the report: it says nothing of the patient. */
  readonly title: string;
}

export const NOTHING_GIVEN = 'The archive lists this study, but gave no file of it. Ask whoever keeps it.';
const failed = (message: string): JobEnd => ({ state: 'failed', message });

/**
 * Fetches a study whole into a folder of its own and then imports it like any other, as one job: what breaks off or is
 * cancelled leaves nothing behind.
 */
export function fetchStudy(
  { jobs, imports, scratch }: { readonly jobs: Jobs; readonly imports: Imports; readonly scratch: string },
  { title, ...wanted }: StudyOrder,
): JobId {
  return jobs.start('import', title, async (job) => {
    const folder = await mkdtemp(join(scratch, 'fetch-'));
    const afterwards = (): Promise<void> => rm(folder, { recursive: true, force: true });
    try {
      const fetched = await fetchedFiles(wanted, folder, (count, stated) => {
        job.progress('fetching', count, stated === null ? 0 : Math.max(count, stated));
      }, job.signal);
      if (fetched.ok && fetched.value.given > 0)
        return await imports.within(job, { path: folder, name: title, afterwards, fetched: fetched.value }, { isDemo: false });
      await afterwards();
      return failed(fetched.ok ? NOTHING_GIVEN : archiveSentence(fetched.failure));
    } catch (fault) {
      await afterwards();
      const trouble = troubleOf(fault, scratch);
      if (trouble?.code !== 'store/disk-full') throw fault;
      return failed(troubleSentence(trouble));
    }
  });
}
