import { join } from 'node:path';
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../../../core/result.ts';

export interface Lock { release(): void }

/**
 * The right to write in a data folder: one process at a time.
 *
 * An open exclusive transaction on a small database of its own. The operating system drops it with the process,
 * however that ends, so nothing stale can lock anybody out; and the library itself stays readable for others.
 */
export function takeLock(folder: string): Result<Lock, 'held' | 'not writable'> {
  let db: Database.Database | null = null;
  try {
    db = new Database(join(folder, 'library.lock'), { timeout: 0 });
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
    const held = db;
    return ok({ release: () => { held.close(); } });
  } catch (thrown) {
    db?.close();
    if (!(thrown instanceof Database.SqliteError)) throw thrown;
    return err(thrown.code.startsWith('SQLITE_BUSY') ? 'held' : 'not writable');
  }
}
