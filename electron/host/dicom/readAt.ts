import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import { err, type Result } from '../../../core/result.ts';

/** An open file, read by position. */
export interface OpenFile {
  readonly size: number;
  /** Fills `into` from that position on; false where the file ends before it is full. */
  fill(position: number, into: Uint8Array): boolean;
}

/** Opens a file for the time of one reading. */
export function withFile<T>(
  path: string, read: (file: OpenFile) => Result<T, FrameFailure>,
): Result<T, FrameFailure> {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, 'r');
    const open = descriptor;
    return read({ size: fstatSync(open).size, fill: (position, into) => filled(open, position, into) });
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
    return err({ code: 'pixels/file-unreadable', detail: code });
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

function filled(descriptor: number, position: number, into: Uint8Array): boolean {
  let done = 0;
  while (done < into.length) {
    const count = readSync(descriptor, into, done, into.length - done, position + done);
    if (count === 0) return false;
    done += count;
  }
  return true;
}
