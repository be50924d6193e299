import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../../../core/result.ts';
import type { FetchedFiles } from '../import/importer.ts';
import { freeBytes } from '../store/trouble.ts';
import { fetchedStudy, statedInstances, type Archive, type ArchiveFailure } from './dicomWeb.ts';

/** A study that is wanted. */
export interface WantedStudy {
  readonly archive: Archive;
  readonly studyUid: string;
  /** How many files the archive has told; null where it was not asked. */
  readonly instances: number | null;
}

/**
 * Fetches a study into an empty folder, each file written as it comes, under its name only once it is whole.
 *
 * @param onFile - told of each file that is there, and of how many the archive has told
 * @param free - room on the disk of a folder, bytes; a test may say another
 * @returns what an import holds against what arrived
 * @throws ENOSPC where the disk is nearly full
 */
export async function fetchedFiles(
  { archive, studyUid, instances }: WantedStudy, folder: string, onFile: (count: number, stated: number | null) => void, signal: AbortSignal,
  free: (folder: string) => number = freeBytes,
): Promise<Result<FetchedFiles, ArchiveFailure>> {
  const stated = instances === null ? await statedInstances(archive, studyUid, signal) : ok(instances);
  if (!stated.ok) return stated;
  let count = 0;
  onFile(count, stated.value);
  const fetched = await fetchedStudy(archive, studyUid, async (pieces) => {
    const path = join(folder, `${count + 1}`);
    await writeFile(`${path}.part`, whileThereIsRoom(pieces, () => free(folder)), { flag: 'wx', mode: 0o600 });
    await rename(`${path}.part`, `${path}.dcm`);
    count += 1;
    onFile(count, stated.value);
  }, signal);
  return fetched.ok ? ok({ studyUid, given: fetched.value.files, stated: stated.value, isPart: fetched.value.isPart }) : fetched;
}

/** Room on the disk that a fetch leaves to the library, and how often it is looked at, bytes. */
const LEFT_FREE = 512 * 2 ** 20;
const LOOKED_AT_EVERY = 32 * 2 ** 20;

/** The pieces, until the disk is nearly full: an archive that never ends must not take the room of what is saved meanwhile. */
async function* whileThereIsRoom(pieces: AsyncIterable<Uint8Array>, free: () => number): AsyncGenerator<Uint8Array> {
  let since = LOOKED_AT_EVERY;
  for await (const piece of pieces) {
    since += piece.length;
    if (since >= LOOKED_AT_EVERY) {
      since = 0;
      if (free() < LEFT_FREE) throw Object.assign(new Error('the disk is nearly full'), { code: 'ENOSPC' });
    }
    yield piece;
  }
}
