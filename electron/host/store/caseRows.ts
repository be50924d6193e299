import { createHash } from 'node:crypto';
import { caseRowSchema, type CaseRow, type ImportReport, type PatientView } from '../../../core/contract/schemas.ts';
import { caseIdSchema, type CaseId } from '../../../core/contract/ids.ts';
import type { StoreParts } from './parts.ts';

/** Columns of a row of the worklist. */
export const CASE_COLUMNS = `patient_case.case_number, id, identity_key, patient_case.patient_name,
  patient_case.patient_id, birth_date, sex, is_demo, imported_at_utc, imported_by, opened_at_utc, latest_study_date,
  study_count, ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256`;

export interface StoredCaseRow {
  readonly case_number: number;
  readonly id: string;
  readonly identity_key: string;
  readonly patient_name: string | null;
  readonly patient_id: string | null;
  readonly birth_date: string | null;
  readonly sex: string | null;
  readonly is_demo: number;
  readonly imported_at_utc: string;
  readonly imported_by: string | null;
  readonly opened_at_utc: string | null;
  readonly latest_study_date: string | null;
  readonly study_count: number;
  readonly ct_series_count: number;
  readonly xa_run_count: number;
  readonly file_bytes: number;
  readonly report_grade: string;
  readonly row_sha256: string;
}

/** Hash of what a row shows, but for when it was opened: a damaged name, date or count is not shown as one. */
export function rowSeal(row: Omit<StoredCaseRow, 'row_sha256'>): string {
  const shown = [
    row.id, row.identity_key, row.patient_name, row.patient_id, row.birth_date, row.sex, row.is_demo,
    row.imported_at_utc, row.imported_by, row.latest_study_date, row.study_count, row.ct_series_count,
    row.xa_run_count, row.file_bytes, row.report_grade,
  ];
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex');
}

const BLANK: PatientView = { name: null, id: null, birthDate: null, sex: null };

/** A row of the worklist; null where it is not as it was written. */
export function caseRow(row: StoredCaseRow): CaseRow | null {
  if (rowSeal(row) !== row.row_sha256) return null;
  const parsed = caseRowSchema.safeParse({
    id: row.id,
    patient: { name: row.patient_name, id: row.patient_id, birthDate: row.birth_date, sex: row.sex },
    studyDate: row.latest_study_date, studies: row.study_count, ctSeries: row.ct_series_count, xaRuns: row.xa_run_count,
    importedAt: row.imported_at_utc, openedAt: row.opened_at_utc, importedBy: row.imported_by,
    bytes: row.file_bytes, isDemo: row.is_demo === 1, report: row.report_grade,
  });
  return parsed.success ? parsed.data : null;
}

/** The same for a list, where a damaged row keeps its place without a patient; opening it says what is wrong. */
export function listedCaseRow(row: StoredCaseRow): readonly CaseRow[] {
  const id = caseIdSchema.safeParse(row.id);
  if (!id.success) return [];
  return [caseRow(row) ?? {
    id: id.data, patient: BLANK, studyDate: null, studies: 0, ctSeries: 0, xaRuns: 0, importedAt: '1970-01-01T00:00:00Z',
    openedAt: null, importedBy: null, bytes: 0, isDemo: false, report: 'problems',
  }];
}

/** How a report reads at a glance. */
export const reportGrade = ({ lines }: ImportReport): CaseRow['report'] =>
  lines.some(({ tone }) => tone === 'refused') ? 'problems'
    : lines.some(({ tone }) => tone === 'warning') ? 'notes' : 'clean';

export const caseNumberOf = ({ sql }: Pick<StoreParts, 'sql'>, id: CaseId): number | undefined =>
  sql<{ readonly case_number: number }>('SELECT case_number FROM patient_case WHERE id = ?').get(id)?.case_number;
