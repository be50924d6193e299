import { useMemo } from 'react';
import type { CaseId } from '../../../core/contract/ids.ts';
import { editedPlan } from '../../../core/plan/editedPlan.ts';
import { MOST } from '../../../core/plan/plan.ts';
import { useHost } from '../../api/useHost.ts';
import { newPlanItemId } from '../../state/newId.ts';
import { EMPTY_PLAN, type PlanDraft } from '../../state/planDraft.ts';
import { useView } from '../../state/viewStore.ts';
import { failureWords } from '../../words.ts';
import { keyImagePng } from './keyImagePng.ts';
import type { OfferedPicture } from './offeredPictures.ts';
import { refusalWords } from './planWords.ts';

const say = (words: string): void => useView.getState().say(words);

/** Keeps a picture with the case and puts it into the plan: one step of undo. */
export function useKeepKeyImage(caseId: CaseId, draft: PlanDraft | null): (picture: OfferedPicture | null) => Promise<void> {
  const host = useHost();
  return useMemo(() => async (picture) => {
    if (picture === null) return say('No picture is drawn yet: wait until it is on the screen');
    if (draft === null) return say('A plan is made for a vessel: trace one first, in station 3');
    if ((draft.store.getState().content ?? EMPTY_PLAN).keyImages.length >= MOST.keyImages) {
      return say(refusalWords({ code: 'plan/full', most: MOST.keyImages }));
    }
    const pngBase64 = await keyImagePng(picture.taken);
    if (pngBase64 === null) return say('The browser made no picture of it; try again with a smaller window');
    const kept = await host['plans.keepImage']({ caseId, pngBase64 });
    if (!kept.ok) return say(failureWords(kept.failure));
    const { caption, detail, series, frame } = picture;
    const image = {
      id: newPlanItemId(), sha256: kept.value.sha256, series, caption: caption.slice(0, MOST.name), detail,
      ...(frame === null ? {} : { frame }),
    };
    // What was edited while the picture was made stays.
    const edited = editedPlan(draft.store.getState().content ?? EMPTY_PLAN, { edit: 'add-image', image });
    if (!edited.ok) return say(refusalWords(edited.failure));
    draft.change('add key image', edited.value);
    say(`Added to the plan: ${caption}, key image ${edited.value.keyImages.length} of ${MOST.keyImages}`);
  }, [host, caseId, draft]);
}
