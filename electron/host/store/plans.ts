import type { CaseId, OperatorId, PlanId, SeriesId, VesselId } from '../../../core/contract/ids.ts';
import type { PlanRow, PlanVersionView, PlanView, ReceivedFrom } from '../../../core/contract/plans.ts';
import type { PlanContent } from '../../../core/plan/plan.ts';
import type { PlanEvidence, SealedPlan } from '../../../core/plan/sealedPlan.ts';
import type { Result } from '../../../core/result.ts';
import { newId } from '../newId.ts';
import type { AuditFault } from './audit.ts';
import { caseNumberOf } from './caseRows.ts';
import type { CaseDamaged, NoCase, NoSeries } from './library.ts';
import type { StoreParts } from './parts.ts';
import { addEdit, contentOf, draftOf, newestEdit } from './planEdits.ts';
import { hasImage } from './planImages.ts';
import { listPlan } from './planListing.ts';
import { planOfVessel, plansOf, planWith, type NoPlan, type PlanDamaged, type PlanHead } from './planRows.ts';
import { searchedPlans, type PlanQuery } from './planSearch.ts';
import { sealedPlan } from './planSealing.ts';
import { tellArchives } from './sendings.ts';
import { walkedPlans, type PlansDamaged, type WalkedPlans } from './planWalk.ts';
import { addVersion, addWithdrawal, checkedVersions, sealedOf, standingOf, type CheckedVersion } from './planVersions.ts';
import { receivedFrom } from './receivedPlans.ts';
import { Leave, type StoreTrouble } from './trouble.ts';

/** A step of work on the draft of a vessel's plan; `revision` is the one it was made from, 0 for the first. */
export interface PlanEdit {
  readonly caseId: CaseId;
  readonly vessel: VesselId;
  readonly revision: number;
  readonly words: string;
  readonly content: PlanContent;
}
/** What is signed: the draft at a revision, and what it was decided on. */
export interface Signing {
  readonly plan: PlanId;
  readonly revision: number;
  readonly evidence: PlanEvidence;
  readonly series: readonly SeriesId[];
  readonly by: OperatorId | null;
}
type Stale = { readonly code: 'plan/stale' };
type NotEdited = NoCase | Stale | { readonly code: 'plan/no-vessel' | 'plan/no-image' } | PlanDamaged;
export type NotReady = { readonly code: 'plan/not-ready'; readonly reasons: readonly string[] };
type NotSigned = NoPlan | Stale | NotReady | NoSeries | { readonly code: 'plan/no-author' } | PlanDamaged | CaseDamaged;
/** A plan as it is after a change, and the case it belongs to. */
export interface ChangedPlan {
  readonly caseId: CaseId;
  readonly plan: PlanView;
}

/**
 * Plans of the vessels of each case: drafts, signed versions, and what was withdrawn. Nothing is ever changed, only added. What
 * came from other workstations is listed elsewhere (receivedPlans.ts); each of its versions is read like any other.
 */
export interface Plans {
  list(caseId: CaseId): Result<readonly PlanView[], NoCase | PlanDamaged | StoreTrouble>;
  edit(edit: PlanEdit, by: OperatorId | null): Result<ChangedPlan, NotEdited | StoreTrouble>;
  /** Seals the draft as the next version. */
  sign(signing: Signing): Result<ChangedPlan, NotSigned | StoreTrouble>;
  /** A version after the whole chain up to the newest was checked. */
  version(plan: PlanId, version: number): Result<
    { readonly sealed: SealedPlan; readonly standing: PlanVersionView; readonly newest: PlanVersionView | null; readonly received: ReceivedFrom }, NoPlan | PlanDamaged | StoreTrouble
  >;
  withdraw(plan: PlanId, version: number, reason: string, by: OperatorId | null): Result<
    ChangedPlan, NoPlan | PlanDamaged | { readonly code: 'plan/withdrawn' | 'plan/received' } | StoreTrouble
  >;
  /** Walks everything that is sealed in the library: drafts, versions, withdrawals, logs of the room, outcomes, and the audit. */
  verify(): Result<WalkedPlans, PlansDamaged | AuditFault | StoreTrouble>;
  search(query: PlanQuery): Result<{ readonly rows: readonly PlanRow[]; readonly total: number }, StoreTrouble>;
}

export function openPlans(parts: StoreParts): Plans {
  const changed = (plan: PlanHead): ChangedPlan => ({ caseId: plan.caseId, plan: viewOf(parts, plan) });
  return {
    list: (caseId) => parts.read(() => plansOf(parts, numberOf(parts, caseId)).filter(({ received }) => received === null)
      .map((plan) => viewOf(parts, plan))),
    edit: (edit, by) => parts.write(() => changed(edited(parts, edit, by))),
    sign: (signing) => parts.write(() => changed(signed(parts, signing))),
    version: (id, number) => parts.read(() => {
      const plan = planWith(parts, id);
      const versions = checkedVersions(parts, plan);
      const version = versionOf(versions, number);
      const newest = versions.findLast(({ withdrawal }) => withdrawal === null);
      return {
        sealed: sealedOf(version.row), standing: standingOf(version), newest: newest === undefined ? null : standingOf(newest),
        received: receivedFrom(parts, plan, version),
      };
    }),
    withdraw: (id, number, reason, by) => parts.write(() => {
      const plan = planWith(parts, id);
      if (plan.received !== null) throw new Leave({ code: 'plan/received' as const });
      const versions = checkedVersions(parts, plan);
      const { row, withdrawal } = versionOf(versions, number);
      if (withdrawal !== null) throw new Leave({ code: 'plan/withdrawn' as const });
      addWithdrawal(parts, plan, row, reason, by);
      tellArchives(parts, row.version_number);
      listPlan(parts, plan);
      return changed(plan);
    }),
    verify: () => parts.read(() => walkedPlans(parts)),
    search: (query) => parts.read(() => searchedPlans(parts, query)),
  };
}

function numberOf(parts: StoreParts, caseId: CaseId): number {
  const found = caseNumberOf(parts, caseId);
  if (found === undefined) throw new Leave<NoCase>({ code: 'case/not-found' });
  return found;
}

function versionOf(versions: readonly CheckedVersion[], number: number): CheckedVersion {
  const found = versions[number - 1];
  if (found === undefined) throw new Leave<NoPlan>({ code: 'plan/not-found' });
  return found;
}

function viewOf(parts: StoreParts, plan: PlanHead): PlanView {
  const newest = newestEdit(parts, plan);
  return {
    id: plan.id, vessel: plan.vessel, draft: newest === null ? null : draftOf(newest),
    versions: checkedVersions(parts, plan).map(standingOf).toReversed(),
  };
}

function edited(parts: StoreParts, { caseId, vessel, revision, words, content }: PlanEdit, by: OperatorId | null): PlanHead {
  const caseNumber = numberOf(parts, caseId);
  const there = planOfVessel(parts, caseNumber, vessel);
  const before = there === null ? null : newestEdit(parts, there);
  if ((before?.revision ?? 0) !== revision) throw new Leave<Stale>({ code: 'plan/stale' });
  if (!isTraced(parts, caseNumber, vessel)) throw new Leave<NotEdited>({ code: 'plan/no-vessel' });
  if (!content.keyImages.every(({ sha256 }) => hasImage(parts, caseNumber, sha256))) throw new Leave<NotEdited>({ code: 'plan/no-image' });
  const plan = there ?? begun(parts, caseNumber, vessel);
  addEdit(parts, plan, before, { words, content }, by);
  listPlan(parts, plan);
  return plan;
}

/** Is there a path of the vessel now? */
function isTraced({ sql }: StoreParts, caseNumber: number, vessel: VesselId): boolean {
  const newest = sql<{ readonly is_removed: number }>(`SELECT is_removed FROM entry_revision JOIN entry_change USING (change_number)
    WHERE case_number = ? AND vessel_id = ? AND kind = 'path' ORDER BY revision_number DESC LIMIT 1`).get(caseNumber, vessel);
  return newest?.is_removed === 0;
}

function begun(parts: StoreParts, caseNumber: number, vessel: VesselId): PlanHead {
  parts.sql('INSERT INTO plan (id, case_number, vessel_id) VALUES (?, ?, ?)').run(newId('pln'), caseNumber, vessel);
  const plan = planOfVessel(parts, caseNumber, vessel);
  if (plan === null) throw new Error('a plan that was not stored');
  return plan;
}

function signed(parts: StoreParts, { plan: id, revision, evidence, series, by }: Signing): PlanHead {
  const plan = planWith(parts, id);
  const newest = newestEdit(parts, plan);
  if (newest === null || newest.revision !== revision) throw new Leave<Stale>({ code: 'plan/stale' });
  const last = checkedVersions(parts, plan).at(-1)?.row ?? null;
  const sealed = sealedPlan(parts, { plan, content: contentOf(newest), evidence, series, by, last });
  addVersion(parts, plan, sealed);
  listPlan(parts, plan);
  return plan;
}
