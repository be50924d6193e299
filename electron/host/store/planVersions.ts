import { sealedPlanSchema, type PlanVersionView } from '../../../core/contract/plans.ts';
import type { OperatorId } from '../../../core/contract/ids.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { StoreParts } from './parts.ts';
import {
  authorOf, byRow, lastNoted, LINE_RECEIVED, notedSeals, NO_SEAL, planDamaged, planNumbered, sealAfter, sha256Of, type ByRow, type PlanHead,
  type Received,
} from './planRows.ts';

/** A signed version as its tables have it, with its withdrawal. */
export interface VersionRow {
  readonly version_number: number;
  readonly version: number;
  readonly signed_at_utc: string;
  readonly operator_id: string;
  readonly operator_name: string;
  readonly sha256: string;
  readonly sealed_json: string;
}
export interface WithdrawalRow extends ByRow {
  readonly at_utc: string;
  readonly reason: string;
  readonly sha256: string;
}
/** A version whose seal holds. */
export interface CheckedVersion {
  readonly row: VersionRow;
  readonly withdrawal: WithdrawalRow | null;
  /** The row belongs to the plan that this one forks from. */
  readonly isShared: boolean;
}

/** As the audit names what was done here, and what came from another workstation. */
export const SIGNED = 'plan-signed';
const WITHDRAWN = 'plan-withdrawn';
export const [VERSION_RECEIVED, WITHDRAWAL_RECEIVED] = ['plan-version-received', 'plan-withdrawal-received'];

/** Hash of a withdrawal: of the seal of what it takes back, and of all it says. */
export const sealOfWithdrawal = (sealed: string, row: Omit<WithdrawalRow, 'sha256'>): string =>
  sealAfter(sealed, [row.at_utc, row.operator_id, row.operator_name, row.reason]);

/**
 * Every version of a plan, from the first: each hashed again and held against the one before it, against the columns
 * beside it and against the audit, which also tells whether one is missing. Of a received plan that forks from another
 * one the shared versions come first.
 */
export function checkedVersions({ sql }: Pick<StoreParts, 'sql'>, plan: PlanHead): readonly CheckedVersion[] {
  const { received } = plan;
  if (received !== null) checkReceived({ sql }, plan, received);
  const shared = received === null || received.forksFrom === null ? []
    : checkedVersions({ sql }, planNumbered({ sql }, received.forksFrom)).slice(0, received.sharedVersions);
  if (shared.length < (received?.sharedVersions ?? 0)) throw planDamaged('the versions before its own are gone');
  const rows = sql<VersionRow>('SELECT * FROM plan_version WHERE plan_number = ? ORDER BY version').all(plan.planNumber);
  const noted = notedSeals({ sql }, plan, received === null ? SIGNED : VERSION_RECEIVED);
  if (rows.length !== noted.length) throw planDamaged(`${rows.length} versions are there, ${noted.length} were ${received === null ? 'signed' : 'received'}`);
  const withdrawn = new Set(notedSeals({ sql }, plan, received === null ? WITHDRAWN : WITHDRAWAL_RECEIVED));
  let previous = shared.at(-1)?.row.sha256 ?? NO_SEAL;
  const versions = rows.map((row, n): CheckedVersion => {
    const version = shared.length + n + 1;
    if (!isAsSealed(plan, row, version, previous) || noted[n] !== row.sha256) throw planDamaged(`version ${version}`);
    previous = row.sha256;
    const withdrawal = sql<WithdrawalRow>('SELECT * FROM plan_withdrawal WHERE version_number = ?').get(row.version_number) ?? null;
    if (withdrawal !== null && (sealOfWithdrawal(row.sha256, withdrawal) !== withdrawal.sha256 || !withdrawn.delete(withdrawal.sha256)))
      throw planDamaged(`withdrawal of version ${version}`);
    return { row, withdrawal, isShared: false };
  });
  if (withdrawn.size > 0) throw planDamaged('a withdrawal is gone');
  return [...shared.map((one) => ({ ...one, isShared: true })), ...versions];
}

/** Hash of where a received plan comes from. */
export const sealOfReceived = (id: PlanHead['id'], { plan, origin, at, forksFrom, sharedVersions }: Omit<Received, 'sha256'>): string =>
  sealAfter(origin, [id, plan, at, forksFrom, sharedVersions]);

function checkReceived({ sql }: Pick<StoreParts, 'sql'>, plan: PlanHead, received: Received): void {
  if (sealOfReceived(plan.id, received) !== received.sha256 || lastNoted({ sql }, plan, LINE_RECEIVED) !== received.sha256)
    throw planDamaged('where it comes from');
}

/** Is a row what was sealed, at its place in the chain? What it says is checked where it is read. */
function isAsSealed(plan: PlanHead, row: VersionRow, version: number, previous: string): boolean {
  if (sha256Of(row.sealed_json) !== row.sha256) return false;
  const said = JSON.parse(row.sealed_json) as Readonly<Record<keyof SealedPlan, unknown>>;
  return row.version === version && said.plan === (plan.received?.plan ?? plan.id) && said.version === version && said.previousSha256 === previous
    && said.signedAt === row.signed_at_utc
    && canonicalJson(said.author) === canonicalJson({ id: row.operator_id, name: row.operator_name });
}

export function sealedOf({ version, sealed_json: json }: VersionRow): SealedPlan {
  const parsed = sealedPlanSchema.safeParse(JSON.parse(json));
  if (!parsed.success) throw planDamaged(`version ${version} cannot be read`);
  return parsed.data;
}

export function standingOf({ row, withdrawal }: CheckedVersion): PlanVersionView {
  return {
    version: row.version, sha256: row.sha256, signedAt: row.signed_at_utc, by: authorOf(row),
    withdrawn: withdrawal === null ? null
      : { at: withdrawal.at_utc, by: authorOf(withdrawal), reason: withdrawal.reason },
  };
}

/** Adds a version inside the running transaction; answers its row. */
export function addVersion(parts: StoreParts, plan: PlanHead, sealed: SealedPlan): VersionRow {
  const row = insertVersion(parts, plan, sealed, canonicalJson(sealed));
  noteVersion(parts, plan, SIGNED, row, sealed.author.id);
  return row;
}

/** The same for a version that was signed at another workstation: its bytes are those that came. */
export function addReceivedVersion(parts: StoreParts, plan: PlanHead, sealed: SealedPlan, json: string, by: OperatorId | null): VersionRow {
  const row = insertVersion(parts, plan, sealed, json);
  noteVersion(parts, plan, VERSION_RECEIVED, row, by);
  return row;
}

function insertVersion(parts: StoreParts, plan: PlanHead, sealed: SealedPlan, json: string): VersionRow {
  const row = {
    version: sealed.version, signed_at_utc: sealed.signedAt, operator_id: sealed.author.id,
    operator_name: sealed.author.name, sha256: sha256Of(json), sealed_json: json,
  };
  const { lastInsertRowid } = parts.sql(`INSERT INTO plan_version (plan_number, version, signed_at_utc, operator_id, operator_name,
    sha256, sealed_json) VALUES (@plan_number, @version, @signed_at_utc, @operator_id, @operator_name, @sha256, @sealed_json)`)
    .run({ ...row, plan_number: plan.planNumber });
  return { ...row, version_number: Number(lastInsertRowid) };
}

function noteVersion(parts: StoreParts, plan: PlanHead, action: string, { version, sha256 }: VersionRow, by: OperatorId | null): void {
  parts.audit({ action, caseId: plan.caseId, contentSha256: null, details: { plan_id: plan.id, version, sha256 } }, by);
}

type Withdrawn = Omit<VersionRow, 'sealed_json'>;

/** Takes a version back inside the running transaction. */
export function addWithdrawal(parts: StoreParts, plan: PlanHead, version: Withdrawn, reason: string, by: OperatorId | null): void {
  const row = { at_utc: parts.setting.now().toISOString(), ...byRow(parts, by), reason };
  insertWithdrawal(parts, plan, version, { ...row, sha256: sealOfWithdrawal(version.sha256, row) }, WITHDRAWN, by);
}

/** The same for one that was taken back at another workstation, as it came. */
export const addReceivedWithdrawal = (
  parts: StoreParts, plan: PlanHead, version: Withdrawn, row: WithdrawalRow, by: OperatorId | null,
): void => insertWithdrawal(parts, plan, version, row, WITHDRAWAL_RECEIVED, by);

function insertWithdrawal(
  parts: StoreParts, plan: PlanHead, { version_number, version }: Withdrawn, row: WithdrawalRow, action: string, by: OperatorId | null,
): void {
  parts.sql('INSERT INTO plan_withdrawal VALUES (@version_number, @at_utc, @operator_id, @operator_name, @reason, @sha256)')
    .run({ ...row, version_number });
  parts.audit({ action, caseId: plan.caseId, contentSha256: null, details: { plan_id: plan.id, version, sha256: row.sha256 } }, by);
}
