import { useEffect } from 'react';
import { isFigureAlike } from '../../../core/lesion/reviewStanding.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import type { VesselActions } from '../vessel/vesselActions.ts';
import { type Queued, useCalciumDesk } from './calciumStore.ts';
import { NOT_AS_SHOWN_WORDS, QUEUED_WORDS } from './staleWords.ts';
import type { CalciumView } from './useCalcium.ts';

/** Whether a section is still told as it was shown when somebody confirmed it. */
export function isAsShown({ at, arc, share }: Queued, sections: CalciumView['measures']['sections']): boolean {
  const section = sections.find(({ abscissa }) => abscissa === at);
  return section !== undefined && isFigureAlike('arc', arc, section.arc) && isFigureAlike('share', share, section.csaPercent);
}

/**
 * Confirms the section that is shown as soon as the present work is measured, where it then stands as it was shown; else it says so.
 *
 * @returns puts the section that is shown in the queue
 */
export function useQueuedConfirm({ vessel, measures, shown, next }: CalciumView, actions: VesselActions): () => void {
  const queued = useCalciumDesk((desk) => desk.queued);
  useEffect(() => {
    if (queued === null || vessel.state === 'stale' || vessel.state === 'measuring') return;
    useCalciumDesk.setState({ queued: null });
    if (vessel.id !== queued.vessel || vessel.state !== 'fresh') return;
    if (!isAsShown(queued, measures.sections)) {
      useView.getState().say(NOT_AS_SHOWN_WORDS);
      return;
    }
    actions.confirm([queued.at]);
    // Who has gone elsewhere meanwhile stays there.
    if (next !== null && useVesselDesk.getState().cursor.at === queued.at) useVesselDesk.getState().moveTo(next.at);
  }, [queued, vessel.id, vessel.state, measures, actions, next]);
  return () => {
    if (vessel.id === null || shown === undefined) return;
    const { at, section: { arc, csaPercent } } = shown;
    useCalciumDesk.setState({ queued: { vessel: vessel.id, at, arc, share: csaPercent } });
    useView.getState().say(QUEUED_WORDS);
  };
}
