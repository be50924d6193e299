import type Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);
const CASE = `INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count,
  ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
  VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');`;

const REVISION = {
  annotation_id: 'ann_0123456789abcdef', revision: 1, is_removed: 0, series_id: 'ser_0123456789abcdef', kind: 'distance',
  note: null as string | null, space: 'patient', frame_of_reference_uid: null as string | null,
  normal_x: 0 as number | null, normal_y: 0 as number | null, normal_z: 1 as number | null,
  frame_index: null as number | null, partner_series_id: null as string | null, partner_frame_index: null as number | null,
};
const ON_FRAME = { space: 'frame', normal_x: null, normal_y: null, normal_z: null, frame_index: 0 };
const DUAL = { ...ON_FRAME, space: 'dual', kind: 'gap', partner_series_id: 'ser_0123456789abcdeg', partner_frame_index: 4 };

function withCase(): Database.Database {
  const db = libraryAt(4);
  db.exec(`PRAGMA foreign_keys = ON; ${CASE}
    INSERT INTO annotation_change VALUES (1, 1, '2026', NULL, NULL, 'draw distance', '${hash}', '${hash}')`);
  return db;
}
const add = (db: Database.Database, changed: Partial<typeof REVISION> = {}): void => {
  const columns = { change_number: 1, position: 0, ...REVISION, ...changed };
  const names = Object.keys(columns);
  db.prepare(`INSERT INTO annotation_revision (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(columns);
};

it('4 keeps cases and reports as they are', () => {
  const db = libraryAt(3);
  db.exec(`${CASE} INSERT INTO import_report VALUES (1, 1, '2026', NULL, 'CD', 1, 1, 0, 1, 0, 1, 1);
    INSERT INTO import_report_line VALUES (1, 0, 'ok', 'Good.')`);
  const before = rowsOf(db);
  step(db, 4);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
});

it('4 takes what is drawn away with its case', () => {
  const db = withCase();
  add(db);
  db.exec('INSERT INTO annotation_point VALUES (1, 0, 1, 2, 3, NULL, NULL); DELETE FROM patient_case');
  const tables = ['annotation_change', 'annotation_revision', 'annotation_point'];
  expect(rowsOf(db, tables)).toEqual(Object.fromEntries(tables.map((table) => [table, []])));
});

it('4 lets nothing that was drawn be edited', () => {
  const db = withCase();
  add(db);
  db.exec('INSERT INTO annotation_point VALUES (1, 0, 1, 2, 3, NULL, NULL)');
  for (const edit of ["annotation_change SET words = 'x'", 'annotation_revision SET revision = 2', 'annotation_point SET x_mm = 0'])
    expect(() => db.exec(`UPDATE ${edit}`)).toThrow('annotations are only added');
});

describe('4 takes', () => {
  it.each([{}, ON_FRAME, DUAL, { note: 'x'.repeat(500) }, { is_removed: 1 }])('%j', (changed) => { add(withCase(), changed); });
});

describe('4 refuses', () => {
  it.each([
    { annotation_id: 'ann_1' }, { revision: 0 }, { is_removed: 2 }, { series_id: 'x' }, { kind: 'volume' }, { note: 'x'.repeat(501) },
    { space: 'room' }, { normal_z: null }, { frame_index: 0 }, { ...ON_FRAME, frame_index: null }, { ...ON_FRAME, normal_x: 0 },
    { ...ON_FRAME, frame_of_reference_uid: '1.2' }, { ...ON_FRAME, frame_index: -1 }, { ...DUAL, partner_series_id: null },
    { ...DUAL, partner_frame_index: null }, { ...DUAL, kind: 'distance' }, { ...ON_FRAME, kind: 'gap' },
  ])('%j', (changed) => { expect(() => add(withCase(), changed)).toThrow(/CHECK constraint failed/); });

  it.each(['NULL, NULL, NULL, NULL, NULL', '1, 2, 3, 4, 5', '1, 2, NULL, NULL, NULL', 'NULL, NULL, NULL, 4, NULL'])('a point of %s', (values) => {
    const db = withCase();
    add(db);
    expect(() => db.exec(`INSERT INTO annotation_point VALUES (1, 0, ${values})`)).toThrow(/CHECK constraint failed/);
  });

  it('the same revision twice', () => {
    const db = withCase();
    add(db);
    expect(() => add(db)).toThrow(/UNIQUE/);
  });
});
