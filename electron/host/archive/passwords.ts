import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ArchivePlace } from '../../../core/contract/archives.ts';
import type { ArchiveId } from '../../../core/contract/ids.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { syncFolder } from '../store/sync.ts';
import { troubleOf, type StoreTrouble } from '../store/trouble.ts';

/** Locks words with a key that the operating system keeps for this user. */
export interface Keyring {
  seal(words: string): string;
  /** Null where another user or another computer has sealed it. */
  open(sealed: string): string | null;
}

/** Passwords of archives. Each is for one address and one user, and is given out for them alone. */
export interface Passwords {
  /** Sealed by the keyring of the system? Else the file is for its owner only. */
  readonly areSealed: boolean;
  of(id: ArchiveId, place: ArchivePlace): string | null;
  set(id: ArchiveId, place: ArchivePlace, password: string): Result<void, StoreTrouble>;
  remove(id: ArchiveId): Result<void, StoreTrouble>;
}

/** Beside the library, not in it: a backup carries no password. */
const FILE = 'archive-passwords.json';
const kept = z.record(z.string(), z.strictObject({ isFor: z.string(), password: z.string(), isSealed: z.boolean() }));
type Kept = z.infer<typeof kept>;

/** What a password is for: it goes to no other address and for no other user. */
const purposeOf = (place: ArchivePlace): string => (place.kind === 'dicomweb' ? JSON.stringify([place.address, place.user]) : '');

/** The passwords of a data folder. A file that cannot be read holds none: they are typed again. */
export function openPasswords(folder: string, keyring: Keyring | undefined): Passwords {
  const path = join(folder, FILE);
  const read = (): Kept => {
    try {
      const parsed = kept.safeParse(JSON.parse(readFileSync(path, 'utf8')));
      return parsed.success ? parsed.data : {};
    } catch {
      return {};
    }
  };
  const write = (passwords: Kept): Result<void, StoreTrouble> => {
    try {
      writeWhole(folder, path, JSON.stringify(passwords));
      return ok(undefined);
    } catch (thrown) {
      const trouble = troubleOf(thrown, folder);
      if (trouble === null) throw thrown;
      return err(trouble);
    }
  };
  return {
    areSealed: keyring !== undefined,
    of: (id, place) => {
      const found = read()[id];
      if (found === undefined || found.isFor !== purposeOf(place)) return null;
      return found.isSealed ? keyring?.open(found.password) ?? null : found.password;
    },
    set: (id, place, password) => write({
      ...read(), [id]: { isFor: purposeOf(place), password: keyring?.seal(password) ?? password, isSealed: keyring !== undefined },
    }),
    remove: (id) => {
      const { [id]: gone, ...rest } = read();
      return gone === undefined ? ok(undefined) : write(rest);
    },
  };
}

/** Written beside and renamed over: there is the old file or the new one, and nobody else may read either. */
function writeWhole(folder: string, path: string, text: string): void {
  const part = `${path}.part`;
  rmSync(part, { force: true });
  const file = openSync(part, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
  syncFolder(folder);
}
