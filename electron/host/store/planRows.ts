import { createHash } from 'node:crypto';
import { operatorIdSchema, planIdSchema, vesselIdSchema, type CaseId, type OperatorId, type PlanId, type VesselId } from '../../../core/contract/ids.ts';
import type { Author } from '../../../core/annotation/annotation.ts';
import type { StoreParts } from './parts.ts';
import { Leave } from './trouble.ts';

export type NoPlan = { readonly code: 'plan/not-found' };
/** What is read differs from what was sealed: nothing of the plan is shown as valid. */
export type PlanDamaged = { readonly code: 'plan/damaged'; readonly detail: string };

type Sql = Pick<StoreParts, 'sql'>;

/** In the place of the seal before the first. */
export const NO_SEAL = '0'.repeat(64);

/** Seal of a row: of the seal before it, and of all that it says in a fixed order. */
export const sealAfter = (previous: string, says: readonly unknown[]): string =>
  createHash('sha256').update(previous).update(JSON.stringify(says)).digest('hex');

export const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

export const planDamaged = (detail: string): Leave<PlanDamaged> => new Leave({ code: 'plan/damaged', detail });

/** Whether what was thrown says that a plan is not as it was sealed. */
export const isPlanDamaged = (thrown: unknown): boolean =>
  thrown instanceof Leave && (thrown.failure as { readonly code: string }).code === 'plan/damaged';

/** As the audit names that a plan of another workstation came. */
export const LINE_RECEIVED = 'plan-received';

/** A plan and where it belongs. */
export interface PlanHead {
  readonly planNumber: number;
  readonly id: PlanId;
  readonly vessel: VesselId;
  readonly caseNumber: number;
  readonly caseId: CaseId;
  /** Null for a plan of this library. */
  readonly received: Received | null;
}

/** Where a plan of another workstation comes from. */
export interface Received {
  /** Its id there, which is the one under its seals. */
  readonly plan: PlanId;
  /** Tells workstations apart: the first entry of the audit of the library in which it was signed. */
  readonly origin: string;
  readonly at: string;
  /** The plan whose rows its first versions are; null where it shares none. */
  readonly forksFrom: number | null;
  readonly sharedVersions: number;
  readonly sha256: string;
}

interface HeadRow {
  readonly plan_number: number;
  readonly id: string;
  readonly vessel_id: string;
  readonly case_number: number;
  readonly case_id: CaseId;
  readonly origin_plan_id: string | null;
  readonly origin_sha256: string | null;
  readonly received_at_utc: string | null;
  readonly forks_from: number | null;
  readonly shared_versions: number | null;
  readonly row_sha256: string | null;
}
const HEAD = `SELECT plan.plan_number, plan.id, vessel_id, case_number, patient_case.id AS case_id, origin_plan_id, origin_sha256,
  received_at_utc, forks_from, shared_versions, received_plan.row_sha256
  FROM plan JOIN patient_case USING (case_number) LEFT JOIN received_plan ON received_plan.plan_number = plan.plan_number`;

function headOf({ plan_number: planNumber, case_number: caseNumber, case_id: caseId, ...row }: HeadRow): PlanHead {
  const [id, vessel, sealedAs] = [
    planIdSchema.safeParse(row.id), vesselIdSchema.safeParse(row.vessel_id),
    planIdSchema.nullable().safeParse(row.origin_plan_id),
  ];
  if (!id.success || !vessel.success || !sealedAs.success) throw planDamaged('its id');
  return {
    planNumber, caseNumber, caseId, id: id.data, vessel: vessel.data,
    received: sealedAs.data === null ? null : {
      plan: sealedAs.data, origin: row.origin_sha256 ?? '', at: row.received_at_utc ?? '', forksFrom: row.forks_from,
      sharedVersions: row.shared_versions ?? 0, sha256: row.row_sha256 ?? '',
    },
  };
}

/** Leaves where there is no such plan. */
export function planWith({ sql }: Sql, id: PlanId): PlanHead {
  const row = sql<HeadRow>(`${HEAD} WHERE plan.id = ?`).get(id);
  if (row === undefined) throw new Leave<NoPlan>({ code: 'plan/not-found' });
  return headOf(row);
}

/** The plan with that number. */
export function planNumbered({ sql }: Sql, planNumber: number): PlanHead {
  const row = sql<HeadRow>(`${HEAD} WHERE plan.plan_number = ?`).get(planNumber);
  if (row === undefined) throw planDamaged('the plan that this one shares versions with is gone');
  return headOf(row);
}

/** Every plan that has these versions under its seals: the library's own, and what was received of it. */
export const plansSealedAs = ({ sql }: Sql, id: PlanId): readonly PlanHead[] =>
  sql<HeadRow>(`${HEAD} WHERE (plan.id = ? AND origin_plan_id IS NULL) OR origin_plan_id = ? ORDER BY plan.plan_number`).all(id, id).map(headOf);

/** The plans of a case, in the order in which they were begun or came; leaves where one is gone that the audit knows. */
export function plansOf({ sql }: Sql, caseNumber: number): readonly PlanHead[] {
  const plans = sql<HeadRow>(`${HEAD} WHERE case_number = ? ORDER BY plan.plan_number`).all(caseNumber).map(headOf);
  const begun = sql<readonly unknown[]>(`SELECT DISTINCT json_extract(details_json, '$.plan_id') FROM audit
    WHERE case_id = (SELECT id FROM patient_case WHERE case_number = ?) AND action IN ('plan-edited', '${LINE_RECEIVED}')`).raw().all(caseNumber);
  const gone = begun.find(([id]) => !plans.some((plan) => plan.id === id));
  if (gone !== undefined) throw planDamaged(`plan ${String(gone[0])} is gone`);
  return plans;
}

/** The library's own plan of a vessel. */
export function planOfVessel({ sql }: Sql, caseNumber: number, vessel: VesselId): PlanHead | null {
  const row = sql<HeadRow>(`${HEAD} WHERE case_number = ? AND vessel_id = ? AND origin_plan_id IS NULL`).get(caseNumber, vessel);
  return row === undefined ? null : headOf(row);
}

/** Who did something, as its row has it. */
export interface ByRow { readonly operator_id: string | null; readonly operator_name: string | null }

export const authorOf = ({ operator_id: id, operator_name: name }: ByRow): Author | null =>
  (id === null || name === null ? null : { id: operatorIdSchema.parse(id), name });

/** The columns of whoever works now; a name that nobody has is nobody. */
export function byRow({ sql }: Sql, by: OperatorId | null): ByRow {
  const who = by === null ? undefined : sql<{ readonly name: string }>('SELECT name FROM operator WHERE id = ?').get(by);
  return { operator_id: who === undefined ? null : by, operator_name: who?.name ?? null };
}

/** What the audit holds of a plan, entry by entry: seals of what was added. */
export type Noted = Readonly<Record<'plan_id' | 'sha256', string>>;

const NOTED = `SELECT json_extract(details_json, '$.sha256') FROM audit
  WHERE case_id = ? AND action = ? AND json_extract(details_json, '$.plan_id') = ?`;

/** The seals that the audit holds of one kind of act on a plan, in their order. */
export const notedSeals = ({ sql }: Sql, { caseId, id }: PlanHead, action: string): readonly unknown[] =>
  sql<readonly unknown[]>(`${NOTED} ORDER BY sequence`).raw().all(caseId, action, id).map(([seal]) => seal);

/** The last of them. */
export const lastNoted = ({ sql }: Sql, { caseId, id }: PlanHead, action: string): unknown =>
  sql<readonly unknown[]>(`${NOTED} ORDER BY sequence DESC LIMIT 1`).raw().get(caseId, action, id)?.[0];
