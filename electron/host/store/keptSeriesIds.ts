import type { SeriesItem } from '../../../core/dicom/series.ts';

/** An instance of a stored item. */
export interface StoredMember {
  readonly id: string;
  readonly series_uid: string;
  readonly stack: number;
  readonly uid: string;
}

interface StoredItem {
  readonly id: string; readonly seriesUid: string; readonly stack: number; readonly uids: Set<string>;
}

type Item = Pick<SeriesItem, 'seriesUid' | 'stack' | 'instanceUid' | 'instances'>;

/**
 * The stored id of each item, or null for an item that is new.
 *
 * An item keeps the id of the stored item of its series UID with which it shares most instances; where several share
 * as many (the stacks of one multi-frame instance), the one of the same stack number. No id is given twice.
 */
export function keptSeriesIds(members: readonly StoredMember[], items: readonly Item[]): readonly (string | null)[] {
  const stored = new Map<string, StoredItem>();
  for (const { id, series_uid: seriesUid, stack, uid } of members) {
    const item = stored.get(id) ?? { id, seriesUid, stack, uids: new Set<string>() };
    item.uids.add(uid);
    stored.set(id, item);
  }
  const pairs = items.flatMap((item, at) => [...stored.values()]
    .filter(({ seriesUid }) => seriesUid === item.seriesUid)
    .map(({ id, stack, uids }) => ({
      at, id, isSameStack: stack === item.stack, shared: item.instances.filter((uid) => uids.has(uid)).length,
    })))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared || Number(b.isSameStack) - Number(a.isSameStack) || a.at - b.at);
  const kept: (string | null)[] = items.map(() => null);
  const given = new Set<string>();
  for (const { at, id } of pairs) {
    if (kept[at] !== null || given.has(id)) continue;
    kept[at] = id;
    given.add(id);
  }
  return kept;
}
