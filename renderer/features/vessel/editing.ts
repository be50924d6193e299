import type { EntryId, VesselId } from '../../../core/contract/ids.ts';
import type { Entry, EntryContent } from '../../../core/lesion/entry.ts';
import type { EntryBook } from '../../state/entryBook.ts';
import { isSameData } from '../../state/sameData.ts';
import { newEntryId } from '../../state/newId.ts';

/** A content for the place of an entry, or for a new one. */
export interface Put { readonly vessel: VesselId | null; readonly before: Entry | undefined; readonly after: EntryContent }

/** Steps of work on entries: each names itself for undo. Steps in a row of one gesture are one step of undo. */
export interface Editing {
  /** Everything of a vessel that is there now; of null, the patient's. */
  readonly of: (vessel: VesselId | null) => readonly Entry[];
  readonly find: (id: EntryId) => Entry | undefined;
  /** Puts a content in the place of an entry, or as a new one; nothing happens where nothing changes. Null where it may not be entered. */
  readonly put: (vessel: VesselId | null, before: Entry | undefined, after: EntryContent, words: string, gesture?: string) => EntryId | null;
  /** Puts several as one step, each in the place of an entry or as a new one. */
  readonly putAll: (puts: readonly Put[], words: string) => void;
  readonly remove: (entries: readonly Entry[], words: string) => void;
}

/** Steps of work over a book. */
export function editingOver(book: EntryBook): Editing {
  const entries = (): readonly Entry[] => book.store.getState().entries;
  return {
    of: (vessel) => entries().filter((entry) => entry.vessel === vessel),
    find: (id) => entries().find((entry) => entry.id === id),
    put(vessel, before, after, words, gesture) {
      const id = before?.id ?? newEntryId();
      if (before === undefined || !isSameData(before.content, after))
        book.change({ words, edits: [{ id, vessel, before: before?.content ?? null, after }] }, gesture);
      return id;
    },
    putAll(puts, words) {
      const edits = puts.filter(({ before, after }) => before === undefined || !isSameData(before.content, after)).map(({ vessel, before, after }) =>
        ({ id: before?.id ?? newEntryId(), vessel, before: before?.content ?? null, after }));
      if (edits.length > 0) book.change({ words, edits });
    },
    remove(removed, words) {
      if (removed.length > 0)
        book.change({ words, edits: removed.map(({ id, vessel, content }) => ({ id, vessel, before: content, after: null })) });
    },
  };
}
