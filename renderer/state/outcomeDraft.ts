import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CarriageFailure, Failure, HostClient } from '../../core/contract/contract.ts';
import type { PlanId } from '../../core/contract/ids.ts';
import type { KeptOutcome, Outcome } from '../../core/plan/outcome.ts';
import { WAITS } from './notKeptNow.ts';
import { isSameData } from './sameData.ts';
import { useUndo } from './undoStore.ts';

/** Why an outcome is not kept. */
export type OutcomeNotKept = Failure<'outcomes.save'> | CarriageFailure;

/** The outcome of one procedure: as kept, and over it what is on its way. */
export interface OutcomeDraftState {
  /** What the host has of it; null until it was heard. */
  readonly revisions: readonly KeptOutcome[] | null;
  /** What is shown; null while nobody has written anything: the log speaks. */
  readonly outcome: Outcome | null;
  /** Somebody stands by what is shown. */
  readonly isConfirmed: boolean;
  /** Something is not kept yet. */
  readonly isWaiting: boolean;
  /** Why it is not, where it cannot be now; it is tried again when something changes. */
  readonly obstacle: OutcomeNotKept | null;
  /** Why the last step was not carried out. */
  readonly refused: OutcomeNotKept | null;
  /** Another window's outcome came in the place of what was written here. */
  readonly isTakenOver: boolean;
}

/** An outcome over the host. Each step is shown at once and kept as it is made; a correction is to be confirmed again. */
export interface OutcomeDraft {
  readonly store: StoreApi<OutcomeDraftState>;
  /** `words` names the step of undo; `before` is what was shown. Steps of one `gesture` in a row are one. */
  change(words: string, before: Outcome, after: Outcome, gesture?: string): void;
  /** Stands by what is shown, as it is. */
  confirm(outcome: Outcome): void;
  /** What the host has: a fresh answer to outcomes.load. */
  take(revisions: readonly KeptOutcome[]): void;
  /** Tries again to keep what waits. */
  retry(): void;
}

/** The scope of undo of an outcome. */
export const outcomeScope = (plan: PlanId, version: number): string => `outcome ${plan} ${version}`;

/** Nothing is heard yet. */
export const NO_OUTCOME: OutcomeDraftState = {
  revisions: null, outcome: null, isConfirmed: false, isWaiting: false, obstacle: null, refused: null, isTakenOver: false,
};

/** The outcome of the procedure by one signed version, empty until the host has been heard. */
export function createOutcomeDraft(host: Pick<HostClient, 'outcomes.save' | 'outcomes.load'>, plan: PlanId, version: number): OutcomeDraft {
  const scope = outcomeScope(plan, version);
  /** The step that is not kept yet; a later one stands for those before it. */
  let pending: Pick<KeptOutcome, 'outcome' | 'isConfirmed'> | null = null;
  let isSending = false;
  const store = createStore<OutcomeDraftState>(() => NO_OUTCOME);
  const set = (changed: Partial<OutcomeDraftState>): void => store.setState(changed);
  const last = (): KeptOutcome | undefined => store.getState().revisions?.at(-1);
  const heard = (revisions: readonly KeptOutcome[] | null): Partial<OutcomeDraftState> =>
    ({ revisions, outcome: revisions?.at(-1)?.outcome ?? null, isConfirmed: revisions?.at(-1)?.isConfirmed ?? false });

  function takeOver(revisions: readonly KeptOutcome[] | null, changed: Partial<OutcomeDraftState>): void {
    pending = null;
    useUndo.getState().forget(scope);
    set({ ...heard(revisions), isWaiting: false, obstacle: null, ...changed });
  }

  async function send(): Promise<void> {
    const step = pending;
    if (isSending || step === null) return;
    isSending = true;
    const reply = await host['outcomes.save']({ plan, version, revision: last()?.revision ?? 0, ...step });
    isSending = false;
    if (reply.ok) {
      const { revisions } = reply.value;
      const isLast = pending === step;
      if (isLast) pending = null;
      set({ ...(isLast ? heard(revisions) : { revisions }), isWaiting: !isLast, obstacle: null });
      return send();
    }
    if (WAITS.has(reply.failure.code)) return set({ obstacle: reply.failure });
    const loaded = await host['outcomes.load']({ plan, version });
    takeOver(loaded.ok ? loaded.value.revisions : store.getState().revisions,
      reply.failure.code === 'outcome/stale' ? { isTakenOver: true } : { refused: reply.failure });
  }

  function show(step: Pick<KeptOutcome, 'outcome' | 'isConfirmed'>): void {
    pending = step;
    set({ ...step, isWaiting: true, refused: null, isTakenOver: false });
    void send();
  }

  return {
    store,
    change(words, before, after, gesture) {
      if (isSameData(before, after)) return;
      const write = (outcome: Outcome) => (): void => show({ outcome, isConfirmed: false });
      write(after)();
      useUndo.getState().did({ words, scope, undo: write(before), redo: write(after), ...(gesture === undefined ? {} : { gesture }) });
    },
    confirm(outcome) {
      // What somebody stands by is corrected on purpose, never by taking steps back.
      useUndo.getState().forget(scope);
      show({ outcome, isConfirmed: true });
    },
    take(revisions) {
      const [known, listed] = [last()?.revision ?? 0, revisions.at(-1)?.revision ?? 0];
      // An answer from before a step was kept; of what is on its way the host judges.
      if (listed < known || pending !== null) return void send();
      const { outcome } = store.getState();
      if (listed > known && outcome !== null && !isSameData(outcome, revisions.at(-1)?.outcome)) takeOver(revisions, { isTakenOver: true });
      else set(heard(revisions));
    },
    retry: () => void send(),
  };
}
