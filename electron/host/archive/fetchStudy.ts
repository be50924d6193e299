import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobId } from '../../../core/contract/ids.ts';
import type { Imports } from '../import/imports.ts';
import { troubleSentence } from '../import/words.ts';
import type { JobEnd, Jobs } from '../jobs/jobs.ts';
import { troubleOf } from '../store/trouble.ts';
import { archiveSentence } from './archiveSentence.ts';
import { fetchedStudy, type Archive } from './dicomWeb.ts';

/** A study that is wanted. */
export interface StudyOrder {
  readonly archive: Archive;
  readonly studyUid: string;
  /** For people, in the list of imports and in the report: it says nothing of the patient. */
  readonly title: string;
  /** How many files the archive has told; null where it did not. */
  readonly instances: number | null;
}

const failed = (message: string): JobEnd => ({ state: 'failed', message });

/**
 * Fetches a study whole into a folder of its own and then imports it like any other, as one job: what breaks off or is
 * cancelled leaves nothing behind.
 */
export function fetchStudy(
  { jobs, imports, scratch }: { readonly jobs: Jobs; readonly imports: Imports; readonly scratch: string },
  { archive, studyUid, title, instances }: StudyOrder,
): JobId {
  return jobs.start('import', title, async (job) => {
    const folder = await mkdtemp(join(scratch, 'fetch-'));
    const afterwards = (): Promise<void> => rm(folder, { recursive: true, force: true });
    try {
      let count = 0;
      const progress = (): void => job.progress('fetching', count, instances === null ? 0 : Math.max(count, instances));
      progress();
      const fetched = await fetchedStudy(archive, studyUid, async (bytes) => {
        count += 1;
        await writeFile(join(folder, `${count}.dcm`), bytes, { flag: 'wx', mode: 0o600 });
        progress();
      }, job.signal);
      if (fetched.ok && fetched.value.files > 0) {
        const files = { studyUid, given: fetched.value.files, stated: instances, isPart: fetched.value.isPart };
        return await imports.within(job, { path: folder, name: title, afterwards, fetched: files }, { isDemo: false });
      }
      await afterwards();
      return failed(fetched.ok ? 'The archive lists this study, but gave no file of it. Ask whoever keeps it.' : archiveSentence(fetched.failure));
    } catch (fault) {
      await afterwards();
      const trouble = troubleOf(fault, scratch);
      if (trouble?.code !== 'store/disk-full') throw fault;
      return failed(troubleSentence(trouble));
    }
  });
}
