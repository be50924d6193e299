import { join } from 'node:path';
import { err, type Result } from '../../../core/result.ts';
import { isTaken, wholeFolder } from '../files/wholeFolder.ts';
import { copied, copyFiles, untroubled, type LibraryCopy, type NotCopied } from './libraryBackup.ts';
import { LIBRARY_NAME } from './libraryFile.ts';
import { openStore, type StoreFailure, type StoreOptions } from './open.ts';

/**
 * Puts a backup in the place of a data folder that is empty. It is copied, checked and opened under another name first:
 * a backup that is not whole leaves everything as it was.
 */
export async function restore(from: string, options: StoreOptions): Promise<Result<LibraryCopy, NotCopied | StoreFailure>> {
  return untroubled(options.folder, async () => {
    if (isTaken(options.folder)) return err({ code: 'folder/not-empty' });
    return wholeFolder<LibraryCopy, NotCopied | StoreFailure>(options.folder, async (begun) => {
      const head = await copied(join(from, LIBRARY_NAME), join(begun, LIBRARY_NAME));
      if (head === null) return err({ code: 'store/foreign' });
      // Where it is no backup but the data folder of a Fullmoon that was ended by force.
      await copied(join(from, `${LIBRARY_NAME}-wal`), join(begun, `${LIBRARY_NAME}-wal`));
      const opened = openStore({ ...options, folder: begun });
      if (!opened.ok) return opened;
      opened.value.close();
      return copyFiles(from, begun);
    });
  });
}
