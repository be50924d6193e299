import { resolve } from 'node:path';
import { dataFolder } from '../host/dataFolder.ts';
import { failureSentence } from '../host/store/failureSentence.ts';
import type { FileLost, NotCopied } from '../host/store/libraryBackup.ts';
import type { StoreFailure } from '../host/store/open.ts';
import { restore as restored } from '../host/store/restore.ts';
import { folderRefusal } from './folderRefusal.ts';
import { storeOptions, withStore } from './library.ts';
import { NOT_EMPTY } from './plans.ts';
import { done, refused, usage, type Call, type Outcome, type Refused } from './outcome.ts';

/** backup TO: the library and its files into a new folder; a Fullmoon that runs may go on writing. */
export async function backup(call: Call): Promise<Outcome> {
  const [to, ...rest] = call.args;
  if (to === undefined || rest.length > 0) return usage('backup takes one TO: a new folder.');
  return withStore((store) => tried(async () => {
    const copy = await store.backUp(resolve(to));
    return copy.ok ? done({ folder: resolve(to), ...copy.value }) : refused(refusalOf(copy.failure));
  }));
}

/** restore FROM: a backup into the data folder of this machine, where there is nothing yet. */
export async function restore(call: Call): Promise<Outcome> {
  const [from, ...rest] = call.args;
  if (from === undefined || rest.length > 0) return usage('restore takes one FROM: a folder that backup made.');
  return tried(async () => {
    const copy = await restored(resolve(from), storeOptions());
    if (copy.ok) return done({ folder: dataFolder(), ...copy.value });
    return refused(copy.failure.code === 'folder/not-empty' ? {
      code: copy.failure.code, message: `There is a library already in ${dataFolder()}. Move it away, or set FULLMOON_DATA to another folder.`,
    } : refusalOf(copy.failure));
  });
}

async function tried(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (fault) {
    return refused(folderRefusal(fault));
  }
}

function refusalOf(failure: NotCopied | StoreFailure): Refused {
  switch (failure.code) {
    case 'folder/not-empty': return NOT_EMPTY;
    case 'file/missing': case 'file/changed': return { code: failure.code, message: lost(failure) };
    case 'audit/broken': case 'audit/cut-off':
      return { code: failure.code, message: `Entry ${failure.sequence} of the audit is not as it was written: take another backup.` };
    default: return { code: failure.code, message: failureSentence(failure) };
  }
}

const lost = ({ code, sha256 }: FileLost): string =>
  `The image file ${sha256.slice(0, 12)}… ${code === 'file/missing' ? 'is not there' : 'is not as it was stored'}: nothing was copied; take another backup.`;
