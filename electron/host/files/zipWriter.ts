import { createWriteStream, existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { err, ok, type Result } from '../../../core/result.ts';
import { syncFile, syncFolder } from '../store/sync.ts';
import { begunFile } from './begunFile.ts';

/** Something lies at the place already; it was not touched. */
export type FileThere = { readonly code: 'file/already-there' };
/** It was told to end; nothing is left of it. */
export type Ended = { readonly code: 'export/cancelled' };

/** Adds a file to the archive, and answers when it was taken in: one is in hand at a time, not all. */
export type AddFile = (name: string, content: Uint8Array) => Promise<void>;

/** What is handed on at once: the disk is waited for in between. */
const PIECE = 256 * 1024;
/** rw-r--r-- */
const MODE = 0o100644;
/** Pictures give way to the first tries of the packer; more takes long and gains little. */
const LEVEL = 1;

/**
 * Makes a zip that is there as a whole or not at all: it is written under a name that nobody else has, synced, and then
 * gets its own. What an earlier attempt left when it was ended by force is cleared away first; what else lies there is somebody's, and stays.
 * The same files in the same order give the same bytes: every entry has the one given day and no other mark of time.
 *
 * @param day - YYYY-MM-DD
 * @throws what the system says: a full disk, a place that cannot be written
 */
export async function writtenZip<T, F>(
  path: string, day: string, signal: AbortSignal, fill: (add: AddFile) => Promise<Result<T, F>>,
): Promise<Result<T, F | FileThere | Ended>> {
  if (existsSync(path)) return err({ code: 'file/already-there' });
  const begun = begunFile(path);
  const zip = new ZipFile();
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  const written = pipeline(zip.outputStream, createWriteStream(begun.path, { fd: begun.file }), { signal: ended });
  // It is waited for below; until then its end must not count as unheard.
  written.catch(() => undefined);
  // Noon by the clock of this machine, whatever its zone: an archive knows no zones.
  const mtime = new Date(`${day}T12:00:00`);
  const add: AddFile = async (name, content) => {
    const { promise: taken, resolve } = Promise.withResolvers<void>();
    const stream = Readable.from(pieces(content), { objectMode: false }).once('end', resolve);
    zip.addReadStream(stream, name, { mtime, mode: MODE, compressionLevel: LEVEL, forceDosTimestamp: true });
    await Promise.race([taken, written]);
  };
  try {
    const filled = await fill(add);
    if (!filled.ok) return filled;
    zip.end();
    await written;
    syncFile(begun.path);
    if (existsSync(path)) return err({ code: 'file/already-there' });
    renameSync(begun.path, path);
    syncFolder(dirname(path));
    return ok(filled.value);
  } catch (thrown) {
    if (signal.aborted) return err({ code: 'export/cancelled' });
    throw thrown;
  } finally {
    over.abort();
    await written.catch(() => undefined);
    begun.end();
  }
}

function* pieces(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.length; at += PIECE) yield content.subarray(at, at + PIECE);
}
