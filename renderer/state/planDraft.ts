import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CarriageFailure, Failure, HostClient } from '../../core/contract/contract.ts';
import type { CaseId, VesselId } from '../../core/contract/ids.ts';
import type { PlanView } from '../../core/contract/plans.ts';
import type { PlanContent } from '../../core/plan/plan.ts';
import { WAITS } from './notKeptNow.ts';
import { isSameData } from './sameData.ts';
import { useUndo } from './undoStore.ts';

/** Why a draft is not kept. */
export type PlanNotKept = Failure<'plans.edit'> | CarriageFailure;

/** The draft of one vessel's plan: as kept, and over it what is on its way. */
export interface PlanDraftState {
  /** What the host has of this plan: its signed versions, when the draft was kept; null where it has none. */
  readonly plan: PlanView | null;
  /** Null while nobody has planned anything. */
  readonly content: PlanContent | null;
  /** The revision that the host has. */
  readonly revision: number;
  /** Something that was edited is not kept yet. */
  readonly isWaiting: boolean;
  /** Why it is not, where it cannot be now; it is tried again when something changes. */
  readonly obstacle: PlanNotKept | null;
  /** Why the last edit was not carried out. */
  readonly refused: PlanNotKept | null;
  /** Another window's draft came in the place of an edit made here. */
  readonly isTakenOver: boolean;
}

/** The draft of a plan over the host. Every edit is shown at once and kept as it is made. */
export interface PlanDraft {
  readonly store: StoreApi<PlanDraftState>;
  /** The plan as it is after an edit; `words` names the step of undo. Edits of one `gesture` in a row are one step. */
  change(words: string, content: PlanContent, gesture?: string): void;
  /** What the host has: a fresh answer to plans.list, or of a method that answers the plan. */
  take(plan: PlanView | null): void;
  /** Tries again to keep what waits. */
  retry(): void;
}

/** The scope of undo of a vessel's plan. */
export const planScope = (caseId: CaseId, vessel: VesselId): string => `plan ${caseId} ${vessel}`;

/** A plan with nothing in it. */
export const EMPTY_PLAN: PlanContent = {
  rungs: (['A', 'B', 'C'] as const).map((letter) => ({ letter, title: '', note: '', steps: [], stop: null })),
  budget: { contrastMl: null, airKermaGy: null, wireMinutes: null, totalMinutes: null },
  access: '', guides: '', notes: '', keyImages: [],
};

/** Nothing is planned, or nothing is heard yet. */
export const NO_DRAFT: PlanDraftState = {
  plan: null, content: null, revision: 0, isWaiting: false, obstacle: null, refused: null, isTakenOver: false,
};

/** The draft of one vessel's plan, empty until the host has been heard. */
export function createPlanDraft(
  host: Pick<HostClient, 'plans.edit' | 'plans.list'>, caseId: CaseId, vessel: VesselId,
): PlanDraft {
  const scope = planScope(caseId, vessel);
  /** The edit that is not kept yet; a later one stands for those before it. */
  let pending: { readonly words: string; readonly content: PlanContent } | null = null;
  let isSending = false;
  const store = createStore<PlanDraftState>(() => NO_DRAFT);
  const set = (changed: Partial<PlanDraftState>): void => store.setState(changed);

  /** What the host has counts, and what was edited here and not kept goes with its undo. */
  function takeOver(plan: PlanView | null, changed: Partial<PlanDraftState>): void {
    pending = null;
    useUndo.getState().forget(scope);
    set({
      plan, content: plan?.draft?.content ?? null, revision: plan?.draft?.revision ?? 0, isWaiting: false, obstacle: null,
      ...changed,
    });
  }

  async function send(): Promise<void> {
    const edit = pending;
    if (isSending || edit === null) return;
    isSending = true;
    const { revision } = store.getState();
    const reply = await host['plans.edit']({ caseId, vessel, revision, words: edit.words, content: edit.content });
    isSending = false;
    if (reply.ok) {
      const isLast = pending === edit;
      if (isLast) pending = null;
      set({ plan: reply.value, revision: reply.value.draft?.revision ?? revision, isWaiting: !isLast, obstacle: null });
      return send();
    }
    if (WAITS.has(reply.failure.code)) return set({ obstacle: reply.failure });
    const listed = await host['plans.list']({ caseId });
    // Nobody knows what came before it: it waits, and nothing comes in its place.
    if (!listed.ok && reply.failure.code === 'plan/stale') return set({ obstacle: listed.failure });
    const plan = listed.ok ? listed.value.plans.find((one) => one.vessel === vessel) ?? null : store.getState().plan;
    takeOver(plan, reply.failure.code === 'plan/stale' ? { isTakenOver: true } : { refused: reply.failure });
  }

  function show(words: string, content: PlanContent): void {
    pending = { words, content };
    set({ content, isWaiting: true, refused: null, isTakenOver: false });
    void send();
  }

  return {
    store,
    change(words, content, gesture) {
      const before = store.getState().content ?? EMPTY_PLAN;
      if (isSameData(before, content)) return;
      show(words, content);
      useUndo.getState().did({
        words, scope, undo: () => show(`undo ${words}`.slice(0, 120), before), redo: () => show(words, content),
        ...(gesture === undefined ? {} : { gesture }),
      });
    },
    take(plan) {
      const { revision, content } = store.getState();
      const listed = plan?.draft?.revision ?? 0;
      // A list that was asked for before an edit was kept.
      if (listed < revision) return;
      const isNewer = listed > revision;
      // While an edit is on its way, what it was made from is judged by the host.
      if (pending !== null) {
        if (!isNewer) set({ plan });
        void send();
      } else if (isNewer && content !== null && !isSameData(content, plan?.draft?.content)) takeOver(plan, { isTakenOver: true });
      else set({ plan, content: plan?.draft?.content ?? content, revision: plan?.draft?.revision ?? revision });
    },
    retry: () => void send(),
  };
}
