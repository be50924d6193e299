import type Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { libraryAt, rowsOf, step } from './stepped.ts';

const hash = 'a'.repeat(64);
const CASE = `INSERT INTO patient_case (case_number, id, identity_key, name_sort_key, is_demo, imported_at_utc, study_count,
  ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
  VALUES (1, 'cas_0123456789abcdef', 'k', '', 0, '2026', 1, 1, 0, 7, 'clean', '${hash}', '${hash}');`;

type Row = Readonly<Record<string, string | number | null>>;
const OF_VESSEL: Row = { vessel_id: 'ves_0123456789abcdef' };
const AT: Row = { x_mm: 1, y_mm: 2, z_mm: 3 };
const TO: Row = { to_x_mm: 4, to_y_mm: 5, to_z_mm: 6 };
const PATH: Row = { ...OF_VESSEL, kind: 'path', series_id: 'ser_0123456789abcdef' };
const CAP: Row = { ...OF_VESSEL, ...AT, kind: 'cap', which: 'proximal' };
const THRESHOLD: Row = { ...OF_VESSEL, kind: 'threshold', open_hu: 100, occlusion_hu: 3000 };
const CONTOUR: Row = { ...CAP, kind: 'contour', which: 'wall' };
const REVIEW: Row = { ...OF_VESSEL, ...AT, kind: 'review', is_full_moon: 0, reading: 1, has_arcs: 1, has_areas: 0 };
const SEGMENT: Row = { ...OF_VESSEL, ...AT, ...TO, kind: 'segment', note: 'x'.repeat(500) };
const ZONE: Row = { ...OF_VESSEL, ...AT, ...TO, kind: 'zone', which: 'landing' };
const BRANCH: Row = { ...OF_VESSEL, ...AT, kind: 'branch', is_there: 1, diameter_mm: 12 };
const STENT: Row = { ...OF_VESSEL, ...AT, ...TO, kind: 'stent' };
const IVUS: Row = { ...OF_VESSEL, ...AT, kind: 'ivus', arc_deg: 360, length_mm: 300, depth: 'deep', pattern: 'concentric', is_nodule: 1 };
const FACT: Row = { kind: 'fact', fact_path: 'ageYears', value_is: 'number', value_number: 71, source: 'header', range_least: 70, range_most: 72 };
const SCORES: Row = { kind: 'scores-read' };
const ALL = [PATH, CAP, THRESHOLD, CONTOUR, REVIEW, SEGMENT, ZONE, BRANCH, STENT, IVUS, FACT, SCORES];

function withCase(): Database.Database {
  const db = libraryAt(6);
  db.exec(`PRAGMA foreign_keys = ON; ${CASE}
    INSERT INTO entry_change VALUES (1, 1, '2026', NULL, NULL, 'set cap', '${hash}', '${hash}')`);
  return db;
}
const add = (db: Database.Database, row: Row): void => {
  const columns = { change_number: 1, position: 0, entry_id: 'ent_0123456789abcdef', revision: 1, is_removed: 0, ...row };
  const names = Object.keys(columns);
  db.prepare(`INSERT INTO entry_revision (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(columns);
};
const BESIDE = [
  'entry_point VALUES (1, 0, 0, 1, 2, 3)', 'entry_arc VALUES (1, 0, 1, 2, 3, 360)', "entry_value VALUES (1, 0, 'ADR', NULL, NULL)",
  "entry_score VALUES (1, 0, 'jcto', 1, 3)",
];
const TABLES = ['entry_change', 'entry_revision', 'entry_point', 'entry_arc', 'entry_value', 'entry_score'];

it('6 keeps what is drawn, calibrated and imported as it is', () => {
  const db = libraryAt(5);
  db.exec(`${CASE} INSERT INTO annotation_change VALUES (1, 1, '2026', NULL, NULL, 'draw', '${hash}', '${hash}');
    INSERT INTO annotation_revision (change_number, position, annotation_id, revision, is_removed, series_id, kind, space, normal_x,
      normal_y, normal_z) VALUES (1, 0, 'ann_0123456789abcdef', 1, 0, 'ser_0123456789abcdef', 'distance', 'patient', 0, 0, 1);
    INSERT INTO annotation_point VALUES (1, 0, 1, 2, 3, NULL, NULL);
    INSERT INTO import_report VALUES (1, 1, '2026', NULL, 'CD', 1, 1, 0, 1, 0, 1, 1)`);
  const before = rowsOf(db);
  step(db, 6);
  expect(rowsOf(db, Object.keys(before))).toEqual(before);
});

it('6 takes what was entered away with its case', () => {
  const db = withCase();
  add(db, PATH);
  for (const row of BESIDE) db.exec(`INSERT INTO ${row}`);
  db.exec('DELETE FROM patient_case');
  expect(rowsOf(db, TABLES)).toEqual(Object.fromEntries(TABLES.map((table) => [table, []])));
});

it('6 lets nothing that was entered be edited', () => {
  const db = withCase();
  add(db, PATH);
  for (const row of BESIDE) db.exec(`INSERT INTO ${row}`);
  for (const table of TABLES) {
    const column = table === 'entry_change' ? 'words' : 'position';
    expect(() => db.exec(`UPDATE ${table} SET ${column} = ${column}`)).toThrow('entries are only added');
  }
});

describe('6 takes', () => {
  it.each([
    ...ALL, { ...PATH, target: 'graft', segment: '6', frame_of_reference_uid: '1.2' }, { ...THRESHOLD, open_hu: null, occlusion_hu: null },
    { ...FACT, ...OF_VESSEL }, { ...FACT, value_is: 'none', value_number: null }, { ...FACT, value_is: 'texts', value_number: null },
    { ...FACT, value_is: 'text', value_number: null, value_text: 'unknown' }, { ...FACT, value_is: 'yes-no', value_number: null, value_yes_no: 0 },
    { ...SCORES, ...OF_VESSEL }, { ...CAP, is_removed: 1 },
  ])('%j', (row) => { add(withCase(), row); });

  it.each(["entry_value VALUES (1, 0, NULL, 2, 2)", 'entry_arc VALUES (1, 0, 1, 2, 3, 0.1)', "entry_score VALUES (1, 0, 'x', 2, 2)"])('%s', (values) => {
    const db = withCase();
    add(db, PATH);
    db.exec(`INSERT INTO ${values}`);
  });
});

describe('6 refuses', () => {
  it.each<Row>([
    { ...CAP, entry_id: 'ent_1' }, { ...CAP, revision: 0 }, { ...CAP, is_removed: 2 }, { ...CAP, kind: 'mark' },
    { ...CAP, vessel_id: 'ves_1' }, ...ALL.filter(({ vessel_id: id }) => id !== undefined).map((row) => ({ ...row, vessel_id: null })),
    { ...CAP, which: null }, { ...CAP, which: 'lumen' }, { ...CONTOUR, which: 'landing' }, { ...ZONE, which: 'distal' }, { ...STENT, which: 'distal' },
    { ...CAP, x_mm: null }, { ...CAP, y_mm: null }, { ...CAP, z_mm: null }, { ...PATH, ...AT }, { ...FACT, ...AT }, { ...CAP, ...TO },
    { ...STENT, to_x_mm: null }, { ...STENT, to_z_mm: null },
    { ...PATH, series_id: null }, { ...PATH, series_id: 'ser_1' }, { ...PATH, target: 'LIMA' }, { ...PATH, segment: '123456789' },
    { ...CAP, series_id: 'ser_0123456789abcdef' }, { ...CAP, target: 'LAD' }, { ...CAP, segment: '6' }, { ...CAP, frame_of_reference_uid: '1' },
    { ...THRESHOLD, open_hu: 99.9 }, { ...THRESHOLD, occlusion_hu: 3000.1 }, { ...CAP, open_hu: 300 }, { ...CAP, occlusion_hu: 300 },
    { ...REVIEW, is_full_moon: null }, { ...REVIEW, is_full_moon: 2 }, { ...REVIEW, reading: 3 }, { ...REVIEW, reading: null },
    { ...REVIEW, has_arcs: null }, { ...REVIEW, has_areas: null }, { ...CAP, is_full_moon: 0, reading: 1, has_arcs: 0, has_areas: 0 },
    { ...BRANCH, is_there: null }, { ...BRANCH, diameter_mm: 12.1 }, { ...BRANCH, diameter_mm: -1 }, { ...CAP, is_there: 1 }, { ...CAP, diameter_mm: 1 },
    { ...IVUS, arc_deg: 361 }, { ...IVUS, length_mm: -1 }, { ...IVUS, depth: 'middle' }, { ...IVUS, pattern: 'round' }, { ...CAP, arc_deg: 1 },
    { ...CAP, is_nodule: 0 }, { ...CAP, length_mm: 1 }, { ...CAP, depth: 'deep' }, { ...CAP, pattern: 'concentric' },
    { ...FACT, fact_path: null }, { ...FACT, value_is: null }, { ...FACT, source: null }, { ...FACT, source: 'guess' }, { ...FACT, value_number: null },
    { ...FACT, value_text: 'x' }, { ...FACT, value_yes_no: 1 }, { ...FACT, value_is: 'text' }, { ...FACT, value_is: 'none' },
    { ...FACT, range_least: null }, { ...FACT, range_least: 73 }, { ...CAP, range_least: 1, range_most: 2 }, { ...CAP, confirmed_by: 'x' },
    { ...CAP, fact_path: 'ageYears', value_is: 'none', source: 'stated' }, { ...CAP, note: 'x' }, { ...SEGMENT, note: 'x'.repeat(501) },
  ])('%j', (row) => { expect(() => add(withCase(), row)).toThrow(/CHECK constraint failed/); });

  it.each([
    'entry_value VALUES (1, 0, NULL, NULL, NULL)', "entry_value VALUES (1, 0, 'x', 1, 2)", 'entry_value VALUES (1, 0, NULL, 1, NULL)',
    'entry_value VALUES (1, 0, NULL, 2, 1)', 'entry_arc VALUES (1, 0, 1, 2, 3, 0)', 'entry_arc VALUES (1, 0, 1, 2, 3, 360.1)',
    "entry_score VALUES (1, 0, 'x', 3, 2)", 'entry_point VALUES (1, -1, 0, 1, 2, 3)',
  ])('%s', (values) => {
    const db = withCase();
    add(db, PATH);
    expect(() => db.exec(`INSERT INTO ${values}`)).toThrow(/CHECK constraint failed/);
  });

  it('the same revision twice', () => {
    const db = withCase();
    add(db, CAP);
    expect(() => add(db, { ...CAP, position: 1 })).toThrow(/UNIQUE/);
  });
});
