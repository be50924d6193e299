import { useEffect } from 'react';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { useCommands } from '../../state/commands.ts';
import { usePlanTold } from '../../state/planTold.ts';
import { useView } from '../../state/viewStore.ts';
import { shownPictures } from '../capture/shownPictures.ts';
import { KEY_IMAGE_COMMANDS } from './commands.ts';
import { offeredOf, offerOnTheWay } from './offeredPictures.ts';
import { bannerWords, isDraftNewer } from './planWords.ts';
import { useKeepKeyImage } from './useKeyImages.ts';
import { useDraftState, useFedDraft } from './usePlan.ts';

/** Keeps the plan of the vessel that is worked on at every station: fed, told to banner and rail, and given pictures. */
export function PlanKeeper({ caseView }: { readonly caseView: CaseView }) {
  const caseId = caseView.row.id;
  const draft = useFedDraft(caseView);
  const { plan, isWaiting, obstacle } = useDraftState(draft);
  const keep = useKeepKeyImage(caseId, draft);
  useEffect(() => {
    const words = bannerWords(plan, isWaiting, obstacle !== null, new Date());
    const isDraft = isWaiting || (plan !== null && isDraftNewer(plan));
    usePlanTold.setState({
      caseId, words, mark: words === null ? 'unknown' : isDraft ? 'proposed' : 'confirmed',
      markWords: words === null ? 'nothing is planned yet' : words,
    });
  }, [caseId, plan, isWaiting, obstacle]);
  useEffect(offerOnTheWay, []);
  useCommands(KEY_IMAGE_COMMANDS, {
    keep: () => {
      const [shown] = shownPictures();
      if (shown === undefined) useView.getState().say('There is no picture at this station: go to the one that shows it');
      else void keep(offeredOf(shown));
    },
  });
  return null;
}
