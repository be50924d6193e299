import type Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);
const READ = `PRAGMA foreign_keys = ON;
  INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count,
    ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
    VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');
  INSERT INTO entry_change VALUES (1, 1, '2026', NULL, NULL, 'read scores', '${hash}', '${hash}');
  INSERT INTO entry_revision (change_number, position, entry_id, revision, is_removed, vessel_id, kind)
    VALUES (1, 0, 'ent_0123456789abcdef', 1, 0, NULL, 'scores-read');
  INSERT INTO entry_score_fact (revision_number, position, part, fact_path, value_is, value_number) VALUES (1, 0, 0, 'ageYears', 'number', 71);`;
function withReading(): Database.Database {
  const db = libraryAt(16);
  db.exec(READ);
  return db;
}
const range = (values: string): string => `INSERT INTO entry_score_fact_range VALUES (1, ${values})`;

it('16 keeps what scores were read from, without a range', () => {
  const db = libraryAt(15);
  db.exec(READ);
  const before = rowsOf(db);
  step(db, 16);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
  expect(rowsOf(db, ['entry_score_fact_range'])).toEqual({ entry_score_fact_range: [] });
});

it('16 takes ranges away with their case, and lets nobody edit them', () => {
  const db = withReading();
  db.exec(range('0, 70, 72'));
  expect(() => db.exec('UPDATE entry_score_fact_range SET most = 80')).toThrow('entries are only added');
  db.exec('DELETE FROM patient_case');
  expect(rowsOf(db, ['entry_score_fact_range'])).toEqual({ entry_score_fact_range: [] });
});

describe('16 takes', () => {
  it.each(['0, 71, 71', '4, -1, 360'])('%s', (values) => { withReading().exec(range(values)); });
});

describe('16 refuses', () => {
  it.each(['0, 72, 71', '-1, 70, 71', '0, NULL, 71', '0, 70, NULL'])('%s', (values) => {
    expect(() => withReading().exec(range(values))).toThrow(/constraint failed/);
  });
  it('the same fact twice', () => {
    const db = withReading();
    db.exec(range('0, 70, 71'));
    expect(() => db.exec(range('0, 70, 71'))).toThrow(/UNIQUE/);
  });
});
