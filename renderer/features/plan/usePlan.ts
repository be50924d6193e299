import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { CarriageFailure, Failure, HostClient } from '../../../core/contract/contract.ts';
import type { CaseId, PlanId, VesselId } from '../../../core/contract/ids.ts';
import type { PlanVersionView, ReceivedPlanView } from '../../../core/contract/plans.ts';
import type { CaseView } from '../../../core/contract/schemas.ts';
import type { PlanContent } from '../../../core/plan/plan.ts';
import { planEvidence, type EvidenceSources } from '../../../core/plan/planEvidence.ts';
import { planObjections, type PlanObjection } from '../../../core/plan/planObjections.ts';
import { factsOf, planStanding, type PlanStanding } from '../../../core/plan/planStanding.ts';
import type { PlanEvidence } from '../../../core/plan/sealedPlan.ts';
import { keptOfCase } from '../../api/caseJournal.ts';
import { useAnswer, useHost, type Reply } from '../../api/useHost.ts';
import { createPlanDraft, EMPTY_PLAN, NO_DRAFT, planScope, type PlanDraft, type PlanDraftState } from '../../state/planDraft.ts';
import { targetWords } from '../frame/stationMarks.ts';
import { useLesion, type Lesion } from '../lesion/useLesion.ts';
import { useEntries, useOpenVessels, useVessel } from '../vessel/useVessel.ts';
import type { VesselOnDesk } from '../vessel/vesselOnDesk.ts';
import { receivedKey, type VersionKey } from './planDesk.ts';

/** The plans of one case. */
const draftsOf = keptOfCase({
  make: () => new Map<VesselId, PlanDraft>(),
  scopes: (caseId, drafts) => [...drafts.keys()].map((vessel) => planScope(caseId, vessel)),
});

/** The draft of a vessel's plan; the same one for as long as its case is open. */
export function planDraftOf(host: HostClient, caseId: CaseId, vessel: VesselId): PlanDraft {
  const drafts = draftsOf(host, caseId);
  const known = drafts.get(vessel);
  if (known !== undefined) return known;
  const draft = createPlanDraft(host, caseId, vessel);
  drafts.set(vessel, draft);
  return draft;
}

/** The draft of the plan of the vessel that is worked on; null while none is traced. */
export function usePlanDraft(caseId: CaseId): PlanDraft | null {
  const host = useHost();
  const { id } = useVessel();
  return useMemo(() => (id === null ? null : planDraftOf(host, caseId, id)), [host, caseId, id]);
}

/** Feeds the draft with what the host has; for who keeps it while any station of the case is in front. */
export function useFedDraft({ row: { id: caseId }, stored }: CaseView): PlanDraft | null {
  const draft = usePlanDraft(caseId);
  const { id } = useVessel();
  const answer = useAnswer('plans.list', { caseId });
  const plans = answer?.ok === true ? answer.value.plans : null;
  useEffect(() => {
    if (plans !== null) draft?.take(plans.find(({ vessel }) => vessel === id) ?? null);
  }, [draft, plans, id]);
  const about = useAnswer('shell.about', {});
  const { entries } = useEntries();
  // Whatever was in the way may be gone: the import has ended, the vessel is kept, the library can be written.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is tried again whenever one of them changes, and reads none of them
  useEffect(() => draft?.retry(), [draft, stored, entries, about]);
  return draft;
}

/** Where no vessel is traced there is no draft. */
const NONE = createStore<PlanDraftState>(() => NO_DRAFT);

/** The state of a draft; that of none where there is none. */
export const useDraftState = (draft: PlanDraft | null): PlanDraftState => useStore(draft?.store ?? NONE);

/** Everything that the plan station works with. */
export interface PlanAtHand {
  readonly lesion: Lesion;
  /** Null where no vessel is traced, or the one that the plan is of no longer is. */
  readonly draft: PlanDraft | null;
  readonly state: PlanDraftState;
  readonly content: PlanContent;
  readonly evidence: PlanEvidence;
  readonly target: string | null;
  readonly objections: ReadonlyMap<string, readonly PlanObjection[]>;
  readonly standing: PlanStanding;
  readonly unread: PlansUnread;
}

/** Why the plans of a case could not be read when they were asked for last; null where they were. */
export interface PlansUnread {
  readonly own: Failure<'plans.list'> | CarriageFailure | null;
  readonly received: Failure<'plans.received'> | CarriageFailure | null;
}

/** Whether the plans of a case could be read. */
export function usePlansUnread(caseId: CaseId): PlansUnread {
  const own = useAnswer('plans.list', { caseId });
  const received = useAnswer('plans.received', { caseId });
  return useMemo(() => ({ own: own?.ok === false ? own.failure : null, received: received?.ok === false ? received.failure : null }), [own, received]);
}

/** The draft of the vessel that is worked on, and what follows from it. */
export function usePlan(caseView: CaseView): PlanAtHand {
  const lesion = useLesion(caseView);
  const draft = usePlanDraft(caseView.row.id);
  const { gone } = useOpenVessels();
  const drafted = useDraftState(draft);
  const state = useMemo(() => (gone === null ? drafted : { ...NO_DRAFT, plan: gone, content: gone.draft?.content ?? null }), [gone, drafted]);
  const content = state.content ?? EMPTY_PLAN;
  const { vessel, known } = lesion;
  const target = useMemo(() => targetWords(vessel, known), [vessel, known]);
  // What is supposed at the lesion station is in no plan.
  const scores = lesion.without?.scores ?? lesion.scores;
  const { parameters } = lesion.world;
  const evidence = useMemo(() => evidenceOf(vessel, { known, scores, parameters }), [vessel, known, scores, parameters]);
  const objections = useMemo(() => objectionsIn(content, evidence), [content, evidence]);
  const standing = useMemo(() => planStanding(content, evidence), [content, evidence]);
  const unread = usePlansUnread(caseView.row.id);
  return { lesion, draft, state, content, evidence, target, objections, standing, unread };
}

/** What a plan of a vessel is decided on, as it is now. */
export const evidenceOf = (vessel: VesselOnDesk, from: Pick<EvidenceSources, 'known' | 'scores' | 'parameters'>): PlanEvidence => planEvidence({
  name: targetWords(vessel, from.known), vessel: vessel.id, frameOfReferenceUid: vessel.path?.content.frameOfReferenceUid ?? null,
  measures: vessel.measures, entries: vessel.entries, ...from,
});

/** What the gates say, by step. */
export const objectionsIn = (content: PlanContent, evidence: PlanEvidence): ReadonlyMap<string, readonly PlanObjection[]> =>
  Map.groupBy(planObjections(content, factsOf(evidence), { parameters: evidence.parameters }), ({ step }) => step);

/** Signed versions by their number, and received ones by plan and number: each after its seal was checked. */
export type SealedVersions = ReadonlyMap<VersionKey, Reply<'plans.version'>>;

/** A version that is asked for. */
interface Asked { readonly key: VersionKey; readonly plan: PlanId; readonly version: number; readonly state: string }

/** The versions of the plan at hand, and of those that came from other workstations. */
export function useSealedVersions(plan: PlanDraftState['plan'], received: readonly ReceivedPlanView[]): SealedVersions {
  const host = useHost();
  const asked = useRef(new Set<string>());
  const [read, setRead] = useState<ReadonlyMap<string, Reply<'plans.version'>>>(new Map());
  const wanted = useMemo(() => {
    const of = (id: PlanId, versions: readonly PlanVersionView[], keyOf: (version: number) => VersionKey): readonly Asked[] =>
      versions.map(({ version, sha256, withdrawn }) => ({ key: keyOf(version), plan: id, version, state: `${id} ${sha256} ${withdrawn === null}` }));
    return [
      ...(plan === null ? [] : of(plan.id, plan.versions, (version) => version)),
      ...received.flatMap(({ id, versions }) => of(id, versions, (version) => receivedKey(id, version))),
    ];
  }, [plan, received]);
  useEffect(() => {
    for (const { plan: id, version, state } of wanted) {
      if (asked.current.has(state)) continue;
      asked.current.add(state);
      void host['plans.version']({ plan: id, version }).then((reply) => {
        // What did not arrive is asked for again with the next change.
        if (!reply.ok && reply.failure.code !== 'plan/damaged') asked.current.delete(state);
        setRead((before) => new Map(before).set(state, reply));
      });
    }
  }, [host, wanted]);
  return useMemo(() => new Map(wanted.flatMap(({ key, state }) => {
    const reply = read.get(state);
    return reply === undefined ? [] : [[key, reply] as const];
  })), [wanted, read]);
}

const NO_PLANS: readonly ReceivedPlanView[] = [];

/** What was signed at other workstations for the patient of a case. */
export function useReceivedPlans(caseId: CaseId): readonly ReceivedPlanView[] {
  const answer = useAnswer('plans.received', { caseId });
  return answer?.ok === true ? answer.value.plans : NO_PLANS;
}
