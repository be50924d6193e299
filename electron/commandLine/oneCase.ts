import { dirname, resolve } from 'node:path';
import { caseIdSchema, type CaseId } from '../../core/contract/ids.ts';
import { droppedSendingsWords } from '../../core/plan/droppedSendings.ts';
import { packSentence } from '../host/export/pack/words.ts';
import { makeFolders } from '../host/files/makeFolders.ts';
import { folderRefusal } from './folderRefusal.ts';
import { IN_USE, withHost } from './library.ts';
import { CANCELLED, done, refused, usage, type Call, type Outcome } from './outcome.ts';

/** case export CASE --to FILE.zip | erase CASE: everything of one patient. */
export async function oneCase(call: Call): Promise<Outcome> {
  const [what, given, ...rest] = call.args;
  const { to, 'drop-sendings': drops } = call.options;
  if (what !== 'export' && what !== 'erase') return usage('case is followed by export or erase.');
  if (given === undefined || rest.length > 0) return usage(`case ${what} takes one CASE: an id that list gives.`);
  if (what === 'export' && typeof to !== 'string') return usage('case export needs --to FILE.zip.');
  if (what === 'erase' && to !== undefined) return usage('--to belongs to case export.');
  if (what === 'export' && drops !== undefined) return usage('--drop-sendings belongs to case erase.');
  const id = caseIdSchema.safeParse(given);
  if (!id.success) return refused(NO_CASE);
  return typeof to === 'string' ? exported(call, id.data, to) : erased(id.data, drops === true);
}

const NO_CASE = { code: 'case/not-found', message: 'There is no such case in the library. Take an id from list.' } as const;

async function exported({ say, signal }: Call, id: CaseId, to: string): Promise<Outcome> {
  const path = resolve(to);
  try {
    makeFolders(dirname(path), 0o700);
  } catch (fault) {
    return refused(folderRefusal(fault));
  }
  return withHost(async ({ exportCase }) => {
    const made = await exportCase(id, path, signal, (files, of) => say(`packing: ${files} of ${of} files`));
    if (made.ok) {
      const { files, bytes, images, leftOut } = made.value;
      return done({ case: id, files, bytes, images, leftOut });
    }
    const { failure } = made;
    return refused(failure.code === 'export/cancelled' ? CANCELLED : { code: failure.code, message: packSentence(failure) });
  });
}

const erased = (id: CaseId, drops: boolean): Promise<Outcome> => withHost(async ({ host }) => {
  const open = await host['sendings.list']({ plan: null });
  if (!open.ok) return open.failure;
  const dropped = droppedSendingsWords(open.value.sendings, id);
  if (dropped !== null && !drops) return refused({ code: 'case/sendings-wait', message: `${dropped} To erase it all the same, add --drop-sendings.` });
  const removed = await host['cases.remove']({ id });
  if (removed.ok) return done({ case: id, ...removed.value });
  const { code } = removed.failure;
  return refused(code === 'case/not-found' ? NO_CASE : { code, message: IN_USE });
});
