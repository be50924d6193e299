import type { CarriedPlan } from '../../../core/contract/carriedPlan.ts';
import { vesselIdSchema, type CaseId, type OperatorId, type PlanId, type SeriesId } from '../../../core/contract/ids.ts';
import type { ReceivedFrom, ReceivedPlanView } from '../../../core/contract/plans.ts';
import type { CarriedFault } from '../../../core/plan/carriedFault.ts';
import type { Reception } from '../../../core/plan/reception.ts';
import type { Result } from '../../../core/result.ts';
import { newId } from '../newId.ts';
import type { CheckedPlan, ReceivedVersion } from '../sharing/carriedPlan.ts';
import { caseNumberOf } from './caseRows.ts';
import type { NoCase } from './library.ts';
import type { StoreParts } from './parts.ts';
import { listPlan } from './planListing.ts';
import {
  LINE_RECEIVED, planDamaged, plansOf, plansSealedAs, planWith, sha256Of, type NoPlan, type PlanDamaged, type PlanHead, type Received,
} from './planRows.ts';
import {
  addReceivedVersion, addReceivedWithdrawal, checkedVersions, sealedOf, sealOfReceived, standingOf, VERSION_RECEIVED, type CheckedVersion, type VersionRow,
  type WithdrawalRow,
} from './planVersions.ts';
import { tellArchives } from './sendings.ts';
import { Leave, type StoreTrouble } from './trouble.ts';

type InAnotherCase = Extract<CarriedFault, { readonly code: 'plan/in-another-case' }>;

/** The chain of a plan up to one version, as it goes to another workstation. */
export interface ChainToCarry extends Pick<CarriedPlan, 'origin' | 'versions'> {
  /** The key images of its versions by their hash, those of the newest first. */
  readonly shown: readonly string[];
}

/** Plans of other workstations, beside the own ones and never among them. */
export interface ReceivedPlans {
  /** Every version up to this one, from the first, with their withdrawals. */
  chain(plan: PlanId, version: number): Result<ChainToCarry, NoPlan | PlanDamaged | StoreTrouble>;
  /** What receiving this would add to a case that may not be there yet. Nothing is written. */
  look(caseId: CaseId, plan: CheckedPlan): Result<Reception, InAnotherCase | PlanDamaged | StoreTrouble>;
  /** Adds what is new of it to its case; its pictures are there already. */
  receive(caseId: CaseId, plan: CheckedPlan, by: OperatorId | null): Result<Reception, NoCase | InAnotherCase | PlanDamaged | StoreTrouble>;
  /**
   * The series that a version rests on and that lie here with the files that were sealed: by their ids under the seal, those that they
   * have in this library. Of a plan of this library they are the same.
   */
  seriesHere(plan: PlanId, version: number): Result<ReadonlyMap<SeriesId, SeriesId>, NoPlan | PlanDamaged | StoreTrouble>;
  list(caseId: CaseId): Result<readonly ReceivedPlanView[], NoCase | PlanDamaged | StoreTrouble>;
}

export const openReceivedPlans = (parts: StoreParts): ReceivedPlans => ({
  chain: (id, number) => parts.read(() => {
    const plan = planWith(parts, id);
    const versions = checkedVersions(parts, plan);
    if (number > versions.length) throw new Leave<NoPlan>({ code: 'plan/not-found' });
    const chain = versions.slice(0, number);
    return {
      origin: plan.received?.origin ?? ownOrigin(parts), versions: chain.map(carriedVersion),
      shown: chain.toReversed().flatMap(({ row }) => sealedOf(row).content.keyImages.map(({ sha256 }) => sha256)),
    };
  }),
  look: (caseId, plan) => parts.read(() => receptionOf(parts, caseId, plan).reception),
  receive: (caseId, plan, by) => parts.write(() => {
    const caseNumber = caseNumberOf(parts, caseId);
    if (caseNumber === undefined) throw new Leave<NoCase>({ code: 'case/not-found' });
    return received(parts, { caseId, caseNumber }, plan, by);
  }),
  seriesHere: (id, number) => parts.read(() => {
    const plan = planWith(parts, id);
    const version = checkedVersions(parts, plan)[number - 1];
    if (version === undefined) throw new Leave<NoPlan>({ code: 'plan/not-found' });
    return new Map(plan.received === null ? sealedOf(version.row).series.map((series) => [series.id, series.id])
      : sealedSeriesHere(parts, plan, version.row).flatMap(({ sealedId, here }) => (here === null ? [] : [[sealedId, here] as const])));
  }),
  list: (caseId) => parts.read(() => {
    const caseNumber = caseNumberOf(parts, caseId);
    if (caseNumber === undefined) throw new Leave<NoCase>({ code: 'case/not-found' });
    return plansOf(parts, caseNumber).flatMap((plan) => (plan.received === null ? [] : [viewOf(parts, plan, plan.received)]));
  }),
});

/** The first entry of the audit is another one in every library. */
function ownOrigin({ sql }: StoreParts): string {
  const first = sql<{ readonly sha256: string }>('SELECT sha256 FROM audit ORDER BY sequence LIMIT 1').get();
  if (first === undefined) throw planDamaged('the audit is empty');
  return first.sha256;
}

const carriedVersion = ({ row, withdrawal }: CheckedVersion): CarriedPlan['versions'][number] => ({
  sealed: row.sealed_json, sha256: row.sha256,
  withdrawal: withdrawal === null ? null : {
    at: withdrawal.at_utc, by: standingOf({ row, withdrawal, isShared: false }).withdrawn?.by ?? null, reason: withdrawal.reason,
    sha256: withdrawal.sha256,
  },
});

/** What a chain meets in the library. */
interface Met {
  readonly reception: Reception;
  /** The plan that it continues, or is already; null where it becomes a line of its own. */
  readonly line: PlanHead | null;
  /** The plan with which it has most versions in common, and how many. */
  readonly parent: PlanHead | null;
  readonly common: number;
  /** The versions that are withdrawn and were not so here: never those of a plan of this library. */
  readonly withdrawn: readonly { readonly plan: PlanHead; readonly row: VersionRow; readonly withdrawal: WithdrawalRow }[];
}

function receptionOf(parts: StoreParts, caseId: CaseId, { versions }: CheckedPlan): Met {
  const newest = versions.at(-1);
  if (newest === undefined) throw new Error('a chain without a version');
  const lines = plansSealedAs(parts, newest.sealed.plan).map((plan) => {
    if (plan.caseId !== caseId) throw new Leave<InAnotherCase>({ code: 'plan/in-another-case' });
    const own = checkedVersions(parts, plan);
    return { plan, own, common: commonLength(own, versions) };
  });
  const best = lines.toSorted((a, b) => b.common - a.common)[0];
  const held = lines.find(({ common }) => common === versions.length);
  const continued = held ?? lines.find(({ plan, own, common }) => plan.received !== null && common === own.length);
  const isOwn = held !== undefined && held.plan.received === null;
  const common = (continued ?? best)?.common ?? 0;
  const added = held === undefined ? versions.slice(common) : [];
  const withdrawn = isOwn ? [] : lines.filter(({ plan }) => plan.received !== null).flatMap(({ plan, own }) =>
    own.flatMap(({ row, withdrawal: known, isShared }) => {
      const came = versions.find(({ sha256 }) => sha256 === row.sha256)?.withdrawal ?? null;
      return isShared || known !== null || came === null ? [] : [{ plan, row, withdrawal: came }];
    }));
  const kind = isOwn ? 'own' : held !== undefined ? 'same' : continued !== undefined ? 'newer' : lines.length > 0 ? 'fork' : 'new';
  return {
    line: continued?.plan ?? null, parent: common === 0 ? null : best?.plan ?? null, common, withdrawn,
    reception: {
      kind, lesion: newest.sealed.evidence.lesion?.name ?? null, version: newest.sealed.version, by: newest.sealed.author.name,
      plan: continued?.plan.id ?? null, firstAdded: added[0]?.sealed.version ?? null,
      withdrawn: [
        ...withdrawn.map(({ row }) => row.version), ...added.filter(({ withdrawal }) => withdrawal !== null).map(({ sealed }) => sealed.version),
      ],
    },
  };
}

/** How many versions from the first on are the same. */
function commonLength(own: readonly CheckedVersion[], other: readonly ReceivedVersion[]): number {
  const at = other.findIndex(({ sha256 }, n) => own[n]?.row.sha256 !== sha256);
  return at < 0 ? other.length : at;
}

function received(parts: StoreParts, to: { readonly caseId: CaseId; readonly caseNumber: number }, plan: CheckedPlan, by: OperatorId | null): Reception {
  const met = receptionOf(parts, to.caseId, plan);
  const { kind } = met.reception;
  if (kind === 'own') return met.reception;
  const line = met.line ?? begunLine(parts, to, plan, met, by);
  for (const { plan: owner, row, withdrawal } of met.withdrawn) {
    addReceivedWithdrawal(parts, owner, row, withdrawal, by);
    tellArchives(parts, row.version_number);
  }
  for (const { sealed, json, withdrawal } of kind === 'same' ? [] : plan.versions.slice(met.common)) {
    const row = addReceivedVersion(parts, line, sealed, json, by);
    if (withdrawal !== null) addReceivedWithdrawal(parts, line, row, withdrawal, by);
  }
  for (const changed of new Set([line, ...met.withdrawn.map(({ plan: owner }) => owner)])) listPlan(parts, changed);
  return { ...met.reception, plan: line.id };
}

/** A line of its own under an id of this library: under that of the other workstation there may be one already. */
function begunLine(
  parts: StoreParts, { caseId, caseNumber }: { readonly caseId: CaseId; readonly caseNumber: number }, { origin, versions }: CheckedPlan,
  { parent, common }: Met, by: OperatorId | null,
): PlanHead {
  const id = newId('pln') as PlanId;
  // A vessel of its own: it is no plan of a vessel that is traced here.
  const vessel = vesselIdSchema.parse(newId('ves'));
  const { lastInsertRowid } = parts.sql('INSERT INTO plan (id, case_number, vessel_id) VALUES (?, ?, ?)').run(id, caseNumber, vessel);
  const first = versions[0];
  if (first === undefined) throw new Error('a chain without a version');
  const from: Omit<Received, 'sha256'> = {
    plan: first.sealed.plan, origin, at: parts.setting.now().toISOString(), forksFrom: parent?.planNumber ?? null, sharedVersions: common,
  };
  const sha256 = sealOfReceived(id, from);
  parts.sql('INSERT INTO received_plan VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(Number(lastInsertRowid), from.plan, origin, from.at, from.forksFrom, from.sharedVersions, sha256);
  parts.audit({ action: LINE_RECEIVED, caseId, contentSha256: null, details: { plan_id: id, origin_plan_id: from.plan, sha256 } }, by);
  return planWith(parts, id);
}

function viewOf(parts: StoreParts, plan: PlanHead, from: Received): ReceivedPlanView {
  const all = checkedVersions(parts, plan);
  const last = all.at(-1);
  if (last === undefined) throw planDamaged('it has no version');
  const sealed = sealedOf(last.row);
  return {
    id: plan.id, origin: from.origin, receivedAt: from.at, software: sealed.software, lesion: sealed.evidence.lesion?.name ?? null,
    sharedVersions: from.sharedVersions, versions: all.filter(({ isShared }) => !isShared).map(standingOf).toReversed(),
    images: imagesHere(parts, plan, last.row),
  };
}

/** Are the series that a version rests on here, and are their files those that were sealed? */
function imagesHere(parts: StoreParts, plan: PlanHead, row: VersionRow): ReceivedPlanView['images'] {
  const found = sealedSeriesHere(parts, plan, row).map(({ is }) => is);
  return found.includes('missing') ? 'missing' : found.includes('other-files') ? 'other-files' : 'here';
}

/** Where a version comes from, if not from here. */
export function receivedFrom(parts: StoreParts, plan: PlanHead, version: CheckedVersion): ReceivedFrom {
  const { received } = plan;
  return received === null ? null : {
    origin: received.origin, here: ownOrigin(parts), at: cameAt(parts, plan, version) ?? received.at,
    images: imagesHere(parts, plan, version.row),
  };
}

/** When a version came; null for one that is a row of another plan, and was here when this one began. */
function cameAt({ sql }: StoreParts, { caseId, id }: PlanHead, { row: { sha256 }, isShared }: CheckedVersion): string | null {
  const came = isShared ? undefined : sql<{ readonly at_utc: string }>(`SELECT at_utc FROM audit WHERE case_id = ? AND action = ?
    AND json_extract(details_json, '$.plan_id') = ? AND json_extract(details_json, '$.sha256') = ?`).get(caseId, VERSION_RECEIVED, id, sha256);
  return came?.at_utc ?? null;
}

/** Each series that a version rests on, and the one in the case with the same files, under the id that it has here. */
function sealedSeriesHere({ sql }: StoreParts, { caseNumber }: PlanHead, row: VersionRow) {
  return sealedOf(row).series.map(({ id: sealedId, studyUid, seriesUid, sha256 }) => {
    const stacks = sql<{ readonly series_number: number; readonly id: SeriesId }>(`SELECT series_number, series.id FROM series JOIN study USING (study_number)
      WHERE case_number = ? AND study_uid = ? AND series_uid = ? AND kind <> 'other'`).all(caseNumber, studyUid, seriesUid);
    const same = stacks.find(({ series_number: number }) => sha256 === sha256Of(sql<readonly string[]>(`SELECT DISTINCT file_sha256
      FROM series_instance JOIN instance USING (instance_number) WHERE series_number = ? ORDER BY file_sha256`)
      .raw().all(number).map(([hash]) => hash).join('\n')));
    return { sealedId, here: same?.id ?? null, is: same !== undefined ? 'here' : stacks.length > 0 ? 'other-files' : 'missing' } as const;
  });
}
