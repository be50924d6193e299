import type { ManagedFiles } from '../store/files.ts';
import type { CaseFile } from './liveCase.ts';

/**
 * How many of these files are no longer as they were imported; ends early, with what it found, when nobody
 * wants to know any more. Files that are still in the source have nothing to be compared with.
 */
export async function changedFiles(
  files: Pick<ManagedFiles, 'verify'>, used: readonly CaseFile[], isWanted: () => boolean = () => true,
): Promise<number> {
  const names = new Set(used.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256])));
  let changed = 0;
  for (const sha256 of names) {
    if (!isWanted()) break;
    const verified = await files.verify(sha256);
    if (!verified.ok) changed += 1;
  }
  return changed;
}
