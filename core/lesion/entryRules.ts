import type { EntryId } from '../contract/ids.ts';
import type { Entry, EntryContent } from './entry.ts';

/** Why entries cannot stand together. */
export type EntryFault =
  /** It belongs to no vessel that is there. */
  | { readonly code: 'entry/no-vessel'; readonly id: EntryId }
  /** There is one of this already, and there can be only one in its vessel or in the patient. */
  | { readonly code: 'entry/already-there'; readonly id: EntryId };

/** What an entry is of its vessel where the vessel can have only one such; null where it can have many. */
export function onlyOneAs(content: EntryContent): string | null {
  switch (content.kind) {
    case 'path':
    case 'threshold': return content.kind;
    case 'cap': return `cap ${content.which}`;
    case 'zone': return `zone ${content.which}`;
    case 'fact': return `fact ${content.path}`;
    case 'contour': case 'review': case 'segment': case 'branch': case 'stent': case 'ivus': case 'scores-read': return null;
  }
}

/** Kinds that may be said of the patient, of no vessel. */
const OF_PATIENT: ReadonlySet<EntryContent['kind']> = new Set<EntryContent['kind']>(['fact', 'scores-read']);

/**
 * The first thing that keeps entries from standing together; null where they can.
 *
 * A vessel is there while its path is: what was entered about a vessel goes in the same step as its path.
 */
export function entryFault(entries: readonly Pick<Entry, 'id' | 'vessel' | 'content'>[]): EntryFault | null {
  const vessels = new Set(entries.filter(({ content }) => content.kind === 'path').map(({ vessel }) => vessel));
  const seen = new Set<string>();
  for (const { id, vessel, content } of entries) {
    const isOwned = vessel === null ? OF_PATIENT.has(content.kind) : vessels.has(vessel);
    if (!isOwned) return { code: 'entry/no-vessel', id };
    const only = onlyOneAs(content);
    if (only === null) continue;
    const name = `${vessel} ${only}`;
    if (seen.has(name)) return { code: 'entry/already-there', id };
    seen.add(name);
  }
  return null;
}
