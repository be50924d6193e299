import type { Entry, EntryKind } from '../../../core/lesion/entry.ts';
import { whenWords } from './stateWords.ts';

/** What the measures hang on, in plain words. */
const WORDS: Readonly<Partial<Record<EntryKind, string>>> = { path: 'path', cap: 'cap', threshold: 'threshold', contour: 'contour' };

/** What becomes of a section that is confirmed meanwhile. */
export const QUEUED_WORDS = 'Measuring: it is confirmed as soon as that is done, if it stays as shown';
/** Why it was not. */
export const NOT_AS_SHOWN_WORDS = 'Measured: the section is another than shown before. Look at it again, then confirm';
/** Why it could not be kept: something else was begun before it was measured, or it never was. */
export const OTHER_READING_WORDS = 'Not confirmed: another reading was begun before it was measured';
export const OTHER_READER_WORDS = 'Not confirmed: somebody else was at work before it was measured';
export const OTHER_VESSEL_WORDS = 'Not confirmed: another vessel was chosen before it was measured';
export const NOT_MEASURED_WORDS = 'Not confirmed: it could not be measured';
export const LEFT_WORDS = 'Not confirmed: it was left before it was measured';

/** What was changed last of what the measures hang on: "stale: contour changed 19:40". */
export function staleWords(entries: readonly Entry[], today: string): string {
  const newest = entries.filter(({ content: { kind } }) => WORDS[kind] !== undefined)
    .reduce<Entry | undefined>((last, entry) => (last === undefined || entry.changedAt >= last.changedAt ? entry : last), undefined);
  return newest === undefined ? 'stale' : `stale: ${WORDS[newest.content.kind] ?? ''} changed ${whenWords(newest.changedAt, today)}`;
}
