import { expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

it('2 keeps operators, settings and audit as they are', () => {
  const db = libraryAt(1);
  db.exec(`INSERT INTO operator VALUES ('opr_0123456789abcdef', 'Dr. Berg', 'dr. berg', 'DB', '2026-11-22T10:00:00.000Z');
    INSERT INTO setting VALUES ('dose_unit', '"mSv"');
    INSERT INTO audit VALUES (1, '2026-11-22T10:00:00.000Z', 'UTC', 0, '0.1.0', NULL, NULL, 'operator-added', NULL, NULL, '{}',
      '${'0'.repeat(64)}', '${'1'.repeat(64)}')`);
  const before = rowsOf(db);
  step(db, 2);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
});

const HASH = `'${'a'.repeat(64)}'`;
const aCase = (changed: Readonly<Record<string, string>>): string => {
  const columns: Readonly<Record<string, string>> = {
    id: `'cas_0123456789abcdef'`, identity_key: `'k'`, birth_date: `'1950-01-02'`, sex: `'F'`, name_sort_key: `''`, is_demo: '0',
    imported_at_utc: `'2026'`, study_count: '1', ct_series_count: '1', xa_run_count: '0', file_bytes: '1', report_grade: `'clean'`,
    row_sha256: HASH, content_sha256: HASH, ...changed,
  };
  return `INSERT INTO patient_case (${Object.keys(columns).join(', ')}) VALUES (${Object.values(columns).join(', ')})`;
};

it('2 takes a case as it should be', () => {
  expect(() => libraryAt(2).exec(aCase({}))).not.toThrow();
});

it.each([
  ['sex', `'X'`], ['birth_date', `'02.01.1950'`], ['id', `'opr_0123456789abcdef'`], ['file_bytes', '-1'], ['report_grade', `'good'`],
  ['content_sha256', `'abc'`], ['is_demo', '2'], ['study_count', `'one'`],
])('2 refuses a case whose %s is %s', (column, value) => {
  expect(() => libraryAt(2).exec(aCase({ [column]: value }))).toThrow(/CHECK|cannot store/);
});

it('2 refuses a second case of one patient', () => {
  const db = libraryAt(2);
  db.exec(aCase({}));
  expect(() => db.exec(aCase({ id: `'cas_0123456789abcdeg'` }))).toThrow(/UNIQUE.*identity_key/);
});

it.each([
  ['an altered file under its old hash', `INSERT INTO file VALUES (${HASH}, 1, ${HASH}, 'preamble zeroed')`],
  ['an unaltered file under another hash', `INSERT INTO file VALUES (${HASH}, 1, '${'b'.repeat(64)}', 'none')`],
])('2 refuses %s', (_what, statement) => {
  expect(() => libraryAt(2).exec(statement)).toThrow(/CHECK/);
});
