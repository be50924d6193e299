import { targetName } from '../../../core/lesion/targetName.ts';
import type { PathEntry } from '../../../core/lesion/entry.ts';
import { jCtoOf, type SealedPlan } from '../../../core/plan/sealedPlan.ts';
import type { Result } from '../../../core/result.ts';
import { canonicalJson } from './canonicalJson.ts';
import { dateForms } from './caseSearch.ts';
import type { StoreParts } from './parts.ts';
import { EDITED, newestEdit, type EditRow } from './planEdits.ts';
import { isPlanDamaged, NO_SEAL, planNumbered, sealAfter, type PlanHead } from './planRows.ts';
import { checkedVersions, sealedOf, SIGNED, VERSION_RECEIVED, type VersionRow } from './planVersions.ts';
import { troubleOf, type StoreTrouble } from './trouble.ts';

type Sql = Pick<StoreParts, 'sql'>;

/** What the list of plans shows of a plan, as its table has it. */
export interface ListRow {
  readonly place: number;
  readonly state: 'draft' | 'signed' | 'withdrawn';
  readonly is_received: number;
  readonly has_draft: number;
  readonly version: number | null;
  readonly signed_at_utc: string | null;
  readonly signed_by: string | null;
  readonly changed_at_utc: string;
  readonly changed_by: string | null;
  readonly day: string;
  readonly name_sort_key: string;
  readonly lesion: string | null;
  readonly j_cto_least: number | null;
  readonly j_cto_most: number | null;
  readonly sha256: string;
}
const COLUMNS = [
  'place',
  'state',
  'is_received',
  'has_draft',
  'version',
  'signed_at_utc',
  'signed_by',
  'changed_at_utc',
  'changed_by',
  'day',
  'name_sort_key',
  'lesion',
  'j_cto_least',
  'j_cto_most',
  'sha256',
] as const satisfies readonly (keyof ListRow)[];
const ALL_COLUMNS = ['plan_number', ...COLUMNS, 'row_sha256'];

/**
 * Hash of what a row shows: a damaged lesion, day or score is not shown as one, nor a plan of another workstation (`origin`)
 * as one of this library.
 */
export const rowSeal = (plan: string, row: ListRow, origin: string | null): string =>
  sealAfter(row.sha256, [plan, ...COLUMNS.map((column) => row[column]), origin]);

/** Day of an instant where it was, as people there wrote it. */
export const dayIn = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(instant));

/** Writes what a plan is found by in the place of what was there before; inside the transaction that changed the plan. */
export function listPlan(parts: Sql, plan: PlanHead): void {
  const row = rowOf(parts, plan);
  unlist(parts, 'plan_number = ?', plan.planNumber);
  if (row !== null) addRow(parts, plan, row, patientOf(parts, plan.caseNumber));
}

/** Adds a row of the list, and what it is found by. */
export function addRow(
  parts: Sql,
  plan: Pick<PlanHead, 'planNumber' | 'id' | 'received'>,
  row: ListRow,
  patient: Patient,
): void {
  insertRow(parts, plan.planNumber, row, rowSeal(plan.id, row, plan.received?.origin ?? null), patient);
}

function insertRow({ sql }: Sql, planNumber: number, row: ListRow, seal: string, patient: Patient): void {
  sql(
    `INSERT INTO plan_listing (${ALL_COLUMNS.join(', ')}) VALUES (${ALL_COLUMNS.map((column) => `@${column}`).join(', ')})`,
  ).run({ ...row, plan_number: planNumber, row_sha256: seal });
  sql('INSERT INTO plan_search (rowid, patient_name, patient_id, lesion, days) VALUES (?, ?, ?, ?, ?)').run(
    row.place,
    patient.patient_name ?? '',
    patient.patient_id ?? '',
    row.lesion ?? '',
    dateForms(row.day).join(' | '),
  );
}

/** Is the row of the list what follows from the plan? */
export function isListed(parts: Sql, plan: PlanHead): boolean {
  const { plan_number: _plan, ...there } = parts
    .sql<{ readonly plan_number: number }>('SELECT * FROM plan_listing WHERE plan_number = ?')
    .get(plan.planNumber) ?? { plan_number: 0 };
  const row = rowOf(parts, plan);
  return row === null
    ? Object.keys(there).length === 0
    : canonicalJson(there) === canonicalJson({ ...row, row_sha256: rowSeal(plan.id, row, plan.received?.origin ?? null) });
}

/** The name of a vessel has changed: a draft is found by it. */
export function relistDraft(parts: StoreParts, caseNumber: number, vessel: string): void {
  const draft = parts
    .sql<{ readonly plan_number: number }>(`SELECT plan_number FROM plan JOIN plan_listing USING (plan_number)
    WHERE case_number = ? AND vessel_id = ? AND state = 'draft'`)
    .get(caseNumber, vessel);
  if (draft !== undefined) listChecked(parts, draft.plan_number);
}

/** Damaged plans stand here and beyond, one place each: no audit is ever as long. */
const DAMAGED_FROM = 2 ** 52;
const placeOfDamaged = (planNumber: number): number => Number.MAX_SAFE_INTEGER - planNumber;

/** Writes the whole list where none is, as after the migration that made it; else tries what is listed as damaged again. */
export function writeList(parts: StoreParts): Result<void, StoreTrouble> {
  return parts.write(() => {
    const isThere = parts.sql('SELECT 1 FROM plan_listing LIMIT 1').get() !== undefined;
    const plans = isThere
      ? parts.sql<readonly number[]>(`SELECT plan_number FROM plan_listing WHERE place > ${DAMAGED_FROM} AND row_sha256 = '${NO_SEAL}'`)
      : parts.sql<readonly number[]>('SELECT plan_number FROM plan');
    for (const [number = 0] of plans.raw().all()) listChecked(parts, number);
  });
}

/**
 * Lists a plan once its seals were checked. One that is not as it was sealed has a row that says so, whatever is wrong
 * with it: it does not vanish, and keeps neither other plans nor the library from being read. A bug does no more than
 * that, but is told, and the next start may mend the row.
 */
function listChecked(parts: StoreParts, planNumber: number): void {
  try {
    parts.db.transaction(() => {
      const plan = planNumbered(parts, planNumber);
      checkedVersions(parts, plan);
      newestEdit(parts, plan);
      listPlan(parts, plan);
    })();
  } catch (thrown) {
    const trouble = troubleOf(thrown, parts.folder);
    if (trouble !== null && trouble.code !== 'store/damaged') throw thrown;
    if (trouble === null && !isPlanDamaged(thrown)) parts.onBug(thrown);
    // A row that says so already is left alone: a full disk must not keep a library closed for its sake.
    if (!isListedDamaged(parts, planNumber)) listDamaged(parts, planNumber);
  }
}

const isListedDamaged = ({ sql }: Sql, planNumber: number): boolean =>
  sql('SELECT 1 FROM plan_listing WHERE place = ? AND row_sha256 = ?').get(placeOfDamaged(planNumber), NO_SEAL) !== undefined;

/** A row under a seal that no row has: the list shows nothing of it but that it is damaged, and shows it first. */
function listDamaged(parts: Sql, planNumber: number): void {
  const { case_number: caseNumber, ...is } = parts
    .sql<{ readonly case_number: number; readonly is_signed: number; readonly is_received: number }>(`SELECT
    case_number,
    EXISTS (SELECT 1 FROM plan_version WHERE plan_version.plan_number = plan.plan_number) AS is_signed,
    EXISTS (SELECT 1 FROM received_plan WHERE received_plan.plan_number = plan.plan_number) AS is_received
    FROM plan WHERE plan_number = ?`)
    .get(planNumber) ?? { case_number: 0, is_signed: 0, is_received: 0 };
  const isSigned = is.is_signed === 1;
  const patient = patientOf(parts, caseNumber);
  const row: ListRow = {
    place: placeOfDamaged(planNumber),
    state: isSigned ? 'signed' : 'draft',
    is_received: is.is_received,
    has_draft: Number(!isSigned),
    version: isSigned ? 1 : null,
    signed_at_utc: isSigned ? '' : null,
    signed_by: isSigned ? '' : null,
    changed_at_utc: '',
    changed_by: null,
    day: '0000-00-00',
    name_sort_key: patient.name_sort_key,
    lesion: null,
    j_cto_least: null,
    j_cto_most: null,
    sha256: NO_SEAL,
  };
  unlist(parts, 'plan_number = ?', planNumber);
  insertRow(parts, planNumber, row, NO_SEAL, patient);
}

/** Takes the plans of a case out of the list. */
export const unlistCase = (parts: Sql, caseNumber: number): void =>
  unlist(parts, 'plan_number IN (SELECT plan_number FROM plan WHERE case_number = ?)', caseNumber);

function unlist({ sql }: Sql, which: string, number: number): void {
  sql(`DELETE FROM plan_search WHERE rowid IN (SELECT place FROM plan_listing WHERE ${which})`).run(number);
  sql(`DELETE FROM plan_listing WHERE ${which}`).run(number);
}

interface Patient {
  readonly patient_name: string | null;
  readonly patient_id: string | null;
}
const patientOf = ({ sql }: Sql, caseNumber: number): Patient & { readonly name_sort_key: string } =>
  sql<Patient & { readonly name_sort_key: string }>(
    'SELECT patient_name, patient_id, name_sort_key FROM patient_case WHERE case_number = ?',
  ).get(caseNumber) ?? { patient_name: null, patient_id: null, name_sort_key: '' };

const LAST_CHANGE = `SELECT sequence, at_utc, time_zone, operator_name FROM audit WHERE case_id = ? AND action IN ('${EDITED}', '${SIGNED}', '${VERSION_RECEIVED}')
  AND json_extract(details_json, '$.plan_id') = ? ORDER BY sequence DESC LIMIT 1`;
interface ChangeRow {
  readonly sequence: number;
  readonly at_utc: string;
  readonly time_zone: string;
  readonly operator_name: string | null;
}

/** What the list shows of a plan: its newest version, else its draft; null where neither is. */
function rowOf({ sql }: Sql, plan: PlanHead): ListRow | null {
  const change = sql<ChangeRow>(LAST_CHANGE).get(plan.caseId, plan.id);
  const edit = sql<EditRow>(
    'SELECT * FROM plan_edit WHERE plan_number = ? ORDER BY revision DESC LIMIT 1',
  ).get(plan.planNumber);
  const version = sql<VersionRow & { readonly is_withdrawn: number }>(`SELECT plan_version.*,
    EXISTS (SELECT 1 FROM plan_withdrawal WHERE plan_withdrawal.version_number = plan_version.version_number) AS is_withdrawn
    FROM plan_version WHERE plan_number = ? ORDER BY version DESC LIMIT 1`).get(plan.planNumber);
  if (change === undefined) return null;
  const changed = {
    place: change.sequence,
    is_received: Number(plan.received !== null),
    changed_at_utc: change.at_utc,
    changed_by: change.operator_name,
    name_sort_key: patientOf({ sql }, plan.caseNumber).name_sort_key,
  };
  if (version !== undefined) {
    const sealed = sealedOf(version);
    return {
      ...changed,
      ...signedColumns(sealed),
      sha256: version.sha256,
      state: version.is_withdrawn === 1 ? 'withdrawn' : 'signed',
      has_draft: Number(edit !== undefined && edit.content_json !== canonicalJson(sealed.content)),
    };
  }
  if (edit === undefined) return null;
  return {
    ...changed,
    state: 'draft',
    has_draft: 1,
    version: null,
    signed_at_utc: null,
    signed_by: null,
    day: dayIn(change.at_utc, change.time_zone),
    lesion: vesselName({ sql }, plan),
    j_cto_least: null,
    j_cto_most: null,
    sha256: edit.sha256,
  };
}

/** What the list shows of a signed version. */
export function signedColumns({
  version,
  signedAt,
  timeZone,
  author,
  evidence,
}: Pick<SealedPlan, 'version' | 'signedAt' | 'timeZone' | 'author' | 'evidence'>) {
  const jCto = jCtoOf(evidence);
  return {
    version,
    signed_at_utc: signedAt,
    signed_by: author.name,
    day: dayIn(signedAt, timeZone),
    lesion: evidence.lesion?.name ?? null,
    j_cto_least: jCto?.least ?? null,
    j_cto_most: jCto?.most ?? null,
  };
}

/** As it is named now: nothing of a draft is sealed yet. */
function vesselName({ sql }: Sql, { caseNumber, vessel }: PlanHead): string | null {
  const path = sql<
    Pick<PathEntry, 'target' | 'segment'> & { readonly is_removed: number }
  >(`SELECT target, segment, is_removed FROM entry_revision
    JOIN entry_change USING (change_number) WHERE case_number = ? AND vessel_id = ? AND kind = 'path' ORDER BY revision_number DESC LIMIT 1`).get(
    caseNumber,
    vessel,
  );
  return path === undefined || path.is_removed === 1 ? null : targetName(path);
}
