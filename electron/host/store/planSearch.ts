import { caseIdSchema, planIdSchema, vesselIdSchema } from '../../../core/contract/ids.ts';
import {
  planRowSchema,
  type PlanKind,
  type PlanProcedure,
  type PlanRow,
  type PlanSort,
} from '../../../core/contract/plans.ts';
import type { PatientView } from '../../../core/contract/schemas.ts';
import { planSought } from '../../../core/plan/planSought.ts';
import { CASE_COLUMNS, caseRow, type StoredCaseRow } from './caseRows.ts';
import { matchOf } from './caseSearch.ts';
import type { StoreParts } from './parts.ts';
import { rowSeal, type ListRow } from './planListing.ts';

type Sql = Pick<StoreParts, 'sql'>;

/** What is asked of the list of all plans; days as "2026-11-29". */
export interface PlanQuery {
  readonly text: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Plans whose J-CTO may be this. */
  readonly jCto: number | null;
  readonly kind: PlanKind;
  readonly sort: PlanSort;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
}

/** What each kind means; a plan that is signed and written on is of two. */
const KINDS: Readonly<Record<PlanKind, string | null>> = {
  all: null,
  draft: 'has_draft = 1',
  signed: "state = 'signed'",
  withdrawn: "state = 'withdrawn'",
  received: 'is_received = 1',
  sealed: "state <> 'draft'",
};

/** The index that holds an order, and its columns; within equal ones the newest comes first where names are read from A. */
const ORDERS: Readonly<
  Record<PlanSort, { readonly index: string; readonly by: Readonly<Record<PlanQuery['order'], string>> }>
> = {
  newest: { index: 'plan_listing_newest', by: { asc: 'place', desc: 'place DESC' } },
  name: {
    index: 'plan_listing_by_name',
    by: { asc: 'name_sort_key, place DESC', desc: 'name_sort_key DESC, place' },
  },
  lesion: {
    index: 'plan_listing_by_lesion',
    by: { asc: 'lesion COLLATE NOCASE, place DESC', desc: 'lesion COLLATE NOCASE DESC, place' },
  },
  jCto: {
    index: 'plan_listing_by_j_cto',
    by: { asc: 'j_cto_most, j_cto_least, place', desc: 'j_cto_most DESC, j_cto_least DESC, place DESC' },
  },
};

/**
 * The statements behind a page, which gives places in the list, and its total. Every order is held by an index with all
 * that is filtered by; the full-text index itself holds the newest last.
 */
export function planSearchSql(
  query: Pick<PlanQuery, 'from' | 'to' | 'jCto' | 'kind' | 'sort' | 'order'>,
  isSearch: boolean,
): {
  readonly page: string;
  readonly total: string;
} {
  const kind = KINDS[query.kind];
  const filters = [
    ...(kind === null ? [] : [kind]),
    ...(query.from === null ? [] : ['day >= @from']),
    ...(query.to === null ? [] : ['day <= @to']),
    ...(query.jCto === null ? [] : ['j_cto_least <= @fewest AND j_cto_most >= @most']),
  ];
  const {
    index,
    by: { [query.order]: order },
  } = ORDERS[query.sort];
  const found = 'plan_search WHERE plan_search MATCH @match';
  const where = (...all: readonly string[]): string =>
    all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`;
  const newest = !isSearch
    ? `FROM plan_listing INDEXED BY plan_listing_newest${where(...filters)}`
    : filters.length === 0
      ? `FROM ${found}`
      : `FROM plan_search CROSS JOIN plan_listing INDEXED BY plan_listing_newest ON place = plan_search.rowid${where('plan_search MATCH @match', ...filters)}`;
  const isNewest = query.sort === 'newest';
  const number = isSearch && isNewest ? 'plan_search.rowid' : 'place';
  const ordered = isNewest
    ? `${newest} ORDER BY ${order.replace('place', number)}`
    : `FROM plan_listing INDEXED BY ${index}${where(...(isSearch ? [`+place IN (SELECT rowid FROM ${found})`] : []), ...filters)} ORDER BY ${order}`;
  return {
    total: `SELECT count(*) AS total ${newest}`,
    page: `SELECT ${number} ${ordered} LIMIT @limit OFFSET @offset`,
  };
}

/** A page of the list, and how many plans there are in all. */
export function searchedPlans(
  { sql }: Sql,
  query: PlanQuery,
): { readonly rows: readonly PlanRow[]; readonly total: number } {
  const sought = planSought(query.text);
  const match = matchOf(sought.words);
  const isSearch = sought.words.trim() !== '';
  if (isSearch && match === null) return { rows: [], total: 0 };
  const { limit, offset, from, to } = query;
  // Chosen and typed: a plan that is found may have the points of both.
  const points = [query.jCto, sought.jCto].filter((one) => one !== null);
  const { page, total } = planSearchSql({ ...query, jCto: points[0] ?? null }, isSearch);
  const given = {
    ...(isSearch ? { match } : {}),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(points.length === 0 ? {} : { fewest: Math.min(...points), most: Math.max(...points) }),
  };
  return {
    rows: sql<readonly number[]>(page)
      .raw()
      .all({ ...given, limit, offset })
      .flatMap(([place = 0]) => shownRow({ sql }, place)),
    total: sql<{ readonly total: number }>(total).get(given)?.total ?? 0,
  };
}

interface FoundRow extends ListRow {
  readonly plan_number: number;
  readonly plan_id: string;
  readonly vessel_id: string;
  readonly case_number: number;
  readonly row_sha256: string;
}
const BLANK: PatientView = { name: null, id: null, birthDate: null, sex: null };

/** A row of the list; a damaged one keeps its place without a patient, and opening it says what is wrong. */
function shownRow({ sql }: Sql, place: number): readonly PlanRow[] {
  const row =
    sql<FoundRow>(`SELECT plan_listing.*, plan.id AS plan_id, vessel_id, case_number FROM plan_listing JOIN plan USING (plan_number)
    WHERE place = ?`).get(place);
  if (row === undefined) return [];
  const stored = sql<StoredCaseRow>(`SELECT ${CASE_COLUMNS} FROM patient_case WHERE case_number = ?`).get(
    row.case_number,
  );
  if (stored === undefined) return [];
  const [plan, vessel, caseId] = [
    planIdSchema.safeParse(row.plan_id),
    vesselIdSchema.safeParse(row.vessel_id),
    caseIdSchema.safeParse(stored.id),
  ];
  // A row whose id cannot be read is told from others by its number.
  const number = String(row.plan_number).padStart(16, '0');
  const came = sql<{ readonly origin_sha256: string }>(
    'SELECT origin_sha256 FROM received_plan WHERE plan_number = ?',
  ).get(row.plan_number);
  const ids = {
    plan: plan.data ?? planIdSchema.parse(`pln_${number}`),
    caseId: caseId.data ?? caseIdSchema.parse(`cas_${number}`),
    vessel: vessel.data ?? vesselIdSchema.parse(`ves_${number}`),
  };
  const origin = came?.origin_sha256 ?? null;
  const shown = planRowSchema.safeParse({
    ...ids,
    patient: caseRow(stored)?.patient,
    isDemo: stored.is_demo === 1,
    lesion: row.lesion,
    version: row.version,
    sha256: row.version === null ? null : row.sha256,
    signedAt: row.signed_at_utc,
    by: row.signed_by,
    isWithdrawn: row.state === 'withdrawn',
    hasDraft: row.has_draft === 1,
    changedAt: row.changed_at_utc,
    changedBy: row.changed_by,
    procedure: procedureOf({ sql }, row.plan_number),
    jCto: row.j_cto_least === null || row.j_cto_most === null ? null : [row.j_cto_least, row.j_cto_most],
    origin,
    isDamaged: false,
  });
  const isSound =
    plan.success && vessel.success && caseId.success && rowSeal(row.plan_id, row, origin) === row.row_sha256;
  if (shown.success && isSound) return [shown.data];
  return [
    {
      ...ids,
      patient: BLANK,
      isDemo: false,
      lesion: null,
      version: null,
      sha256: null,
      signedAt: null,
      by: null,
      isWithdrawn: false,
      hasDraft: false,
      changedAt: '1970-01-01T00:00:00Z',
      changedBy: null,
      procedure: 'none',
      jCto: null,
      origin: null,
      isDamaged: true,
    },
  ];
}

interface DoneRow {
  readonly outcome: number | null;
  readonly ended: number | null;
}

/** How far the procedure is, by the outcomes of its versions, else by what the room noted; their seals are checked where they are opened. */
function procedureOf({ sql }: Sql, planNumber: number): PlanProcedure {
  const done = sql<DoneRow>(`SELECT
    (SELECT is_confirmed FROM plan_outcome WHERE plan_outcome.version_number = plan_version.version_number ORDER BY revision DESC LIMIT 1) AS outcome,
    (SELECT max(json_extract(happening_json, '$.what') = 'end') FROM room_event WHERE room_event.version_number = plan_version.version_number) AS ended
    FROM plan_version WHERE plan_number = ? ORDER BY version DESC`).all(planNumber);
  if (done.some(({ outcome }) => outcome === 1)) return 'outcome-confirmed';
  if (done.some(({ outcome }) => outcome === 0)) return 'outcome-written';
  const inRoom = done.find(({ ended }) => ended !== null);
  return inRoom === undefined ? 'none' : inRoom.ended === 1 ? 'ended' : 'begun';
}
