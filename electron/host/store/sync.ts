import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** Windows makes names durable by itself and refuses to open a folder. */
const hasFolderSync = process.platform !== 'win32';

/** Makes new and renamed entries of a folder durable. */
export function syncFolder(folder: string): void {
  if (hasFolderSync) syncFile(folder, 'r');
}

/** The same, without waiting for the disk in this thread. */
export async function syncFolderLater(folder: string): Promise<void> {
  if (!hasFolderSync) return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes what a file holds durable. */
export function syncFile(path: string, mode: 'r' | 'r+' = 'r+'): void {
  const handle = openSync(path, mode);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
