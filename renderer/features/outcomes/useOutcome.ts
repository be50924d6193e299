import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { CaseId, PlanId } from '../../../core/contract/ids.ts';
import { outcomeFromLog, outcomeObjections, type Outcome } from '../../../core/plan/outcome.ts';
import type { PlanContent } from '../../../core/plan/plan.ts';
import type { RoomEvent } from '../../../core/plan/roomLog.ts';
import { useAnswer, useHost, type Reply } from '../../api/useHost.ts';
import { outcomeBookOf } from '../../state/outcomeBook.ts';
import type { OutcomeDraftState } from '../../state/outcomeDraft.ts';
import { useView } from '../../state/viewStore.ts';
import { confirmHindrance, NOBODY } from './outcomeWords.ts';

/** Everything that the form of an outcome works with. */
export interface OutcomeAtHand {
  readonly state: OutcomeDraftState;
  /** What is shown: what was written, else what the log says. */
  readonly outcome: Outcome;
  readonly fromLog: Outcome;
  readonly events: readonly RoomEvent[];
  /** Why log or outcome cannot be read; null where they are, undefined while they are on their way. */
  readonly failure: Extract<Reply<'room.log'> | Reply<'outcomes.load'>, { readonly ok: false }>['failure'] | null | undefined;
  readonly objections: readonly string[];
  /** Why it cannot be confirmed now, in words; null where it can. */
  readonly hindrance: string | null;
  set(part: Partial<Outcome>, words: string, gesture?: string): void;
  confirm(): void;
  retry(): void;
}

/** The outcome of the procedure that was done by a signed version. */
export function useOutcome(caseId: CaseId, plan: PlanId, version: number, content: PlanContent, isReadOnly: boolean): OutcomeAtHand {
  const host = useHost();
  const draft = useMemo(() => outcomeBookOf(host).of(caseId, plan, version), [host, caseId, plan, version]);
  const state = useStore(draft.store);
  const log = useAnswer('room.log', { plan, version });
  const loaded = useAnswer('outcomes.load', { plan, version });
  const revisions = loaded?.ok === true ? loaded.value.revisions : null;
  const events = log?.ok === true ? log.value.events : NO_EVENTS;
  const isRead = log?.ok === true;
  // Before what is kept is taken: that is read against what the log said then.
  useEffect(() => {
    if (isRead) draft.follow((at) => outcomeFromLog(content, at === null ? events : events.filter((event) => event.at <= at)));
  }, [draft, content, events, isRead]);
  useEffect(() => {
    if (revisions !== null) draft.take(revisions);
  }, [draft, revisions]);
  const fromLog = useMemo(() => outcomeFromLog(content, events), [content, events]);
  const outcome = state.outcome ?? fromLog;
  const objections = useMemo(() => outcomeObjections(content, outcome), [content, outcome]);
  const operators = useAnswer('operators.list', {});
  const author = operators?.ok === true ? operators.value.operators.find(({ id }) => id === operators.value.current)?.name ?? null : null;
  const failure = log?.ok === false ? log.failure : loaded?.ok === false ? loaded.failure
    : log === undefined || state.revisions === null ? undefined : null;
  const hindranceOf = (isConfirmed: boolean, against: readonly string[]): string | null =>
    confirmHindrance({ isThere: failure === null, isReadOnly, isConfirmed, author, objections: against });
  return {
    state, outcome, fromLog, events, failure, objections: author === null ? [...objections, NOBODY] : objections,
    hindrance: hindranceOf(state.isConfirmed, objections),
    // As it is shown now, though the page may not be drawn with it yet.
    set: (part, words, gesture) => {
      const before = draft.store.getState().outcome ?? fromLog;
      draft.change(words, before, { ...before, ...part }, gesture);
    },
    confirm: () => {
      const now = draft.store.getState();
      const shown = now.outcome ?? fromLog;
      const words = hindranceOf(now.isConfirmed, outcomeObjections(content, shown));
      if (words === null) draft.confirm(shown);
      else useView.getState().say(words);
    },
    retry: draft.retry,
  };
}

const NO_EVENTS: readonly RoomEvent[] = [];
