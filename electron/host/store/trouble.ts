import { statfsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { err, ok, type Result } from '../../../core/result.ts';

/** What was to be written does not fit; what was there before is as it was. */
export interface DiskFull {
  readonly code: 'store/disk-full'; readonly freeBytes: number; readonly neededBytes: number;
}

/** What can go wrong with any use of an open store. */
export type StoreTrouble =
  | { readonly code: 'store/read-only' }
  | DiskFull
  | { readonly code: 'store/damaged'; readonly detail: string }
  | { readonly code: 'store/busy' }
  | { readonly code: 'store/unreachable'; readonly detail: string };

/** Thrown inside a unit of work to leave it with a failure; the transaction rolls back. */
export class Leave<F> extends Error {
  readonly failure: F;
  constructor(failure: F) {
    super('left');
    this.failure = failure;
  }
}

/** Runs a piece of work on the store; trouble from outside becomes a value, a bug stays a throw. */
export function guarded<T, F = never>(folder: string, work: () => T): Result<T, F | StoreTrouble> {
  try {
    return ok(work());
  } catch (thrown) {
    if (thrown instanceof Leave) return err(thrown.failure as F);
    const trouble = troubleOf(thrown, folder);
    if (trouble === null) throw thrown;
    return err(trouble);
  }
}

/** The trouble behind something thrown by SQLite or the file system; null where it is a bug of ours. */
export function troubleOf(thrown: unknown, folder: string): StoreTrouble | null {
  // A row that does not fit its type is not as it was written.
  if (thrown instanceof z.ZodError) {
    return { code: 'store/damaged', detail: thrown.issues.map(({ path }) => path.join('.')).join('; ') };
  }
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return null;
  const { code, message } = thrown;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return diskFull(folder);
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') return { code: 'store/read-only' };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return { code: 'store/busy' };
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return { code: 'store/damaged', detail: message };
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) {
    // The index of the journal is asked for in another way, which does not say that the disk is full.
    const room = diskFull(folder);
    return room.freeBytes < INDEX_BYTES ? room : { code: 'store/unreachable', detail: code };
  }
  // A damaged page can also show as a schema or an index of words that cannot be read.
  if (thrown instanceof Database.SqliteError && code === 'SQLITE_ERROR' && /malformed|vtable/.test(message)) {
    return { code: 'store/damaged', detail: message };
  }
  if (['EACCES', 'EPERM', 'EIO', 'ENODEV', 'ESTALE'].includes(code)) return { code: 'store/unreachable', detail: code };
  return null;
}

/** The least that SQLite asks for to open a journal's index. */
const INDEX_BYTES = 64 * 2 ** 10;
/** Room in which any save fits, with the journal that it is written to first. */
const SAVE_BYTES = 8 * 2 ** 20;

/** The disk is full: what is free, and what must be for the work to go on. */
export const diskFull = (folder: string, neededBytes = SAVE_BYTES): DiskFull =>
  ({ code: 'store/disk-full', freeBytes: freeBytes(folder), neededBytes });

/** Bytes that this user can still write where the folder lies. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
