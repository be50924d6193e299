import { readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { startThread } from '../jobs/workerThread.ts';
import type { NamedFile } from './dicomdirWorker.ts';
import type { Batch, FoundFile, Unread } from './found.ts';
import { hasControlCharacter, printable } from './names.ts';

const MOST_BYTES = 64 * 2 ** 20;
const DEADLINE_MS = 5_000;

/**
 * What a DICOMDIR names: the files that are there, and a line for each that is missing or leads outside its
 * folder.
 */
export async function namedByDicomdir(path: string): Promise<Batch> {
  const named = await readNamed(path);
  if (named === null) return { files: [], unread: [{ name: 'DICOMDIR', code: 'dicomdir/not-readable' }] };
  const folder = realpathSync(dirname(path));
  const listings = new Map<string, readonly string[]>();
  const files: FoundFile[] = [];
  const unread: Unread[] = [];
  for (const [stated, sopInstanceUid] of new Map(named.map((file) => [file.name, file.sopInstanceUid]))) {
    const parts = safeParts(stated);
    if (parts === null) {
      unread.push({ name: `DICOMDIR: ${printable(stated)}`, code: 'dicomdir/unsafe-name' });
      continue;
    }
    const name = parts.join('/');
    const found = onDisk(folder, parts, listings);
    if (found === null) unread.push({ name, code: 'dicomdir/file-missing', sopInstanceUid });
    else if (!isInside(found, folder)) unread.push({ name, code: 'file/link' });
    else files.push({ path: found, name });
  }
  return { files, unread };
}

/**
 * The components of a file id that stays in its folder; null where it is absolute, climbs, names a drive or
 * a share,
 * or holds a control character.
 */
export function safeParts(stated: string): readonly string[] | null {
  const parts = stated.replace(/[\s\0]+$/, '').split(/[\\/]/).map((part) => part.trim());
  const isSafe = (part: string): boolean =>
    part !== '' && part !== '.' && part !== '..' && !part.includes(':') && !hasControlCharacter(part);
  return parts.every(isSafe) ? parts : null;
}

/** What the records name, read in a thread that is ended when it takes too long. */
async function readNamed(path: string): Promise<readonly NamedFile[] | null> {
  try {
    if ((await stat(path)).size > MOST_BYTES) return null;
  } catch {
    return null;
  }
  const worker = startThread(new URL('./dicomdirWorker.ts', import.meta.url), 512, path);
  try {
    return await new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), DEADLINE_MS);
      worker.once('message', (message: { readonly named: readonly NamedFile[] | null }) => {
        clearTimeout(timer);
        resolve(message.named);
      });
      worker.once('error', () => {
        clearTimeout(timer);
        resolve(null);
      });
    });
  } finally {
    await worker.terminate();
  }
}

/**
 * Names on discs are upper case; copies of discs often are not, or gained an ending. Only one match counts.
 */
function onDisk(
  folder: string,
  parts: readonly string[],
  listings: Map<string, readonly string[]>,
): string | null {
  let at = folder;
  for (const part of parts) {
    const exact = join(at, part);
    if (statOf(exact) !== undefined) {
      at = exact;
      continue;
    }
    const alike = listed(at, listings)
      .filter((name) => name.toUpperCase().replace(/(?:;1|\.DCM)$/, '') === part.toUpperCase());
    const [only] = alike;
    if (only === undefined || alike.length > 1) return null;
    at = join(at, only);
  }
  return statOf(at)?.isFile() === true ? at : null;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function listed(folder: string, listings: Map<string, readonly string[]>): readonly string[] {
  const known = listings.get(folder);
  if (known !== undefined) return known;
  let names: readonly string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    // A folder that cannot be listed holds nothing we could name: its files count as missing.
  }
  listings.set(folder, names);
  return names;
}

const isInside = (path: string, folder: string): boolean => {
  try {
    return realpathSync(path).startsWith(folder.endsWith(sep) ? folder : folder + sep);
  } catch {
    return false;
  }
};
