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
  /** What the log says now, and said at an instant: what was not written follows it until the outcome is confirmed. */
  follow(log: OutcomeLog): void;
  /** What the host has: a fresh answer to outcomes.load. */
  take(revisions: readonly KeptOutcome[]): void;
  /** Tries again to keep what waits. */
  retry(): void;
}

/** What the log of the room says, as it was at an instant; null for now. */
export type OutcomeLog = (at: string | null) => Outcome;

/** An outcome with what the log says now in every field that still was as the log had it. */
const followed = (outcome: Outcome, then: Outcome, now: Outcome): Outcome =>
  Object.fromEntries((Object.keys(outcome) as (keyof Outcome)[]).map((field) =>
    [field, isSameData(outcome[field], then[field]) ? now[field] : outcome[field]])) as unknown as Outcome;

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
  let log: OutcomeLog | null = null;
  const heard = (revisions: readonly KeptOutcome[] | null): Partial<OutcomeDraftState> => {
    const newest = revisions?.at(-1);
    const outcome = newest === undefined ? null
      : newest.isConfirmed || log === null ? newest.outcome : followed(newest.outcome, log(newest.at), log(null));
    return { revisions, outcome, isConfirmed: newest?.isConfirmed ?? false };
  };

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
      const then = log?.(null) ?? null;
      // A step that is taken back later takes back what was written, and not what the log has said since.
      const write = (outcome: Outcome) => (): void =>
        show({ outcome: then === null || log === null ? outcome : followed(outcome, then, log(null)), isConfirmed: false });
      write(after)();
      useUndo.getState().did({ words, scope, undo: write(before), redo: write(after), ...(gesture === undefined ? {} : { gesture }) });
    },
    confirm(outcome) {
      // What somebody stands by is corrected on purpose, never by taking steps back.
      useUndo.getState().forget(scope);
      show({ outcome, isConfirmed: true });
    },
    follow(next) {
      const before = log?.(null) ?? null;
      log = next;
      const { outcome, isConfirmed, revisions } = store.getState();
      if (outcome === null || isConfirmed) return;
      if (pending === null) return set(heard(revisions));
      if (before === null) return;
      pending = { ...pending, outcome: followed(pending.outcome, before, next(null)) };
      set({ outcome: pending.outcome });
    },
    take(revisions) {
      const [known, listed] = [last()?.revision ?? 0, revisions.at(-1)?.revision ?? 0];
      // An answer from before a step was kept; of what is on its way the host judges.
      if (listed < known || pending !== null) return void send();
      const { outcome } = store.getState();
      if (listed > known && outcome !== null && !isSameData(outcome, heard(revisions).outcome)) takeOver(revisions, { isTakenOver: true });
      else set(heard(revisions));
    },
    retry: () => void send(),
  };
}
