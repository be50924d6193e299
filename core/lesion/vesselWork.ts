import type { VesselWork } from '../contract/entries.ts';
import type { VesselId } from '../contract/ids.ts';
import type { Entry, EntryContent, EntryKind, PathEntry } from './entry.ts';

/** An entry of one kind. */
export type EntryOf<Kind extends EntryKind> = Entry<Extract<EntryContent, { readonly kind: Kind }>>;

/** Whether an entry is of a kind. */
export const isOf = <Kind extends EntryKind>(kind: Kind) => (entry: Entry): entry is EntryOf<Kind> => entry.content.kind === kind;

/** The vessels of a case with their paths, in the order in which they were begun. */
export function vesselsOf(entries: readonly Entry[]): readonly { readonly id: VesselId; readonly path: Entry<PathEntry> }[] {
  const paths = new Map<VesselId, Entry<PathEntry>>();
  for (const entry of entries.filter(isOf('path')))
    if (entry.vessel !== null && !paths.has(entry.vessel)) paths.set(entry.vessel, entry);
  return [...paths].map(([id, path]) => ({ id, path }));
}

/** What was entered of one vessel, in the order in which it was last changed. */
export const entriesOf = (entries: readonly Entry[], vessel: VesselId): readonly Entry[] =>
  entries.filter((entry) => entry.vessel === vessel).toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : a.changedAt > b.changedAt ? 1 : 0));

/** Nothing entered. */
const NOTHING: VesselWork = { points: [], caps: { proximal: null, distal: null }, threshold: { openHu: null, occlusionHu: null }, contours: [] };

/** From what a vessel is measured. Of two caps of one kind, and of two thresholds, the one changed last counts. */
export function vesselWork(entries: readonly Entry[], vessel: VesselId): VesselWork {
  const own = entriesOf(entries, vessel);
  const path = own.find(isOf('path'));
  const cap = (which: 'proximal' | 'distal') => own.filter(isOf('cap')).findLast(({ content }) => content.which === which)?.content.at ?? null;
  const threshold = own.findLast(isOf('threshold'))?.content ?? NOTHING.threshold;
  return {
    points: path?.content.points ?? NOTHING.points,
    caps: { proximal: cap('proximal'), distal: cap('distal') },
    threshold: { openHu: threshold.openHu, occlusionHu: threshold.occlusionHu },
    contours: own.filter(isOf('contour')).map(({ content: { which, at, outline } }) => ({ which, at, outline })),
  };
}
