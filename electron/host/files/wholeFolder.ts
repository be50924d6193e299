import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { err, ok, type Result } from '../../../core/result.ts';
import { syncFile, syncFolder } from '../store/sync.ts';
import { makeFolders } from './makeFolders.ts';

/** Something lies at the place already; nothing of it was touched. */
export type NotEmpty = { readonly code: 'folder/not-empty' };

/**
 * Makes a folder that is there as a whole or not at all: it is filled under another name beside its place, synced, and
 * then gets its name. What an earlier attempt left when it was ended by force is cleared away first.
 */
export async function wholeFolder<T, F>(
  place: string, fill: (folder: string) => Promise<Result<T, F>>,
): Promise<Result<T, F | NotEmpty>> {
  const target = resolve(place);
  if (isTaken(target)) return err({ code: 'folder/not-empty' });
  // A name that nobody else gives: what lies there is ours to clear away.
  const begun = `${target}.fullmoon.part`;
  rmSync(begun, { recursive: true, force: true });
  makeFolders(dirname(target), 0o700);
  mkdirSync(begun, { mode: 0o700 });
  try {
    const filled = await fill(begun);
    if (!filled.ok) return filled;
    syncFolder(begun);
    // An empty folder may have been made for it.
    if (isTaken(target)) return err({ code: 'folder/not-empty' });
    if (existsSync(target)) rmdirSync(target);
    renameSync(begun, target);
    syncFolder(dirname(target));
    return ok(filled.value);
  } finally {
    rmSync(begun, { recursive: true, force: true });
  }
}

/** Is anything at a place but an empty folder? */
export function isTaken(place: string): boolean {
  try {
    return readdirSync(place).length > 0;
  } catch (thrown) {
    return !(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT');
  }
}

/** Writes a file of such a folder and syncs it. */
export function writeSynced(folder: string, name: string, content: string | Uint8Array): void {
  const path = join(folder, name);
  writeFileSync(path, content, { flag: 'wx', mode: 0o600 });
  syncFile(path);
}
