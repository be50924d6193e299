import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { CASE_COLUMNS, rowSeal, type StoredCaseRow } from '../../electron/host/store/caseRows.ts';
import { indexCase } from '../../electron/host/store/caseSearch.ts';
import { identityKey, nameSortKey, patientIdKey } from '../../electron/host/store/identityKey.ts';
import { migrate, readMigrations } from '../../electron/host/store/migrate.ts';
import { keptStatements, type KeptStatements } from '../../electron/host/store/keptStatements.ts';

const FAMILIES = ['Gruber', 'Huber', 'Bauer', 'Wagner', 'Müller', 'Pichler', 'Steiner', 'Moser', 'Mayer', 'Hofer'];
const zeros = '0'.repeat(64);

export interface ListedPerson {
  readonly name: string;
  readonly id: string;
  readonly birthDate: string;
  readonly studyDate: string;
}

/** A library that holds what the worklist reads, and nothing of the cases themselves. */
export interface ListOfCases {
  readonly db: Database.Database;
  readonly sql: KeptStatements;
}

/** Ten thousand people with ten family names, born and examined on few days: what is hard to search. */
export const tenThousand = (): readonly ListedPerson[] => Array.from({ length: 10_000 }, (_, k) => ({
  name: `${FAMILIES[k % 10]}${Math.floor(k / 100)}, Given${k % 97}`, id: `PID-${String(k).padStart(6, '0')}`,
  birthDate: `19${20 + (k % 70)}-0${1 + (k % 9)}-1${k % 10}`, studyDate: `20${10 + (k % 17)}-1${k % 3}-2${k % 9}`,
}));

/** Fills an empty database with one case per person, as fast as rows can be written. */
export function listOfCases(db: Database.Database, people: readonly ListedPerson[]): ListOfCases {
  const made = migrate(db, readMigrations(join(import.meta.dirname, '../../migrations')).all);
  if (!made.ok) throw new Error(made.failure.code);
  const sql = keptStatements(db);
  db.transaction(() => people.forEach((person, k) => {
    const patient = { ...person, sex: null };
    const opened = k % 3 === 0 ? null : `2026-11-22T10:00:${String(k % 60).padStart(2, '0')}.000Z`;
    const number = Number(sql(`INSERT INTO patient_case (id, identity_key, patient_id_key, patient_name, patient_id,
      birth_date, sex, name_sort_key, is_demo, imported_at_utc, opened_at_utc, latest_study_date, study_count,
      ct_series_count, xa_run_count, file_bytes, report_grade, row_sha256, content_sha256)
      VALUES (?, ?, ?, ?, ?, ?, NULL, ?, 0, ?, ?, ?, 1, 1, 0, ?, 'clean', ?, ?)`).run(
      `cas_${String(k).padStart(16, '0')}`, identityKey(patient, ''), patientIdKey(person.id), person.name, person.id,
      person.birthDate, nameSortKey(person.name), '2026-11-22T10:00:00.000Z', opened, person.studyDate,
      1000 + (k * 7919) % 10007, zeros, zeros).lastInsertRowid);
    const row = sql<StoredCaseRow>(`SELECT ${CASE_COLUMNS} FROM patient_case WHERE case_number = ?`).get(number);
    if (row !== undefined) sql('UPDATE patient_case SET row_sha256 = ? WHERE case_number = ?').run(rowSeal(row), number);
    indexCase({ sql }, number, patient, [person.studyDate]);
  }))();
  return { db, sql };
}
