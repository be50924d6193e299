import type { SourceRef } from '../../../core/contract/ids.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { UploadCode } from '../../words.ts';
import { isWorthSending, type DroppedFile } from './dropped.ts';

/** How far a drop has been sent. */
export interface Sent { readonly sent: number; readonly leftOut: number; readonly lost: number }
export type UploadFailure = { readonly code: UploadCode | 'carriage/unreachable' };

const AT_ONCE = 4;
const refusals: Readonly<Record<number, UploadCode>> = {
  400: 'upload/bad-name', 404: 'upload/not-found', 413: 'upload/too-large', 507: 'upload/not-written',
};

/** Where a file goes: each part of its name made safe for a URL. */
export const uploadUrl = (box: SourceRef, name: string): string =>
  `/upload/${box}/${name.split('/').map(encodeURIComponent).join('/')}`;

/** The files of one dropped thing; `onLost` hears of each that cannot be read. */
export type Files = (onLost: (name: string) => void) => AsyncGenerator<DroppedFile, void, undefined>;

/** Sends what may be DICOM into a box, four at a time; tells of each step; stops at the first refusal. */
export async function sendFiles(
  box: SourceRef, dropped: readonly Files[], signal: AbortSignal, onStep: (sent: Sent) => void,
): Promise<Result<Sent, UploadFailure>> {
  let now: Sent = { sent: 0, leftOut: 0, lost: 0 };
  let refusal: UploadFailure | null = null;
  const count = (what: keyof Sent): void => {
    now = { ...now, [what]: now[what] + 1 };
    onStep(now);
  };
  const files = oneAfterTheOther(dropped, () => count('lost'));
  const worker = async (): Promise<void> => {
    for (let next = await files.next(); next.done !== true; next = await files.next()) {
      if (signal.aborted || refusal !== null) return;
      const outcome = await sendOne(box, next.value, now.sent + now.leftOut + now.lost, signal);
      if (typeof outcome === 'string') count(outcome);
      else refusal = outcome;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return refusal === null ? ok(now) : err(refusal);
}

async function* oneAfterTheOther(dropped: readonly Files[], onLost: () => void): AsyncGenerator<DroppedFile, void, undefined> {
  for (const files of dropped) yield* files(onLost);
}

async function sendOne(
  box: SourceRef, { name, file }: DroppedFile, number: number, signal: AbortSignal,
): Promise<keyof Sent | UploadFailure> {
  try {
    if (!await isWorthSending(file)) return 'leftOut';
  } catch {
    return 'lost';
  }
  const first = await put(uploadUrl(box, name), file, signal);
  // A name that no file may have still belongs to a picture: it travels under a number.
  const last = first === 'upload/bad-name' ? await put(uploadUrl(box, `renamed-${number}`), file, signal) : first;
  return last === null ? 'sent' : { code: last };
}

async function put(url: string, file: File, signal: AbortSignal): Promise<UploadFailure['code'] | null> {
  try {
    const response = await fetch(url, { method: 'PUT', body: file, signal });
    return response.ok ? null : refusals[response.status] ?? 'carriage/unreachable';
  } catch {
    return 'carriage/unreachable';
  }
}
