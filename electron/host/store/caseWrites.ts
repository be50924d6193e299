import type { SeriesView } from '../../../core/contract/schemas.ts';
import type { CaseId, OperatorId } from '../../../core/contract/ids.ts';
import { caseContentSha256 } from './caseContent.ts';
import { CASE_COLUMNS, reportGrade, rowSeal, type StoredCaseRow } from './caseRows.ts';
import { indexCase } from './caseSearch.ts';
import { HEADER_SHAPE, headerSchema } from './headerSchema.ts';
import { identityKey, nameSortKey, patientIdKey } from './identityKey.ts';
import type { AddFailure, CaseToStore, SeriesToStore } from './library.ts';
import type { StoreParts } from './parts.ts';
import { unlistCase } from './planListing.ts';
import { Leave } from './trouble.ts';

/** In the place of a hash until the end of the transaction. */
const UNSEALED = '0'.repeat(64);

type NewInstance = CaseToStore['instances'][number];

/** Stores an import inside the running transaction; answers how many instances are new. */
export function storeCase(parts: StoreParts, given: CaseToStore): number {
  const { sql } = parts;
  const [first] = given.instances;
  if (first === undefined) return 0;
  const key = identityKey(given.patient, first.header.study.uid);
  if (given.instances.some(({ header }) => identityKey(header.patient, header.study.uid) !== key)) {
    throw new Error('an import of one case names two patients');
  }
  const known = sql<{ readonly id: string; readonly identity_key: string; readonly case_number: number }>(
    'SELECT id, identity_key, case_number FROM patient_case WHERE id = ? OR identity_key = ?').all(given.caseId, key);
  if (known.some((row) => row.id !== given.caseId || row.identity_key !== key)) {
    throw new Leave<AddFailure>({ code: 'import/placement-stale' });
  }
  const fresh = freshInstances(parts, given);
  if (fresh.length === 0) return 0;
  const caseNumber = known[0]?.case_number ?? insertCase(parts, given, key);
  const studies = insertStudies(parts, caseNumber, fresh);
  insertInstances(parts, studies, fresh);
  replaceSeries(parts, caseNumber, given.series);
  insertReport(parts, caseNumber, given);
  summarise(parts, caseNumber, given);
  const content = caseContentSha256(parts, caseNumber);
  sql('UPDATE patient_case SET content_sha256 = ? WHERE case_number = ?').run(content, caseNumber);
  parts.audit({
    action: 'case-imported', caseId: given.caseId, contentSha256: content,
    details: { instances_added: fresh.length, files_refused: given.report.rejectedCount, is_demo: given.isDemo },
  }, given.by);
  return fresh.length;
}

/** The instances that are not in the library yet; one that is there with other content leaves the import. */
function freshInstances({ sql }: StoreParts, { caseId, instances }: CaseToStore): readonly NewInstance[] {
  const stored = sql<{ readonly id: string; readonly file_sha256: string }>(`SELECT patient_case.id, file_sha256
    FROM instance JOIN study USING (study_number) JOIN patient_case USING (case_number) WHERE sop_instance_uid = ?`);
  const fresh = new Map<string, NewInstance>();
  const clashes = new Set<string>();
  for (const instance of instances) {
    const uid = instance.header.sopInstanceUid;
    const there = stored.get(uid);
    const twin = fresh.get(uid);
    if (there === undefined && twin === undefined) fresh.set(uid, instance);
    else {
      const held = there?.file_sha256 ?? twin?.file.sha256;
      if (held !== instance.file.sha256 || (there !== undefined && there.id !== caseId)) clashes.add(uid);
    }
  }
  if (clashes.size > 0) throw new Leave<AddFailure>({ code: 'import/uid-clash', instances: [...clashes] });
  return [...fresh.values()];
}

function insertCase({ sql }: StoreParts, { caseId, patient, isDemo, report }: CaseToStore, key: string): number {
  return Number(sql(`INSERT INTO patient_case (id, identity_key, patient_id_key, patient_name, patient_id, birth_date, sex,
    name_sort_key, is_demo, imported_at_utc, study_count, ct_series_count, xa_run_count, file_bytes, report_grade,
    row_sha256, content_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 'clean', ?, ?)`).run(
    caseId, key, patientIdKey(patient.id), patient.name, patient.id, patient.birthDate, patient.sex,
    nameSortKey(patient.name), Number(isDemo), report.importedAt, UNSEALED, UNSEALED).lastInsertRowid);
}

function insertStudies(
  { sql }: StoreParts, caseNumber: number, fresh: readonly NewInstance[],
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const { header: { study } } of fresh) {
    if (numbers.has(study.uid)) continue;
    sql(`INSERT INTO study (case_number, study_uid, study_date, study_time, study_description) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING`).run(caseNumber, study.uid, study.date, study.time, study.description);
    const found = sql<{ readonly study_number: number }>(
      'SELECT study_number FROM study WHERE case_number = ? AND study_uid = ?').get(caseNumber, study.uid);
    if (found !== undefined) numbers.set(study.uid, found.study_number);
  }
  return numbers;
}

function insertInstances(
  { sql }: StoreParts, studies: ReadonlyMap<string, number>, fresh: readonly NewInstance[],
): void {
  const addFile = sql('INSERT INTO file VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const settle = sql('DELETE FROM file_in_motion WHERE sha256 = ?');
  const add = sql(`INSERT INTO instance (study_number, sop_instance_uid, sop_class_uid, series_uid, transfer_syntax_uid,
    file_sha256, header_shape, header_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const { header, file } of fresh) {
    // What would not be read again is not written: a NaN or a missing field becomes something else in JSON.
    const parsed = headerSchema.safeParse(header);
    if (!parsed.success) {
      const places = parsed.error.issues.map(({ path }) => path.join('.'));
      throw new Error(`a header that cannot be kept: ${places.join('; ')}`);
    }
    addFile.run(file.sha256, file.bytes, file.originalSha256, file.alteration);
    settle.run(file.sha256);
    add.run(studies.get(header.study.uid), header.sopInstanceUid, header.sopClassUid, header.series.uid,
      header.transferSyntaxUid, file.sha256, HEADER_SHAPE, JSON.stringify(header));
  }
}

/** Makes the items of a case those that are given: kept ids keep their row, the others go. */
function replaceSeries({ sql }: StoreParts, caseNumber: number, all: readonly SeriesToStore[]): void {
  const kept = new Set(all.map(({ view }): string => view.id));
  const before = sql<{ readonly id: string; readonly series_number: number }>(
    'SELECT series.id, series_number FROM series JOIN study USING (study_number) WHERE case_number = ?').all(caseNumber);
  for (const { id, series_number } of before) {
    if (!kept.has(id)) sql('DELETE FROM series WHERE series_number = ?').run(series_number);
    else {
      sql('DELETE FROM series_instance WHERE series_number = ?').run(series_number);
      sql('DELETE FROM series_problem WHERE series_number = ?').run(series_number);
    }
  }
  const studyNumber = sql<{ readonly study_number: number }>(
    'SELECT study_number FROM study WHERE case_number = ? AND study_uid = ?');
  all.forEach(({ view, instances, facts }, position) => {
    const study = studyNumber.get(caseNumber, view.studyUid);
    if (study === undefined) throw new Error('a series of a study that the case does not have');
    const number = upsertSeries({ sql }, study.study_number, position, view);
    instances.forEach((uid, at) => {
      sql(`INSERT INTO series_instance VALUES (?, ?, (SELECT instance_number FROM instance WHERE sop_instance_uid = ?))`)
        .run(number, at, uid);
    });
    view.problems.forEach((problem, at) => {
      const added = sql(`INSERT INTO series_problem (series_number, position, code, weight, message, facts_json)
        VALUES (?, ?, ?, ?, ?, ?)`)
        .run(number, at, problem.code, problem.weight, problem.message, JSON.stringify(facts[at] ?? {}));
      problem.instances.forEach((uid, k) => {
        sql('INSERT INTO series_problem_instance VALUES (?, ?, ?)').run(added.lastInsertRowid, k, uid);
      });
    });
  });
}

function upsertSeries(
  { sql }: Pick<StoreParts, 'sql'>, studyNumber: number, position: number, view: SeriesView,
): number {
  const columns = {
    id: view.id, study_number: studyNumber, position, kind: view.kind, series_uid: view.seriesUid, stack: view.stack,
    stack_count: view.stacks, instance_uid: view.instanceUid, study_date: view.studyDate,
    study_description: view.studyDescription, modality: view.modality, description: view.description, kernel: view.kernel,
    dicom_series_number: view.number, patient_position: view.patientPosition, phase_percent: view.phasePercent,
    trigger_time_ms: view.triggerTimeMs, set_aside_reason: view.setAside, instance_count: view.instances,
    frame_count: view.frames, row_count: view.rows, column_count: view.columns,
    column_spacing_mm: view.spacing?.[0] ?? null, row_spacing_mm: view.spacing?.[1] ?? null,
    slice_spacing_mm: view.spacing?.[2] ?? null, transfer_syntax_uid: view.transferSyntaxUid, is_lossy: Number(view.lossy),
    primary_angle_deg: view.angles?.primary ?? null, secondary_angle_deg: view.angles?.secondary ?? null,
    angle_words: view.angles?.words ?? null, frame_rate_per_s: view.frameRate, measurable: view.measurable,
    proposed_reason: view.proposed,
  };
  const names = Object.keys(columns);
  const row = sql<{ readonly series_number: number }>(`INSERT INTO series (${names.join(', ')})
    VALUES (${names.map((name) => `@${name}`).join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}
    RETURNING series_number`).get(columns);
  if (row === undefined) throw new Error('a series that was not stored');
  return row.series_number;
}

function insertReport({ sql }: StoreParts, caseNumber: number, { report }: CaseToStore): void {
  const { lastInsertRowid: number } = sql(`INSERT INTO import_report (case_number, imported_at_utc, imported_by, source_name,
    files_seen, files_read, files_other, files_new, rejected_count, usable_count, series_count)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
    caseNumber, report.importedAt, report.by, report.source, report.filesSeen, report.filesRead, report.filesOther,
    report.filesNew, report.rejectedCount, report.usable, report.series);
  report.lines.forEach(({ tone, text }, position) => {
    sql('INSERT INTO import_report_line VALUES (?, ?, ?, ?)').run(number, position, tone, text);
  });
  report.rejected.forEach(({ name, code, message }, position) => {
    sql('INSERT INTO import_report_rejection VALUES (?, ?, ?, ?, ?)').run(number, position, name, code, message);
  });
}

/** Brings the row of the worklist and the search up to date with what the case now holds. */
function summarise(parts: StoreParts, caseNumber: number, { report, patient }: CaseToStore): void {
  const { sql } = parts;
  const ofKind = (kind: string): string => `(SELECT count(*) FROM series JOIN study USING (study_number)
    WHERE case_number = @caseNumber AND kind = '${kind}')`;
  sql(`UPDATE patient_case SET
    imported_at_utc = @importedAt, imported_by = @by, report_grade = @grade,
    latest_study_date = (SELECT max(study_date) FROM study WHERE case_number = @caseNumber),
    study_count = (SELECT count(*) FROM study WHERE case_number = @caseNumber),
    ct_series_count = ${ofKind('ct-volume')}, xa_run_count = ${ofKind('xa-run')},
    file_bytes = (SELECT coalesce(sum(file.file_bytes), 0) FROM study JOIN instance USING (study_number)
      JOIN file ON sha256 = file_sha256 WHERE case_number = @caseNumber)
    WHERE case_number = @caseNumber`)
    .run({ caseNumber, importedAt: report.importedAt, by: report.by, grade: reportGrade(report) });
  const row = sql<StoredCaseRow>(`SELECT ${CASE_COLUMNS} FROM patient_case WHERE case_number = ?`).get(caseNumber);
  if (row === undefined) throw new Error('a case that was not stored');
  sql('UPDATE patient_case SET row_sha256 = ? WHERE case_number = ?').run(rowSeal(row), caseNumber);
  const dates = sql<{ readonly study_date: string }>(
    'SELECT DISTINCT study_date FROM study WHERE case_number = ? AND study_date IS NOT NULL ORDER BY study_date')
    .all(caseNumber);
  indexCase(parts, caseNumber, patient, dates.map(({ study_date }) => study_date));
}

export interface LeavingFile { readonly sha256: string; readonly file_bytes: number }

/** Takes a case out inside the running transaction; answers the files that nothing names any more. */
export function deleteCase(
  parts: StoreParts, caseNumber: number, id: CaseId, by: OperatorId | null,
): readonly LeavingFile[] {
  const { sql } = parts;
  const named = sql<LeavingFile>(`SELECT sha256, file.file_bytes FROM study JOIN instance USING (study_number)
    JOIN file ON sha256 = file_sha256 WHERE case_number = @caseNumber
    UNION SELECT sha256, file_bytes FROM plan_image JOIN file USING (sha256) WHERE case_number = @caseNumber`).all({ caseNumber });
  const signed = sql<{ readonly plans: number; readonly versions: number }>(`SELECT count(DISTINCT plan_number) AS plans,
    count(version_number) AS versions FROM plan LEFT JOIN plan_version USING (plan_number) WHERE case_number = ?`).get(caseNumber);
  unlistCase(parts, caseNumber);
  sql('DELETE FROM case_search WHERE rowid = ?').run(caseNumber);
  sql('DELETE FROM patient_case WHERE case_number = ?').run(caseNumber);
  const drop = sql(`DELETE FROM file WHERE sha256 = ?
    AND NOT EXISTS (SELECT 1 FROM instance WHERE file_sha256 = file.sha256)
    AND NOT EXISTS (SELECT 1 FROM plan_image WHERE plan_image.sha256 = file.sha256)`);
  const leaving = named.filter(({ sha256 }) => drop.run(sha256).changes === 1);
  const since = parts.setting.now().toISOString();
  for (const { sha256 } of leaving) sql(`INSERT INTO file_in_motion VALUES (?, 'leaving', ?)`).run(sha256, since);
  parts.audit({
    action: 'case-removed', caseId: id, contentSha256: null,
    details: {
      files: leaving.length, bytes: leaving.reduce((sum, file) => sum + file.file_bytes, 0),
      plans: signed?.plans ?? 0, plan_versions: signed?.versions ?? 0,
    },
  }, by);
  return leaving;
}
