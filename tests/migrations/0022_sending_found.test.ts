import { describe, expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);
const BEFORE = `INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count,
    ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
    VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');
  INSERT INTO plan VALUES (1, 'pln_0123456789abcdef', 1, 'ves_0123456789abcdef');
  INSERT INTO plan_version VALUES (1, 1, 1, '2026', 'opr_0123456789abcdef', 'Tina', '${hash}', '{}');
  INSERT INTO archive (archive_number, id, name, name_key, kind, address)
    VALUES (1, 'arc_0123456789abcdef', 'Radiology', 'radiology', 'dicomweb', 'https://pacs');
  INSERT INTO sending (sending_number, id, version_number, archive_number, archive_name, state, since_utc, attempts, sent_what, sent_at_utc, may_have)
    VALUES (1, 'snd_0123456789abcdef', 1, 1, 'Radiology', 'sent', '2026', 0, 'plan', '2026', 1);`;

it('22 keeps what was sent: no archive was asked for it', () => {
  const db = libraryAt(21);
  db.exec(BEFORE);
  const { sending: was = [], ...others } = rowsOf(db);
  step(db, 22);
  expect(rowsOf(db, Object.keys(others))).toEqual(others);
  expect(rowsOf(db, ['sending'])).toEqual({ sending: was.map((row) => ({ ...row as object, is_found: null })) });
});

describe('22', () => {
  const set = (value: string): void => {
    const db = libraryAt(22);
    db.exec(BEFORE);
    db.exec(`UPDATE sending SET is_found = ${value}`);
  };
  it.each(['0', '1', 'NULL'])('takes %s', (value) => { expect(() => set(value)).not.toThrow(); });
  it.each(['2', "'yes'"])('refuses %s', (value) => { expect(() => set(value)).toThrow(/constraint|cannot store/i); });
});
