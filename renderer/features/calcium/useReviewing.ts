import { foundOf } from '../../../core/lesion/reviewStanding.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import { BLIND_WORDS } from '../vessel/blindEditing.ts';
import { type ReviewDrawn, reviewContent } from '../vessel/calciumActions.ts';
import { useVesselActions } from '../vessel/useVessel.ts';
import type { ShownSection } from './calciumModel.ts';

/** What is said of a section, by the first reader at once, by a blind one when he confirms it. */
export interface Reviewing {
  /** Shows it while it is in the hand. */
  readonly show: (section: ShownSection, drawn: ReviewDrawn) => void;
  /** Keeps it; a blind reader's stays a draft, which shows nothing of what was found. Null takes it back. False where it is not kept now, and says why. */
  readonly keep: (section: ShownSection, drawn: ReviewDrawn | null, gesture?: string) => boolean;
  /** Whether the section can be drawn on; says why not. */
  readonly mayDraw: (section: ShownSection) => boolean;
  /** Whether contours can be: both readings rest on them. Says why not. */
  readonly mayOutline: () => boolean;
}

/** Reviews of the reading that is entered now. */
export function useReviewing(): Reviewing {
  const actions = useVesselActions();
  const reading = useVesselDesk((desk) => desk.reading);
  if (reading === 1) {
    return {
      mayDraw: () => true, mayOutline: () => true,
      show: (section, drawn) => useVesselDesk.getState().setLive({ laid: [{ id: null, content: reviewContent(section.ground, drawn, 1, foundOf(section.section.automatic)) }] }),
      keep: (section, drawn, gesture) => {
        if (drawn !== null) return actions.review(section.at, drawn, gesture);
        actions.unreview(section.at);
        return true;
      },
    };
  }
  return {
    mayDraw(section) {
      // What was confirmed was seen beside the other values since: it is no longer blind.
      const isOpen = section.section.review === null;
      if (!isOpen) useView.getState().say('Your reading is confirmed and stays as it is; X takes it back, to read the section anew');
      return isOpen;
    },
    mayOutline() {
      useView.getState().say(BLIND_WORDS);
      return false;
    },
    show: ({ ground }, drawn) => useVesselDesk.getState().setLive({ laid: [{ id: null, content: reviewContent(ground, drawn, 'draft', null) }] }),
    keep(section, drawn, gesture) {
      if (section.section.review === null) actions.draft(section.at, drawn, gesture);
      else if (drawn === null) actions.unreview(section.at);
      return true;
    },
  };
}

/** What a draft comes to once its reader confirms it: nothing drawn is no calcium. */
export const confirmedDraft = ({ said }: ShownSection): ReviewDrawn => said ?? { arcs: [], areas: [], isFullMoon: false };
