import type { EntryId, VesselId } from '../../core/contract/ids.ts';
import type { Entry, EntryContent } from '../../core/lesion/entry.ts';
import { isSameData } from './sameData.ts';
import type { EditOf, ItemsOf, StepOf } from './steps.ts';

/** One entry before and after a step, of its vessel; null is the patient's. */
export type EntryEdit = EditOf<EntryId, EntryContent, { readonly vessel: VesselId | null }>;
/** A step of work on what is entered. */
export type EntryStep = StepOf<EntryEdit>;

/** Entries as items of a record. */
export const ENTERED: ItemsOf<Entry, EntryEdit, EntryContent> = {
  contentOf: ({ content }) => content,
  isSame: isSameData,
  changed: (item, content, { author, at }) => ({ ...item, content, changedBy: author, changedAt: at }),
  added: ({ id, vessel }, content, { author, at }) =>
    ({ id, vessel, content, revision: 0, author, createdAt: at, changedBy: author, changedAt: at }),
};
