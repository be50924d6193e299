import { useMemo, useState } from 'react';
import type { SeriesId } from '../../../core/contract/ids.ts';
import type { PlanVersionView } from '../../../core/contract/plans.ts';
import { vesselWork } from '../../../core/lesion/vesselWork.ts';
import type { PlanStanding } from '../../../core/plan/planStanding.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import type { PlanDraftState } from '../../state/planDraft.ts';
import { isSameData } from '../../state/sameData.ts';
import { useView } from '../../state/viewStore.ts';
import { failureWords } from '../../words.ts';
import type { VesselOnDesk } from '../vessel/vesselOnDesk.ts';
import { failedWords } from '../vessel/vesselStates.ts';
import { isCovered, usePlanDesk } from './planDesk.ts';
import { movedSince, type Moved } from './sameWork.ts';
import { isDraftNewer, newestVersion, nextVersion } from './planWords.ts';
import type { PlanAtHand, SealedVersions } from './usePlan.ts';

/** Signing the draft: how it stands, who signs, and what is in the way. */
export interface Signing {
  readonly standing: PlanStanding;
  readonly version: number;
  readonly author: string | null;
  readonly isSeen: boolean;
  /** Something else stands in the place of the draft. */
  readonly isCovered: boolean;
  readonly see: (isSeen: boolean) => void;
  readonly sign: () => void;
  /** Why it cannot be signed now, and what to do; null where it can. */
  readonly hindrance: string | null;
  /** Why it was not signed. */
  readonly problem: string | null;
  readonly isSigning: boolean;
  /** The version that the draft was signed as, while nothing was edited since, nor the lesion is another; else null. */
  readonly signed: PlanVersionView | null;
  /** What of the lesion is otherwise since the newest version was signed; null where nothing is. */
  readonly moved: Moved | null;
}

/** Of the plan at hand, what signing hangs on. */
interface Signable {
  readonly standing: Pick<PlanStanding, 'blocking' | 'open'>;
  readonly state: Pick<PlanDraftState, 'plan' | 'isWaiting' | 'obstacle'>;
  readonly lesion: { readonly vessel: Pick<VesselOnDesk, 'id' | 'entries' | 'work' | 'state' | 'failure' | 'isInHand'> };
}

/** Whether the figures of a vessel are of the very work that is sealed beside them. */
const isOfKept = ({ id, entries, work }: Signable['lesion']['vessel']): boolean => id === null || isSameData(work, vesselWork(entries, id));

/** What the operator has to do before the draft can be signed; null where nothing is left. */
export function hindranceOf(
  { standing, state, lesion: { vessel } }: Signable, author: string | null, { isSeen, isCovered }: Pick<Signing, 'isSeen' | 'isCovered'>, isReadOnly: boolean,
): string | null {
  if (isReadOnly) return 'The library is open for reading only: nothing can be signed.';
  if (state.plan?.draft == null && !state.isWaiting) return 'There is nothing to sign yet.';
  if (isCovered) return 'Go back to the draft to sign it (Esc).';
  if (author === null) return 'Nobody is at work: choose who works first, in Settings.';
  if (standing.blocking.length > 0) return 'What stands above with a red sign must be settled first.';
  if (vessel.isInHand || !isOfKept(vessel))
    return 'The figures are of work on the vessel that is not kept: let go of what is in the hand, and wait until it is measured.';
  if (vessel.state === 'failed') return `${failedWords(vessel.failure)}, then sign.`;
  if (vessel.state === 'measuring' || vessel.state === 'stale') return 'The vessel is being measured: its figures are sealed with the plan.';
  if (state.obstacle !== null) return 'The draft is not kept yet, so it cannot be signed.';
  if (standing.open.length > 0 && !isSeen) return 'Say first that you have seen the open points.';
  return state.isWaiting ? 'The draft is being kept.' : null;
}

/** Signs the draft with what it is decided on. */
export function useSigning(plan: PlanAtHand, sealed: SealedVersions, isReadOnly: boolean): Signing {
  const host = useHost();
  const operators = useAnswer('operators.list', {});
  const author = operators?.ok === true
    ? operators.value.operators.find(({ id }) => id === operators.value.current)?.name ?? null : null;
  const [problem, setProblem] = useState<string | null>(null);
  const [isSigning, setSigning] = useState(false);
  const { standing, state, evidence, lesion, draft } = plan;
  // Points that were not there when the box was ticked have not been seen.
  const points = standing.open.join('\n');
  const isSeen = usePlanDesk((desk) => desk.seen) === points;
  const covered = usePlanDesk(isCovered);
  const { plan: kept, isWaiting } = state;
  const newest = kept === null ? null : newestVersion(kept);
  const seal = newest === null ? undefined : sealed.get(newest.version);
  const moved = useMemo(() => (seal?.ok === true && lesion.vessel.state === 'fresh' ? movedSince(seal.value.sealed.evidence, evidence) : null),
    [seal, lesion.vessel.state, evidence]);
  const signed = kept === null || isWaiting || isDraftNewer(kept) || moved !== null ? null : newest;
  const hindrance = state.plan !== null && draft === null ? 'The vessel of this plan is no longer traced: nothing of it can be signed.'
    : plan.unread.own !== null ? 'The plans of this case could not be read: nothing of them is signed until they are.'
    : signed !== null ? 'This is signed already: the next edit begins a new version'
    : hindranceOf(plan, author, { isSeen, isCovered: covered }, isReadOnly);

  async function sign(): Promise<void> {
    if (hindrance !== null || isSigning || state.plan === null || draft === null) {
      useView.getState().say(hindrance);
      return;
    }
    setSigning(true);
    const series = new Set<SeriesId>([
      ...(lesion.vessel.path === null ? [] : [lesion.vessel.path.content.series]),
      ...plan.content.keyImages.flatMap((image) => image.series ?? []),
    ]);
    const reply = await host['plans.sign']({
      plan: state.plan.id, revision: state.revision, evidence: { ...evidence, openPoints: [...standing.open] }, series: [...series],
    });
    setSigning(false);
    if (!reply.ok) return setProblem(failureWords(reply.failure));
    setProblem(null);
    draft.take(reply.value);
    usePlanDesk.setState({ seen: null });
    useView.getState().say(`Version ${nextVersion(reply.value) - 1} is signed and sealed`);
  }
  return {
    standing, version: state.plan === null ? 1 : nextVersion(state.plan), author, isSeen, isCovered: covered, hindrance, problem, isSigning, signed, moved,
    see: (seen) => usePlanDesk.setState({ seen: seen ? points : null }),
    sign: () => void sign(),
  };
}
