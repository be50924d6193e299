import type { CarriageFailure, Failure, HostClient, Output } from '../../core/contract/contract.ts';
import type { CaseId, VesselId } from '../../core/contract/ids.ts';
import type { Entry } from '../../core/lesion/entry.ts';
import { ok } from '../../core/result.ts';
import { ENTERED, type EntryEdit } from './entrySteps.ts';
import { createJournal, type Journal } from './journal.ts';
import { WAITS } from './notKeptNow.ts';
import type { Doing } from './steps.ts';
import type { GoesOn } from './undoStore.ts';

/** Why a step is not kept. */
export type EntryNotKept = Failure<'entries.change'> | CarriageFailure;

/** What is entered: as kept, and over it the steps that are on their way. */
interface Shown { readonly entries: readonly Entry[] }

/** What is entered about the vessels and the patient of one case. */
export interface EntryBook extends Omit<Journal<Entry, EntryEdit, Shown, EntryNotKept>, 'take'> {
  /** What the host has: a fresh answer to entries.list. */
  take(answer: Output<'entries.list'>): void;
}

/** What brings a vessel back that went: what undo took back comes by redo alone. */
export type WayBack = 'undo' | 'redo';

/** Asks before a vessel goes, and goes on with a yes; false where nothing is to be asked. */
export type AsksToRemove = (vessel: VesselId, wayBack: WayBack, goOn: GoesOn) => boolean;

/** The scope of undo of a case's entries. */
export const entryScope = (caseId: CaseId): string => `entries ${caseId}`;

/**
 * The book of a case over the host. `who` is asked at each step; `onStale` hears of an undo that came too late; `asksFirst` where
 * undo or redo would remove a vessel.
 */
export function createEntryBook(
  host: Pick<HostClient, 'entries.change' | 'entries.list'>, caseId: CaseId, who: () => Doing,
  onStale: () => void = () => undefined, asksFirst: AsksToRemove = () => false,
): EntryBook {
  const journal = createJournal({
    ...ENTERED, scope: entryScope(caseId), who, onStale,
    asksFirst: ({ edits }, isForward, goOn) => edits.some(({ vessel, before, after }) =>
      vessel !== null && before?.kind === 'path' && after === null && asksFirst(vessel, isForward ? 'undo' : 'redo', goOn)),
    waits: ({ code }: EntryNotKept) => WAITS.has(code),
    shown: (entries: readonly Entry[]): Shown => ({ entries }),
    send: async ({ words, edits }, revisionOf) => {
      const reply = await host['entries.change']({
        caseId, words,
        put: edits.flatMap(({ id, vessel, after }) => (after === null ? [] : [{ id, vessel, content: after, revision: revisionOf(id) }])),
        // What never reached the host need not be removed there.
        remove: edits.flatMap(({ id, after }) => (after === null && revisionOf(id) > 0 ? [{ id, revision: revisionOf(id) }] : [])),
      });
      return reply.ok ? ok({ ...reply.value, items: reply.value.entries }) : reply;
    },
    list: async () => {
      const reply = await host['entries.list']({ caseId });
      return reply.ok ? ok({ items: reply.value.entries, changes: reply.value.changes }) : reply;
    },
  });
  return { ...journal, take: ({ entries, changes }) => journal.take({ items: entries, changes }) };
}
