import { useEffect, useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { useCommands } from '../../state/commands.ts';
import { outcomeBookOf } from '../../state/outcomeBook.ts';
import { usePlanTold } from '../../state/planTold.ts';
import { useView } from '../../state/viewStore.ts';
import { shownPictures } from '../capture/shownPictures.ts';
import { useOpenVessels } from '../vessel/useVessel.ts';
import { KEY_IMAGE_COMMANDS } from './commands.ts';
import { offeredOf, offerOnTheWay } from './offeredPictures.ts';
import { MovedTeller, useMoved } from './MovedTeller.tsx';
import { bannerWords, isDraftNewer, newestVersion, outcomeBannerWords, unreadBannerWords } from './planWords.ts';
import { useKeepKeyImage } from './useKeyImages.ts';
import { useDraftState, useFedDraft, usePlansUnread } from './usePlan.ts';

/** Keeps plan and outcomes of the case at every station: fed, tried again, told to banner and rail, and given pictures. */
export function PlanKeeper({ caseView }: { readonly caseView: CaseView }) {
  const caseId = caseView.row.id;
  const host = useHost();
  const outcomes = outcomeBookOf(host);
  useLayoutEffect(() => outcomes.open(caseId), [outcomes, caseId]);
  const draft = useFedDraft(caseView);
  const { gone } = useOpenVessels();
  const { plan: drafted, isWaiting, obstacle } = useDraftState(draft);
  const plan = gone ?? drafted;
  const isUnread = usePlansUnread(caseId).own !== null;
  const waiting = useStore(outcomes.waiting);
  const about = useAnswer('shell.about', {});
  // The form may be closed: what was in the way of an outcome may be gone whenever the host has answered anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is tried again whenever one of them changes, and reads none of them
  useEffect(() => outcomes.retry(), [outcomes, caseView.stored, about, plan]);
  const keep = useKeepKeyImage(caseId, draft);
  const newest = plan === null ? null : newestVersion(plan);
  const moved = useMoved(newest?.withdrawn === null ? newest.sha256 : null);
  useEffect(() => {
    const known = bannerWords(plan, isWaiting, obstacle !== null, new Date(), moved);
    const stands = isUnread ? unreadBannerWords(known) : known;
    const planned = gone === null || stands === null ? stands : `${stands}, vessel no longer traced`;
    const notKept = outcomeBannerWords(waiting, caseId);
    const words = planned === null || notKept === null ? planned ?? notKept : `${planned}; ${notKept}`;
    const isDraft = isWaiting || (plan !== null && isDraftNewer(plan));
    usePlanTold.setState({
      caseId, words, mark: words === null || (isUnread && known === null) ? 'unknown' : isDraft || moved !== null ? 'proposed' : 'confirmed',
      markWords: words === null ? 'nothing is planned yet' : moved === null || isDraft ? words : `${words}: ${moved.what}`,
    });
  }, [caseId, plan, gone, isWaiting, obstacle, waiting, isUnread, moved]);
  useEffect(offerOnTheWay, []);
  useCommands(KEY_IMAGE_COMMANDS, {
    keep: () => {
      const [shown] = shownPictures();
      if (shown === undefined) useView.getState().say('There is no picture at this station: go to the one that shows it');
      else void keep(offeredOf(shown));
    },
  });
  return plan === null || newest === null || gone !== null ? null : <MovedTeller caseView={caseView} plan={plan} newest={newest} />;
}
