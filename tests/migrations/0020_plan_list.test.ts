import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../electron/host/store/open.ts';
import { optionsOf } from '../electron/host/store/fixture.ts';
import { valueIn } from '../electron/host/store/imports.ts';
import { tempFolder } from '../tempFolder.ts';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);
const CASE = `INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count, ct_series_count,
    xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
    VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');
  INSERT INTO plan VALUES (1, 'pln_0123456789abcdef', 1, 'ves_0123456789abcdef');`;
const DRAFT = {
  place: 7, plan_number: 1, state: 'draft', is_received: 0, has_draft: 1, version: null, signed_at_utc: null, signed_by: null, changed_at_utc: '2026',
  changed_by: null, day: '2026-11-29', name_sort_key: '', lesion: null, j_cto_least: null, j_cto_most: null, sha256: hash, row_sha256: hash,
};
const SIGNED = { state: 'signed', has_draft: 0, version: 1, signed_at_utc: '2026', signed_by: 'Tina' };
function add(db: Database.Database, changed: object = {}): void {
  db.prepare(`INSERT INTO plan_listing (${Object.keys(DRAFT).join(', ')}) VALUES (${Object.keys(DRAFT).map((name) => `@${name}`).join(', ')})`)
    .run({ ...DRAFT, ...changed });
}
function library(): Database.Database {
  const db = libraryAt(20);
  db.exec(`PRAGMA foreign_keys = ON; ${CASE}`);
  return db;
}

it('20: a large library with a version that cannot be read opens, now and at the next start; the list shows it', () => {
  const folder = tempFolder();
  const db = new Database(join(folder, 'library.sqlite'));
  step(db, 19);
  db.pragma('ignore_check_constraints = ON');
  db.exec(`${CASE} INSERT INTO plan_version VALUES (1, 1, 1, '2026', 'opr_0123456789abcdef', 'Tina', '${hash}', '{"pla');
    INSERT INTO plan_edit (plan_number, revision, at_utc, words, previous_sha256, sha256, content_json)
    VALUES (1, 1, '2026', 'edit', '${hash}', '${hash}', '"' || hex(zeroblob(17 << 20)) || '"')`);
  db.close();
  for (const _ of ['first', 'next']) {
    const store = valueIn(openStore(optionsOf(folder)));
    const { rows } = valueIn(store.plans.search({
      text: '', from: null, to: null, jCto: null, kind: 'sealed', sort: 'newest', order: 'desc', limit: 9, offset: 0,
    }));
    store.close();
    expect(rows).toMatchObject([{ plan: 'pln_0123456789abcdef', isDamaged: true, patient: { name: null } }]);
  }
});

it('20 keeps every plan, and leaves a list that is to be written anew', () => {
  const db = libraryAt(19);
  db.exec(`${CASE} INSERT INTO plan_version VALUES (1, 1, 1, '2026', 'opr_0123456789abcdef', 'Tina', '${hash}', '{}');
    INSERT INTO plan_listing VALUES (1, 1, 1, '2026', '2026-11-29', 'Tina', NULL, 2, 3, 0, '${hash}', '${hash}');
    INSERT INTO plan_search (rowid, patient_name, patient_id, lesion, days) VALUES (1, 'Muster', '', '', '');`);
  const { plan_listing: _list, ...before } = rowsOf(db);
  step(db, 20);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
  expect(rowsOf(db, ['plan_listing', 'plan_search'])).toEqual({ plan_listing: [], plan_search: [] });
});

describe('20 takes', () => {
  it.each([{}, SIGNED, { ...SIGNED, state: 'withdrawn', has_draft: 1, is_received: 1, j_cto_least: 2, j_cto_most: 3 }])('%j', (changed) => { add(library(), changed); });
});

describe('20 refuses', () => {
  it.each([
    { state: 'open' }, { has_draft: 0 }, { has_draft: 2 }, { is_received: 2 }, { version: 1 }, { signed_at_utc: '2026' }, { signed_by: 'Tina' },
    { ...SIGNED, version: null }, { ...SIGNED, version: 0 }, { day: '29.11.2026' }, { j_cto_least: 2 }, { j_cto_least: 3, j_cto_most: 2 }, { sha256: 'a' }, { row_sha256: 'a' },
  ])('%j', (changed) => { expect(() => add(library(), changed)).toThrow(/CHECK constraint failed/); });

  it('a plan twice', () => {
    const db = library();
    add(db);
    expect(() => add(db, { place: 8 })).toThrow(/UNIQUE/);
  });
});

it('20: a row of the list goes with its plan', () => {
  const db = library();
  add(db);
  db.exec('DELETE FROM patient_case');
  expect(rowsOf(db, ['plan_listing'])).toEqual({ plan_listing: [] });
});
