import { useEffect, useMemo } from 'react';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { useStationStatus, type StatusLine } from '../../state/statusLine.ts';
import { Notice, Sign } from '../../ui/Sign.tsx';
import { useEntries } from '../vessel/useVessel.ts';
import { FactsPanel } from './FactsPanel.tsx';
import { LesionKeys } from './LesionKeys.tsx';
import { closeAnswer, openDesk, useLesionDesk } from './lesionStore.ts';
import { ScoresPanel } from './ScoresPanel.tsx';
import { StrategyArea } from './StrategyArea.tsx';
import { useLesion, type Lesion } from './useLesion.ts';
import { useLesionActions } from './useLesionActions.ts';
import { WhatIfBar } from './WhatIfBar.tsx';
import './lesion.css';

const LINE: StatusLine = {
  hints: [
    { keys: ['E'], does: 'evidence of the selected fact' }, { keys: ['U'], does: 'next unknown' }, { keys: ['Enter'], does: 'confirm' },
    { keys: ['Y', 'N', 'X'], does: 'yes, no, not known' }, { keys: ['W'], does: 'what if' }, { keys: ['Ctrl Z'], does: 'undo' },
  ],
  state: ['Evidence marks: A read in the paper, B second hand, I inferred, M unverified'],
};

/** While an answer is given, its keys. */
const ANSWERING: StatusLine = {
  ...LINE, hints: [{ keys: ['Enter'], does: 'keep the answer' }, { keys: ['Esc'], does: 'leave it open: then U goes on to the next unknown' }],
};

/** Station 6: one sheet of facts, all scores beside each other, and what the review and the algorithms make of it. */
export function LesionStation({ caseView }: { readonly caseView: CaseView }) {
  const lesion = useLesion(caseView);
  const actions = useLesionActions(lesion);
  const { isDamaged } = useEntries();
  const isSupposing = useLesionDesk((desk) => desk.supposed !== null);
  useEffect(() => openDesk(caseView.row.id), [caseView.row.id]);
  // Whoever comes back finds the sheet, not a field that takes the next key.
  useEffect(() => closeAnswer, []);
  const isAnswering = useLesionDesk((desk) => desk.editing !== null);
  useStationStatus(isAnswering ? ANSWERING : LINE);
  const notice = useNotice(lesion, isDamaged);
  return (
    <div className="lesion" data-supposing={isSupposing}>
      <LesionKeys lesion={lesion} actions={actions} />
      {notice}
      <WhatIfBar lesion={lesion} />
      <FactsPanel lesion={lesion} actions={actions} />
      <div className="lesion-right">
        <ScoresPanel lesion={lesion} onFact={actions.show} onRead={actions.read} />
        <StrategyArea lesion={lesion} onFact={actions.show} onAnswer={actions.answer} findings={actions.findings} />
      </div>
    </div>
  );
}

/** What is neither right nor wrong, and good to know. */
const Told = ({ children }: { readonly children: string }) => <div className="notice info" role="status"><Sign tone="info" /><span>{children}</span></div>;

/** What stands above the station: nothing measured yet, old figures, or damage. */
function useNotice({ vessel: { id, state, failure, refusal } }: Lesion, isDamaged: boolean) {
  return useMemo(() => {
    if (isDamaged) return <Notice tone="refused">What was entered in this case is damaged in the library and is not shown. The images are not touched. Restore a backup of the library.</Notice>;
    if (failure !== null) return <Notice tone="warning">Nothing could be measured: {failure.message}</Notice>;
    if (refusal !== null) return <Notice tone="warning">{refusal.message}</Notice>;
    if (id === null) return <Told>No vessel is traced yet, so that nothing is measured. What you answer here counts all the same; what CT shows comes with the vessel, in station 3.</Told>;
    if (state === 'nothing') return <Told>The vessel’s series is not open, so that nothing is measured now. What was confirmed and answered counts; open the series in station 2.</Told>;
    if (state === 'measuring') return <Told>The vessel is being measured. What was confirmed and answered counts already.</Told>;
    if (state === 'stale') return <Notice tone="warning">These figures are of the vessel before its last change; it is being measured anew.</Notice>;
    return null;
  }, [id, state, failure, refusal, isDamaged]);
}
