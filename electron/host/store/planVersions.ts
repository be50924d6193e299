import { sealedPlanSchema, type PlanVersionView } from '../../../core/contract/plans.ts';
import type { OperatorId } from '../../../core/contract/ids.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { StoreParts } from './parts.ts';
import {
  authorOf, byRow, notedSeals, NO_SEAL, planDamaged, sealAfter, sha256Of, type ByRow, type PlanHead,
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
}

/** As the audit names them. */
export const [SIGNED, WITHDRAWN] = ['plan-signed', 'plan-withdrawn'];

/** Hash of a withdrawal: of the seal of what it takes back, and of all it says. */
const sealOfWithdrawal = (sealed: string, row: Omit<WithdrawalRow, 'sha256'>): string =>
  sealAfter(sealed, [row.at_utc, row.operator_id, row.operator_name, row.reason]);

/**
 * Every version of a plan, from the first: each hashed again and held against the one before it, against the columns
 * beside it and against the audit, which also tells whether one is missing.
 */
export function checkedVersions({ sql }: Pick<StoreParts, 'sql'>, plan: PlanHead): readonly CheckedVersion[] {
  const rows = sql<VersionRow>('SELECT * FROM plan_version WHERE plan_number = ? ORDER BY version').all(plan.planNumber);
  const noted = notedSeals({ sql }, plan, SIGNED);
  if (rows.length !== noted.length) throw planDamaged(`${rows.length} versions are there, ${noted.length} were signed`);
  const withdrawn = new Set(notedSeals({ sql }, plan, WITHDRAWN));
  let previous = NO_SEAL;
  const versions = rows.map((row, n): CheckedVersion => {
    if (!isAsSealed(plan, row, n + 1, previous) || noted[n] !== row.sha256) throw planDamaged(`version ${n + 1}`);
    previous = row.sha256;
    const withdrawal = sql<WithdrawalRow>('SELECT * FROM plan_withdrawal WHERE version_number = ?').get(row.version_number) ?? null;
    if (withdrawal !== null && (sealOfWithdrawal(row.sha256, withdrawal) !== withdrawal.sha256 || !withdrawn.delete(withdrawal.sha256)))
      throw planDamaged(`withdrawal of version ${n + 1}`);
    return { row, withdrawal };
  });
  if (withdrawn.size > 0) throw planDamaged('a withdrawal is gone');
  return versions;
}

/** Is a row what was sealed, at its place in the chain? What it says is checked where it is read. */
function isAsSealed(plan: PlanHead, row: VersionRow, version: number, previous: string): boolean {
  if (sha256Of(row.sealed_json) !== row.sha256) return false;
  const said = JSON.parse(row.sealed_json) as Readonly<Record<keyof SealedPlan, unknown>>;
  return row.version === version && said.plan === plan.id && said.version === version && said.previousSha256 === previous
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
  const json = canonicalJson(sealed);
  const row = {
    version: sealed.version, signed_at_utc: sealed.signedAt, operator_id: sealed.author.id,
    operator_name: sealed.author.name, sha256: sha256Of(json), sealed_json: json,
  };
  const { lastInsertRowid } = parts.sql(`INSERT INTO plan_version (plan_number, version, signed_at_utc, operator_id, operator_name,
    sha256, sealed_json) VALUES (@plan_number, @version, @signed_at_utc, @operator_id, @operator_name, @sha256, @sealed_json)`)
    .run({ ...row, plan_number: plan.planNumber });
  parts.audit({
    action: SIGNED, caseId: plan.caseId, contentSha256: null,
    details: { plan_id: plan.id, version: sealed.version, sha256: row.sha256 },
  }, sealed.author.id);
  return { ...row, version_number: Number(lastInsertRowid) };
}

/** Takes a version back inside the running transaction. */
export function addWithdrawal(
  parts: StoreParts, plan: PlanHead, { version_number, version, sha256: sealed }: Omit<VersionRow, 'sealed_json'>, reason: string,
  by: OperatorId | null,
): void {
  const row = { at_utc: parts.setting.now().toISOString(), ...byRow(parts, by), reason };
  const sha256 = sealOfWithdrawal(sealed, row);
  parts.sql('INSERT INTO plan_withdrawal VALUES (@version_number, @at_utc, @operator_id, @operator_name, @reason, @sha256)')
    .run({ ...row, version_number, sha256 });
  parts.audit({
    action: WITHDRAWN, caseId: plan.caseId, contentSha256: null, details: { plan_id: plan.id, version, sha256 },
  }, by);
}
