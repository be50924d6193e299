import { useEffect } from 'react';
import { type Ground, type SectionGround, sectionGround } from '../../../core/lesion/laidOver.ts';
import { isFigureAlike } from '../../../core/lesion/reviewStanding.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import type { VesselActions } from '../vessel/vesselActions.ts';
import { type Queued, useCalciumDesk } from './calciumStore.ts';
import { NOT_AS_SHOWN_WORDS, OTHER_READING_WORDS, QUEUED_WORDS } from './staleWords.ts';
import type { CalciumView } from './useCalcium.ts';
import { confirmedDraft } from './useReviewing.ts';

/**
 * Whether a section is still told as it was shown when somebody confirmed it. What a blind reader drew rests on the picture alone: it
 * must lie where it lay.
 */
export function isAsShown({ at, arc, share, blind }: Queued, measures: Pick<CalciumView['measures'], 'sections'>, ground: Ground): boolean {
  const section = measures.sections.find(({ abscissa }) => abscissa === at);
  if (section === undefined) return false;
  if (blind !== null) return isSameGround(sectionGround(ground, at), blind.ground);
  return isFigureAlike('arc', arc, section.arc) && isFigureAlike('share', share, section.csaPercent);
}

/** Of another path or outline the figures are others, however near; of the same ones the very same. */
const isSameGround = (one: SectionGround | undefined, other: SectionGround): boolean => one !== undefined
  && [...one.plane.origin, ...one.centre].every((value, n) => value === [...other.plane.origin, ...other.centre][n]);

/**
 * Confirms the section that is shown as soon as the present work is measured, where it then stands as it was shown; else it says so.
 *
 * @returns puts the section that is shown in the queue
 */
export function useQueuedConfirm({ vessel, measures, findings, shown, next }: CalciumView, actions: VesselActions): () => void {
  const queued = useCalciumDesk((desk) => desk.queued);
  const reading = useVesselDesk((desk) => desk.reading);
  useEffect(() => {
    if (queued === null) return;
    // Nobody confirms for another reader.
    if (reading !== queued.reading) {
      useCalciumDesk.setState({ queued: null });
      useView.getState().say(OTHER_READING_WORDS);
      return;
    }
    if (vessel.state === 'stale' || vessel.state === 'measuring') return;
    useCalciumDesk.setState({ queued: null });
    if (vessel.id !== queued.vessel || vessel.state !== 'fresh') return;
    if (!isAsShown(queued, measures, findings)) {
      useView.getState().say(NOT_AS_SHOWN_WORDS);
      return;
    }
    if (queued.blind === null) actions.confirm([queued.at]);
    else actions.review(queued.at, queued.blind.drawn);
    // Who has gone elsewhere meanwhile stays there.
    if (next !== null && useVesselDesk.getState().cursor.at === queued.at) useVesselDesk.getState().moveTo(next.at);
  }, [queued, reading, vessel.id, vessel.state, measures, findings, actions, next]);
  return () => {
    if (vessel.id === null || shown === undefined) return;
    const { at, section: { arc, csaPercent }, ground } = shown;
    const blind = reading === 1 ? null : { drawn: confirmedDraft(shown), ground };
    useCalciumDesk.setState({ queued: { vessel: vessel.id, at, arc, share: csaPercent, reading, blind } });
    useView.getState().say(QUEUED_WORDS);
  };
}
