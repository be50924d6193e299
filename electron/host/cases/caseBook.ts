import type { CaseId, SeriesId } from '../../../core/contract/ids.ts';
import { lostSlicesOf, withLostSlices } from '../../../core/dicom/lostSlices.ts';
import { seriesIndex } from '../../../core/dicom/seriesIndex.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { CaseDamaged, Library, NoCase, NoSeries } from '../store/library.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import type { CaseFile, LiveCase, LiveItem } from './liveCase.ts';

/** A series to be opened, and the case it belongs to. */
export interface FoundSeries { readonly found: LiveItem; readonly inCase: LiveCase }

/** The cases that can be looked at: those of the library, and over them those whose import still runs. */
export interface CaseBook {
  provisional(id: CaseId): LiveCase | undefined;
  /** Shows a case before it is stored; the same id is shown until it is stored or dropped. */
  show(live: LiveCase): void;
  /** The case is stored now, or its import came to nothing. */
  drop(id: CaseId): void;
  /** The operator's choice in a case that is not stored yet; false where there is no such case. */
  select(id: CaseId, series: SeriesId): boolean;
  series(id: SeriesId): Result<FoundSeries, NoSeries | NoCase | CaseDamaged | StoreTrouble>;
  /** What is kept in memory of a stored case is read again at the next use. */
  forget(id: CaseId): void;
}

export function createCaseBook(library: Library): CaseBook {
  const shown = new Map<CaseId, LiveCase>();
  let last: LiveCase | null = null;

  const stored = (id: CaseId): Result<LiveCase, NoCase | CaseDamaged | StoreTrouble> => {
    if (last?.id === id) return ok(last);
    const opened = library.openCase(id);
    if (!opened.ok) return opened;
    const instances = library.instances(id);
    if (!instances.ok) return instances;
    const { row, series, selected, reports } = opened.value;
    const index = seriesIndex(instances.value.map(({ header }) => header));
    const items = withLostSlices(index.items, index.headers, lostSlicesOf(series));
    const files = new Map(instances.value.map(({ header, path, file: { sha256 } }): [string, CaseFile] =>
      [header.sopInstanceUid, { header, path, sha256 }]));
    last = {
      id, row, selected, reports, isStored: true, files,
      items: series.flatMap((view) => {
        const item = items.find(
          (one) =>
            one.seriesUid === view.seriesUid &&
            one.stack === view.stack &&
            one.instanceUid === view.instanceUid,
        );
        return item === undefined ? [] : [{ view, item }];
      }),
    };
    return ok(last);
  };

  const foundIn = (live: LiveCase, series: SeriesId): FoundSeries | undefined => {
    const found = live.items.find(({ view }) => view.id === series);
    return found === undefined ? undefined : { found, inCase: live };
  };

  return {
    provisional: (id) => shown.get(id),
    show: (live) => {
      shown.set(live.id, { ...live, selected: shown.get(live.id)?.selected ?? live.selected });
    },
    drop: (id) => {
      shown.delete(id);
      if (last?.id === id) last = null;
    },
    select: (id, series) => {
      const live = shown.get(id);
      if (live === undefined || foundIn(live, series) === undefined) return false;
      shown.set(id, { ...live, selected: series });
      return true;
    },
    series: (series) => {
      for (const live of shown.values()) {
        const found = foundIn(live, series);
        if (found !== undefined) return ok(found);
      }
      const caseId = library.caseOfSeries(series);
      if (!caseId.ok) return caseId;
      const live = stored(caseId.value);
      if (!live.ok) return live;
      const found = foundIn(live.value, series);
      return found === undefined ? err({ code: 'series/not-found' }) : ok(found);
    },
    forget: (id) => { if (last?.id === id) last = null; },
  };
}
