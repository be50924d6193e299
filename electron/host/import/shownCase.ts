import type { SeriesId } from '../../../core/contract/ids.ts';
import { proposedSeries } from '../../../core/dicom/proposal.ts';
import type { SeriesItem } from '../../../core/dicom/series.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { LiveCase, LiveItem } from '../cases/liveCase.ts';
import { patientView, seriesView } from '../handlers/seriesView.ts';
import type { CaseDamaged, Placement } from '../store/library.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import type { Examined } from './examined.ts';
import type { NamedImage } from './gather.ts';
import type { ReportParts } from './importReport.ts';
import type { ImportParts } from './parts.ts';
import { provisionalRow } from './provisionalRow.ts';

interface ShownRequest {
  readonly images: readonly NamedImage[];
  readonly common: Pick<ReportParts, 'importedAt' | 'by'>;
  readonly isDemo: boolean;
}

/**
 * The case as it can be looked at now, before it is stored. Items keep the ids under which they were shown
 * before.
 */
export function shownCase(
  { store }: ImportParts,
  request: ShownRequest,
  { caseId, isNew }: Placement,
  seen: Examined,
  before: readonly LiveItem[],
): Result<LiveCase, CaseDamaged | StoreTrouble> {
  const minted = store.library.seriesIds(caseId, seen.items);
  if (!minted.ok) return minted;
  const taken = new Set<SeriesId>();
  const ids = seen.items.map((item, at) => {
    const held = before.find(
      ({ view, item: old }) =>
        !taken.has(view.id) &&
        old.seriesUid === item.seriesUid &&
        item.instances.some((uid) => old.instances.includes(uid)),
    )?.view.id;
    const id = held ?? minted.value[at];
    if (id === undefined) throw new Error('an item without an id');
    taken.add(id);
    return id;
  });
  const proposed = proposedSeries(seen.items);
  const items = seen.items.flatMap((item, at): readonly LiveItem[] => {
    const id = ids[at];
    return id === undefined
      ? [] : [{ item, view: seriesView(item, id, proposed?.index === at ? proposed.why : null) }];
  });
  const old = isNew ? null : store.library.openCase(caseId);
  if (old !== null && !old.ok && old.failure.code !== 'case/not-found') return err(old.failure);
  const stored = old?.ok === true ? old.value : null;
  const patient = patientView(request.images[0]?.header.patient ?? NOBODY);
  return ok({
    id: caseId, items, isStored: false,
    row: stored?.row ?? provisionalRow(caseId, patient, seen.items, request.common, request.isDemo),
    selected: stored?.selected ?? items.find(({ view }) => view.proposed !== null)?.view.id ?? null,
    reports: stored?.reports ?? [],
    files: new Map(seen.images.map(({ header, path }) =>
      [header.sopInstanceUid, { header, path, sha256: null }])),
  });
}
const NOBODY = { name: null, id: null, birthDate: null, sex: null };

/** The items that this import brought or added to. */
export function itemsOf(live: LiveCase, images: readonly NamedImage[]): readonly SeriesItem[] {
  const uids = new Set(images.map(({ header }) => header.sopInstanceUid));
  return live.items.map(({ item }) => item).filter(({ instances }) => instances.some((uid) => uids.has(uid)));
}
