import { setImmediate } from 'node:timers/promises';
import type { OperatorId, PlanId } from '../../../core/contract/ids.ts';
import { countedVersions } from '../../../core/plan/countedVersions.ts';
import type { LeftOutcomes } from '../../../core/plan/leftOutcomes.ts';
import { outcomeObjections, type KeptOutcome, type Outcome } from '../../../core/plan/outcome.ts';
import type { ProcedureRecord } from '../../../core/plan/outcomesCsv.ts';
import { ok, type Result } from '../../../core/result.ts';
import { canonicalJson } from './canonicalJson.ts';
import { checkedOutcomes, notedOutcomePlans, outcomeOf, OUTCOME_NOTED, sealOfOutcome, type NotedPlan, type OutcomeRow } from './outcomeRows.ts';
import type { StoreParts } from './parts.ts';
import { byRow, planWith, type NoPlan, type PlanDamaged, type PlanHead } from './planRows.ts';
import { checkedVersions, sealedOf, type CheckedVersion } from './planVersions.ts';
import { checkedEvents } from './roomLogs.ts';
import { Leave, type StoreTrouble } from './trouble.ts';

/** An outcome as it is brought; `revision` is the one it was made from, 0 for the first. */
export interface OutcomeEdit {
  readonly revision: number;
  readonly outcome: Outcome;
  readonly isConfirmed: boolean;
}
type NotReady = { readonly code: 'outcome/not-ready'; readonly reasons: readonly string[] };

/** The outcomes that count, and how many do not. */
export interface CountedOutcomes {
  readonly procedures: readonly ProcedureRecord[];
  readonly leftOut: LeftOutcomes;
}

/** What became of the procedures that were done by signed versions. Nothing is ever changed, only added. */
export interface Outcomes {
  /** Every revision, the newest last. */
  load(plan: PlanId, version: number): Result<readonly KeptOutcome[], NoPlan | PlanDamaged | StoreTrouble>;
  save(plan: PlanId, version: number, edit: OutcomeEdit, by: OperatorId | null): Result<
    readonly KeptOutcome[], NoPlan | PlanDamaged | { readonly code: 'outcome/stale' | 'plan/received' } | NotReady | StoreTrouble
  >;
  /**
   * The confirmed outcomes of the whole library, one for each procedure (core/plan/countedVersions). Of a plan that is not as it
   * was sealed none counts; nor does that of a withdrawn version, whose scores were not right, or of the demo case, or of a
   * plan of another workstation, which counts it. Plan by plan: others are served in between.
   */
  counted(): Promise<Result<CountedOutcomes, StoreTrouble>>;
  /** Notes in the audit that the table of outcomes leaves the library, before it does. */
  exported(procedures: number, by: OperatorId | null): Result<void, StoreTrouble>;
}

export const openOutcomes = (parts: StoreParts): Outcomes => ({
  load: (id, number) => parts.read(() => {
    const plan = planWith(parts, id);
    return checkedOutcomes(parts, plan, versionOf(parts, plan, number).row).map(outcomeOf);
  }),
  save: (id, number, edit, by) => parts.write(() => {
    const plan = planWith(parts, id);
    if (plan.received !== null) throw new Leave({ code: 'plan/received' as const });
    const { row: version } = versionOf(parts, plan, number);
    const before = checkedOutcomes(parts, plan, version);
    const last = before.at(-1);
    if ((last?.revision ?? 0) !== edit.revision) throw new Leave({ code: 'outcome/stale' as const });
    const reasons = !edit.isConfirmed ? [] : [
      ...outcomeObjections(sealedOf(version).content, edit.outcome),
      ...(by === null ? ['Nobody is at work: choose who works first, in Settings.'] : []),
    ];
    if (reasons.length > 0) throw new Leave<NotReady>({ code: 'outcome/not-ready', reasons });
    const row = {
      revision: edit.revision + 1, at_utc: parts.setting.now().toISOString(), ...byRow(parts, by), is_confirmed: Number(edit.isConfirmed),
      outcome_json: canonicalJson(edit.outcome), previous_sha256: last?.sha256 ?? version.sha256,
    };
    const added: OutcomeRow = { ...row, sha256: sealOfOutcome(row) };
    parts.sql(`INSERT INTO plan_outcome (version_number, revision, at_utc, operator_id, operator_name, is_confirmed, outcome_json,
      previous_sha256, sha256) VALUES (@version_number, @revision, @at_utc, @operator_id, @operator_name, @is_confirmed, @outcome_json,
      @previous_sha256, @sha256)`).run({ ...added, version_number: version.version_number });
    parts.audit({
      action: OUTCOME_NOTED, caseId: plan.caseId, contentSha256: null,
      details: { plan_id: plan.id, version: number, revision: added.revision, is_confirmed: edit.isConfirmed, sha256: added.sha256 },
    }, by);
    return [...before, added].map(outcomeOf);
  }),
  counted: () => countedOutcomes(parts),
  exported: (procedures, by) => parts.write(() => {
    parts.audit({ action: 'outcomes-exported', caseId: null, contentSha256: null, details: { procedures } }, by);
  }),
});

function versionOf(parts: StoreParts, plan: PlanHead, number: number): CheckedVersion {
  const found = checkedVersions(parts, plan)[number - 1];
  // What a received plan shares with another one has its outcome there.
  if (found === undefined || found.isShared) throw new Leave<NoPlan>({ code: 'plan/not-found' });
  return found;
}

async function countedOutcomes(parts: StoreParts): Promise<Result<CountedOutcomes, StoreTrouble>> {
  const leftOut = { unconfirmed: 0, withdrawn: 0, demo: 0, repeated: 0, damaged: 0 };
  const procedures: ProcedureRecord[] = [];
  const noted = parts.read(() => notedOutcomePlans(parts));
  if (!noted.ok) return noted;
  for (const one of noted.value) {
    await setImmediate();
    const read = parts.read(() => asSealed(() => outcomesOfPlan(parts, one)));
    if (!read.ok) return read;
    if (read.value === null) leftOut.damaged += 1;
    for (const { why, record } of read.value ?? []) {
      if (why === null) procedures.push(record);
      else leftOut[why] += 1;
    }
  }
  return ok({ procedures, leftOut });
}

/** Null where something is not as it was sealed. */
function asSealed<T>(work: () => T): T | null {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof Leave)) throw thrown;
    const { code } = thrown.failure as NoPlan | PlanDamaged;
    if (code === 'plan/damaged' || code === 'plan/not-found') return null;
    throw thrown;
  }
}

interface Judged { readonly record: ProcedureRecord; readonly why: Exclude<keyof LeftOutcomes, 'damaged'> | null }

/** The newest outcome of each version that has one, and why it does not count; none where its case was removed meanwhile. */
function outcomesOfPlan(parts: StoreParts, { plan: id, caseNumber }: NotedPlan): readonly Judged[] {
  const found = parts.sql<{ readonly is_demo: number }>('SELECT is_demo FROM patient_case WHERE case_number = ?').get(caseNumber);
  if (found === undefined) return [];
  const plan = planWith(parts, id);
  if (plan.received !== null) return [];
  const isDemo = found.is_demo === 1;
  const done = checkedVersions(parts, plan).flatMap(({ row, withdrawal }) => {
    const newest = checkedOutcomes(parts, plan, row).at(-1);
    if (newest === undefined) return [];
    const { outcome, at, isConfirmed } = outcomeOf(newest);
    const roomBegan = checkedEvents(parts, plan, row)[0]?.at_utc ?? null;
    const why = isDemo ? 'demo' as const : withdrawal !== null ? 'withdrawn' as const : isConfirmed ? null : 'unconfirmed' as const;
    return [{ version: row.version, roomBegan, isFit: why === null, why, record: { sealed: sealedOf(row), outcome, at: roomBegan ?? at } }];
  });
  const counted = countedVersions(done);
  return done.map(({ version, record, why }) => ({ record, why: why ?? (counted.has(version) ? null : 'repeated') }));
}
