import type Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);
/** A signed version, and an archive. */
const BEFORE = `INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count,
    ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
    VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');
  INSERT INTO plan VALUES (1, 'pln_0123456789abcdef', 1, 'ves_0123456789abcdef');
  INSERT INTO plan_version VALUES (1, 1, 1, '2026', 'opr_0123456789abcdef', 'Tina', '${hash}', '{}');
  INSERT INTO archive (archive_number, id, name, name_key, kind, address) VALUES (1, 'arc_0123456789abcdef', 'Radiology', 'radiology', 'dicomweb', 'https://pacs');`;
const ROW = {
  id: 'snd_0123456789abcdef', version_number: 1, archive_number: 1, archive_name: 'Radiology', state: 'waiting', since_utc: '2026', attempts: 0,
  reason: null, next_try_utc: '2026', sent_what: null, sent_at_utc: null, may_have: 0,
};
function add(db: Database.Database, changed: Partial<Record<keyof typeof ROW, string | number | null>> = {}): void {
  db.prepare(`INSERT INTO sending (${Object.keys(ROW).join(', ')}) VALUES (${Object.keys(ROW).map((name) => `@${name}`).join(', ')})`).run({ ...ROW, ...changed });
}
function library(): Database.Database {
  const db = libraryAt(18);
  db.pragma('foreign_keys = ON');
  db.exec(BEFORE);
  return db;
}
const SENT = { state: 'sent', next_try_utc: null, sent_what: 'plan', sent_at_utc: '2026' } as const;

it('18 keeps what is there, and begins with nothing to send', () => {
  const db = libraryAt(17);
  db.exec(BEFORE);
  const before = rowsOf(db);
  step(db, 18);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
  expect(rowsOf(db, ['sending'])).toEqual({ sending: [] });
});

describe('18 takes', () => {
  it.each([
    {}, { state: 'sending', next_try_utc: null }, { state: 'refused', next_try_utc: null, reason: 'No.' }, SENT, { ...SENT, sent_what: 'withdrawal' },
    { sent_what: 'plan', sent_at_utc: '2026' }, { ...SENT, archive_number: null },
    { state: 'taken-back', next_try_utc: null }, { state: 'taken-back', next_try_utc: null, archive_number: null, may_have: 1 },
  ])('%j', (changed) => { add(library(), changed); });
});

describe('18 refuses', () => {
  it.each([
    { id: 'arc_0123456789abcdef' }, { archive_name: '' }, { state: 'lost' }, { attempts: -1 }, { reason: '' }, { next_try_utc: null },
    { state: 'sending' }, { ...SENT, next_try_utc: '2026' }, { ...SENT, sent_what: null, sent_at_utc: null }, { sent_what: 'plan' }, { sent_at_utc: '2026' },
    { sent_what: 'draft', sent_at_utc: '2026' }, { archive_number: null }, { may_have: 2 },
  ])('%j', (changed) => { expect(() => add(library(), changed)).toThrow(/CHECK constraint failed/); });

  it('a version twice for one archive', () => {
    const db = library();
    add(db);
    expect(() => add(db, { id: 'snd_1123456789abcdef' })).toThrow(/UNIQUE/);
  });
});

it('18: a sending goes with its case; what was sent outlives its archive, what waits does not let it go', () => {
  const db = library();
  add(db);
  expect(() => db.exec('DELETE FROM archive')).toThrow(/CHECK/);
  db.exec("UPDATE sending SET state = 'sent', next_try_utc = NULL, sent_what = 'plan', sent_at_utc = '2026'");
  db.exec('DELETE FROM archive');
  expect(rowsOf(db, ['sending'])).toMatchObject({ sending: [{ archive_number: null, archive_name: 'Radiology' }] });
  db.exec('DELETE FROM patient_case');
  expect(rowsOf(db, ['sending'])).toEqual({ sending: [] });
});
