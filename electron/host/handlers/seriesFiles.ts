import { statSync } from 'node:fs';
import type { Failure } from '../../../core/contract/contract.ts';
import type { Opened } from '../../../core/contract/schemas.ts';
import { err, type Err, type Result } from '../../../core/result.ts';
import { changedFiles } from '../cases/fileChecks.ts';
import type { FoundSeries } from '../cases/caseBook.ts';
import type { CaseFile } from '../cases/liveCase.ts';
import type { KeptThreads } from '../engine/keptThreads.ts';
import type { OpenBlobs, Opening } from '../openBlobs.ts';
import type { ManagedFiles } from '../store/files.ts';

export type OpenAnswer = Result<Opened, Failure<'series.open'>>;

/** What every way of opening a series works with. */
export interface OpenParts {
  readonly blobs: OpenBlobs;
  readonly files: Pick<ManagedFiles, 'verify'>;
  /** What pixels are decoded by. */
  readonly decoders: KeptThreads;
}

/** The files of a series, one an instance, and how many of them are not there. */
export function filesOf({ found, inCase }: FoundSeries): {
  readonly there: readonly CaseFile[]; readonly missing: number;
} {
  const { instances } = found.item;
  const there = instances.flatMap((uid) => inCase.files.get(uid) ?? []).filter(({ path }) => isThere(path));
  return { there, missing: instances.length - there.length };
}

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

type FilesChanged = Extract<Failure<'series.open'>, { readonly code: 'series/files-changed' }>;

/** Nothing of such a series can be trusted any more. Importing the files once more would find them known. */
export const filesChanged = (count: number): Err<FilesChanged> => err({
  code: 'series/files-changed',
  reason: `${count === 1 ? 'A file' : `${count} files`} of this series went away or changed on the disk. `
    + 'Remove the case and import its images again.',
});

/** Reads the files against what was imported after `reading`, which tells how many voxels were clamped. */
export const checkedAfter = (
  { files }: Pick<OpenParts, 'files'>, used: readonly CaseFile[], reading: () => Promise<number | null>,
): Opening['checked'] => async (isWanted) => {
  const clampedVoxels = await reading();
  const changed = await changedFiles(files, used, isWanted);
  if (changed > 0) return { changedFiles: changed };
  return clampedVoxels === null ? null : { clampedVoxels };
};
