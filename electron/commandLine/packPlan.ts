import { dirname, resolve } from 'node:path';
import type { Output } from '../../core/contract/contract.ts';
import type { PlanId } from '../../core/contract/ids.ts';
import { packSentence } from '../host/export/pack/words.ts';
import { makeFolders } from '../host/files/makeFolders.ts';
import type { RunningHost } from '../host/runningHost.ts';
import { folderRefusal } from './folderRefusal.ts';
import { CANCELLED, done, refused, type Call, type Outcome } from './outcome.ts';

/**
 * A hand-over pack of a signed version, at a place where nothing lies yet; see export/pack.
 *
 * @param plan - as it was asked for; a plan of another workstation was sealed under another id
 */
export async function packed(
  call: Pick<Call, 'options' | 'say' | 'signal'>, { pack }: Pick<RunningHost, 'pack'>, plan: PlanId, { sealed, standing }: Output<'plans.version'>,
  to: string,
): Promise<Outcome> {
  const { options: { dicom, deidentified, 'with-images': withImages }, say, signal } = call;
  const request = {
    plan, version: sealed.version, holds: dicom === true ? 'dicom' as const : 'pack' as const,
    isDeidentified: deidentified === true, withImages: withImages === true,
  };
  const path = resolve(to);
  try {
    makeFolders(dirname(path), 0o700);
  } catch (fault) {
    return refused(folderRefusal(fault));
  }
  const made = await pack(request, path, signal, (files, of) => say(`packing: ${files} of ${of} files`));
  if (made.ok) {
    return done({ plan, version: sealed.version, sha256: standing.sha256, ...made.value });
  }
  const { failure } = made;
  return refused(failure.code === 'export/cancelled' ? CANCELLED : { code: failure.code, message: packSentence(failure) });
}
