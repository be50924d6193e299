import { expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);
const REVIEW = `PRAGMA foreign_keys = ON;
  INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count,
    ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
    VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');
  INSERT INTO entry_change VALUES (1, 1, '2026', NULL, NULL, 'correct calcium', '${hash}', '${hash}');
  INSERT INTO entry_revision (change_number, position, entry_id, revision, is_removed, vessel_id, kind, x_mm, y_mm, z_mm,
    is_full_moon, reading, has_arcs, has_areas)
    VALUES (1, 0, 'ent_0123456789abcdef', 1, 0, 'ves_0123456789abcdef', 'review', 1, 2, 3, 0, 2, 0, 0);`;

it('15 keeps second readings as they were: none of them is a draft', () => {
  const db = libraryAt(14);
  db.exec(REVIEW);
  const before = rowsOf(db);
  step(db, 15);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
  expect(rowsOf(db, ['entry_review_draft'])).toEqual({ entry_review_draft: [] });
});

it('15 takes drafts away with their case, and lets nobody edit them', () => {
  const db = libraryAt(15);
  db.exec(REVIEW);
  db.exec('INSERT INTO entry_review_draft VALUES (1)');
  expect(() => db.exec('INSERT INTO entry_review_draft VALUES (1)')).toThrow(/UNIQUE/);
  expect(() => db.exec('INSERT INTO entry_review_draft VALUES (2)')).toThrow(/FOREIGN KEY/);
  expect(() => db.exec('UPDATE entry_review_draft SET revision_number = 2')).toThrow('entries are only added');
  db.exec('DELETE FROM patient_case');
  expect(rowsOf(db, ['entry_review_draft'])).toEqual({ entry_review_draft: [] });
});
