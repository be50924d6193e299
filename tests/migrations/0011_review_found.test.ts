import type Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);
const REVIEW = `PRAGMA foreign_keys = ON;
  INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count,
    ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
    VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');
  INSERT INTO entry_change VALUES (1, 1, '2026', NULL, NULL, 'confirm section', '${hash}', '${hash}');
  INSERT INTO entry_revision (change_number, position, entry_id, revision, is_removed, vessel_id, kind, x_mm, y_mm, z_mm,
    is_full_moon, reading, has_arcs, has_areas)
    VALUES (1, 0, 'ent_0123456789abcdef', 1, 0, 'ves_0123456789abcdef', 'review', 1, 2, 3, 0, 1, 0, 0);`;
function withReview(): Database.Database {
  const db = libraryAt(11);
  db.exec(REVIEW);
  return db;
}
const found = (values: string): string => `INSERT INTO entry_review_found VALUES (1, ${values})`;

it('11 keeps sections as they were read, which then say nothing of what was found', () => {
  const db = libraryAt(10);
  db.exec(REVIEW);
  const before = rowsOf(db);
  step(db, 11);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
  expect(rowsOf(db, ['entry_review_found'])).toEqual({ entry_review_found: [] });
});

it('11 takes what was found away with its case, and lets nobody edit it', () => {
  const db = withReview();
  db.exec(found('320, 81, 9.25'));
  expect(() => db.exec('UPDATE entry_review_found SET arc_deg = 340')).toThrow('entries are only added');
  db.exec('DELETE FROM patient_case');
  expect(rowsOf(db, ['entry_review_found'])).toEqual({ entry_review_found: [] });
});

describe('11 takes', () => {
  it.each(['0, 0, 0', '360, 100, 41.5'])('%s', (values) => { withReview().exec(found(values)); });
});

describe('11 refuses', () => {
  it.each(['361, 81, 9', '-1, 81, 9', '320, 100.1, 9', '320, -1, 9', '320, 81, -0.1', 'NULL, 81, 9', '320, NULL, 9', '320, 81, NULL'])(
    '%s', (values) => { expect(() => withReview().exec(found(values))).toThrow(/constraint failed/); });
  it('the same review twice', () => {
    const db = withReview();
    db.exec(found('320, 81, 9'));
    expect(() => db.exec(found('320, 81, 9'))).toThrow(/UNIQUE/);
  });
});
