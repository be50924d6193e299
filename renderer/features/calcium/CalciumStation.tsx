import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { useAnswer } from '../../api/useHost.ts';
import { useView } from '../../state/viewStore.ts';
import { Notice } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import '../images/images.css';
import { useDisplayedImage } from '../../state/displayedImage.ts';
import { useEntries, useVessel, useVesselVolume } from '../vessel/useVessel.ts';
import './calcium.css';
import { CalciumDesk } from './CalciumDesk.tsx';
import { useCalcium } from './useCalcium.ts';

/** Station 4: the calcium of a traced vessel, section by section and along one ruler. */
export function CalciumStation({ caseView }: { readonly caseView: CaseView }) {
  const view = useCalcium();
  const vessel = useVessel();
  const hand = useVesselVolume();
  const { isDamaged } = useEntries();
  const about = useAnswer('shell.about', {});
  const isReadOnly = about?.ok === true && about.value.isReadOnly;
  const opened = hand?.opened ?? null;
  useEffect(() => {
    // Whose pictures are shown is said by the images themselves.
    useDisplayedImage.getState().draw(opened === null ? null : { patient: opened.patient, series: opened.series });
    return () => useDisplayedImage.getState().draw(null);
  }, [opened]);
  const toVessel = (words: string) => <Button onClick={() => useView.getState().go('vessel')}>{words}<kbd>3</kbd></Button>;

  if (isDamaged) {
    return <Alone><Notice tone="refused">What was entered of this case is not as it was written, so nothing of it is shown. Restore the library from a copy, or remove the case and import it anew.</Notice></Alone>;
  }
  if (hand?.state === 'none') {
    return <Alone><Notice tone="warning">This case has no CT that can be measured. The import report in Images says why; import another series of this patient.</Notice></Alone>;
  }
  if (hand?.refusal != null) {
    return <Alone><Notice tone="refused" actions={<Button variant="default" onClick={hand.reopen}>Open the series again</Button>}>{failureWords(hand.refusal)}</Notice></Alone>;
  }
  if (view === null) {
    if (vessel.failure !== null) return <Alone><Notice tone="refused" actions={toVessel('Back to the vessel')}><b>The vessel could not be measured.</b> {vessel.failure.message}</Notice></Alone>;
    if (vessel.refusal !== null) return <Alone><Notice tone="warning" actions={toVessel('Back to the vessel')}><b>The vessel is traced, but not measured.</b> {vessel.refusal.message}</Notice></Alone>;
    if (vessel.id === null || vessel.path === null) return <Empty action={toVessel('Trace the vessel')}>No vessel is traced yet. Click along the artery at station 3: its calcium is measured here as soon as it has a path.</Empty>;
    if (vessel.work.points.length < 2) return <Empty action={toVessel('Set the second point')}>The vessel has one point only. Set a second one beyond the occlusion, and its calcium is measured.</Empty>;
    return <Busy words={busyWords(hand?.state ?? null, hand?.present ?? 0, opened?.grid.dims[2] ?? 0)} />;
  }
  return <CalciumDesk caseView={caseView} view={view} isReadOnly={isReadOnly} />;
}

const Alone = ({ children }: { readonly children: React.ReactNode }) => <div className="calcium-alone">{children}</div>;

/** Nothing to measure yet, and the one thing to do. */
const Empty = ({ children, action }: { readonly children: React.ReactNode; readonly action: React.ReactNode }) => (
  <div className="calcium-empty">
    <svg viewBox="0 0 120 60" aria-hidden="true">
      <path className="track" d="M6 50h108M6 30h108" /><path className="bars" d="M18 50v-8h8v8M30 50v-16h8v16M42 50v-28h8v28M54 50v-38h8v38M66 50v-38h8v38M78 50v-20h8v20M90 50v-10h8v10" />
    </svg>
    <p>{children}</p>
    {action}
  </div>
);

/** The panels as they will be, with a bar on top: nothing jumps when the measures come. */
const Busy = ({ words }: { readonly words: string }) => (
  <div className="calcium calcium-busy" aria-busy="true">
    <div className="calcium-top"><div className="section-picture blank" /><div className="section-bare blank" /><div className="panel" /></div>
    <div className="panel"><div className="busy-bar" /><p role="status" className="busy-words">{words}</p></div>
    <div className="calcium-side"><div className="panel" /><div className="panel" /><div className="panel" /></div>
  </div>
);

function busyWords(state: string | null, present: number, slices: number): string {
  if (state === 'opening') return 'The series of the vessel is opened.';
  return state === 'loading' && slices > 0 ? `The vessel is measured; ${present} of ${slices} slices are here.` : 'The vessel is measured.';
}
