import { err, type Result } from '../../../core/result.ts';
import type { HeaderFailure } from '../../../core/dicom/headerFailure.ts';
import { closeSync, constants, fstatSync, openSync, readSync } from '../files/fileSystem.ts';

/** Bytes of a file from its start, more of them as they are needed. */
export interface HeaderSource {
  /** At least `available` bytes long; what lies beyond `available` is not of this file. */
  readonly bytes: Buffer;
  readonly available: number;
  readonly size: number;
  /** Bytes read from the file so far: the work counter of the benchmarks. */
  readonly bytesRead: number;
  /** Makes the first `count` bytes available, as far as the file has them. */
  extend(count: number): void;
  /** Eight bytes from anywhere in the file: a tag and a length. Null at the end of the file. */
  eightAt(offset: number): Uint8Array | null;
}

/** Enough for almost every header. */
export const FIRST_READ = 16 * 1024;
/** One buffer for all files of a thread; never from Node's pool, whose slices share memory. */
const firstBuffer = Buffer.allocUnsafeSlow(FIRST_READ);
const eight = new Uint8Array(8);

function filled(fd: number, into: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const count = readSync(fd, into, at, to - at, at);
    if (count === 0) break;
    at += count;
  }
  return at;
}

class FileSource implements HeaderSource {
  bytes: Buffer = firstBuffer;
  available: number;
  bytesRead: number;
  readonly size: number;
  readonly #fd: number;

  constructor(fd: number, size: number, firstRead: number) {
    this.#fd = fd;
    this.size = size;
    this.available = filled(fd, firstBuffer, 0, Math.min(firstRead, size));
    this.bytesRead = this.available;
  }

  extend(count: number): void {
    if (this.bytes === firstBuffer && count <= FIRST_READ) {
      const before = this.available;
      this.available = filled(this.#fd, firstBuffer, before, Math.min(FIRST_READ, this.size));
      this.bytesRead += this.available - before;
      return;
    }
    // Twice what was in hand, so that a long header of many small elements costs few rounds.
    const target = Math.min(this.size, Math.max(count + FIRST_READ, 2 * this.available));
    const larger = Buffer.allocUnsafeSlow(target);
    larger.set(this.bytes.subarray(0, this.available));
    const before = this.available;
    this.bytes = larger;
    this.available = filled(this.#fd, larger, before, target);
    this.bytesRead += this.available - before;
  }

  eightAt(offset: number): Uint8Array | null {
    if (offset + 8 <= this.available) return this.bytes.subarray(offset, offset + 8);
    if (offset + 8 > this.size) return null;
    const count = readSync(this.#fd, eight, 0, 8, offset);
    this.bytesRead += count;
    return count === 8 ? eight : null;
  }
}

/** A source over bytes that are all in hand. */
export const sourceOver = (bytes: Uint8Array): HeaderSource => ({
  bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), available: bytes.length, size: bytes.length, bytesRead: 0,
  extend: () => undefined,
  eightAt: (offset) => (offset + 8 <= bytes.length ? bytes.subarray(offset, offset + 8) : null),
});

/**
 * dicom-parser throws strings and bare objects at bytes that it can make no sense of; an Error is a bug of
 * ours.
 */
function parserRefusal(cause: unknown): HeaderFailure {
  if (cause instanceof Error && !(cause instanceof RangeError)) throw cause;
  return { code: 'file/malformed', detail: typeof cause === 'string' ? cause.slice(0, 200)
    : 'parser gave up' };
}

const unreadable = (cause: unknown): HeaderFailure =>
  ({ code: 'file/unreadable', detail: cause instanceof Error && 'code' in cause ? String(cause.code)
    : 'read failed' });

/**
 * Opens a file, uses it, closes it. Pipes, devices and folders are refused without waiting for them.
 *
 * @param firstRead - how many bytes to begin with, at most `FIRST_READ`
 */
export function withFile<T>(
  path: string, use: (source: HeaderSource) => Result<T, HeaderFailure>, firstRead = FIRST_READ,
): Result<T, HeaderFailure> {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    return err(unreadable(cause));
  }
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) return err({ code: 'file/not-a-file', detail: 'a folder, pipe or device' });
    if (stat.size === 0) return err({ code: 'file/empty', detail: '0 bytes' });
    return use(new FileSource(fd, stat.size, firstRead));
  } catch (cause) {
    if (cause instanceof Error && 'syscall' in cause) return err(unreadable(cause));
    return err(parserRefusal(cause));
  } finally {
    closeSync(fd);
  }
}

/** The same guard over bytes in hand. */
export function withBytes<T>(
  bytes: Uint8Array, use: (source: HeaderSource) => Result<T, HeaderFailure>,
): Result<T, HeaderFailure> {
  if (bytes.length === 0) return err({ code: 'file/empty', detail: '0 bytes' });
  try {
    return use(sourceOver(bytes));
  } catch (cause) {
    return err(parserRefusal(cause));
  }
}

