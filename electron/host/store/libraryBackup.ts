import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../../../core/result.ts';
import { wholeFolder, type NotEmpty } from '../files/wholeFolder.ts';
import { verifiedAudit, type AuditFault, type AuditHead } from './audit.ts';
import { LIBRARY_NAME } from './libraryFile.ts';
import type { StoreParts } from './parts.ts';
import { syncFile, syncFolder } from './sync.ts';
import { diskFull, freeBytes, troubleOf, type DiskFull, type StoreTrouble } from './trouble.ts';

/** A whole copy of a library: its rows at one moment, every file that they name, and the end of its audit. */
export interface LibraryCopy {
  readonly files: number;
  readonly bytes: number;
  readonly audit: AuditHead;
}
/** A file that the rows name is not there, or not what its name says. */
export type FileLost = { readonly code: 'file/missing' | 'file/changed'; readonly sha256: string };
export type NotCopied = NotEmpty | FileLost | AuditFault | DiskFull | StoreTrouble;

/** How often a backup begins again where a case was removed while its files were copied. */
const TRIES = 3;

/** Copies the library and its files into a new folder while others may go on writing. */
export async function backUp({ db, folder }: Pick<StoreParts, 'db' | 'folder'>, to: string): Promise<Result<LibraryCopy, NotCopied>> {
  return untroubled(to, async () => {
    for (let left = TRIES - 1; ; left -= 1) {
      const copied = await wholeFolder<LibraryCopy, NotCopied>(to, async (begun) => {
        db.prepare('VACUUM INTO ?').run(join(begun, LIBRARY_NAME));
        return copyFiles(folder, begun);
      });
      if (copied.ok || copied.failure.code !== 'file/missing' || left === 0) return copied;
    }
  });
}

/** Copies every file that the rows of a copied library name, and holds each against its name. */
export async function copyFiles(from: string, to: string): Promise<Result<LibraryCopy, NotCopied>> {
  const db = new Database(join(to, LIBRARY_NAME), { fileMustExist: true });
  try {
    const audit = verifiedAudit(db);
    if (!audit.ok) return audit;
    const rows = db.prepare<[], { readonly sha256: string; readonly file_bytes: number }>('SELECT sha256, file_bytes FROM file').all();
    const bytes = rows.reduce((sum, row) => sum + row.file_bytes, 0);
    if (freeBytes(to) < bytes) return err(diskFull(to, bytes));
    const shards = new Set<string>();
    for (const { sha256 } of rows) {
      const [source, target] = [pathIn(from, sha256), pathIn(to, sha256)];
      shards.add(dirname(target));
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      const found = await copied(source, target);
      if (found !== sha256) return err({ code: found === null ? 'file/missing' : 'file/changed', sha256 });
    }
    for (const shard of shards) syncFolder(shard);
    if (shards.size > 0) syncFolder(join(to, 'files'));
    return ok({ files: rows.length, bytes, audit: audit.value });
  } finally {
    db.close();
    syncFile(join(to, LIBRARY_NAME));
  }
}

const pathIn = (folder: string, sha256: string): string => join(folder, 'files', sha256.slice(0, 2), sha256);

/** Copies and syncs a file; answers the hash of its bytes, null where there is none. */
export async function copied(source: string, target: string): Promise<string | null> {
  const from = await open(source, 'r').catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
    throw thrown;
  });
  if (from === null) return null;
  const to = await open(target, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    for await (const chunk of from.createReadStream({ autoClose: false, highWaterMark: 4 << 20 }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      await to.writeFile(chunk);
    }
    await to.datasync();
    return hash.digest('hex');
  } finally {
    await from.close();
    await to.close();
  }
}

export async function untroubled<T, F>(folder: string, work: () => Promise<Result<T, F>>): Promise<Result<T, F | StoreTrouble>> {
  try {
    return await work();
  } catch (thrown) {
    const trouble = troubleOf(thrown, existing(folder));
    if (trouble === null) throw thrown;
    return err(trouble);
  }
}

/** A folder that is there, to ask for its room: this one, or the nearest above it. */
const existing = (folder: string): string => (existsSync(folder) ? folder : dirname(folder) === folder ? folder : existing(dirname(folder)));
