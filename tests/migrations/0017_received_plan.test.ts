import type Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);
const PLANS = `PRAGMA foreign_keys = ON;
  INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count,
    ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
    VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');
  INSERT INTO plan VALUES (1, 'pln_0000000000000001', 1, 'ves_0000000000000001');
  INSERT INTO plan VALUES (2, 'pln_0000000000000002', 1, 'ves_0000000000000002');`;
const received = (values: string): string => `INSERT INTO received_plan VALUES (${values})`;
const WHOLE = received(`2, 'pln_0000000000000009', '${hash}', '2026', NULL, 0, '${hash}'`);
const FORK = received(`2, 'pln_0000000000000009', '${hash}', '2026', 1, 2, '${hash}'`);
function withPlans(): Database.Database {
  const db = libraryAt(17);
  db.exec(PLANS);
  return db;
}

it('17 keeps plans as they are, and takes none of them for received', () => {
  const db = libraryAt(16);
  db.exec(PLANS);
  const before = rowsOf(db);
  step(db, 17);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
  expect(rowsOf(db, ['received_plan'])).toEqual({ received_plan: [] });
});

it.each([WHOLE, FORK])('17 takes %s; nobody edits it or takes it away, and it goes with its case', (sql) => {
  const db = withPlans();
  db.exec(sql);
  expect(() => db.exec(`UPDATE received_plan SET origin_sha256 = '${'b'.repeat(64)}'`)).toThrow('plans are only added');
  expect(() => db.exec('DELETE FROM received_plan')).toThrow('plans are only added');
  db.exec('DELETE FROM patient_case');
  expect(rowsOf(db, ['plan', 'received_plan'])).toEqual({ plan: [], received_plan: [] });
});

describe('17 refuses', () => {
  it.each([
    `2, 'x', '${hash}', '2026', NULL, 0, '${hash}'`, `2, 'pln_0000000000000009', 'x', '2026', NULL, 0, '${hash}'`,
    `2, 'pln_0000000000000009', '${hash}', '2026', NULL, 2, '${hash}'`, `2, 'pln_0000000000000009', '${hash}', '2026', 1, 0, '${hash}'`,
    `7, 'pln_0000000000000009', '${hash}', '2026', NULL, 0, '${hash}'`, `2, 'pln_0000000000000009', '${hash}', '2026', 7, 1, '${hash}'`,
    `2, 'pln_0000000000000009', '${hash}', '2026', NULL, 0, 'x'`,
  ])('%s', (values) => { expect(() => withPlans().exec(received(values))).toThrow(/constraint failed/); });
});
