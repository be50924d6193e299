import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { err, ok, type Result } from '../../../core/result.ts';
import { syncFile, syncFolder } from './sync.ts';
import { diskFull, freeBytes, type DiskFull } from './trouble.ts';

const KEPT = 5;
const PATTERN = /^library\.before-\d{4}\.\d{8}T\d{6}Z\.sqlite$/;

/** A whole, synced copy of the library beside it, before it is changed; the newest five are kept. */
export function backup(
  db: Database.Database, folder: string, nextVersion: number, now: Date,
): Result<string, DiskFull> {
  const neededBytes = statSync(db.name).size;
  if (freeBytes(folder) < neededBytes) return err(diskFull(folder, neededBytes));
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const name = `library.before-${String(nextVersion).padStart(4, '0')}.${stamp}.sqlite`;
  const part = join(folder, `${name}.part`);
  const leftOver = readdirSync(folder).filter((other) => other.endsWith('.sqlite.part'));
  for (const other of leftOver) rmSync(join(folder, other));
  db.prepare('VACUUM INTO ?').run(part);
  syncFile(part);
  renameSync(part, join(folder, name));
  syncFolder(folder);
  for (const old of backups(folder).slice(0, -KEPT)) rmSync(join(folder, old));
  return ok(name);
}

/** Names of the backups, oldest first. */
export const backups = (folder: string): readonly string[] => {
  const stampOf = (name: string): string => name.slice('library.before-0000.'.length);
  return readdirSync(folder).filter((name) => PATTERN.test(name))
    .toSorted((a, b) => (stampOf(a) < stampOf(b) ? -1 : 1));
};
