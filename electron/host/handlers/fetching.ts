import type { Host } from '../../../core/contract/contract.ts';
import type { ArchiveId } from '../../../core/contract/ids.ts';
import { personName } from '../../../core/dicom/personName.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { ArchiveBook } from '../archive/archiveBook.ts';
import { archiveSentence } from '../archive/archiveSentence.ts';
import { foundStudies, MOST_FOUND, type Archive } from '../archive/dicomWeb.ts';
import { fetchStudy } from '../archive/fetchStudy.ts';
import type { Imports } from '../import/imports.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { certain } from './trouble.ts';

interface Parts {
  readonly archiveBook: Pick<ArchiveBook, 'list' | 'peer'>;
  readonly jobs: Jobs;
  readonly imports: Imports;
  readonly scratch: string;
  readonly isReadOnly: boolean;
}
type NotSearched = { readonly code: 'archive/not-found' | 'archive/not-searchable' };

/** Studies that come from an archive of the site. */
export function fetchHandlers({ archiveBook, jobs, imports, scratch, isReadOnly }: Parts): Pick<Host, `archives.${'find' | 'fetch'}`> {
  const searchable = (id: ArchiveId): Result<Archive, NotSearched> => {
    const peer = archiveBook.peer(id);
    if (!peer.ok) return peer.failure.code === 'archive/not-found' ? err({ code: peer.failure.code }) : certain(err(peer.failure));
    return peer.value.kind === 'dicomweb' ? ok(peer.value) : err({ code: 'archive/not-searchable' });
  };
  return {
    'archives.find': async ({ archive: id, from, to, ...query }) => {
      const archive = searchable(id);
      if (!archive.ok) return archive;
      const found = await foundStudies(archive.value, { ...query, from: compact(from), to: compact(to) });
      if (!found.ok) return err({ code: 'archive/no-answer', message: archiveSentence(found.failure) });
      return ok({
        isCut: found.value.length >= MOST_FOUND,
        studies: found.value.map(({ patientName, birthDate, date, modalities, ...study }) => ({
          ...study, patientName: patientName === null ? null : personName(patientName), birthDate: day(birthDate), date: day(date),
          modalities: [...modalities],
        })),
      });
    },
    'archives.fetch': async ({ archive: id, studyUid, date, instances }) => {
      if (isReadOnly) return err({ code: 'store/read-only' });
      const archive = searchable(id);
      if (!archive.ok) return archive;
      const name = certain(archiveBook.list()).find((one) => one.id === id)?.name ?? 'archive';
      const title = `${name}, ${date === null ? 'a study without a day' : `study of ${date}`}`;
      return ok({ job: fetchStudy({ jobs, imports, scratch }, { archive: archive.value, studyUid, title, instances }) });
    },
  };
}

/** Days as the archive and as people write them. @source DICOM PS3.5 6.2, DA */
const compact = (date: string | null): string | null => date?.replaceAll('-', '') ?? null;
const day = (date: string | null): string | null =>
  (date !== null && /^\d{8}$/.test(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : null);
