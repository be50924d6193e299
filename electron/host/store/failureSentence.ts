import { assertNever } from '../../../core/result.ts';
import type { StoreFailure } from './open.ts';

/** One plain sentence: what is wrong with the library, and what to do. */
export function failureSentence(failure: StoreFailure): string {
  switch (failure.code) {
    case 'store/from-newer-release':
      return `This library was written by a newer Fullmoon (schema ${failure.found}, this one knows ${failure.newest}): `
        + 'start the newer release; nothing was changed.';
    case 'store/edited-migration':
      return `This library was made with another version of schema step ${failure.version}: `
        + 'use the release that made it, or restore a backup; nothing was changed.';
    case 'store/migration-failed':
      return `The library could not be brought up to date (step ${failure.version}: ${failure.detail}): `
        + 'it is as it was, and a copy lies beside it; report this to whoever maintains Fullmoon here.';
    case 'store/disk-full':
      return `The disk is full (${roomWords(failure)}): make room and try again; nothing that was saved is lost.`;
    case 'store/damaged':
      return `The library is damaged (${failure.detail}): put a backup in its place; it was left as it is.`;
    case 'store/foreign':
      return 'The file library.sqlite in the data folder is not a Fullmoon library: '
        + 'choose another data folder, or move it away.';
    case 'store/library-missing':
      return 'The data folder holds images but no library.sqlite: '
        + 'put the library or a backup of it back; no image was touched.';
    case 'store/needs-upgrade':
      return `The library is older than this Fullmoon (schema ${failure.found} of ${failure.newest}) and cannot be written: `
        + 'start Fullmoon once where the data folder can be written.';
    case 'store/plans-not-listed':
      return 'The list of plans of this library is not written yet, and the library cannot be written from here: '
        + 'wait until the Fullmoon that writes it has started, or start one where the data folder can be written.';
    case 'store/not-writable':
      return `The data folder cannot be made or written (${failure.detail}): allow writing there, or choose another one.`;
    case 'store/sqlite-too-old':
      return `The database library ${failure.found} has a known fault: install Fullmoon again.`;
    case 'store/read-only':
      return 'The library can only be looked at: '
        + 'close the other Fullmoon, or allow writing in the data folder, and start again.';
    case 'store/busy':
      return 'The library is in use by another program: wait a moment and try again.';
    case 'store/unreachable':
      return `The data folder cannot be read or written (${failure.detail}): check the disk and try again.`;
    default: return assertNever(failure);
  }
}

/** What is free on a full disk, and what would be needed: "3 MB free, 210 MB needed". */
export const roomWords = (
  { freeBytes, neededBytes }: { readonly freeBytes: number; readonly neededBytes: number },
): string => `${Math.floor(freeBytes / 1e6)} MB free, ${Math.ceil(neededBytes / 1e6)} MB needed`;
