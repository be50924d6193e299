import type { HostClient, Input, Output } from '../../../core/contract/contract.ts';
import { entryDraftSchema } from '../../../core/contract/entries.ts';
import { caseIdSchema, type EntryId } from '../../../core/contract/ids.ts';
import type { Entry } from '../../../core/lesion/entry.ts';
import { err, ok } from '../../../core/result.ts';
import { type AsksToRemove, createEntryBook, type EntryBook, type EntryNotKept } from '../../../renderer/state/entryBook.ts';
import { author } from '../../core/lesion/plainFindings.ts';

export const caseId = caseIdSchema.parse('cas_0123456789abcdef');
const AT = '2026-11-28T20:00:00.000Z';

type Host = Pick<HostClient, 'entries.change' | 'entries.list'>;
export interface Keeper {
  readonly host: Host;
  readonly kept: () => readonly Entry[];
  readonly fail: (failure: EntryNotKept | null) => void;
  readonly asked: Input<'entries.change'>[];
}

/** A host that keeps entries as the real one does: checked by the contract, revisions, tombstones, a step whole or not at all. */
export function entryKeeper(): Keeper {
  const all = new Map<EntryId, { readonly entry: Entry; readonly isRemoved: boolean }>();
  let changes = 0;
  let failure: EntryNotKept | null = null;
  const asked: Input<'entries.change'>[] = [];
  const kept = (): readonly Entry[] => [...all.values()].filter(({ isRemoved }) => !isRemoved).map(({ entry }) => entry);
  return {
    kept, asked, fail: (next) => { failure = next; },
    host: {
      'entries.list': async (): Promise<{ readonly ok: true; readonly value: Output<'entries.list'> }> => ok({ entries: structuredClone([...kept()]), changes }),
      'entries.change': async (step) => {
        asked.push(step);
        if (failure !== null) return err(failure);
        const stale = [...step.put, ...step.remove].find((one) => (all.get(one.id)?.entry.revision ?? 0) !== one.revision);
        if (stale !== undefined) return err({ code: 'entry/stale', id: stale.id });
        const drafts = step.put.map((draft) => entryDraftSchema.parse(JSON.parse(JSON.stringify(draft))));
        changes += 1;
        const removed = step.remove.map(({ id, revision }) => {
          const there = all.get(id);
          if (there !== undefined) all.set(id, { entry: { ...there.entry, revision: revision + 1 }, isRemoved: true });
          return { id, revision: revision + 1 };
        });
        const entries = drafts.map((draft): Entry => {
          const before = all.get(draft.id)?.entry;
          // Another order of fields than the page's own, as it may come back.
          const content = Object.fromEntries(Object.entries(draft.content).toReversed()) as typeof draft.content;
          const entry = { ...draft, content, revision: draft.revision + 1, author: before?.author ?? author, createdAt: AT, changedBy: author, changedAt: AT };
          all.set(draft.id, { entry, isRemoved: false });
          return entry;
        });
        return ok({ entries: structuredClone(entries), removed, changes });
      },
    },
  };
}

/** Waits until everything is kept, or something stands in the way. */
export async function settled(book: EntryBook): Promise<void> {
  for (let n = 0; n < 500 && book.store.getState().waiting > 0 && book.store.getState().obstacle === null; n += 1) await Promise.resolve();
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
}

/** The book of the case over a host. */
export const entryBookOver = (host: Host, onStale = (): void => undefined, asksFirst?: AsksToRemove): EntryBook =>
  createEntryBook(host, caseId, () => ({ author, at: AT }), onStale, asksFirst);
