import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { CaseView } from '../../../core/contract/schemas.ts';
import type { Entry } from '../../../core/lesion/entry.ts';
import { knownFacts, scorableFacts } from '../../../core/lesion/knownFacts.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';
import { useCaseStanding } from '../../state/caseStanding.ts';
import { useRunNotes } from '../angiography/useRunNotes.ts';
import { SCORE_SETS } from '../lesion/scoreSets.ts';
import { headerOf } from '../lesion/useLesion.ts';
import { useEntries, useVessel } from '../vessel/useVessel.ts';
import type { VesselOnDesk } from '../vessel/vesselOnDesk.ts';
import { stationMarks, targetWords } from './stationMarks.ts';
import { toldStanding } from './toldStanding.ts';

const FIRST = SCORE_SETS[0]?.scores ?? [];

/** Vessel and entries as they were before something of the vessel was taken into the hand. Nobody reads banner and rail while a handle is dragged. */
export function useAtRest(): { readonly vessel: VesselOnDesk; readonly entries: readonly Entry[] } {
  const vessel = useVessel();
  const { entries } = useEntries();
  const now = useMemo(() => ({ vessel, entries }), [vessel, entries]);
  const [atRest, setAtRest] = useState(now);
  if (vessel.id === atRest.vessel.id && vessel.isInHand) return atRest;
  if (now !== atRest) setAtRest(now);
  return now;
}

/** Tells banner and rail how the open case stands. While nothing is measured, what was told of the same work stays. */
export function useTellStanding(caseView: CaseView): void {
  // After all that follows the hand; both together, so that no figure is told of entries that it is not of.
  const { vessel, entries } = useDeferredValue(useAtRest());
  const runs = useRunNotes(caseView.row.id);
  const known = useMemo(() => knownFacts({
    measured: vessel.facts, entries, vessel: vessel.id, header: headerOf(caseView, vessel.path), ivus: {},
  }), [vessel.facts, entries, vessel.id, vessel.path, caseView]);
  const scores = useMemo(() => scoreCard(scorableFacts(known, {})).scores.filter(({ id }) => FIRST.includes(id)), [known]);
  const told = useMemo(() => ({
    caseId: caseView.row.id, vessel: vessel.id, target: targetWords(vessel, known),
    marks: stationMarks({ caseView, vessel, runs, known, scores }), of: entries,
  }), [caseView, vessel, runs, known, scores, entries]);
  useEffect(() => useCaseStanding.setState(toldStanding(useCaseStanding.getState(), told, vessel), true), [told, vessel]);
}
