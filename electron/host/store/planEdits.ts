import { planContentSchema, type PlanView } from '../../../core/contract/plans.ts';
import type { OperatorId } from '../../../core/contract/ids.ts';
import type { PlanContent } from '../../../core/plan/plan.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { StoreParts } from './parts.ts';
import { authorOf, byRow, lastNoted, notedSeals, NO_SEAL, planDamaged, sealAfter, type ByRow, type PlanHead } from './planRows.ts';

/** A revision of a draft as its table has it. */
export interface EditRow extends ByRow {
  readonly revision: number;
  readonly at_utc: string;
  readonly words: string;
  readonly content_json: string;
  readonly previous_sha256: string;
  readonly sha256: string;
}
type Draft = NonNullable<PlanView['draft']>;

/** As the audit names a step of work on a draft. */
export const EDITED = 'plan-edited';

/** Hash of a revision: of the one before it, and of all it says. */
export const sealOfEdit = (id: PlanHead['id'], row: Omit<EditRow, 'sha256'>): string => sealAfter(row.previous_sha256,
  [id, row.revision, row.at_utc, row.operator_id, row.operator_name, row.words, row.content_json]);

/**
 * The newest revision, held against its hash and the audit; earlier ones are sealed by it and are read by `plan verify`.
 */
export function newestEdit({ sql }: Pick<StoreParts, 'sql'>, plan: PlanHead): EditRow | null {
  const row = sql<EditRow>('SELECT * FROM plan_edit WHERE plan_number = ? ORDER BY revision DESC LIMIT 1').get(plan.planNumber);
  const noted = lastNoted({ sql }, plan, EDITED);
  if (row === undefined) {
    if (noted !== undefined) throw planDamaged('the draft is gone');
    return null;
  }
  if (sealOfEdit(plan.id, row) !== row.sha256 || noted !== row.sha256) throw planDamaged(`draft, revision ${row.revision}`);
  return row;
}

/** Every revision from the first, each held against the one before it and against the audit; answers how many there are. */
export function walkedEdits({ sql }: Pick<StoreParts, 'sql'>, plan: PlanHead): number {
  const noted = notedSeals({ sql }, plan, EDITED);
  let [previous, count] = [NO_SEAL, 0];
  for (const row of sql<EditRow>('SELECT * FROM plan_edit WHERE plan_number = ? ORDER BY revision').iterate(plan.planNumber)) {
    const isSound = row.revision === count + 1 && row.previous_sha256 === previous && sealOfEdit(plan.id, row) === row.sha256;
    if (!isSound || noted[count] !== row.sha256) throw planDamaged(`draft, revision ${count + 1}`);
    contentOf(row);
    previous = row.sha256;
    count += 1;
  }
  if (noted.length !== count) throw planDamaged(`draft, revision ${count + 1}`);
  return count;
}

export function contentOf({ revision, content_json: json }: EditRow): PlanContent {
  const parsed = planContentSchema.safeParse(JSON.parse(json));
  if (!parsed.success) throw planDamaged(`draft, revision ${revision}`);
  return parsed.data;
}

export const draftOf = (row: EditRow): Draft =>
  ({ content: contentOf(row), revision: row.revision, changedAt: row.at_utc, changedBy: authorOf(row) });

/** Adds the next revision inside the running transaction. */
export function addEdit(
  parts: StoreParts, plan: PlanHead, before: EditRow | null, { words, content }: { readonly words: string; readonly content: PlanContent },
  by: OperatorId | null,
): void {
  const row = {
    revision: (before?.revision ?? 0) + 1, at_utc: parts.setting.now().toISOString(), ...byRow(parts, by), words,
    content_json: canonicalJson(content), previous_sha256: before?.sha256 ?? NO_SEAL,
  };
  const sha256 = sealOfEdit(plan.id, row);
  parts.sql(`INSERT INTO plan_edit (plan_number, revision, at_utc, operator_id, operator_name, words, previous_sha256, sha256,
    content_json) VALUES (@plan_number, @revision, @at_utc, @operator_id, @operator_name, @words, @previous_sha256, @sha256,
    @content_json)`).run({ ...row, plan_number: plan.planNumber, sha256 });
  parts.audit({
    action: EDITED, caseId: plan.caseId, contentSha256: null, details: { plan_id: plan.id, revision: row.revision, sha256 },
  }, by);
}
