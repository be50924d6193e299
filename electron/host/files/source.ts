import { basename } from 'node:path';
import { err, ok, type Result } from '../../../core/result.ts';
import { closeSync, openSync, readSync, realpathSync, statSync } from './fileSystem.ts';
import type { Batch, SourceFailure } from './found.ts';
import { walked } from './walk.ts';
import type { ZipLimits } from './zip.ts';

/** Something to read: a folder, a zip, or one file. `close` removes what was unpacked. */
export interface Source {
  readonly kind: 'folder' | 'zip' | 'file';
  /** Last part of its name, for people. */
  readonly name: string;
  batches(signal: AbortSignal): AsyncGenerator<Batch>;
  close(): Promise<void>;
}

/**
 * Opens what a person chose. A zip is held against its limits before anything is unpacked.
 * @param scratch - gives an existing folder below which an archive may be unpacked; asked only for an archive
 */
export async function openSource(
  path: string, scratch: () => string, limits?: ZipLimits,
): Promise<Result<Source, SourceFailure>> {
  let real: string;
  try {
    real = realpathSync.native(path);
    const found = statSync(real);
    const [isFolder, isFile] = [found.isDirectory(), found.isFile()];
    const name = basename(real) || real;
    if (isFolder)
      return ok({ kind: 'folder', name, batches: (signal) => walked(real, signal), close: async () => {} });
    if (!isFile) return err({ code: 'source/not-a-file-or-folder' });
    const start = firstBytes(real);
    if (!ZIP_STARTS.includes(start)) {
      const batch: Batch = start.startsWith(GZIP_START)
        ? { files: [], unread: [{ name, code: 'file/gzip' }] }
        : { files: [{ path: real, name }], unread: [] };
      return ok({
        kind: 'file', name, close: async () => {},
        batches: async function* (): AsyncGenerator<Batch> { yield batch; },
      });
    }
  } catch (fault) {
    return err(failureOf(fault));
  }
  // An archive is rare, and what it takes is long to load.
  const { openZip } = await import('./zipSource.ts');
  return openZip(real, scratch, limits);
}

/** Local file header, or the end record of an empty archive. */
const ZIP_STARTS = ['PK\x03\x04', 'PK\x05\x06'];
const GZIP_START = '\x1f\x8b';

function firstBytes(path: string): string {
  const file = openSync(path, 'r');
  try {
    const first = Buffer.alloc(4);
    const read = readSync(file, first, 0, 4, 0);
    return first.toString('latin1', 0, read);
  } finally {
    closeSync(file);
  }
}

/** Why a path cannot be read. */
export function failureOf(fault: unknown): SourceFailure {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' ? { code: 'source/not-found' } : { code: 'source/not-readable' };
}
