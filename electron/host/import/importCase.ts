import type { CaseId, OperatorId } from '../../../core/contract/ids.ts';
import type { ImportReport, JobView } from '../../../core/contract/schemas.ts';
import type { PatientIdentity } from '../../../core/dicom/header.ts';
import type { Reception } from '../../../core/plan/reception.ts';
import { lostSlicesOf, type LostSlice } from '../../../core/dicom/lostSlices.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { LiveCase } from '../cases/liveCase.ts';
import type { Cancelled } from '../store/files.ts';
import type { CaseDamaged, KnownInstance, Placement } from '../store/library.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import { plansToReceive, receivePlans, type CarriedPlanFile } from './carriedPlans.ts';
import { checkedCopies, clashesWithLibrary, fileToTake, refusal, type Copies } from './copies.ts';
import { storable, type Examined } from './examined.ts';
import type { NamedImage, Refusal } from './gather.ts';
import { importReport, type ReportParts } from './importReport.ts';
import type { ImportParts } from './parts.ts';
import { itemsOf, shownCase } from './shownCase.ts';

/** The images of one patient in a source, and what their import is told. */
export interface CaseRequest {
  readonly images: readonly NamedImage[];
  /** Plans of other workstations that lie in them. */
  readonly plans: readonly CarriedPlanFile[];
  /** What of the source was refused before; goes into this case's report. */
  readonly refused: readonly Refusal[];
  readonly lost: readonly LostSlice[];
  readonly patients: number;
  readonly common: Pick<ReportParts, 'importedAt' | 'by' | 'source' | 'filesSeen' | 'filesOther' | 'short'>;
  readonly by: OperatorId | null;
  readonly isDemo: boolean;
  readonly signal: AbortSignal;
  progress(phase: JobView['phase'], done: number): void;
  /** The case can be looked at from here on. */
  onShown(id: CaseId): void;
}

/** One case of an import that is over. */
export interface CaseImport extends Pick<ReportParts, 'items' | 'refused' | 'copies' | 'sharesPatientId' | 'plans'> {
  readonly caseId: CaseId;
  /** The library holds the case; false where it would be new and nothing of it could be stored. */
  readonly isThere: boolean;
  readonly report: ImportReport;
}

type Failure = Cancelled | CaseDamaged | StoreTrouble;
const cancelled = err({ code: 'import/cancelled' });

/** Shows the case, copies its new files, stores it as a whole. Ended early, nothing of it stays. */
export async function importCase(
  parts: ImportParts,
  wanted: CaseRequest,
): Promise<Result<CaseImport, Failure>> {
  const { library } = parts.store;
  const [first] = wanted.images;
  if (first === undefined) throw new Error('a case without images');
  const placed = library.placement(first.header.patient, first.header.study.uid);
  if (!placed.ok) return placed;
  const plans = plansToReceive(parts, placed.value.caseId, wanted.images, wanted.plans);
  if (!plans.ok) return plans;
  const { images } = plans.value;
  const request: CaseRequest = { ...wanted, images, refused: [...wanted.refused, ...plans.value.refused] };
  const known = library.knownInstances(images.map(({ header }) => header.sopInstanceUid));
  if (!known.ok) return known;
  const stored = storedBefore(parts, placed.value);
  if (!stored.ok) return stored;

  const isKnown = ({ header }: NamedImage): boolean => known.value.has(header.sopInstanceUid);
  const fresh = images.filter((image) => !isKnown(image));
  const lost = [...request.lost, ...stored.value.lost];
  const seen = await storable([...stored.value.images, ...fresh], lost, request.signal);
  const shown = shownCase(parts, request, placed.value, seen, []);
  if (!shown.ok) return shown;
  if (request.signal.aborted) return cancelled;
  if (shown.value.items.length > 0) {
    parts.book.show(shown.value);
    parts.announce({ what: 'case', id: placed.value.caseId });
    request.onShown(placed.value.caseId);
  }
  const work: Work = {
    parts,
    request,
    placement: placed.value,
    patient: first.header.patient,
    stored: stored.value.images,
    lost,
    shown: shown.value,
    copies: seen.copies,
    receptions: plans.value.plans.map(({ reception }) => reception),
  };
  let isThere = !placed.value.isNew;
  try {
    const result = await storedCase(work, seen, fresh, images.filter(isKnown), known.value);
    isThere ||= result.ok && result.value.isThere;
    const selected = parts.book.provisional(placed.value.caseId)?.selected ?? null;
    if (isThere && selected !== null && selected !== shown.value.selected) {
      library.selectSeries(placed.value.caseId, selected, request.by);
    }
    const received = result.ok && isThere ? await receivePlans(parts, placed.value.caseId, plans.value.plans, request.by) : ok(undefined);
    return received.ok ? result : received;
  } finally {
    if (!isThere) await parts.withdraw(placed.value.caseId);
    parts.book.drop(placed.value.caseId);
    parts.announce({ what: 'case', id: placed.value.caseId });
    parts.announce({ what: 'cases' });
  }
}

interface Work {
  readonly parts: ImportParts;
  readonly request: CaseRequest;
  readonly placement: Placement;
  readonly patient: PatientIdentity;
  /** Instances that the case holds already. */
  readonly stored: readonly NamedImage[];
  /** Slices that could not be read, now or when the case was stored. */
  readonly lost: readonly LostSlice[];
  readonly shown: LiveCase;
  readonly copies: number;
  /** What becomes of the plans that came along. */
  readonly receptions: readonly Reception[];
}

async function storedCase(
  work: Work, seen: Examined, fresh: readonly NamedImage[], repeated: readonly NamedImage[],
  known: ReadonlyMap<string, KnownInstance>,
): Promise<Result<CaseImport, Failure>> {
  const { parts, request } = work;
  await parts.whenCalm(request.signal);
  const { files } = parts.store;
  const clashes = await clashesWithLibrary(
    { files, caseId: work.placement.caseId, stored: work.stored, known }, repeated, request.signal,
    (done) => request.progress('copying', done));
  if (!clashes.ok) return clashes;
  const kept = new Set(seen.images);
  const wanted = fresh.filter((image) => kept.has(image));
  const taken = await files.take(
    wanted.map(fileToTake), request.signal, (done) => request.progress('copying', repeated.length + done));
  if (!taken.ok) return taken;
  const copies = await checkedCopies(parts, wanted, taken.value);
  const refused = [...seen.refused, ...clashes.value, ...copies.refused];
  const attempt: Result<Attempt, Failure> = copies.refused.length === 0
    ? ok({ current: seen, live: work.shown, arrived: copies.arrived, refused })
    : await reexamined(work, copies.arrived, refused);
  const result = attempt.ok ? await addedCase(work, attempt.value) : attempt;
  if (!result.ok) await files.release(taken.value.flatMap((one) => (one.ok ? [one.value] : [])));
  return result;
}

/** What is about to be stored, and what fell away on the way. */
interface Attempt {
  readonly current: Examined;
  readonly live: LiveCase;
  readonly arrived: Copies['arrived'];
  readonly refused: readonly Refusal[];
}

/** The attempt without the instances that fell away: series and geometry are examined again. */
async function reexamined(
  work: Work,
  arrived: Copies['arrived'],
  refused: readonly Refusal[],
): Promise<Result<Attempt, Failure>> {
  const { parts, request, placement, stored, lost, shown } = work;
  const current = await storable(
    [...stored, ...[...arrived.values()].map(({ image }) => image)], lost, request.signal);
  const live = shownCase(parts, request, placement, current, shown.items);
  return live.ok
    ? ok({ current, live: live.value, arrived, refused: [...refused, ...current.refused] }) : live;
}

/** Stores what arrived; what the library refuses falls away, and the rest is tried again. */
async function addedCase(work: Work, attempt: Attempt): Promise<Result<CaseImport, Failure>> {
  const { parts, request, placement, patient } = work;
  const { current, live, arrived, refused } = attempt;
  if (request.signal.aborted) return cancelled;
  request.progress('storing', request.images.length);
  const kept = current.images.flatMap(({ header }) => arrived.get(header.sopInstanceUid) ?? []);
  const facts = {
    ...request.common,
    filesRead: request.images.length - refused.length,
    filesNew: kept.length,
    copies: work.copies,
    items: itemsOf(live, request.images),
    refused: [...request.refused, ...refused],
    patients: request.patients,
    sharesPatientId: placement.sameIdOtherPatient.length > 0,
    plans: work.receptions,
  };
  const report = importReport(facts);
  const done: CaseImport = { caseId: placement.caseId, isThere: true, report, ...facts };
  if (kept.length === 0) return ok({ ...done, isThere: !placement.isNew });
  const added = parts.store.library.addCase({
    caseId: placement.caseId, patient, isDemo: request.isDemo, by: request.by, report,
    instances: kept.map(({ image, file }) => ({ header: image.header, file })),
    series: live.items.map(({ view, item }) => ({
      view, instances: item.instances, facts: item.geometry.problems.map((problem) => problem.facts),
    })),
  });
  if (added.ok) return ok(done);
  // One import at a time stores: another placement of the same patient cannot come between.
  if (added.failure.code === 'import/placement-stale') return err({ code: 'store/busy' });
  if (added.failure.code !== 'import/uid-clash') return err(added.failure);
  const clashing = new Set(added.failure.instances);
  const next = await reexamined(work, new Map([...arrived].filter(([uid]) => !clashing.has(uid))), [
    ...refused,
    ...kept
      .filter(({ image }) => clashing.has(image.header.sopInstanceUid))
      .map(({ image }) => refusal(image, 'uid-clash')),
  ]);
  return next.ok ? addedCase(work, next.value) : next;
}

/** What a case holds already. */
interface Stored { readonly images: readonly NamedImage[]; readonly lost: readonly LostSlice[] }

/** What the case holds already, as images without a name: nobody is told about them again. */
function storedBefore(
  { store }: ImportParts, { caseId, isNew }: Placement,
): Result<Stored, CaseDamaged | StoreTrouble> {
  const nothing = ok({ images: [], lost: [] });
  if (isNew) return nothing;
  const instances = store.library.instances(caseId);
  const view = instances.ok ? store.library.openCase(caseId) : instances;
  if (instances.ok && view.ok) {
    return ok({
      images: instances.value.map(({ header, path }) => ({ header, path, name: '' })),
      lost: lostSlicesOf(view.value.series),
    });
  }
  const failed = instances.ok ? view : instances;
  return failed.ok || failed.failure.code === 'case/not-found' ? nothing : err(failed.failure);
}

