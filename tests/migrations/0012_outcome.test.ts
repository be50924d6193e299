import type Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);
const PLAN = `PRAGMA foreign_keys = ON;
  INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count,
    ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
    VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');
  INSERT INTO plan VALUES (1, 'pln_0123456789abcdef', 1, 'ves_0123456789abcdef');
  INSERT INTO plan_version VALUES (1, 1, 1, '2026', 'opr_0123456789abcdef', 'Tina', '${hash}', '{}');
  INSERT INTO room_event VALUES (1, 1, 1, '2026', NULL, NULL, '{}', '${hash}', '${hash}');`;
const OUTCOME = {
  outcome_number: 1, version_number: 1, revision: 1, at_utc: '2026', operator_id: null, operator_name: null, is_confirmed: 0, outcome_json: '{}',
  previous_sha256: hash, sha256: hash,
};

function withPlan(version = 12): Database.Database {
  const db = libraryAt(version);
  db.exec(PLAN);
  return db;
}
function add(db: Database.Database, changed: object = {}): void {
  const row = { ...OUTCOME, ...changed };
  const names = Object.keys(row);
  db.prepare(`INSERT INTO plan_outcome (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(row);
}

it('12 keeps plans and what happened in the room as they are, and begins without an outcome', () => {
  const db = withPlan(11);
  const before = rowsOf(db);
  step(db, 12);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
  expect(rowsOf(db, ['plan_outcome'])).toEqual({ plan_outcome: [] });
});

it('12 takes an outcome away with its case, and lets nobody edit or take away one', () => {
  const db = withPlan();
  add(db);
  add(db, { outcome_number: 2, revision: 2, is_confirmed: 1, operator_id: 'opr_0123456789abcdef', operator_name: 'Tina' });
  expect(() => db.exec('UPDATE plan_outcome SET is_confirmed = 1')).toThrow('outcomes are only added');
  expect(() => db.exec('DELETE FROM plan_outcome')).toThrow('outcomes are only added');
  db.exec('DELETE FROM patient_case');
  expect(rowsOf(db, ['plan_outcome'])).toEqual({ plan_outcome: [] });
});

describe('12 refuses', () => {
  it.each([
    { revision: 0 }, { is_confirmed: 2 }, { outcome_json: '{' }, { previous_sha256: 'a' }, { sha256: 'a' }, { operator_name: 'Tina' },
  ])('%j', (changed) => { expect(() => add(withPlan(), changed)).toThrow(/CHECK constraint failed/); });

  it('a revision twice, and one of no version', () => {
    const db = withPlan();
    add(db);
    expect(() => add(db, { outcome_number: 2 })).toThrow(/UNIQUE/);
    expect(() => add(db, { outcome_number: 2, version_number: 2 })).toThrow(/FOREIGN KEY/);
  });
});
