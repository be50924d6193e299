import type { SourceRef } from '../../../core/contract/ids.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { UploadCode } from '../../words.ts';
import { isWorthSending, type DroppedFile } from './dropped.ts';

/** How far a drop has been sent. */
export interface Sent {
  readonly sent: number;
  readonly leftOut: number;
  readonly lost: number;
}
export type UploadFailure = { readonly code: UploadCode | 'carriage/unreachable' };

/** Files looked at together: asking the browser for one takes longer than reading its first bytes. */
const LOOKED_AT = 8;
const SENT_AT_ONCE = 4;
const refusals: Readonly<Record<number, UploadCode>> = {
  400: 'upload/bad-name',
  404: 'upload/not-found',
  413: 'upload/too-large',
  507: 'upload/not-written',
};

/** Where a file goes: each part of its name made safe for a URL. */
export const uploadUrl = (box: SourceRef, name: string): string =>
  `/upload/${box}/${name.split('/').map(encodeURIComponent).join('/')}`;

/** The files of one dropped thing; `onLost` hears of each that cannot be read. */
export type Files = (onLost: (name: string) => void) => AsyncGenerator<DroppedFile, void, undefined>;

/** Sends what may be DICOM into a box, four at a time; tells of each step; stops at the first refusal. */
export async function sendFiles(
  box: SourceRef,
  dropped: readonly Files[],
  signal: AbortSignal,
  onStep: (sent: Sent) => void,
): Promise<Result<Sent, UploadFailure>> {
  let now: Sent = { sent: 0, leftOut: 0, lost: 0 };
  let refusal: UploadFailure | null = null;
  let numbers = 0;
  const numbered = (): number => {
    numbers += 1;
    return numbers;
  };
  const count = (what: keyof Sent): void => {
    now = { ...now, [what]: now[what] + 1 };
    onStep(now);
  };
  const files = oneAfterTheOther(dropped, () => count('lost'));
  const sendUnlessEnded = async (file: File, name: string): Promise<'sent' | UploadFailure> =>
    refusal ?? (await sendOne(box, file, name, numbered(), signal));
  const inTurn = turns(SENT_AT_ONCE);
  const worker = async (): Promise<void> => {
    for (let next = await files.next(); next.done !== true; next = await files.next()) {
      if (signal.aborted || refusal !== null) return;
      const file = await worthSending(next.value);
      if (signal.aborted || refusal !== null) return;
      const outcome =
        file instanceof File ? await inTurn(() => sendUnlessEnded(file, next.value.name)) : file;
      if (typeof outcome === 'string') count(outcome);
      else refusal = outcome;
    }
  };
  await Promise.all(Array.from({ length: LOOKED_AT }, worker));
  return refusal === null ? ok(now) : err(refusal);
}

async function* oneAfterTheOther(
  dropped: readonly Files[],
  onLost: () => void,
): AsyncGenerator<DroppedFile, void, undefined> {
  for (const files of dropped) yield* files(onLost);
}

/** The file, or why it is not sent. */
async function worthSending(dropped: DroppedFile): Promise<File | 'leftOut' | 'lost'> {
  try {
    const file = await dropped.file();
    return (await isWorthSending(file)) ? file : 'leftOut';
  } catch {
    return 'lost';
  }
}

async function sendOne(
  box: SourceRef,
  file: File,
  name: string,
  number: number,
  signal: AbortSignal,
): Promise<'sent' | UploadFailure> {
  const first = await put(uploadUrl(box, name), file, signal);
  // A name that no file may have still belongs to a picture: it travels under a number.
  const last =
    first === 'upload/bad-name' ? await put(uploadUrl(box, `renamed-${number}`), file, signal) : first;
  return last === null ? 'sent' : { code: last };
}

/** Lets at most `places` of the works given to it run at a time, in the order in which they came. */
function turns(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free -= 1;
    else
      await new Promise<void>((go) => {
        waiting.push(go);
      });
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

async function put(url: string, file: File, signal: AbortSignal): Promise<UploadFailure['code'] | null> {
  try {
    const response = await fetch(url, { method: 'PUT', body: file, signal });
    return response.ok ? null : (refusals[response.status] ?? 'carriage/unreachable');
  } catch {
    return 'carriage/unreachable';
  }
}
