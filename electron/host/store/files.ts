import { createHash, randomBytes, type Hash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../core/result.ts';
import type { StoreParts } from './parts.ts';
import { syncFolder, syncFolderLater } from './sync.ts';
import { diskFull, troubleOf, type StoreTrouble } from './trouble.ts';

/** A file of the managed store: `<data>/files/ab/<sha256>`. */
export interface StoredFile {
  /** Of the bytes as stored. */
  readonly sha256: string;
  readonly bytes: number;
  /** Of the bytes as they came; differs only where `alteration` says why. */
  readonly originalSha256: string;
  readonly alteration: 'none' | 'preamble zeroed';
}

/** A file to take in. The 128 bytes of the preamble are zeroed where the reader found a program in them. */
export interface FileToTake { readonly path: string; readonly zeroPreamble: boolean }

export type SourceFailure = { readonly code: 'file/not-readable'; readonly detail: string };
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

const PREAMBLE_BYTES = 128;
const CHUNK_BYTES = 4 << 20;
/** Reading, hashing and syncing overlap; more lanes than this gain nothing on the disks it was measured on. */
const LANES = 8;

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
      return untroubled(parts.folder, () => eachSource(sources, signal, onDone, async (source) => copied(source, null)));
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
          const file = await copied(source, path);
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
      const hash = createHash('sha256');
      try {
        for await (const chunk of createReadStream(pathOf(sha256), { highWaterMark: CHUNK_BYTES })) hash.update(chunk);
      } catch {
        return err({ code: 'file/missing' });
      }
      return hash.digest('hex') === sha256 ? ok(undefined) : err({ code: 'file/changed' });
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

/** Hashes a file and, where a path is given, copies it there and syncs it. */
async function copied(source: FileToTake, to: string | null): Promise<Result<StoredFile, SourceFailure>> {
  let from: FileHandle | null = null;
  let target: FileHandle | null = null;
  try {
    try {
      from = await open(source.path, 'r');
      if (!(await from.stat()).isFile()) return err({ code: 'file/not-readable', detail: 'not a file' });
    } catch (thrown) {
      return err(sourceFailure(thrown));
    }
    if (to !== null) target = await open(to, 'wx', 0o600);
    const stored = createHash('sha256');
    const original = source.zeroPreamble ? createHash('sha256') : null;
    const bytes = await pumped(from, target, stored, original);
    if (!bytes.ok) return bytes;
    if (target !== null) await target.datasync();
    const sha256 = stored.digest('hex');
    const originalSha256 = original === null ? sha256 : original.digest('hex');
    return ok({
      sha256, bytes: bytes.value, originalSha256, alteration: sha256 === originalSha256 ? 'none' : 'preamble zeroed',
    });
  } finally {
    await from?.close();
    await target?.close();
  }
}

/** Carries the bytes over; with a second hash, the preamble is zeroed and that hash takes the bytes as they came. */
async function pumped(
  from: FileHandle, to: FileHandle | null, stored: Hash, original: Hash | null,
): Promise<Result<number, SourceFailure>> {
  const size = (await from.stat()).size;
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(PREAMBLE_BYTES, size + 1)));
  let total = 0;
  while (true) {
    let filled: number;
    try {
      filled = (await from.read(buffer, 0, buffer.length, total)).bytesRead;
    } catch (thrown) {
      return err(sourceFailure(thrown));
    }
    if (filled === 0) return ok(total);
    const chunk = buffer.subarray(0, filled);
    original?.update(chunk);
    if (original !== null && total < PREAMBLE_BYTES) chunk.fill(0, 0, Math.min(filled, PREAMBLE_BYTES - total));
    stored.update(chunk);
    for (let written = 0; to !== null && written < filled;) {
      written += (await to.write(chunk, written, filled - written, total + written)).bytesWritten;
    }
    total += filled;
  }
}

/** How large the sources are together; one that cannot be asked counts nothing, and is told about when it is read. */
async function bytesOf(sources: readonly FileToTake[]): Promise<number> {
  const sizes = await inLanes(sources, async ({ path }) =>
    stat(path).then(({ size }) => size, () => 0));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const sourceFailure = (thrown: unknown): SourceFailure => ({
  code: 'file/not-readable',
  detail: thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : 'unknown',
});

/** The answers in the order of the items, a few at a time; after a throw no lane begins another, and all have ended. */
async function inLanes<T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<readonly U[]> {
  const answers: U[] = [];
  const queue = [...items.entries()].toReversed();
  const lane = async (): Promise<void> => {
    try {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) answers[next[0]] = await work(next[1]);
    } finally {
      queue.length = 0;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: LANES }, lane));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return answers;
}
