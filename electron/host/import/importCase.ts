import type { CaseId, OperatorId, SeriesId } from '../../../core/contract/ids.ts';
import type { ImportReport, JobView } from '../../../core/contract/schemas.ts';
import type { PatientIdentity } from '../../../core/dicom/header.ts';
import { proposedSeries } from '../../../core/dicom/proposal.ts';
import type { SeriesItem } from '../../../core/dicom/series.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { LiveCase, LiveItem } from '../cases/liveCase.ts';
import { patientView, seriesView } from '../handlers/seriesView.ts';
import type { Cancelled, FileToTake, StoredFile } from '../store/files.ts';
import type { CaseDamaged, KnownInstance, Placement } from '../store/library.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import { storable, type Examined } from './examined.ts';
import type { NamedImage, Refusal } from './gather.ts';
import { importReport, type ReportParts } from './importReport.ts';
import type { ImportParts } from './parts.ts';
import { provisionalRow } from './provisionalRow.ts';
import { COPY_SENTENCES } from './words.ts';

/** The images of one patient in a source, and what their import is told. */
export interface CaseRequest {
  readonly images: readonly NamedImage[];
  /** What of the source was refused before; goes into this case's report. */
  readonly refused: readonly Refusal[];
  readonly patients: number;
  readonly common: Pick<ReportParts, 'importedAt' | 'by' | 'source' | 'filesSeen' | 'filesOther'>;
  readonly by: OperatorId | null;
  readonly isDemo: boolean;
  readonly signal: AbortSignal;
  progress(phase: JobView['phase'], done: number): void;
  /** The case can be looked at from here on. */
  onShown(id: CaseId): void;
}

/** One case of an import that is over. */
export interface CaseImport {
  readonly caseId: CaseId;
  readonly report: ImportReport;
  readonly items: readonly SeriesItem[];
  readonly refused: readonly Refusal[];
  readonly copies: number;
  readonly sharesPatientId: boolean;
}

type Failure = Cancelled | CaseDamaged | StoreTrouble;
const cancelled = err({ code: 'import/cancelled' });

/** Shows the case, copies its new files, stores it as a whole. Ended early, nothing of it stays. */
export async function importCase(
  parts: ImportParts,
  request: CaseRequest,
): Promise<Result<CaseImport, Failure>> {
  const { library } = parts.store;
  const { images } = request;
  const [first] = images;
  if (first === undefined) throw new Error('a case without images');
  const placed = library.placement(first.header.patient, first.header.study.uid);
  if (!placed.ok) return placed;
  const known = library.knownInstances(images.map(({ header }) => header.sopInstanceUid));
  if (!known.ok) return known;
  const stored = storedImages(parts, placed.value);
  if (!stored.ok) return stored;

  const isKnown = ({ header }: NamedImage): boolean => known.value.has(header.sopInstanceUid);
  const fresh = images.filter((image) => !isKnown(image));
  const seen = await storable([...stored.value, ...fresh]);
  const shown = liveCase(parts, request, placed.value, seen, []);
  if (!shown.ok) return shown;
  if (request.signal.aborted) return cancelled;
  parts.book.show(shown.value);
  parts.announce({ what: 'case', id: placed.value.caseId });
  request.onShown(placed.value.caseId);
  const work: Work = {
    parts,
    request,
    placement: placed.value,
    patient: first.header.patient,
    stored: stored.value,
    shown: shown.value,
    copies: seen.copies,
  };
  const result = await storedCase(work, seen, fresh, images.filter(isKnown), known.value);
  const selected = parts.book.provisional(placed.value.caseId)?.selected ?? null;
  if (!result.ok && placed.value.isNew) await parts.withdraw(placed.value.caseId);
  parts.book.drop(placed.value.caseId);
  if (result.ok && selected !== null && selected !== shown.value.selected) {
    library.selectSeries(placed.value.caseId, selected, request.by);
  }
  parts.announce({ what: 'case', id: placed.value.caseId });
  parts.announce({ what: 'cases' });
  return result;
}

interface Work {
  readonly parts: ImportParts;
  readonly request: CaseRequest;
  readonly placement: Placement;
  readonly patient: PatientIdentity;
  /** Instances that the case holds already. */
  readonly stored: readonly NamedImage[];
  readonly shown: LiveCase;
  readonly copies: number;
}

async function storedCase(
  work: Work, seen: Examined, fresh: readonly NamedImage[], repeated: readonly NamedImage[],
  known: ReadonlyMap<string, KnownInstance>,
): Promise<Result<CaseImport, Failure>> {
  const { parts, request } = work;
  await parts.whenCalm(request.signal);
  const clashes = await clashesWithLibrary(work, repeated, known);
  if (!clashes.ok) return clashes;
  const kept = new Set(seen.images.map(({ header }) => header.sopInstanceUid));
  const wanted = fresh.filter(({ header }) => kept.has(header.sopInstanceUid));
  const taken = await parts.store.files.take(
    wanted.map(fileToTake), request.signal, (done) => request.progress('copying', repeated.length + done));
  if (!taken.ok) return taken;
  const copies = await checkedCopies(parts, wanted, taken.value);
  const refused = [...seen.refused, ...clashes.value, ...copies.refused];
  const attempt: Result<Attempt, Failure> = copies.refused.length === 0
    ? ok({ current: seen, live: work.shown, arrived: copies.arrived, refused })
    : await reexamined(work, copies.arrived, refused);
  const result = attempt.ok ? await addedCase(work, attempt.value) : attempt;
  if (!result.ok) await parts.store.files.release(taken.value.flatMap((one) => (one.ok ? [one.value] : [])));
  return result;
}

/** New files that arrived whole, each with its copy, and those that did not. */
interface Copies {
  readonly arrived: ReadonlyMap<string, { readonly image: NamedImage; readonly file: StoredFile }>;
  readonly refused: readonly Refusal[];
}

/** The copy must say what the file said when it was examined: it may have been written to in between. */
async function checkedCopies(
  { store, reader }: ImportParts,
  wanted: readonly NamedImage[],
  taken: readonly Result<StoredFile, unknown>[],
): Promise<Copies> {
  const arrived = new Map<string, { readonly image: NamedImage; readonly file: StoredFile }>();
  const refused: Refusal[] = [];
  await Promise.all(wanted.map(async (image, at) => {
    const copy = taken[at];
    const again = copy?.ok === true ? await reader.read(store.files.path(copy.value.sha256)) : null;
    const isSame = again?.ok === true
      && JSON.stringify({ ...again.value, notes: [] }) === JSON.stringify({ ...image.header, notes: [] });
    if (isSame && copy?.ok === true) arrived.set(image.header.sopInstanceUid, { image, file: copy.value });
    else refused.push(refusal(image, 'file/vanished'));
  }));
  return { arrived, refused };
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
  const { parts, request, placement, stored, shown } = work;
  const current = await storable([...stored, ...[...arrived.values()].map(({ image }) => image)]);
  const live = liveCase(parts, request, placement, current, shown.items);
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
  };
  const report = importReport(facts);
  const done: CaseImport = { caseId: placement.caseId, report, ...facts };
  if (kept.length === 0) return ok(done);
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

/**
 * Files of instances that the library holds already: with the same content they are old news, with other
 * content refused.
 */
async function clashesWithLibrary(
  { parts, request, placement }: Work,
  repeated: readonly NamedImage[],
  known: ReadonlyMap<string, KnownInstance>,
): Promise<Result<readonly Refusal[], Failure>> {
  const prints = await parts.store.files.fingerprints(
    repeated.map(fileToTake), request.signal, (done) => request.progress('copying', done));
  if (!prints.ok) return prints;
  return ok(
    repeated.flatMap((image, at) => {
      const print = prints.value[at];
      const there = known.get(image.header.sopInstanceUid);
      if (print?.ok !== true) return [refusal(image, 'file/vanished')];
      return there?.sha256 === print.value.sha256 && there.caseId === placement.caseId
        ? []
        : [refusal(image, 'uid-clash')];
    }),
  );
}

/** What the case holds already, as images without a name: nobody is told about them again. */
function storedImages(
  { store }: ImportParts, { caseId, isNew }: Placement,
): Result<readonly NamedImage[], CaseDamaged | StoreTrouble> {
  if (isNew) return ok([]);
  const instances = store.library.instances(caseId);
  if (instances.ok) return ok(instances.value.map(({ header, path }) => ({ header, path, name: '' })));
  if (instances.failure.code === 'case/not-found') return ok([]);
  return err(instances.failure);
}

/** The case as it can be looked at now. Items keep the ids under which they were shown before. */
function liveCase(
  { store }: ImportParts,
  request: CaseRequest,
  { caseId, isNew }: Placement,
  seen: Examined,
  before: readonly LiveItem[],
): Result<LiveCase, Failure> {
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
    files: new Map(seen.images.map((image) => [image.header.sopInstanceUid, image])),
  });
}
const NOBODY = { name: null, id: null, birthDate: null, sex: null };

/** The items that this import brought or added to. */
function itemsOf(live: LiveCase, images: readonly NamedImage[]): readonly SeriesItem[] {
  const uids = new Set(images.map(({ header }) => header.sopInstanceUid));
  return live.items.map(({ item }) => item).filter(({ instances }) => instances.some((uid) => uids.has(uid)));
}

const refusal = ({ name }: NamedImage, code: keyof typeof COPY_SENTENCES): Refusal =>
  ({ name, code, message: COPY_SENTENCES[code] });

const fileToTake = ({ path, header }: NamedImage): FileToTake =>
  ({ path, zeroPreamble: header.notes.some(({ code }) => code === 'header/program-in-preamble') });
