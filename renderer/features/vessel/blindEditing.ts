import type { EntryContent } from '../../../core/lesion/entry.ts';
import type { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import type { Editing } from './editing.ts';

/** Why nothing but a second reader's sections is entered while they are read. */
export const BLIND_WORDS = 'A blind second reading is under way: leave it (R at Calcium) to change what both readings share';

const isOfSecond = (content: EntryContent): boolean => content.kind === 'review' && content.reading !== 1;

/** Editing in which a second reader enters sections of his own reading and nothing else: all else the first reading rests on. */
export function blindEditing(editing: Editing, desk: typeof useVesselDesk): Editing {
  const may = (contents: readonly EntryContent[]): boolean => {
    const isRefused = desk.getState().reading === 2 && !contents.every(isOfSecond);
    if (isRefused) useView.getState().say(BLIND_WORDS);
    return !isRefused;
  };
  return {
    ...editing,
    put: (vessel, before, after, words, gesture) =>
      (may([after]) ? editing.put(vessel, before, after, words, gesture) : null),
    putAll(puts, words) { if (may(puts.map(({ after }) => after))) editing.putAll(puts, words); },
    remove(entries, words) { if (may(entries.map(({ content }) => content))) editing.remove(entries, words); },
  };
}
