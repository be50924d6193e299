import type { Dir } from 'node:fs';
import { sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { existsSync, opendirSync } from './fileSystem.ts';
import type { Batch, FoundFile, Unread } from './found.ts';

/** How long one stretch of synchronous work may take before others get their turn. */
const STRETCH_MS = 10;
const BATCH = 512;
const ARCHIVE = /\.(?:zip|gz|tgz|tar|7z|rar|bz2|xz)$/i;

/**
 * The regular files of a folder at any depth, in lists of at most 512, in the order of the disk.
 *
 * Links are never followed (a link to a file inside is met under its own name, one that leads outside is not
 * ours);
 * devices, sockets and pipes are never opened. Both are listed. Work stops at once when the signal says so.
 */
export async function* walked(root: string, signal: AbortSignal): AsyncGenerator<Batch> {
  const folders: { readonly path: string; readonly name: string }[] = [{ path: root, name: '' }];
  let files: FoundFile[] = [];
  let unread: Unread[] = [];
  let started = performance.now();
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const opened = openedFolder(folder.path);
    if (opened === null) {
      unread.push({ name: folder.name, code: 'folder/not-readable' });
      continue;
    }
    const inside = folder.path.endsWith(sep) ? folder.path : folder.path + sep;
    try {
      for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) {
        const path = inside + entry.name;
        const name = folder.name === '' ? entry.name : `${folder.name}/${entry.name}`;
        if (isNoText(entry.name, path)) unread.push({ name, code: 'file/name-not-text' });
        else if (entry.isDirectory()) folders.push({ path, name });
        else if (entry.isSymbolicLink()) unread.push({ name, code: 'file/link' });
        else if (!entry.isFile()) unread.push({ name, code: 'file/not-regular' });
        else if (ARCHIVE.test(name)) unread.push({ name, code: 'file/archive-inside' });
        else files.push({ path, name });
        if (files.length + unread.length < BATCH && performance.now() - started < STRETCH_MS) continue;
        if (files.length + unread.length > 0) yield { files, unread };
        [files, unread] = [[], []];
        await setImmediate();
        if (signal.aborted) return;
        started = performance.now();
      }
    } catch {
      unread.push({ name: folder.name, code: 'folder/not-readable' });
    } finally {
      opened.closeSync();
    }
  }
  if (files.length + unread.length > 0) yield { files, unread };
}

/**
 * Other systems' letters, on a disk that takes any bytes for a name: a path as text does not lead there again.
 */
const isNoText = (name: string, path: string): boolean => name.includes('\ufffd') && !existsSync(path);

const openedFolder = (path: string): Dir | null => {
  try {
    return opendirSync(path, { bufferSize: 256 });
  } catch {
    return null;
  }
};
