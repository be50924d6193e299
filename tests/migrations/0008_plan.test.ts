import type Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);
const other = 'b'.repeat(64);
const CASE = `INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count,
  ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
  VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');`;
const FILE = `INSERT INTO file VALUES ('${hash}', 7, '${hash}', 'none');`;

/** One row of each table, by its columns. */
const ROWS = {
  plan: { plan_number: 1, id: 'pln_0123456789abcdef', case_number: 1, vessel_id: 'ves_0123456789abcdef' },
  plan_edit: {
    edit_number: 1, plan_number: 1, revision: 1, at_utc: '2026', operator_id: null, operator_name: null, words: 'edit',
    previous_sha256: hash, sha256: hash, content_json: '{}',
  },
  plan_version: {
    version_number: 1, plan_number: 1, version: 1, signed_at_utc: '2026', operator_id: 'opr_0123456789abcdef',
    operator_name: 'Tina', sha256: hash, sealed_json: '{}',
  },
  plan_withdrawal: { version_number: 1, at_utc: '2026', operator_id: null, operator_name: null, reason: 'wrong', sha256: hash },
  room_event: {
    event_number: 1, version_number: 1, sequence: 1, at_utc: '2026', operator_id: null, operator_name: null,
    happening_json: '{}', previous_sha256: hash, sha256: hash,
  },
  plan_image: { case_number: 1, sha256: hash, at_utc: '2026' },
  plan_listing: {
    version_number: 1, plan_number: 1, version: 1, signed_at_utc: '2026', signed_on: '2026-11-29', operator_name: 'Tina',
    lesion: null, j_cto_least: null, j_cto_most: null, is_withdrawn: 0, sha256: hash, row_sha256: hash,
  },
} as const;
type Table = keyof typeof ROWS;
const TABLES = Object.keys(ROWS) as Table[];
const SEALED = TABLES.filter((table) => table !== 'plan_listing');

function add(db: Database.Database, table: Table, changed: object = {}): void {
  const row = { ...ROWS[table], ...changed };
  const names = Object.keys(row);
  db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(row);
}
/** A case with a row in each table before the one that is asked for, or in all. */
function withRows(before?: Table): Database.Database {
  const db = libraryAt(8);
  db.exec(`PRAGMA foreign_keys = ON; ${CASE} ${FILE}`);
  for (const table of TABLES.slice(0, before === undefined ? TABLES.length : TABLES.indexOf(before))) add(db, table);
  return db;
}

it('8 keeps what is imported, drawn and entered as it is', () => {
  const db = libraryAt(7);
  db.exec(`${CASE} ${FILE} INSERT INTO entry_change VALUES (1, 1, '2026', NULL, NULL, 'set cap', '${hash}', '${hash}');
    INSERT INTO annotation_change VALUES (1, 1, '2026', NULL, NULL, 'draw', '${hash}', '${hash}');`);
  const before = rowsOf(db);
  step(db, 8);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
});

it('8 takes a plan away with its case, and its pictures from the case', () => {
  const db = withRows();
  db.exec('DELETE FROM patient_case');
  expect(rowsOf(db, TABLES)).toEqual(Object.fromEntries(TABLES.map((table) => [table, []])));
});

it.each(SEALED)('8 lets nobody edit or take away a row of %s', (table) => {
  const db = withRows();
  const [column] = Object.keys(ROWS[table]);
  expect(() => db.exec(`UPDATE ${table} SET ${column} = ${column}`)).toThrow('plans are only added');
  expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('plans are only added');
});

it('8 lets the list of the newest versions be written anew', () => {
  const db = withRows();
  db.exec('DELETE FROM plan_listing');
  add(db, 'plan_version', { version_number: 2, version: 2, sha256: other });
  add(db, 'plan_listing', { version_number: 2, version: 2, lesion: 'RCA mid', j_cto_least: 2, j_cto_most: 2, is_withdrawn: 1 });
});

it('8 does not let a file go that a plan shows', () => {
  expect(() => withRows().exec('DELETE FROM file')).toThrow(/FOREIGN KEY/);
});

describe('8 refuses', () => {
  it.each<readonly [Table, object]>([
    ['plan', { id: 'pln_1' }], ['plan', { vessel_id: 'vessel' }],
    ['plan_edit', { revision: 0 }], ['plan_edit', { words: '' }], ['plan_edit', { words: 'x'.repeat(121) }], ['plan_edit', { content_json: '{' }],
    ['plan_edit', { sha256: 'a' }], ['plan_edit', { previous_sha256: 'a' }], ['plan_edit', { operator_name: 'Tina' }],
    ['plan_version', { version: 0 }], ['plan_version', { sealed_json: 'x' }], ['plan_version', { sha256: 'a' }],
    ['plan_withdrawal', { reason: '' }], ['plan_withdrawal', { reason: 'x'.repeat(601) }], ['plan_withdrawal', { operator_id: 'opr_0123456789abcdef' }],
    ['room_event', { sequence: 0 }], ['room_event', { happening_json: '{' }], ['room_event', { operator_name: 'Tina' }], ['room_event', { sha256: '' }],
    ['plan_listing', { signed_on: '29.11.2026' }], ['plan_listing', { j_cto_least: 2 }], ['plan_listing', { j_cto_least: 3, j_cto_most: 2 }],
    ['plan_listing', { is_withdrawn: 2 }],
  ])('%s %j', (table, changed) => { expect(() => add(withRows(table), table, changed)).toThrow(/CHECK constraint failed/); });

  it.each<readonly [Table, object]>([
    ['plan', { plan_number: 2, id: 'pln_0123456789abcdee' }], ['plan_edit', { edit_number: 2 }],
    ['plan_version', { version_number: 2, sha256: other }], ['plan_version', { version_number: 2, version: 2 }],
    ['plan_withdrawal', {}], ['room_event', { event_number: 2 }], ['plan_image', {}],
  ])('a second %s %j', (table, changed) => { expect(() => add(withRows(), table, changed)).toThrow(/UNIQUE/); });
});
