import { useEffect } from 'react';
import type { SectionGround } from '../../../core/lesion/laidOver.ts';
import { isFigureAlike } from '../../../core/lesion/reviewStanding.ts';
import { isSameData } from '../../state/sameData.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import type { VesselActions } from '../vessel/vesselActions.ts';
import { type ShownSection, shownSection } from './calciumModel.ts';
import { type Queued, useCalciumDesk } from './calciumStore.ts';
import { NOT_AS_SHOWN_WORDS, OTHER_READING_WORDS, QUEUED_WORDS } from './staleWords.ts';
import type { CalciumView } from './useCalcium.ts';
import { confirmedDraft } from './useReviewing.ts';

/**
 * Whether a section is still told as it was shown when somebody confirmed it. What a blind reader drew rests on the picture alone: it
 * must lie where it lay, and nothing else be drawn since.
 *
 * @param now - the section that is nearest by now
 */
export function isAsShown({ at, arc, share, blind }: Queued, now: ShownSection | undefined): boolean {
  if (now?.at !== at) return false;
  if (blind !== null) return isSameGround(now.ground, blind.ground) && isSameData(confirmedDraft(now), blind.drawn);
  return isFigureAlike('arc', arc, now.section.arc) && isFigureAlike('share', share, now.section.csaPercent);
}

/** Of another path or outline the figures are others, however near; of the same ones the very same. */
const isSameGround = (one: SectionGround, other: SectionGround): boolean =>
  [...one.plane.origin, ...one.centre].every((value, n) => value === [...other.plane.origin, ...other.centre][n]);

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
    // What is in the hand is kept by nobody yet, however well it is measured.
    if (vessel.state === 'stale' || vessel.state === 'measuring' || vessel.isInHand) return;
    useCalciumDesk.setState({ queued: null });
    if (vessel.id !== queued.vessel || vessel.state !== 'fresh') return;
    const now = vessel.laid === null ? undefined
      : shownSection({ findings, measures, work: vessel.work, isBlind: queued.blind !== null, drafts: vessel.laid.drafts }, queued.at);
    if (!isAsShown(queued, now)) {
      useView.getState().say(NOT_AS_SHOWN_WORDS);
      return;
    }
    if (queued.blind === null) actions.confirm([queued.at]);
    else actions.review(queued.at, queued.blind.drawn);
    // Who has gone elsewhere meanwhile stays there.
    if (next !== null && useVesselDesk.getState().cursor.at === queued.at) useVesselDesk.getState().moveTo(next.at);
  }, [queued, reading, vessel, measures, findings, actions, next]);
  return () => {
    if (vessel.id === null || shown === undefined) return;
    const { at, section: { arc, csaPercent }, ground } = shown;
    const blind = reading === 1 ? null : { drawn: confirmedDraft(shown), ground };
    useCalciumDesk.setState({ queued: { vessel: vessel.id, at, arc, share: csaPercent, reading, blind } });
    useView.getState().say(QUEUED_WORDS);
  };
}
