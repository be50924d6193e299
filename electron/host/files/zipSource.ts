import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { err, ok, type Result } from '../../../core/result.ts';
import { diskFull, troubleOf } from '../store/trouble.ts';
import type { SourceFailure } from './found.ts';
import { failureOf, type Source } from './source.ts';
import { checkedZip, type ZipLimits } from './zip.ts';

/**
 * Opens an archive by its real path; it is unpacked as its files are asked for.
 * @param scratch - gives an existing folder below which it may be unpacked
 */
export async function openZip(
  real: string, scratch: () => string, limits?: ZipLimits,
): Promise<Result<Source, SourceFailure>> {
  const zip = await checkedZip(real, limits);
  if (!zip.ok) return zip;
  let folder: string;
  try {
    const full = diskFull(scratch(), zip.value.bytes);
    if (full.freeBytes < full.neededBytes) {
      zip.value.close();
      return err({ ...full, code: 'source/disk-full' });
    }
    folder = await mkdtemp(join(scratch(), 'unpacked-'));
  } catch (fault) {
    zip.value.close();
    const full = troubleOf(fault, scratch());
    return err(full?.code === 'store/disk-full'
      ? { ...full, code: 'source/disk-full', neededBytes: zip.value.bytes } : failureOf(fault));
  }
  return ok({
    kind: 'zip', name: basename(real), batches: (signal) => zip.value.unpackInto(folder, signal),
    close: async () => {
      zip.value.close();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

