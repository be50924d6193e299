import { expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

it('3 keeps cases, studies, series, instances and files as they are', () => {
  const db = libraryAt(2);
  const hash = 'a'.repeat(64);
  db.pragma('foreign_keys = ON');
  db.exec(`INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count, ct_series_count,
      xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
      VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');
    INSERT INTO study VALUES (1, 1, '1.2', NULL, NULL, NULL);
    INSERT INTO file VALUES ('${hash}', 7, '${hash}', 'none');
    INSERT INTO instance VALUES (1, 1, '1.2.3', '1', '1.2.9', '1', '${hash}', 1, '{}');
    INSERT INTO series (series_number, id, study_number, position, kind, series_uid, stack, stack_count, modality, instance_count,
      frame_count, row_count, column_count, transfer_syntax_uid, is_lossy, measurable)
      VALUES (1, 'ser_0123456789abcdef', 1, 0, 'ct-volume', '1.2.9', 1, 1, 'CT', 1, 1, 2, 2, '1', 0, 'no');
    INSERT INTO series_instance VALUES (1, 0, 1);
    INSERT INTO series_problem VALUES (1, 1, 0, 'no-position', 'blocks', 'No.', '{}');
    INSERT INTO series_problem_instance VALUES (1, 0, '1.2.3')`);
  const before = rowsOf(db);
  step(db, 3);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
});

it('3 takes the reports of a case away with the case', () => {
  const db = libraryAt(3);
  const hash = 'a'.repeat(64);
  db.exec(`PRAGMA foreign_keys = ON;
    INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count, ct_series_count,
      xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
      VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');
    INSERT INTO import_report VALUES (1, 1, '2026', NULL, 'CD', 1, 1, 0, 1, 0, 1, 1);
    INSERT INTO import_report_line VALUES (1, 0, 'ok', 'Good.');
    INSERT INTO import_report_rejection VALUES (1, 0, 'a', 'file/truncated', 'Cut.');
    DELETE FROM patient_case`);
  expect(rowsOf(db, ['import_report', 'import_report_line', 'import_report_rejection']))
    .toEqual({ import_report: [], import_report_line: [], import_report_rejection: [] });
});
