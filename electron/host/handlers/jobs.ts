import type { JobId } from '../../../core/contract/ids.ts';
import type { Host } from '../../../core/contract/contract.ts';
import type { ImportReport } from '../../../core/contract/schemas.ts';
import { err, ok } from '../../../core/result.ts';
import type { FolderRefs } from '../files/folderRefs.ts';
import { droppedIn, type UploadBoxes } from '../files/uploadBox.ts';
import type { Imports } from '../import/imports.ts';
import type { Jobs } from '../jobs/jobs.ts';

interface Parts {
  readonly refs: FolderRefs;
  readonly boxes: UploadBoxes;
  readonly jobs: Jobs;
  readonly imports: Imports;
  readonly isReadOnly: boolean;
}

/** Imports and other long work. */
export const jobHandlers = (
  { refs, boxes, jobs, imports, isReadOnly }: Parts,
): Pick<Host, 'imports.start' | 'imports.report' | 'jobs.list' | 'jobs.cancel'> => {
  const report = (id: JobId): ImportReport | undefined => imports.report(id);
  return {
    'imports.start': async ({ ref }) => {
      if (isReadOnly) return err({ code: 'store/read-only' });
      const box = boxes.find(ref);
      const path = box === undefined ? refs.pathOf(ref) : await droppedIn(box.folder);
      if (path === undefined) return err({ code: 'source/not-found' });
      const there = await imports.exists(path);
      if (!there.ok) return there;
      // From here on the box goes with its import, whatever becomes of the page.
      if (box !== undefined) boxes.claim(ref);
      return ok({
        job: imports.start({
          path,
          name: box?.name ?? null,
          afterwards: box === undefined ? async () => {} : () => boxes.remove(ref),
        }),
      });
    },
    'imports.report': async ({ job }) => {
      const found = report(job);
      if (found !== undefined) return ok(found);
      const state = jobs.list().find(({ id }) => id === job)?.state;
      return err({ code: state === 'running' ? 'job/still-running' : 'job/not-found' });
    },
    'jobs.list': async () => ok({ jobs: [...jobs.list()] }),
    'jobs.cancel': async ({ id }) => {
      const job = await jobs.cancel(id);
      return job === undefined ? err({ code: 'job/not-found' }) : ok(job);
    },
  };
};
