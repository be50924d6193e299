import { createHash } from 'node:crypto';
import type { StoreParts } from './parts.ts';

/**
 * Everything a case consists of, query by query, in an order that only its content decides.
 *
 * Columns are named one by one, so that a column that a later release adds does not change the hash of what an
 * earlier one stored. What the operator changes by looking (opened, selected) is left out.
 */
const CONTENT = [
  `SELECT id, identity_key, patient_id_key, patient_name, patient_id, birth_date, sex, name_sort_key, is_demo,
    imported_at_utc, imported_by, latest_study_date, study_count, ct_series_count, xa_run_count, file_bytes, report_grade
    FROM patient_case WHERE case_number = ?`,
  `SELECT study_uid, study_date, study_time, study_description FROM study WHERE case_number = ? ORDER BY study_uid`,
  `SELECT sop_instance_uid, study_uid, sop_class_uid, series_uid, transfer_syntax_uid, file_sha256, file_bytes,
    original_sha256, alteration, header_shape, header_json
    FROM instance JOIN study USING (study_number) JOIN file ON sha256 = file_sha256
    WHERE case_number = ? ORDER BY sop_instance_uid`,
  `SELECT series.id, study_uid, position, kind, series_uid, stack, stack_count, instance_uid, series.study_date,
    series.study_description, modality, description, kernel, dicom_series_number, patient_position, phase_percent,
    trigger_time_ms, set_aside_reason, instance_count, frame_count, row_count, column_count, column_spacing_mm,
    row_spacing_mm, slice_spacing_mm, transfer_syntax_uid, is_lossy, primary_angle_deg, secondary_angle_deg,
    angle_words, frame_rate_per_s, measurable, proposed_reason
    FROM series JOIN study USING (study_number) WHERE case_number = ? ORDER BY series.id`,
  `SELECT series.id, series_instance.position, sop_instance_uid
    FROM series_instance JOIN series USING (series_number) JOIN study USING (study_number)
    JOIN instance USING (instance_number) WHERE case_number = ? ORDER BY series.id, series_instance.position`,
  `SELECT series.id, series_problem.position, code, weight, message, facts_json,
    (SELECT json_group_array(sop_instance_uid ORDER BY part.position)
      FROM series_problem_instance AS part WHERE part.problem_number = series_problem.problem_number)
    FROM series_problem JOIN series USING (series_number) JOIN study USING (study_number)
    WHERE case_number = ? ORDER BY series.id, series_problem.position`,
  `SELECT imported_at_utc, imported_by, source_name, files_seen, files_read, files_other, files_new, rejected_count,
    usable_count, series_count FROM import_report WHERE case_number = ? ORDER BY report_number`,
  `SELECT position, tone, sentence FROM import_report_line JOIN import_report USING (report_number)
    WHERE case_number = ? ORDER BY report_number, position`,
  `SELECT position, file_name, code, sentence FROM import_report_rejection JOIN import_report USING (report_number)
    WHERE case_number = ? ORDER BY report_number, position`,
];

/** Hash of a case and all its rows: equal content, equal hash, whatever else the library holds. */
export function caseContentSha256({ sql }: Pick<StoreParts, 'sql'>, caseNumber: number): string {
  const hash = createHash('sha256');
  CONTENT.forEach((query, part) => {
    hash.update(`${part}\n`);
    for (const row of sql(query).raw().all(caseNumber)) hash.update(`${JSON.stringify(row)}\n`);
  });
  return hash.digest('hex');
}
