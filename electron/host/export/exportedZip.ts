import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../../../core/result.ts';
import { diskFull, troubleOf, type StoreTrouble } from '../store/trouble.ts';

/**
 * An export as one file, with its size: the room on its disk is looked at first, and what is wrong with the disk is a failure.
 *
 * @param neededBytes - what room it needs at most
 * @param write - leaves the whole file at the path, or nothing
 */
export async function exportedZip<T, F>(
  path: string, neededBytes: number, write: () => Promise<Result<T, F>>,
): Promise<Result<T & { readonly bytes: number }, F | StoreTrouble>> {
  try {
    const room = diskFull(dirname(path), neededBytes);
    if (room.freeBytes < room.neededBytes) return err(room);
    const written = await write();
    return written.ok ? ok({ ...written.value, bytes: (await stat(path)).size }) : written;
  } catch (thrown) {
    const trouble = troubleOf(thrown, dirname(path));
    if (trouble === null) throw thrown;
    return err(trouble);
  }
}
