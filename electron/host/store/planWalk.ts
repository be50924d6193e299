import type { PlanId } from '../../../core/contract/ids.ts';
import { verifiedAudit, type AuditFault, type AuditHead } from './audit.ts';
import { checkedOutcomes, outcomeOf } from './outcomeRows.ts';
import type { StoreParts } from './parts.ts';
import { walkedEdits } from './planEdits.ts';
import { isListed } from './planListing.ts';
import { planDamaged, plansOf, type PlanDamaged, type PlanHead } from './planRows.ts';
import { checkedVersions, sealedOf } from './planVersions.ts';
import { checkedEvents, eventOf } from './roomLogs.ts';
import { Leave } from './trouble.ts';

/** How much was found as it was sealed, and the end of the audit that holds all seals. */
export interface WalkedPlans {
  readonly plans: number;
  readonly edits: number;
  readonly versions: number;
  readonly withdrawals: number;
  readonly events: number;
  readonly outcomes: number;
  /** Of the plans: those that came from other workstations. */
  readonly received: number;
  readonly audit: AuditHead;
}
/** The first entry that is not as it was sealed; `plan` is null where it is gone with its plan. */
export type PlansDamaged = PlanDamaged & { readonly plan: PlanId | null };

/** Walks every plan of the library, case by case, and leaves with the first entry that is not as it was sealed. */
export function walkedPlans(parts: StoreParts): WalkedPlans {
  const audit = verifiedAudit(parts.db);
  if (!audit.ok) throw new Leave<AuditFault>(audit.failure);
  const walked = { plans: 0, edits: 0, versions: 0, withdrawals: 0, events: 0, outcomes: 0, received: 0 };
  const cases = parts.sql<readonly number[]>('SELECT case_number FROM patient_case ORDER BY case_number').raw().all();
  for (const [caseNumber = 0] of cases) {
    for (const plan of named(null, () => plansOf(parts, caseNumber))) {
      const own = named(plan.id, () => walkedPlan(parts, plan));
      walked.plans += 1;
      walked.edits += own.edits;
      walked.versions += own.versions;
      walked.withdrawals += own.withdrawals;
      walked.events += own.events;
      walked.outcomes += own.outcomes;
      walked.received += plan.received === null ? 0 : 1;
    }
  }
  return { ...walked, audit: audit.value };
}

function walkedPlan(parts: StoreParts, plan: PlanHead): Omit<WalkedPlans, 'plans' | 'received' | 'audit'> {
  const edits = walkedEdits(parts, plan);
  const all = checkedVersions(parts, plan);
  // What it shares with another plan is walked with that one.
  const versions = all.filter(({ isShared }) => !isShared);
  let [events, outcomes] = [0, 0];
  for (const { row } of versions) {
    sealedOf(row);
    const log = checkedEvents(parts, plan, row);
    log.forEach(eventOf);
    events += log.length;
    const kept = checkedOutcomes(parts, plan, row);
    kept.forEach(outcomeOf);
    outcomes += kept.length;
  }
  if (!isListed(parts, plan)) throw planDamaged(`${all.length === 0 ? 'the draft' : `version ${all.length}`} in the list of plans`);
  const withdrawals = versions.filter(({ withdrawal }) => withdrawal !== null).length;
  return { edits, versions: versions.length, withdrawals, events, outcomes };
}

/** Adds to a damage the plan that it is in. */
function named<T>(plan: PlanId | null, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof Leave)) throw thrown;
    throw new Leave<PlansDamaged>({ ...(thrown.failure as PlanDamaged), plan });
  }
}
