import { err, type Err } from '../../../core/result.ts';
import type { StoreTrouble } from '../store/trouble.ts';

/** Trouble of the store that no method promises to answer: logged with an incident number by `answer`. */
export class StoreFault extends Error {
  readonly code: string;
  constructor(trouble: StoreTrouble) {
    super('detail' in trouble ? trouble.detail : trouble.code);
    this.name = 'StoreFault';
    this.code = trouble.code;
  }
}

/** What can keep a save from being kept without anything being broken. */
type NotKept = Extract<StoreTrouble, { readonly code: 'store/read-only' | 'store/disk-full' }>;

/**
 * A failure that is the caller's business goes back; a store that cannot be written and a full disk say so;
 * the rest is an incident.
 */
export function refused<F extends { readonly code: string }>(
  failure: F | StoreTrouble,
): Err<Exclude<F, StoreTrouble> | NotKept> {
  if (isTrouble(failure)) {
    if (failure.code === 'store/read-only' || failure.code === 'store/disk-full') return err(failure);
    throw new StoreFault(failure);
  }
  return err(failure as Exclude<F, StoreTrouble>);
}

/** The value of something that only a broken store can keep from us. */
export function certain<T>(result: { readonly ok: true; readonly value: T } | Err<StoreTrouble>): T {
  if (result.ok) return result.value;
  throw new StoreFault(result.failure);
}

const TROUBLES: ReadonlySet<string> = new Set<StoreTrouble['code']>([
  'store/read-only', 'store/disk-full', 'store/damaged', 'store/busy', 'store/unreachable',
]);
const isTrouble = (failure: { readonly code: string }): failure is StoreTrouble => TROUBLES.has(failure.code);
