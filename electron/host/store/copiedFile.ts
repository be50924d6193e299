import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { err, ok, type Result } from '../../../core/result.ts';

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

const PREAMBLE_BYTES = 128;
/** As much is read at once. */
const CHUNK_BYTES = 1 << 20;
/** Buffers that no file uses: one for each file of a folder would leave the memory of the process in pieces that it never gives back. */
const atRest: Buffer[] = [];

/** Hashes a file and, where a path is given, copies it there and syncs it. */
export async function copiedFile(source: FileToTake, to: string | null): Promise<Result<StoredFile, SourceFailure>> {
  let from: FileHandle | null = null;
  let target: FileHandle | null = null;
  const buffer = atRest.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
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
    const bytes = await pumped(from, target, buffer, stored, original);
    if (!bytes.ok) return bytes;
    if (target !== null) await target.datasync();
    const sha256 = stored.digest('hex');
    const originalSha256 = original === null ? sha256 : original.digest('hex');
    return ok({
      sha256, bytes: bytes.value, originalSha256, alteration: sha256 === originalSha256 ? 'none' : 'preamble zeroed',
    });
  } finally {
    atRest.push(buffer);
    await from?.close();
    await target?.close();
  }
}

/** Carries the bytes over; with a second hash, the preamble is zeroed and that hash takes the bytes as they came. */
async function pumped(
  from: FileHandle, to: FileHandle | null, buffer: Buffer, stored: Hash, original: Hash | null,
): Promise<Result<number, SourceFailure>> {
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

const sourceFailure = (thrown: unknown): SourceFailure => ({
  code: 'file/not-readable',
  detail: thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : 'unknown',
});
