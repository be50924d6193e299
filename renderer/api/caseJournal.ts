import { useEffect, useRef } from 'react';
import type { HostClient } from '../../core/contract/contract.ts';
import type { CaseId } from '../../core/contract/ids.ts';
import type { Result } from '../../core/result.ts';
import { useUndo } from '../state/undoStore.ts';
import { useView } from '../state/viewStore.ts';

/** What is kept of one case at a time: a record of it, with all that hangs on that. */
interface OfCase<Kept> {
  readonly make: (host: HostClient, caseId: CaseId) => Kept;
  /** Whose steps of undo go with it. */
  readonly scopes: (caseId: CaseId, kept: Kept) => readonly string[];
  readonly leave?: (kept: Kept) => void;
}

/**
 * Gives what is kept of a case. It stays while other stations are in front, so that undo reaches it from there; another case ends it,
 * and that it is closed: what was removed is neither changed nor asked about.
 */
export function keptOfCase<Kept>({ make, scopes, leave }: OfCase<Kept>): (host: HostClient, caseId: CaseId) => Kept {
  let last: { readonly host: HostClient; readonly caseId: CaseId; readonly kept: Kept } | null = null;
  const end = (): void => {
    if (last === null) return;
    for (const scope of scopes(last.caseId, last.kept)) useUndo.getState().forget(scope);
    leave?.(last.kept);
    last = null;
  };
  useView.subscribe(({ caseId }, before) => { if (caseId !== before.caseId && caseId !== last?.caseId) end(); });
  return (host, caseId) => {
    if (last?.caseId === caseId && last.host === host) return last.kept;
    end();
    last = { host, caseId, kept: make(host, caseId) };
    return last.kept;
  };
}

/** Says that an undo came too late. */
export const sayStale = (): void => useView.getState().say('Another window changed this meanwhile: it was left as it is');

/** Feeds a record with what the host has of it; what was done while the import still ran is kept once that is stored. */
export function useFedJournal<Listed>(
  journal: { take(listed: Listed): void; retry(): void }, answer: Result<Listed, unknown> | undefined, stored: boolean,
): void {
  const wasStored = useRef(stored);
  useEffect(() => {
    if (answer?.ok === true) journal.take(answer.value);
  }, [journal, answer]);
  useEffect(() => {
    if (stored && !wasStored.current) journal.retry();
    wasStored.current = stored;
  }, [journal, stored]);
}
