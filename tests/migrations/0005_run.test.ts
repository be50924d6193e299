import { expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const HASH = 'a'.repeat(64);
const CASE = `PRAGMA foreign_keys = ON;
  INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count, ct_series_count,
    xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
    VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 0, 1, 7, 'clean', '${HASH}', '${HASH}');
  INSERT INTO study VALUES (1, 1, '1.2', NULL, NULL, NULL);
  INSERT INTO series (series_number, id, study_number, position, kind, series_uid, stack, stack_count, modality, instance_count,
    frame_count, row_count, column_count, transfer_syntax_uid, is_lossy, measurable)
    VALUES (1, 'ser_0123456789abcdef', 1, 0, 'xa-run', '1.2.9', 1, 1, 'XA', 1, 60, 512, 512, '1', 0, 'no')`;
const calibrated = (columns: string): string => `INSERT INTO run_calibration (series_number, at_utc, object, known_mm, measured_px,
  frame_index, from_column_px, from_row_px, to_column_px, to_row_px, shaft, row_sha256) VALUES (1, '2026', ${columns}, '${HASH}')`;

it('5 keeps the case and its series as they are', () => {
  const db = libraryAt(4);
  db.exec(CASE);
  const before = rowsOf(db);
  step(db, 5);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
});

it('5 takes what was said of a run away with its case, and lets nobody edit it', () => {
  const db = libraryAt(5);
  db.exec(CASE);
  db.exec(calibrated(`'catheter', 2, 10, 0, 1, 2, 3, 4, 'guiding'`));
  db.exec(`INSERT INTO run_role (series_number, at_utc, role) VALUES (1, '2026', 'donor')`);
  expect(() => db.exec('UPDATE run_calibration SET known_mm = 3')).toThrow('only added');
  expect(() => db.exec(`UPDATE run_role SET role = 'target'`)).toThrow('only added');
  db.exec('DELETE FROM patient_case');
  expect(rowsOf(db, ['run_calibration', 'run_role'])).toEqual({ run_calibration: [], run_role: [] });
});

it.each([
  ['a size of zero', `'catheter', 0, 10, 0, 1, 2, 3, 4, 'guiding'`], ['a catheter without its build', `'catheter', 2, 10, 0, 1, 2, 3, 4, NULL`],
  ['a distance with a build', `'distance', 2, 10, 0, 1, 2, 3, 4, 'guiding'`], ['nothing with a size', `'none', 2, 10, 0, 1, 2, 3, 4, NULL`],
  ['a size without its place', `'sphere', 2, 10, 0, NULL, 2, 3, 4, NULL`],
])('5 refuses %s', (_, columns) => {
  const db = libraryAt(5);
  db.exec(CASE);
  expect(() => db.exec(calibrated(columns))).toThrow('CHECK');
});
