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
  INSERT INTO entry_score VALUES (1, 0, 'j-cto', 2, 3);`;
function withRead(): Database.Database {
  const db = libraryAt(7);
  db.exec(READ);
  return db;
}
const fact = (values: string): string => `INSERT INTO entry_score_fact VALUES (1, ${values})`;
const NUMBER = "0, 0, 'ageYears', 'number', 71, NULL, NULL, NULL, NULL";

it('7 keeps scores as they were read, which then say nothing of their facts', () => {
  const db = libraryAt(6);
  db.exec(READ);
  const before = rowsOf(db);
  step(db, 7);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
  expect(rowsOf(db, ['entry_score_fact'])).toEqual({ entry_score_fact: [] });
});

it('7 takes the facts away with their case, and lets nobody edit them', () => {
  const db = withRead();
  db.exec(fact(NUMBER));
  expect(() => db.exec('UPDATE entry_score_fact SET value_number = 70')).toThrow('entries are only added');
  db.exec('DELETE FROM patient_case');
  expect(rowsOf(db, ['entry_score_fact'])).toEqual({ entry_score_fact: [] });
});

describe('7 takes', () => {
  it.each([
    NUMBER, "1, 0, 'stump', 'text', NULL, 'blunt', NULL, NULL, NULL", "1, 0, 'priorMi', 'yes-no', NULL, NULL, 0, NULL, NULL",
    "1, 3, 'skills', 'texts', NULL, 'ADR', NULL, NULL, NULL", "1, 2, 'ctCalcium.freeWindowsMm', 'stretches', NULL, NULL, NULL, 2, 2",
    "1, 0, 'skills', 'empty-list', NULL, NULL, NULL, NULL, NULL",
  ])('%s', (values) => { withRead().exec(fact(values)); });
});

describe('7 refuses', () => {
  it.each([
    "0, 0, 'ageYears', 'number', NULL, NULL, NULL, NULL, NULL", "0, 0, 'ageYears', 'number', 71, 'x', NULL, NULL, NULL",
    "0, 0, 'ageYears', 'age', 71, NULL, NULL, NULL, NULL", "0, 1, 'ageYears', 'number', 71, NULL, NULL, NULL, NULL",
    "0, 0, '', 'number', 71, NULL, NULL, NULL, NULL", "-1, 0, 'ageYears', 'number', 71, NULL, NULL, NULL, NULL",
    "0, 0, 'priorMi', 'yes-no', NULL, NULL, 2, NULL, NULL", "0, 0, 'skills', 'empty-list', NULL, 'x', NULL, NULL, NULL",
    "0, 0, 'ctCalcium.freeWindowsMm', 'stretches', NULL, NULL, NULL, 3, 2", "0, 0, 'ctCalcium.freeWindowsMm', 'stretches', NULL, NULL, NULL, 3, NULL",
    "0, 0, 'branch', 'text', NULL, printf('%.201c', 'x'), NULL, NULL, NULL",
  ])('%s', (values) => { expect(() => withRead().exec(fact(values))).toThrow(/CHECK constraint failed/); });
  it('the same value twice', () => {
    const db = withRead();
    db.exec(fact(NUMBER));
    expect(() => db.exec(fact(NUMBER))).toThrow(/UNIQUE/);
  });
});
