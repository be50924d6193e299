import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { getFileNameLowLevel, openPromise, validateFileName, type Entry, type ZipFile } from 'yauzl';
import { err, ok, type Result } from '../../../core/result.ts';
import type { Batch, FoundFile, SourceFailure, Unread, UnreadCode } from './found.ts';
import { hasControlCharacter, printable } from './names.ts';

export interface ZipLimits { readonly entries: number; readonly ratio: number; readonly totalBytes: number }
/** What an archive may ask of this machine. The ratio is that of the whole archive. */
export const ZIP_LIMITS: ZipLimits = { entries: 100_000, ratio: 100, totalBytes: 20 * 2 ** 30 };

const BATCH = 64;
const UTF8_FLAG = 0x800;
const UNIX = 3;
const FILE_KIND = 0o170000;
const REGULAR = 0o100000;
const NESTED = /\.(?:zip|gz|tgz|tar|7z|rar|bz2|xz)$/i;

/** An archive whose directory was read and found to be within the limits. Nothing is unpacked yet. */
export interface CheckedZip {
  readonly count: number;
  /** Bytes of all entries when they are unpacked. */
  readonly bytes: number;
  /** Unpacks into `folder` under names of our own making; the archive's names never become paths. */
  unpackInto(folder: string, signal: AbortSignal): AsyncGenerator<Batch>;
  close(): void;
}

/**
 * Reads the directory of an archive and holds it against the limits, by the sizes it declares; unpacking
 * holds it to them.
 */
export async function checkedZip(
  path: string,
  limits = ZIP_LIMITS,
): Promise<Result<CheckedZip, SourceFailure>> {
  let zip: ZipFile;
  let size: number;
  try {
    size = (await stat(path)).size;
    zip = await openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: true });
  } catch {
    return err({ code: 'zip/damaged' });
  }
  const refused = (failure: SourceFailure): Result<never, SourceFailure> => {
    zip.close();
    return err(failure);
  };
  if (zip.entryCount > limits.entries) {
    return refused({ code: 'zip/too-many-entries', entries: zip.entryCount, limit: limits.entries });
  }
  const entries: Entry[] = [];
  let bytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      bytes += entry.uncompressedSize;
      if (bytes > limits.totalBytes)
        return refused({ code: 'zip/too-large', bytes, limit: limits.totalBytes });
    }
  } catch {
    return refused({ code: 'zip/damaged' });
  }
  const ratio = bytes / Math.max(1, size);
  if (ratio > limits.ratio)
    return refused({ code: 'zip/ratio', ratio: Math.ceil(ratio), limit: limits.ratio });
  return ok({
    count: entries.length, bytes,
    unpackInto: (folder, signal) => unpacked(zip, entries, folder, signal),
    close: () => zip.close(),
  });
}

async function* unpacked(
  zip: ZipFile, entries: readonly Entry[], folder: string, signal: AbortSignal,
): AsyncGenerator<Batch> {
  let files: FoundFile[] = [];
  let unread: Unread[] = [];
  let number = 0;
  for (const entry of entries) {
    if (signal.aborted) return;
    const name = shownName(entry);
    if (name.endsWith('/')) continue;
    const code = refusal(entry, name);
    if (code !== null) unread.push({ name: printable(name), code });
    else {
      number += 1;
      const path = join(folder, `${String(number).padStart(6, '0')}.bin`);
      if (await isWritten(zip, entry, path, signal)) files.push({ path, name });
      else unread.push({ name, code: 'zip/damaged-entry', remains: path });
    }
    if (files.length + unread.length < BATCH) continue;
    yield { files, unread };
    [files, unread] = [[], []];
  }
  if (files.length + unread.length > 0) yield { files, unread };
}

/** Whether the entry arrived whole. A full disk is no fault of the archive, and ends the import. */
async function isWritten(zip: ZipFile, entry: Entry, path: string, signal: AbortSignal): Promise<boolean> {
  try {
    let sum = 0;
    const summed = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        sum = crc32(chunk, sum);
        yield chunk;
      }
    };
    await pipeline(
      await zip.openReadStreamPromise(entry), summed, createWriteStream(path, { flags: 'wx' }), { signal });
    return sum === entry.crc32;
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOSPC') throw fault;
    return false;
  }
}

/** The name as people read it: UTF-8 where the entry says so or the bytes are so, else the DOS code page. */
function shownName(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const utf8 = raw.toString('utf8');
  const flag = utf8.includes('\ufffd')
    ? entry.generalPurposeBitFlag
    : entry.generalPurposeBitFlag | UTF8_FLAG;
  return getFileNameLowLevel(flag, raw, entry.extraFields, false);
}

function refusal(entry: Entry, name: string): UnreadCode | null {
  if (validateFileName(name) !== null || hasControlCharacter(name)) return 'zip/unsafe-name';
  const mode = entry.externalFileAttributes >>> 16;
  const kind = mode & FILE_KIND;
  if (entry.versionMadeBy >>> 8 === UNIX && kind !== 0 && kind !== REGULAR) return 'file/link';
  if (entry.isEncrypted()) return 'zip/encrypted';
  if (!entry.canDecodeFileData()) return 'zip/unsupported-compression';
  return NESTED.test(name) ? 'file/archive-inside' : null;
}
