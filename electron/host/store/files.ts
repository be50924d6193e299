import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../core/result.ts';
import { copiedFile, type FileToTake, type SourceFailure, type StoredFile } from './copiedFile.ts';
import { inLanes } from './inLanes.ts';
import type { StoreParts } from './parts.ts';
import { syncFolder, syncFolderLater } from './sync.ts';
import { diskFull, troubleOf, type StoreTrouble } from './trouble.ts';

export type Cancelled = { readonly code: 'import/cancelled' };
export type FileDamage = { readonly code: 'file/missing' } | { readonly code: 'file/changed' };
type Taken = readonly Result<StoredFile, SourceFailure>[];

/** The managed pixel store. */
export interface ManagedFiles {
  /** The path of a stored file, for the host only. */
  path(sha256: string): string;
  /** What `take` would give, without writing anything: to compare files with instances that are known already. */
  fingerprints(
    sources: readonly FileToTake[], signal: AbortSignal, onDone?: (done: number) => void,
  ): Promise<Result<Taken, Cancelled | StoreTrouble>>;
  /**
   * Copies the files in, whole and synced, before it answers; one result per source, in their order.
   * What no case names afterwards is swept at the next start, or by `release`.
   */
  take(
    sources: readonly FileToTake[], signal: AbortSignal, onDone?: (done: number) => void,
  ): Promise<Result<Taken, Cancelled | StoreTrouble>>;
  /** Gives up files that were taken but not stored with a case (import cancelled or refused). */
  release(files: readonly StoredFile[]): Promise<Result<void, StoreTrouble>>;
  /** Reads a stored file again and compares it with its name. */
  verify(sha256: string): Promise<Result<void, FileDamage>>;
}

/** What the library needs of the files beside what everybody may use. */
export interface FileKeeper extends ManagedFiles {
  /** Was the file taken by an import that is not stored yet? */
  isHeld(sha256: string): boolean;
  /** The import that took them is stored: rows name them now. */
  settle(files: readonly StoredFile[]): void;
  /** Finishes what is in motion: files that left, and at the start also those that never arrived. */
  sweep(directions: readonly ('arriving' | 'leaving')[]): Result<void, StoreTrouble>;
}

const isSha256 = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

/** Opens the file store of a data folder. Rows about files on their way are kept in the library (file_in_motion). */
export function openFiles(parts: StoreParts): FileKeeper {
  const root = join(parts.folder, 'files');
  const incoming = join(root, 'incoming');
  const held = new Map<string, number>();
  const shardOf = (sha256: string): string => join(root, sha256.slice(0, 2));
  const pathOf = (sha256: string): string => {
    if (!isSha256(sha256)) throw new Error('not the name of a stored file');
    return join(shardOf(sha256), sha256);
  };
  const isThere = async (file: StoredFile): Promise<boolean> => {
    try {
      return (await stat(pathOf(file.sha256))).size === file.bytes;
    } catch {
      return false;
    }
  };
  const hold = (sha256: string, by: 1 | -1): void => {
    const count = (held.get(sha256) ?? 0) + by;
    if (count > 0) held.set(sha256, count);
    else held.delete(sha256);
  };

  /** Moves synced copies under their names, and makes the names durable. */
  const place = async (copies: readonly Copy[]): Promise<void> => {
    const since = parts.setting.now().toISOString();
    const fresh = new Map<string, Copy>();
    for (const copy of copies) {
      if (!fresh.has(copy.file.sha256) && !(await isThere(copy.file))) fresh.set(copy.file.sha256, copy);
    }
    const announced = parts.write(() => {
      for (const sha256 of fresh.keys()) {
        parts.sql(`INSERT INTO file_in_motion SELECT ?, 'arriving', ?
          WHERE NOT EXISTS (SELECT 1 FROM file WHERE sha256 = ?)
          ON CONFLICT DO UPDATE SET direction = 'arriving'`).run(sha256, since, sha256);
      }
    });
    if (!announced.ok) throw new Troubled(announced.failure);
    const shards = new Set([...fresh.keys()].map(shardOf));
    const made = await Promise.all([...shards].map((shard) => mkdir(shard, { recursive: true, mode: 0o700 })));
    if (made.some((path) => path !== undefined)) await syncFolderLater(root);
    await inLanes([...fresh.values()], async ({ file, path }) => rename(path, pathOf(file.sha256)));
    await inLanes([...shards], syncFolderLater);
  };

  const keeper: FileKeeper = {
    path: pathOf,
    isHeld: (sha256) => held.has(sha256),
    settle: (files) => { for (const { sha256 } of files) hold(sha256, -1); },

    async fingerprints(sources, signal, onDone) {
      return untroubled(parts.folder, () => eachSource(sources, signal, onDone, async (source) => copiedFile(source, null)));
    },

    async take(sources, signal, onDone) {
      const writable = parts.write(() => undefined);
      if (!writable.ok) return writable;
      // A disk is not filled to its brim for an import that cannot be finished.
      const room = diskFull(parts.folder, await bytesOf(sources));
      if (room.freeBytes < room.neededBytes) return err(room);
      const copies: Copy[] = [];
      const begun: string[] = [];
      const taken = await untroubled(parts.folder, async () => {
        await mkdir(incoming, { recursive: true, mode: 0o700 });
        const answers = await eachSource(sources, signal, onDone, async (source) => {
          const path = join(incoming, randomBytes(16).toString('hex'));
          begun.push(path);
          const file = await copiedFile(source, path);
          if (file.ok) copies.push({ file: file.value, path });
          return file;
        });
        if (!answers.ok) return answers;
        // Held before anything asks what is there: from now on a case that is removed leaves these files alone.
        for (const { file } of copies) hold(file.sha256, 1);
        try {
          await place(copies);
        } catch (thrown) {
          for (const { file } of copies) hold(file.sha256, -1);
          throw thrown;
        }
        return answers;
      });
      await Promise.all(begun.map((path) => rm(path, { force: true })));
      return taken;
    },

    async release(files) {
      for (const { sha256 } of files) hold(sha256, -1);
      return keeper.sweep(['arriving', 'leaving']);
    },

    async verify(sha256) {
      const read = await copiedFile({ path: pathOf(sha256), zeroPreamble: false }, null);
      if (!read.ok) return err({ code: 'file/missing' });
      return read.value.sha256 === sha256 ? ok(undefined) : err({ code: 'file/changed' });
    },

    sweep(directions) {
      return parts.write(() => {
        const moving = parts.sql<{ readonly sha256: string; readonly direction: 'arriving' | 'leaving' }>(
          `SELECT sha256, direction FROM file_in_motion WHERE NOT EXISTS
            (SELECT 1 FROM file WHERE file.sha256 = file_in_motion.sha256)`).all();
        for (const { sha256, direction } of moving) {
          if (!directions.includes(direction) || held.has(sha256)) continue;
          rmSync(pathOf(sha256), { force: true });
          parts.sql('DELETE FROM file_in_motion WHERE sha256 = ?').run(sha256);
        }
      });
    },
  };
  return keeper;
}

/** Makes the folders of the stored files, durably, and removes what a crash left half-copied. */
export function clearIncoming(folder: string): void {
  const incoming = join(folder, 'files', 'incoming');
  // Also when it was there: the start that made it may have lost its power before it was durable.
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  syncFolder(folder);
  syncFolder(join(folder, 'files'));
  for (const name of readdirSync(incoming)) rmSync(join(incoming, name), { force: true });
}

/** Are there stored files in a folder? Then a missing library is a loss, not a first start. */
export function holdsFiles(folder: string): boolean {
  try {
    return readdirSync(join(folder, 'files')).some((shard) => /^[0-9a-f]{2}$/.test(shard)
      && statSync(join(folder, 'files', shard)).isDirectory()
      && readdirSync(join(folder, 'files', shard)).length > 0);
  } catch {
    return false;
  }
}

interface Copy { readonly file: StoredFile; readonly path: string }

/** Trouble on its way out of asynchronous work. */
class Troubled extends Error {
  readonly trouble: StoreTrouble;
  constructor(trouble: StoreTrouble) {
    super(trouble.code);
    this.trouble = trouble;
  }
}

async function untroubled<T, F>(
  folder: string, work: () => Promise<Result<T, F>>,
): Promise<Result<T, F | StoreTrouble>> {
  try {
    return await work();
  } catch (thrown) {
    const trouble = thrown instanceof Troubled ? thrown.trouble : troubleOf(thrown, folder);
    if (trouble === null) throw thrown;
    return err(trouble);
  }
}

/** Runs over the sources in lanes; ends early where it was cancelled. */
async function eachSource(
  sources: readonly FileToTake[], signal: AbortSignal, onDone: ((done: number) => void) | undefined,
  work: (source: FileToTake) => Promise<Result<StoredFile, SourceFailure>>,
): Promise<Result<Taken, Cancelled>> {
  let done = 0;
  const answers = await inLanes(sources, async (source) => {
    if (signal.aborted) return null;
    const answer = await work(source);
    done += 1;
    onDone?.(done);
    return answer;
  });
  const finished = answers.filter((answer) => answer !== null);
  return finished.length < sources.length ? err({ code: 'import/cancelled' }) : ok(finished);
}

/** How large the sources are together; one that cannot be asked counts nothing, and is told about when it is read. */
async function bytesOf(sources: readonly FileToTake[]): Promise<number> {
  const sizes = await inLanes(sources, async ({ path }) =>
    stat(path).then(({ size }) => size, () => 0));
  return sizes.reduce((sum, size) => sum + size, 0);
}
