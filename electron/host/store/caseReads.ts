import { z } from 'zod';
import {
  reportSchema, seriesSchema, type CaseRow, type ImportReport, type SeriesView,
} from '../../../core/contract/schemas.ts';
import { seriesIdSchema, type CaseId } from '../../../core/contract/ids.ts';
import { caseContentSha256 } from './caseContent.ts';
import { CASE_COLUMNS, caseRow, type StoredCaseRow } from './caseRows.ts';
import { HEADER_SHAPE, headerSchema } from './headerSchema.ts';
import type { CaseDamaged, NoCase, StoredCase, StoredInstance } from './library.ts';
import type { StoreParts } from './parts.ts';
import { Leave } from './trouble.ts';

type Sql = Pick<StoreParts, 'sql'>;
export interface CheckedCase {
  readonly caseNumber: number;
  readonly row: CaseRow;
  readonly selected: string | null;
}

interface CheckedRow extends StoredCaseRow {
  readonly content_sha256: string;
  readonly selected_series_id: string | null;
}

const damaged = (detail: string): Leave<CaseDamaged> => new Leave({ code: 'case/damaged', detail });

/** Reads the row of a case after all its content was compared with the hash that was taken when it was stored. */
export function checkedCase({ sql }: Sql, id: CaseId): CheckedCase {
  const stored = sql<CheckedRow>(
    `SELECT ${CASE_COLUMNS}, content_sha256, selected_series_id FROM patient_case WHERE id = ?`).get(id);
  if (stored === undefined) throw new Leave<NoCase>({ code: 'case/not-found' });
  const sealed = sql<{ readonly content_sha256: string }>(`SELECT content_sha256 FROM audit
    WHERE case_id = ? AND content_sha256 IS NOT NULL ORDER BY sequence DESC LIMIT 1`).get(id);
  const content = caseContentSha256({ sql }, stored.case_number);
  if (content !== stored.content_sha256 || content !== sealed?.content_sha256) {
    throw damaged('content differs from its hash');
  }
  const row = caseRow(stored);
  if (row === null) throw damaged('row of the case');
  return { caseNumber: stored.case_number, row, selected: stored.selected_series_id };
}

/** The case as the stations need it. */
export function readCase(parts: Sql, id: CaseId): StoredCase {
  const { caseNumber, row, selected } = checkedCase(parts, id);
  const series = readSeries(parts, caseNumber);
  const chosen = seriesIdSchema.safeParse(selected);
  return {
    row, series,
    selected: chosen.success ? chosen.data : series.find(({ proposed }) => proposed !== null)?.id ?? null,
    reports: readReports(parts, caseNumber),
  };
}

interface SeriesRow {
  readonly series_number: number; readonly id: string; readonly kind: string; readonly study_uid: string;
  readonly series_uid: string; readonly stack: number; readonly stack_count: number; readonly instance_uid: string | null;
  readonly study_date: string | null; readonly study_description: string | null; readonly modality: string;
  readonly description: string | null; readonly kernel: string | null; readonly dicom_series_number: number | null;
  readonly patient_position: string | null; readonly phase_percent: number | null; readonly trigger_time_ms: number | null;
  readonly set_aside_reason: string | null; readonly instance_count: number; readonly frame_count: number;
  readonly row_count: number; readonly column_count: number; readonly column_spacing_mm: number | null;
  readonly row_spacing_mm: number | null; readonly slice_spacing_mm: number | null; readonly transfer_syntax_uid: string;
  readonly is_lossy: number; readonly primary_angle_deg: number | null; readonly secondary_angle_deg: number | null;
  readonly angle_words: string | null; readonly frame_rate_per_s: number | null; readonly measurable: string;
  readonly proposed_reason: string | null;
}

interface ProblemRow {
  readonly code: string; readonly weight: string; readonly message: string; readonly instances: string;
}

function readSeries({ sql }: Sql, caseNumber: number): readonly SeriesView[] {
  const problems = sql<ProblemRow>(
    `SELECT code, weight, message, (SELECT json_group_array(sop_instance_uid ORDER BY part.position)
      FROM series_problem_instance AS part WHERE part.problem_number = series_problem.problem_number) AS instances
    FROM series_problem WHERE series_number = ? ORDER BY position`);
  const rows = sql<SeriesRow>(`SELECT series.*, study_uid FROM series JOIN study USING (study_number)
    WHERE case_number = ? ORDER BY position, series_number`).all(caseNumber);
  return rows.map((row) => checked(seriesSchema, {
    id: row.id, kind: row.kind, studyUid: row.study_uid, seriesUid: row.series_uid,
    stack: row.stack, stacks: row.stack_count, instanceUid: row.instance_uid,
    studyDate: row.study_date, studyDescription: row.study_description, modality: row.modality,
    description: row.description, kernel: row.kernel, number: row.dicom_series_number,
    patientPosition: row.patient_position,
    phasePercent: row.phase_percent, triggerTimeMs: row.trigger_time_ms, setAside: row.set_aside_reason,
    instances: row.instance_count, frames: row.frame_count, rows: row.row_count, columns: row.column_count,
    spacing: row.column_spacing_mm === null
      ? null : [row.column_spacing_mm, row.row_spacing_mm, row.slice_spacing_mm],
    transferSyntaxUid: row.transfer_syntax_uid, lossy: row.is_lossy === 1,
    angles: row.angle_words === null
      ? null : { primary: row.primary_angle_deg, secondary: row.secondary_angle_deg, words: row.angle_words },
    frameRate: row.frame_rate_per_s, measurable: row.measurable, proposed: row.proposed_reason,
    problems: problems.all(row.series_number)
      .map(({ instances, ...said }) => ({ ...said, instances: parsedJson(instances) })),
  }, row.id));
}

interface ReportRow {
  readonly report_number: number; readonly imported_at_utc: string; readonly imported_by: string | null;
  readonly source_name: string; readonly files_seen: number; readonly files_read: number; readonly files_other: number;
  readonly files_new: number; readonly rejected_count: number; readonly usable_count: number; readonly series_count: number;
}

/** The reports of a case, newest first. */
export function readReports({ sql }: Sql, caseNumber: number): readonly ImportReport[] {
  const lines = sql('SELECT tone, sentence AS text FROM import_report_line WHERE report_number = ? ORDER BY position');
  const rejected = sql(`SELECT file_name AS name, code, sentence AS message FROM import_report_rejection
    WHERE report_number = ? ORDER BY position`);
  return sql<ReportRow>('SELECT * FROM import_report WHERE case_number = ? ORDER BY report_number DESC').all(caseNumber)
    .map((row) => checked(reportSchema, {
      importedAt: row.imported_at_utc, by: row.imported_by, source: row.source_name, filesSeen: row.files_seen,
      filesRead: row.files_read, filesOther: row.files_other, filesNew: row.files_new, rejectedCount: row.rejected_count,
      usable: row.usable_count, series: row.series_count,
      lines: lines.all(row.report_number), rejected: rejected.all(row.report_number),
    }, 'report'));
}

interface InstanceRow {
  readonly header_shape: number; readonly header_json: string; readonly file_sha256: string; readonly file_bytes: number;
  readonly original_sha256: string; readonly alteration: string;
}

const alterationSchema = z.enum(['none', 'preamble zeroed']);

/** Every instance of a case with its header, in the order of import. */
export function readInstances(
  { sql }: Sql, caseNumber: number, pathOf: (sha256: string) => string,
): readonly StoredInstance[] {
  return sql<InstanceRow>(`SELECT header_shape, header_json, file_sha256, file_bytes, original_sha256, alteration
    FROM instance JOIN study USING (study_number) JOIN file ON sha256 = file_sha256
    WHERE case_number = ? ORDER BY instance_number`).all(caseNumber).map((row) => {
    if (row.header_shape !== HEADER_SHAPE) throw damaged(`header of shape ${row.header_shape}`);
    return {
      header: checked(headerSchema, parsedJson(row.header_json), row.file_sha256),
      file: {
        sha256: row.file_sha256, bytes: row.file_bytes, originalSha256: row.original_sha256,
        alteration: checked(alterationSchema, row.alteration, row.file_sha256),
      },
      path: pathOf(row.file_sha256),
    };
  });
}

/** A stored value as its type; a case whose rows do not fit is damaged. */
function checked<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw damaged(`${where}: ${issues.join('; ')}`);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged('text that is no JSON');
  }
}
