import type { CaseId, OperatorId, SeriesId } from '../../../core/contract/ids.ts';
import type { CaseRow, ImportReport, SeriesView } from '../../../core/contract/schemas.ts';
import type { InstanceHeader, PatientIdentity } from '../../../core/dicom/header.ts';
import type { GeometryProblem, SeriesItem } from '../../../core/dicom/series.ts';
import type { Result } from '../../../core/result.ts';
import type { StoredFile } from './copiedFile.ts';
import type { StoreTrouble } from './trouble.ts';

/**
 * Where images of a patient belong.
 *
 * A case is one patient identity: PatientID, name and birth date as people would compare them (see identityKey.ts).
 * Further studies of that patient join the case. The same PatientID with another name or birth date is another case.
 */
export interface Placement {
  readonly caseId: CaseId;
  /** No such case yet: the id is fresh, and nothing is written before `addCase`. */
  readonly isNew: boolean;
  /** Other cases with the same PatientID but another name or birth date: worth a note in the report. */
  readonly sameIdOtherPatient: readonly CaseId[];
}

/** An instance that the library holds. `sha256` is of the file as stored. */
export interface KnownInstance { readonly caseId: CaseId; readonly sha256: string; readonly bytes: number }

/** An instance with the file that holds it. The path is for the host only. */
export interface StoredInstance { readonly header: InstanceHeader; readonly file: StoredFile; readonly path: string }

/** One item of the picker with what does not cross to the screen: its instances, and the figures behind each problem. */
export interface SeriesToStore {
  readonly view: SeriesView;
  /** SOP instance UIDs, in order. */
  readonly instances: readonly string[];
  /** One entry per `view.problems`, in their order. */
  readonly facts: readonly GeometryProblem['facts'][];
}

/** All that one import adds to one case: stored as a whole or not at all. */
export interface CaseToStore {
  readonly caseId: CaseId;
  readonly patient: PatientIdentity;
  readonly isDemo: boolean;
  /** Those not yet known, each with its file already in the managed store. */
  readonly instances: readonly { readonly header: InstanceHeader; readonly file: StoredFile }[];
  /** Every item of the case as it is after this import, ids from `seriesIds`; what is not in the list goes. */
  readonly series: readonly SeriesToStore[];
  readonly report: ImportReport;
  readonly by: OperatorId | null;
}

export type AddFailure =
  /** The patient got another case meanwhile: ask `placement` again and repeat. */
  | { readonly code: 'import/placement-stale' }
  /** SOP instance UIDs that are in the library already with other content; never overwritten. */
  | { readonly code: 'import/uid-clash'; readonly instances: readonly string[] }
  | StoreTrouble;

export interface CaseQuery {
  /** Words of name, id or dates (2026-11-22, 20261122, 22.11.2026), each from its beginning; all must be found. */
  readonly text: string;
  readonly sort: 'opened' | 'imported' | 'name' | 'studyDate' | 'size';
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
}

export type NoCase = { readonly code: 'case/not-found' };
/** What is read differs from what was stored: the case is locked, the rest of the library is not. */
export type CaseDamaged = { readonly code: 'case/damaged'; readonly detail: string };
export type NoSeries = { readonly code: 'series/not-found' };

/** A case as the stations need it; geometry and recipes are computed again from `instances(caseId)`. */
export interface StoredCase {
  readonly row: CaseRow;
  readonly series: readonly SeriesView[];
  /** The operator's choice, else the item that was proposed. */
  readonly selected: SeriesId | null;
  /** Newest first. */
  readonly reports: readonly ImportReport[];
}

/** The cases of this site. Every method is one unit of work: it has happened and is on disk, or has not happened. */
export interface Library {
  /** The case that this patient's images join, or a fresh id; without an identity each study stands alone. */
  placement(patient: PatientIdentity, studyUid: string): Result<Placement, StoreTrouble>;
  /** Identity keys of the cases that hold instances of a series. */
  patientsOfSeries(studyUid: string, seriesUid: string): Result<readonly string[], StoreTrouble>;
  /** Which of these SOP instance UIDs are in the library. */
  knownInstances(sopInstanceUids: readonly string[]): Result<ReadonlyMap<string, KnownInstance>, StoreTrouble>;
  /** Ids for the items of a case: each keeps the id under which most of its instances are stored, or gets a fresh one. */
  seriesIds(
    caseId: CaseId, items: readonly Pick<SeriesItem, 'seriesUid' | 'stack' | 'instanceUid' | 'instances'>[],
  ): Result<readonly SeriesId[], StoreTrouble>;
  /** Stores an import. Without a new instance it changes nothing. */
  addCase(toStore: CaseToStore): Result<{ readonly caseId: CaseId; readonly added: number }, AddFailure>;

  cases(query: CaseQuery): Result<{ readonly rows: readonly CaseRow[]; readonly total: number }, StoreTrouble>;
  /** Read and checked against the hash that was taken when it was stored. */
  openCase(id: CaseId): Result<StoredCase, NoCase | CaseDamaged | StoreTrouble>;
  /** Every instance of the case with its header as read at import, in the order of import. */
  instances(id: CaseId): Result<readonly StoredInstance[], NoCase | CaseDamaged | StoreTrouble>;
  reports(id: CaseId): Result<
    { readonly patient: PatientIdentity; readonly reports: readonly ImportReport[] }, NoCase | StoreTrouble
  >;
  caseOfSeries(series: SeriesId): Result<CaseId, NoSeries | StoreTrouble>;
  /** Notes that the case was opened, and by whom. */
  markOpened(id: CaseId, by: OperatorId | null): Result<void, NoCase | StoreTrouble>;
  selectSeries(id: CaseId, series: SeriesId, by: OperatorId | null): Result<void, NoSeries | StoreTrouble>;
  /** Rows first, in one transaction; then the files that nothing else names. */
  removeCase(id: CaseId, by: OperatorId | null): Result<{ readonly freedBytes: number }, NoCase | StoreTrouble>;
  /** Bytes of all stored image files, and what is free where they lie. */
  usage(): Result<{ readonly storageBytes: number; readonly freeBytes: number }, StoreTrouble>;
}
