import { describe, expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);
/** A version that an archive refused, and one that it has. */
const BEFORE = `INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count,
    ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
    VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');
  INSERT INTO plan VALUES (1, 'pln_0123456789abcdef', 1, 'ves_0123456789abcdef');
  INSERT INTO plan_version VALUES (1, 1, 1, '2026', 'opr_0123456789abcdef', 'Tina', '${hash}', '{}'),
    (2, 1, 2, '2026', 'opr_0123456789abcdef', 'Tina', '${'b'.repeat(64)}', '{}');
  INSERT INTO archive (archive_number, id, name, name_key, kind, address) VALUES (1, 'arc_0123456789abcdef', 'Radiology', 'radiology', 'dicomweb', 'https://pacs');
  INSERT INTO sending (sending_number, id, version_number, archive_number, archive_name, state, since_utc, attempts, reason, sent_what, sent_at_utc, may_have)
    VALUES (1, 'snd_0123456789abcdef', 1, 1, 'Radiology', 'refused', '2026', 1, 'No.', NULL, NULL, 1),
      (2, 'snd_1123456789abcdef', 2, 1, 'Radiology', 'sent', '2026', 0, NULL, 'plan', '2026', 1);`;

it('19 keeps what is there: nothing is known to be at an archive in part', () => {
  const db = libraryAt(18);
  db.exec(BEFORE);
  const before = rowsOf(db);
  step(db, 19);
  const { sending: was = [], ...others } = before;
  expect(rowsOf(db, Object.keys(others))).toEqual(others);
  expect(rowsOf(db, ['sending', 'sending_object'])).toEqual({ sending: was.map((row) => ({ ...row as object, is_in_part: 0 })), sending_object: [] });
});

describe('19: what an archive has', () => {
  const library = () => {
    const db = libraryAt(19);
    db.pragma('foreign_keys = ON');
    db.exec(BEFORE);
    return db;
  };

  it('is noted once for each object, and goes with the sending', () => {
    const db = library();
    db.exec(`INSERT INTO sending_object VALUES (1, '1.2'), (1, '1.3'), (2, '1.2')`);
    expect(() => db.exec(`INSERT INTO sending_object VALUES (1, '1.2')`)).toThrow(/UNIQUE/);
    db.exec('DELETE FROM sending WHERE sending_number = 1');
    expect(rowsOf(db, ['sending_object'])).toEqual({ sending_object: [{ sending_number: 2, instance_uid: '1.2' }] });
  });

  it.each([
    `INSERT INTO sending_object VALUES (1, '')`, `INSERT INTO sending_object VALUES (1, '${'1'.repeat(65)}')`, 'UPDATE sending SET is_in_part = 2',
    `INSERT INTO sending_object VALUES (7, '1.2')`,
  ])('is refused: %s', (sql) => { expect(() => library().exec(sql)).toThrow(/constraint failed/); });
});
