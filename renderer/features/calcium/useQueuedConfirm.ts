import { useEffect } from 'react';
import type { OperatorId, VesselId } from '../../../core/contract/ids.ts';
import type { SectionGround } from '../../../core/lesion/laidOver.ts';
import { isFigureAlike } from '../../../core/lesion/reviewStanding.ts';
import { doingNow } from '../../state/atWork.ts';
import { isSameData } from '../../state/sameData.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import { useGone } from '../../ui/useGone.ts';
import type { VesselActions } from '../vessel/vesselActions.ts';
import type { VesselState } from '../vessel/vesselOnDesk.ts';
import { type ShownSection, shownSection } from './calciumModel.ts';
import { type Queued, useCalciumDesk } from './calciumStore.ts';
import {
  LEFT_WORDS, NOT_AS_SHOWN_WORDS, NOT_MEASURED_WORDS, OTHER_READER_WORDS, OTHER_READING_WORDS, OTHER_VESSEL_WORDS, QUEUED_WORDS,
} from './staleWords.ts';
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

/** What is at the desk while a confirmation waits. */
interface AtDesk {
  readonly reading: 1 | 2;
  readonly by: OperatorId | null;
  readonly vessel: VesselId | null;
  readonly state: VesselState;
  readonly isInHand: boolean;
}

/** Whether a confirmation waits on, can be settled, or is given up, and why. Nobody confirms for somebody else. */
export function queuedStanding(queued: Queued, now: AtDesk): 'waits' | 'measured' | { readonly givenUp: string } {
  if (now.by !== queued.by) return { givenUp: OTHER_READER_WORDS };
  if (now.reading !== queued.reading) return { givenUp: OTHER_READING_WORDS };
  if (now.vessel !== queued.vessel) return { givenUp: OTHER_VESSEL_WORDS };
  // What is in the hand is kept by nobody yet, however well it is measured.
  if (now.state === 'stale' || now.state === 'measuring' || now.isInHand) return 'waits';
  return now.state === 'fresh' ? 'measured' : { givenUp: NOT_MEASURED_WORDS };
}

const whoIsAtWork = (): OperatorId | null => doingNow().author?.id ?? null;

function giveUp(words: string): void {
  useCalciumDesk.setState({ queued: null });
  useView.getState().say(words);
}

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
    const standing = queuedStanding(queued, { reading, by: whoIsAtWork(), vessel: vessel.id, state: vessel.state, isInHand: vessel.isInHand });
    if (standing === 'waits') return;
    if (standing !== 'measured') {
      giveUp(standing.givenUp);
      return;
    }
    const now = vessel.laid === null ? undefined
      : shownSection({ findings, measures, work: vessel.work, isBlind: queued.blind !== null, drafts: vessel.laid.drafts }, queued.at);
    if (!isAsShown(queued, now)) {
      giveUp(NOT_AS_SHOWN_WORDS);
      return;
    }
    useCalciumDesk.setState({ queued: null });
    if (queued.blind === null) actions.confirm([queued.at]);
    else actions.review(queued.at, queued.blind.drawn);
    // Who has gone elsewhere meanwhile stays there.
    if (next !== null && useVesselDesk.getState().cursor.at === queued.at) useVesselDesk.getState().moveTo(next.at);
  }, [queued, reading, vessel, measures, findings, actions, next]);
  // Out of view nobody would see what is confirmed.
  useGone(() => {
    if (useCalciumDesk.getState().queued !== null) giveUp(LEFT_WORDS);
  });
  return () => {
    if (vessel.id === null || shown === undefined) return;
    const { at, section: { arc, csaPercent }, ground } = shown;
    const blind = reading === 1 ? null : { drawn: confirmedDraft(shown), ground };
    useCalciumDesk.setState({ queued: { vessel: vessel.id, at, arc, share: csaPercent, reading, by: whoIsAtWork(), blind } });
    useView.getState().say(QUEUED_WORDS);
  };
}
