import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostClient } from '../../core/contract/contract.ts';
import type { CaseId, PlanId } from '../../core/contract/ids.ts';
import { createOutcomeDraft, outcomeScope, type OutcomeDraft } from './outcomeDraft.ts';
import { useUndo } from './undoStore.ts';
import { useView } from './viewStore.ts';

type OutcomeHost = Pick<HostClient, 'outcomes.save' | 'outcomes.load'>;

/** An outcome that was opened, and the case that it belongs to. */
interface Opened { readonly caseId: CaseId; readonly plan: PlanId; readonly version: number; readonly draft: OutcomeDraft }

/** An outcome that is not kept; `isStuck` where it cannot be now. */
export interface WaitingOutcome { readonly caseId: CaseId; readonly version: number; readonly isStuck: boolean }

/** The outcomes of the case at hand, and of others what still waits. */
export interface OutcomeBook {
  /** What is not kept yet, of every case. */
  readonly waiting: StoreApi<readonly WaitingOutcome[]>;
  /** The outcome of the procedure by a version; the same one for as long as its case is open. */
  of(caseId: CaseId, plan: PlanId, version: number): OutcomeDraft;
  /** Another case comes, or none: undo reaches nothing of the one that is left, and only what waits is kept of it. */
  open(caseId: CaseId | null): void;
  /** Tries again to keep all that waits. */
  retry(): void;
}

/** A book over the host, with nothing in it. */
export function createOutcomeBook(host: OutcomeHost): OutcomeBook {
  const opened = new Map<string, Opened>();
  let current: CaseId | null = null;
  const waiting = createStore<readonly WaitingOutcome[]>(() => []);
  const isWaiting = ({ draft }: Opened): boolean => draft.store.getState().isWaiting;
  const tell = (): void => waiting.setState([...opened.values()].filter(isWaiting).map(({ caseId, version, draft }) =>
    ({ caseId, version, isStuck: draft.store.getState().obstacle !== null })), true);
  const open = (caseId: CaseId | null): void => {
    if (caseId === current) return;
    current = caseId;
    for (const [key, one] of opened) {
      if (one.caseId === caseId) continue;
      useUndo.getState().forget(outcomeScope(one.plan, one.version));
      if (!isWaiting(one)) opened.delete(key);
    }
  };
  return {
    waiting, open,
    of(caseId, plan, version) {
      open(caseId);
      const key = outcomeScope(plan, version);
      const known = opened.get(key);
      if (known !== undefined) return known.draft;
      const draft = createOutcomeDraft(host, plan, version);
      draft.store.subscribe(tell);
      opened.set(key, { caseId, plan, version, draft });
      return draft;
    },
    retry: () => {
      for (const { draft } of opened.values()) draft.retry();
    },
  };
}

let last: { readonly host: OutcomeHost; readonly book: OutcomeBook } | null = null;
// A case that is closed was removed.
useView.subscribe(({ caseId }, before) => { if (caseId === null && before.caseId !== null) last?.book.open(null); });

/** The book of the page. It stays while other stations are in front, so that undo reaches it and what waits is kept. */
export function outcomeBookOf(host: OutcomeHost): OutcomeBook {
  if (last?.host !== host) last = { host, book: createOutcomeBook(host) };
  return last.book;
}
