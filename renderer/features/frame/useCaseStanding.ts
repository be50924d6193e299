import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { knownFacts, scorableFacts } from '../../../core/lesion/knownFacts.ts';
import { scoreCard } from '../../../core/scores/scoreCard.ts';
import { useCaseStanding } from '../../state/caseStanding.ts';
import { useRunNotes } from '../angiography/useRunNotes.ts';
import { SCORE_SETS } from '../lesion/scoreSets.ts';
import { headerOf } from '../lesion/useLesion.ts';
import { useEntries, useVessel } from '../vessel/useVessel.ts';
import type { VesselOnDesk } from '../vessel/vesselOnDesk.ts';
import { stationMarks, targetWords } from './stationMarks.ts';

const FIRST = SCORE_SETS[0]?.scores ?? [];

/** The vessel as it was before something of it was taken into the hand. Nobody reads banner and rail while a handle is dragged. */
function useVesselAtRest(): VesselOnDesk {
  const vessel = useVessel();
  const [atRest, setAtRest] = useState(vessel);
  if (vessel.id === atRest.id && vessel.isInHand) return atRest;
  if (vessel !== atRest) setAtRest(vessel);
  return vessel;
}

/** Tells banner and rail how the open case stands. While nothing is measured, what was told of the same work stays. */
export function useTellStanding(caseView: CaseView): void {
  // After all that follows the hand.
  const vessel = useDeferredValue(useVesselAtRest());
  const { entries } = useEntries();
  const runs = useRunNotes(caseView.row.id);
  const known = useMemo(() => knownFacts({
    measured: vessel.facts, entries, vessel: vessel.id, header: headerOf(caseView, vessel.path), ivus: {},
  }), [vessel.facts, entries, vessel.id, vessel.path, caseView]);
  const scores = useMemo(() => scoreCard(scorableFacts(known, {})).scores.filter(({ id }) => FIRST.includes(id)), [known]);
  const told = useMemo(() => ({
    caseId: caseView.row.id, target: targetWords(vessel, known), marks: stationMarks({ caseView, vessel, runs, known, scores }), of: entries,
  }), [caseView, vessel, runs, known, scores, entries]);
  const isAtRest = vessel.id !== null && vessel.measures === null;
  useEffect(() => {
    const before = useCaseStanding.getState();
    // A station that does not measure knows less of the same vessel than the one before it did.
    const isLess = isAtRest && before.caseId === told.caseId && before.of === told.of;
    useCaseStanding.setState(isLess
      ? { ...told, target: before.target ?? told.target, marks: { ...told.marks, calcium: before.marks.calcium ?? 'unknown', lesion: before.marks.lesion ?? 'unknown' } }
      : told, true);
  }, [told, isAtRest]);
}
