import { useDeferredValue, useEffect, useMemo } from 'react';
import { create } from 'zustand';
import type { PlanVersionView, PlanView, ReceivedPlanView } from '../../../core/contract/plans.ts';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';
import { useAtRest } from '../frame/useCaseStanding.ts';
import { useLesionKnown, useSetting } from '../lesion/useLesion.ts';
import { movedSince, movedUnmeasured, type Moved } from './sameWork.ts';
import { evidenceOf, useSealedVersions } from './usePlan.ts';

/** What of the lesion is otherwise than in a version, by its seal; `measured`: as it was found where the vessel was measured last. */
interface MovedTold { readonly sha256: string | null; readonly measured: Moved | null; readonly moved: Moved | null }

/** Stations come and go: what was found at one is told at the next. */
const useMovedTold = create<MovedTold>()(() => ({ sha256: null, measured: null, moved: null }));

/** What of the lesion is otherwise since a version was signed, as it was told last. */
export const useMoved = (sha256: string | null): Moved | null => useMovedTold((told) => (told.sha256 === sha256 ? told.moved : null));

const NONE_RECEIVED: readonly ReceivedPlanView[] = [];

/** Tells at every station what of the lesion is otherwise since the newest version of its plan was signed. */
export function MovedTeller({ caseView, plan, newest }: { readonly caseView: CaseView; readonly plan: PlanView; readonly newest: PlanVersionView }) {
  const { version, sha256 } = newest;
  const asked = useMemo(() => ({ ...plan, versions: [newest] }), [plan, newest]);
  const reply = useSealedVersions(asked, NONE_RECEIVED).get(version);
  const sealed = reply?.ok === true ? reply.value.sealed.evidence : null;
  // After all that follows the hand, as banner and rail.
  const { vessel, entries } = useDeferredValue(useAtRest());
  const { base: { known, truth } } = useLesionKnown(caseView, vessel, entries);
  const { parameters } = useSetting();
  const now = useMemo(() => (vessel.state !== 'fresh' || vessel.id !== plan.vessel ? null
    : evidenceOf(vessel, { known, scores: scoreCard(truth).scores, parameters })), [vessel, plan.vessel, known, truth, parameters]);
  useEffect(() => {
    if (sealed === null) return;
    const told = useMovedTold.getState();
    const before = told.sha256 === sha256 ? told.measured : null;
    const measured = now === null ? before : movedSince(sealed, now);
    useMovedTold.setState({ sha256, measured, moved: now === null ? movedUnmeasured(before, sealed, entries) : measured });
  }, [sealed, now, sha256, entries]);
  return null;
}
