import type { HeaderFailure } from '../../../core/dicom/headerFailure.ts';
import type { HeaderPool } from './headerPool.ts';
import { QUICK_LIMITS, readHeader } from './readHeader.ts';

/** What the first page of a file settles, however much of it were read. */
const SETTLED: ReadonlySet<HeaderFailure['code']> = new Set([
  'file/not-dicom', 'file/empty', 'file/not-a-file', 'file/unreadable', 'file/directory-record',
]);

/**
 * Reads in this thread what is short and plain, which is nearly every file, and gives the rest to threads that
 * can be stopped. For programs that do nothing else meanwhile: a thread takes longer to start than hundreds of
 * files take to read.
 *
 * @param openPool - called once, for the first file that is not plain
 */
export function openQuickHeaders(openPool: () => Promise<HeaderPool>): HeaderPool {
  let pool: Promise<HeaderPool> | null = null;
  return {
    read: async (path) => {
      const quick = readHeader(path, QUICK_LIMITS);
      if (quick.ok || SETTLED.has(quick.failure.code)) return quick;
      pool ??= openPool();
      return (await pool).read(path);
    },
    close: async () => { if (pool !== null) await (await pool).close(); },
  };
}
