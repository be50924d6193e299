import type { CaseQuery } from './library.ts';
import type { PatientIdentity } from '../../../core/dicom/header.ts';
import { CASE_COLUMNS, listedCaseRow, type StoredCaseRow } from './caseRows.ts';
import type { CaseRow } from '../../../core/contract/schemas.ts';
import type { StoreParts } from './parts.ts';

const SORT_COLUMN: Readonly<Record<CaseQuery['sort'], string>> = {
  opened: 'opened_at_utc', imported: 'imported_at_utc', name: 'name_sort_key', studyDate: 'latest_study_date',
  size: 'file_bytes',
};
/** The question to the full-text index: every word from its beginning; null where there is nothing to look for. */
export function matchOf(text: string): string | null {
  const words = text.replace(/[\p{Cc}"]/gu, ' ').split(/\s+/u).filter((word) => /[\p{L}\p{N}\p{Co}]/u.test(word));
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' AND ');
}

/**
 * The statement behind a page of the worklist; exported so that a test can ask for its plan.
 *
 * A search goes through the full-text index and from there to each case by its number, for the one column that orders
 * them; the rest is read for the rows of the page only.
 */
export function pageSql(query: Pick<CaseQuery, 'sort' | 'order'>, isSearch: boolean): string {
  const direction = query.order === 'asc' ? 'ASC' : 'DESC';
  const order = `ORDER BY ${SORT_COLUMN[query.sort]} ${direction}, case_number ${direction}`;
  if (!isSearch) return `SELECT ${CASE_COLUMNS} FROM patient_case ${order} LIMIT ? OFFSET ?`;
  return `SELECT ${CASE_COLUMNS} FROM (
    SELECT case_number AS found FROM case_search CROSS JOIN patient_case ON case_number = case_search.rowid
    WHERE case_search MATCH ? ${order} LIMIT ? OFFSET ?
  ) CROSS JOIN patient_case ON case_number = found ${order}`;
}

export const countSql = (isSearch: boolean): string =>
  `SELECT count(*) AS total FROM ${isSearch ? 'case_search WHERE case_search MATCH ?' : 'patient_case'}`;

/** A page of the worklist and how many rows there are in all. */
export function searchedCases(
  { sql }: Pick<StoreParts, 'sql'>, query: CaseQuery,
): { readonly rows: readonly CaseRow[]; readonly total: number } {
  const match = matchOf(query.text);
  const isSearch = query.text.trim() !== '';
  if (isSearch && match === null) return { rows: [], total: 0 };
  const given = isSearch ? [match] : [];
  const rows = sql<StoredCaseRow>(pageSql(query, isSearch)).all(...given, query.limit, query.offset);
  const total = sql<{ readonly total: number }>(countSql(isSearch)).get(...given)?.total ?? 0;
  return { rows: rows.flatMap(listedCaseRow), total };
}

/** Writes what a case is found by; to be called whenever that changes. */
export function indexCase(
  { sql }: Pick<StoreParts, 'sql'>, caseNumber: number, patient: PatientIdentity, studyDates: readonly string[],
): void {
  const dates = [patient.birthDate, ...studyDates]
    .flatMap((date) => (date === null ? [] : dateForms(date))).join(' | ');
  sql('DELETE FROM case_search WHERE rowid = ?').run(caseNumber);
  sql('INSERT INTO case_search (rowid, patient_name, patient_id, dates) VALUES (?, ?, ?, ?)')
    .run(caseNumber, patient.name ?? '', patient.id ?? '', dates);
}

/** A day in the ways in which people type it. */
export function dateForms(date: string): readonly string[] {
  const [year = '', month = '', day = ''] = date.split('-');
  return [date, `${year}${month}${day}`, `${day}.${month}.${year}`];
}
