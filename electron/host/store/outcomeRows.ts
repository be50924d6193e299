import { keptOutcomeSchema } from '../../../core/contract/outcomes.ts';
import { planIdSchema, type PlanId } from '../../../core/contract/ids.ts';
import type { KeptOutcome } from '../../../core/plan/outcome.ts';
import type { StoreParts } from './parts.ts';
import { authorOf, planDamaged, sealAfter, type ByRow, type PlanHead } from './planRows.ts';

/** A revision of an outcome as its table has it. */
export interface OutcomeRow extends ByRow {
  readonly revision: number;
  readonly at_utc: string;
  readonly is_confirmed: number;
  readonly outcome_json: string;
  readonly previous_sha256: string;
  readonly sha256: string;
}
interface Version { readonly version_number: number; readonly version: number; readonly sha256: string }

/** As the audit names what is kept of an outcome. */
export const OUTCOME_NOTED = 'outcome-noted';

/** Hash of a revision: of the one before it, of the version before the first, and of all it says. */
export const sealOfOutcome = (row: Omit<OutcomeRow, 'sha256'>): string => sealAfter(row.previous_sha256,
  [row.revision, row.at_utc, row.operator_id, row.operator_name, row.is_confirmed, row.outcome_json]);

/** The revisions of a version's outcome, each held against its hash and the last against the audit. */
export function checkedOutcomes({ sql }: Pick<StoreParts, 'sql'>, { caseId, id }: PlanHead, version: Version): readonly OutcomeRow[] {
  const rows = sql<OutcomeRow>('SELECT * FROM plan_outcome WHERE version_number = ? ORDER BY revision').all(version.version_number);
  let previous = version.sha256;
  rows.forEach((row, n) => {
    if (row.revision !== n + 1 || row.previous_sha256 !== previous || sealOfOutcome(row) !== row.sha256)
      throw planDamaged(`version ${version.version}, outcome, revision ${n + 1}`);
    previous = row.sha256;
  });
  const noted = sql<readonly unknown[]>(`SELECT json_extract(details_json, '$.sha256') FROM audit WHERE case_id = ? AND action = ?
    AND json_extract(details_json, '$.plan_id') = ? AND json_extract(details_json, '$.version') = ? ORDER BY sequence DESC LIMIT 1`)
    .raw().get(caseId, OUTCOME_NOTED, id, version.version)?.[0];
  if ((noted ?? version.sha256) !== previous) throw planDamaged(`version ${version.version}, the end of its outcome`);
  return rows;
}

export function outcomeOf(row: OutcomeRow): KeptOutcome {
  const parsed = keptOutcomeSchema.safeParse({
    outcome: JSON.parse(row.outcome_json), revision: row.revision, isConfirmed: row.is_confirmed === 1, at: row.at_utc, by: authorOf(row),
  });
  if (!parsed.success) throw planDamaged(`outcome, revision ${row.revision}`);
  return parsed.data;
}

/** A plan that has an outcome, and the case that it belongs to. */
export interface NotedPlan { readonly plan: PlanId; readonly caseNumber: number }

/** Every plan of the library that has an outcome, and every one that had one by the audit: what is gone is told too. */
export function notedOutcomePlans({ sql }: Pick<StoreParts, 'sql'>): readonly NotedPlan[] {
  const rows = sql<readonly [id: unknown, caseNumber: number]>(`
    SELECT plan.id, case_number FROM plan_outcome JOIN plan_version USING (version_number) JOIN plan USING (plan_number)
    UNION SELECT json_extract(details_json, '$.plan_id'), case_number FROM audit JOIN patient_case ON patient_case.id = case_id WHERE action = ?`)
    .raw().all(OUTCOME_NOTED);
  return rows.map(([id, caseNumber]) => ({ plan: planIdSchema.parse(id), caseNumber }));
}
