import type { Refused } from './outcome.ts';

/** Why a folder could not be written, in a sentence; throws what is a bug. */
export function folderRefusal(fault: unknown): Refused {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : null;
  if (code === null) throw fault;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return { code: 'folder/disk-full', message: 'The disk is full: make room and try again; nothing was left behind.' };
  return { code: 'folder/not-writable', message: `This folder cannot be written (${code}). Check the path and its permissions.` };
}
