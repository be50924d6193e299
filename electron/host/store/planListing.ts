import type { PatientView } from '../../../core/contract/schemas.ts';
import { caseIdSchema, planIdSchema } from '../../../core/contract/ids.ts';
import { planRowSchema, type PlanRow } from '../../../core/contract/plans.ts';
import { jCtoOf, type SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { canonicalJson } from './canonicalJson.ts';
import { CASE_COLUMNS, caseRow, type StoredCaseRow } from './caseRows.ts';
import { dateForms, matchOf } from './caseSearch.ts';
import type { StoreParts } from './parts.ts';
import { NO_SEAL, sealAfter, type PlanHead } from './planRows.ts';
import type { VersionRow } from './planVersions.ts';

type Sql = Pick<StoreParts, 'sql'>;

/** What is asked of the search over all plans; days as "2026-11-29". */
export interface PlanQuery {
  readonly text: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Plans whose J-CTO may be this. */
  readonly jCto: number | null;
  readonly limit: number;
  readonly offset: number;
}

/** A row of the list as its table has it. */
interface ListedRow {
  readonly version_number: number;
  readonly version: number;
  readonly signed_at_utc: string;
  readonly signed_on: string;
  readonly operator_name: string;
  readonly lesion: string | null;
  readonly j_cto_least: number | null;
  readonly j_cto_most: number | null;
  readonly is_withdrawn: number;
  readonly sha256: string;
}

/**
 * Hash of what a row shows: a damaged lesion, day or score is not shown as one, nor a plan of another workstation (`origin`) as one of this
 * library.
 */
const rowSeal = (plan: string, row: ListedRow, origin: string | null): string => sealAfter(row.sha256, [
  plan, row.version, row.signed_at_utc, row.signed_on, row.operator_name, row.lesion, row.j_cto_least, row.j_cto_most,
  row.is_withdrawn, ...(origin === null ? [] : [origin]),
]);

/** Day of an instant where it was, as people there wrote it. */
const dayIn = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(instant));

/** What a plan is found by and shown as: its newest version. */
export interface Listed {
  readonly row: VersionRow;
  readonly sealed: SealedPlan;
  readonly isWithdrawn: boolean;
}

function listedRow(plan: PlanHead, { row: { version_number, sha256 }, sealed, isWithdrawn }: Listed): ListedRow & { readonly row_sha256: string } {
  const jCto = jCtoOf(sealed.evidence);
  const row: ListedRow = {
    version_number, sha256, version: sealed.version, signed_at_utc: sealed.signedAt, operator_name: sealed.author.name,
    signed_on: dayIn(sealed.signedAt, sealed.timeZone), lesion: sealed.evidence.lesion?.name ?? null,
    j_cto_least: jCto?.least ?? null, j_cto_most: jCto?.most ?? null, is_withdrawn: Number(isWithdrawn),
  };
  return { ...row, row_sha256: rowSeal(plan.id, row, plan.received?.origin ?? null) };
}

/** Writes what a plan is found by in the place of what was there before. */
export function listVersion({ sql }: Sql, plan: PlanHead, listed: Listed): void {
  const { sealed: { patient } } = listed;
  const row = listedRow(plan, listed);
  unlist({ sql }, 'plan_number = ?', plan.planNumber);
  sql(`INSERT INTO plan_listing (version_number, plan_number, version, signed_at_utc, signed_on, operator_name, lesion,
    j_cto_least, j_cto_most, is_withdrawn, sha256, row_sha256) VALUES (@version_number, @plan_number, @version, @signed_at_utc,
    @signed_on, @operator_name, @lesion, @j_cto_least, @j_cto_most, @is_withdrawn, @sha256, @row_sha256)`)
    .run({ ...row, plan_number: plan.planNumber });
  sql('INSERT INTO plan_search (rowid, patient_name, patient_id, lesion, days) VALUES (?, ?, ?, ?, ?)').run(
    row.version_number, patient.name ?? '', patient.id ?? '', row.lesion ?? '', dateForms(row.signed_on).join(' | '));
}

/** Is the row of the list what follows from the newest version? */
export function isListed({ sql }: Sql, plan: PlanHead, listed: Listed): boolean {
  const { plan_number: _plan, ...row } = sql<ListedRow & { readonly plan_number: number }>(
    'SELECT * FROM plan_listing WHERE plan_number = ?').get(plan.planNumber) ?? { plan_number: 0 };
  return canonicalJson(row) === canonicalJson(listedRow(plan, listed));
}

/** Takes the plans of a case out of the list. */
export const unlistCase = (parts: Sql, caseNumber: number): void =>
  unlist(parts, 'plan_number IN (SELECT plan_number FROM plan WHERE case_number = ?)', caseNumber);

function unlist({ sql }: Sql, which: string, number: number): void {
  sql(`DELETE FROM plan_search WHERE rowid IN (SELECT version_number FROM plan_listing WHERE ${which})`).run(number);
  sql(`DELETE FROM plan_listing WHERE ${which}`).run(number);
}

/**
 * The statements behind a page and its total. Rows come in the order of signing, newest first: the number of a version
 * tells it, whatever the clock said. Filters are answered by an index that holds them in that order.
 */
export function planSearchSql(query: Pick<PlanQuery, 'from' | 'to' | 'jCto'>, isSearch: boolean): {
  readonly page: string; readonly total: string;
} {
  const filters = [
    ...(query.from === null ? [] : ['signed_on >= @from']), ...(query.to === null ? [] : ['signed_on <= @to']),
    ...(query.jCto === null ? [] : ['j_cto_least <= @jCto AND j_cto_most >= @jCto']),
  ];
  const listing = 'plan_listing INDEXED BY plan_listing_filter';
  const source = !isSearch ? listing
    : `plan_search${filters.length === 0 ? '' : ` CROSS JOIN ${listing} ON version_number = plan_search.rowid`}`;
  const where = [...(isSearch ? ['plan_search MATCH @match'] : []), ...filters].join(' AND ');
  const from = `FROM ${source}${where === '' ? '' : ` WHERE ${where}`}`;
  const number = isSearch ? 'plan_search.rowid' : 'version_number';
  return {
    total: `SELECT count(*) AS total ${from}`,
    page: `SELECT plan_listing.*, plan.id AS plan_id, case_number
      FROM (SELECT ${number} AS found ${from} ORDER BY ${number} DESC LIMIT @limit OFFSET @offset)
      CROSS JOIN plan_listing ON version_number = found CROSS JOIN plan USING (plan_number) ORDER BY found DESC`,
  };
}

/** A page of the search, and how many plans there are in all. */
export function searchedPlans({ sql }: Sql, query: PlanQuery): { readonly rows: readonly PlanRow[]; readonly total: number } {
  const match = matchOf(query.text);
  const isSearch = query.text.trim() !== '';
  if (isSearch && match === null) return { rows: [], total: 0 };
  const { page, total } = planSearchSql(query, isSearch);
  const { limit, offset, from, to, jCto } = query;
  const given = {
    ...(isSearch ? { match } : {}), ...(from === null ? {} : { from }), ...(to === null ? {} : { to }), ...(jCto === null ? {} : { jCto }),
  };
  const rows = sql<FoundRow>(page).all({ ...given, limit, offset });
  return {
    rows: rows.flatMap((row) => shownRow({ sql }, row)),
    total: sql<{ readonly total: number }>(total).get(given)?.total ?? 0,
  };
}

interface FoundRow extends ListedRow {
  readonly plan_number: number;
  readonly plan_id: string;
  readonly case_number: number;
  readonly row_sha256: string;
}
const BLANK: PatientView = { name: null, id: null, birthDate: null, sex: null };

/** A row of the list; a damaged one keeps its place without a patient, and opening it says what is wrong. */
function shownRow({ sql }: Sql, row: FoundRow): readonly PlanRow[] {
  const stored = sql<StoredCaseRow>(`SELECT ${CASE_COLUMNS} FROM patient_case WHERE case_number = ?`).get(row.case_number);
  const [plan, caseId] = [planIdSchema.safeParse(row.plan_id), caseIdSchema.safeParse(stored?.id)];
  if (stored === undefined || !plan.success || !caseId.success) return [];
  const known = caseRow(stored);
  const came = sql<{ readonly origin_sha256: string }>('SELECT origin_sha256 FROM received_plan WHERE plan_number = ?').get(row.plan_number);
  const origin = came?.origin_sha256 ?? null;
  const shown = planRowSchema.safeParse({
    plan: plan.data, caseId: caseId.data, patient: known?.patient, lesion: row.lesion, version: row.version, sha256: row.sha256,
    signedAt: row.signed_at_utc, by: row.operator_name, isWithdrawn: row.is_withdrawn === 1,
    jCto: row.j_cto_least === null || row.j_cto_most === null ? null : [row.j_cto_least, row.j_cto_most], origin,
  });
  if (shown.success && rowSeal(row.plan_id, row, origin) === row.row_sha256) return [shown.data];
  return [{
    plan: plan.data, caseId: caseId.data, patient: BLANK, lesion: null, version: 1, sha256: NO_SEAL, signedAt: '1970-01-01T00:00:00Z',
    by: null, isWithdrawn: false, jCto: null, origin: came === undefined ? null : NO_SEAL,
  }];
}
