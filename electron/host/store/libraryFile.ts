import {
  accessSync, chmodSync, closeSync, constants, copyFileSync, existsSync, mkdtempSync, openSync, readSync, renameSync,
  rmSync, statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { makeFolders } from '../files/makeFolders.ts';
import { holdsFiles } from './files.ts';
import { APPLICATION_ID, migrate, userVersion, type Migrations } from './migrate.ts';
import type { StoreFailure } from './open.ts';
import { syncFile, syncFolder } from './sync.ts';
import { Leave } from './trouble.ts';

export const LIBRARY_NAME = 'library.sqlite';
const MAGIC = 'SQLite format 3\0';
const BUSY_TIMEOUT_MS = 5000;

const refusal = (failure: StoreFailure): Leave<StoreFailure> => new Leave(failure);

/** Makes the data folder, for its owner only. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  try {
    const first = makeFolders(folder, 0o700);
    if (first !== null) syncFolder(dirname(first));
  } catch (thrown) {
    throw refusal({ code: 'store/not-writable', detail: thrown instanceof Error ? thrown.message : 'unknown' });
  }
}

/** Can this user write the folder, and the library where there is one? */
export function writable(folder: string): boolean {
  const path = join(folder, LIBRARY_NAME);
  try {
    accessSync(folder, constants.W_OK);
    if (existsSync(path)) accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Refuses what is not ours, is damaged at its head or comes from a newer release, before anything could write to it. */
export function refuseUnfit(path: string, folder: string, { all }: Migrations, mayCreate: boolean): void {
  const newest = all.at(-1)?.version ?? 0;
  if (!existsSync(path)) {
    if (holdsFiles(folder)) throw refusal({ code: 'store/library-missing' });
    if (!mayCreate) throw refusal({ code: 'store/not-writable', detail: 'there is no library yet' });
    return;
  }
  const head = headOf(path);
  if (head.length < 100 || head.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw refusal(holdsFiles(folder) ? { code: 'store/damaged', detail: 'no SQLite file' } : { code: 'store/foreign' });
  }
  const hasLog = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
  // What the log holds is newer than the head of the file.
  const { applicationId, version } = hasLog ? asked(path)
    : { applicationId: head.readUInt32BE(68), version: head.readUInt32BE(60) };
  if (applicationId !== APPLICATION_ID) throw refusal({ code: 'store/foreign' });
  if (version > newest) throw refusal({ code: 'store/from-newer-release', found: version, newest });
}

/** Makes a library where there is none: whole and synced under another name first, so that there is never half of one. */
export function makeLibrary(folder: string, { all }: Migrations): void {
  const path = join(folder, LIBRARY_NAME);
  if (existsSync(path)) return;
  const begun = join(folder, 'library.new');
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${begun}${end}`, { force: true });
  const db = opened(begun, false);
  try {
    makeDurable(db);
    const made = migrate(db, all);
    if (!made.ok) throw refusal(made.failure);
  } finally {
    db.close();
  }
  syncFile(begun);
  renameSync(begun, path);
  syncFolder(folder);
}

/** A commit is on disk when it returns; the library's own default for write-ahead logs is not. */
export function makeDurable(db: Database.Database): void {
  const mode = db.pragma('journal_mode = WAL', { simple: true });
  db.pragma('synchronous = FULL');
  if (mode !== 'wal' || db.pragma('synchronous', { simple: true }) !== 2) {
    throw new Error('the library cannot be kept durably here');
  }
}

function headOf(path: string): Buffer {
  const handle = openSync(path, 'r');
  try {
    const head = Buffer.alloc(100);
    return head.subarray(0, readSync(handle, head, 0, head.length, 0));
  } finally {
    closeSync(handle);
  }
}

function asked(path: string): { readonly applicationId: number; readonly version: number } {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    return {
      applicationId: Number(db.pragma('application_id', { simple: true })), version: userVersion(db),
    };
  } finally {
    db.close();
  }
}

/** Waits while another process is still making the library or bringing it up to date; refuses a newer one. */
export function whenReadable(path: string, { all }: Migrations): void {
  const newest = all.at(-1)?.version ?? 0;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; waited < BUSY_TIMEOUT_MS; waited += 50) {
    if (existsSync(path)) {
      const { applicationId, version } = asked(path);
      if (version > newest) throw refusal({ code: 'store/from-newer-release', found: version, newest });
      if (applicationId === APPLICATION_ID && version === newest) return;
    }
    Atomics.wait(pause, 0, 0, 50);
  }
  throw refusal({ code: 'store/busy' });
}

/** A connection with everything switched on that guards against damage and hostile schemas. */
export function opened(path: string, readonly: boolean): Database.Database {
  const db = new Database(path, { readonly, fileMustExist: readonly, timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    db.pragma('foreign_keys = ON');
    db.pragma('mmap_size = 0');
    // What is removed is overwritten: a removed patient is not to be found in the file.
    db.pragma('secure_delete = ON');
    return db;
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

/** A private copy for looking only: SQLite cannot read a write-ahead log in a folder that it cannot write. */
export function viewingCopy(path: string, undo: (() => void)[]): string {
  if (!existsSync(path)) return path;
  const folder = mkdtempSync(join(tmpdir(), 'fullmoon-view-'));
  undo.push(() => { rmSync(folder, { recursive: true, force: true }); });
  for (const end of ['', '-wal']) {
    if (!existsSync(`${path}${end}`)) continue;
    copyFileSync(`${path}${end}`, join(folder, `${LIBRARY_NAME}${end}`), constants.COPYFILE_FICLONE);
    chmodSync(join(folder, `${LIBRARY_NAME}${end}`), 0o600);
  }
  return join(folder, LIBRARY_NAME);
}
