import type { CaseView } from '../../../core/contract/schemas.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import { TABS, useCalciumDesk } from './calciumStore.ts';
import { ReadersPanel } from './ReadersPanel.tsx';
import { ScoresPanel } from './ScoresPanel.tsx';
import { StretchesPanel } from './StretchesPanel.tsx';
import { type CalciumView, useAgreement } from './useCalcium.ts';
import type { CalciumDoes } from './useCalciumCommands.ts';
import { useFacts } from './useFacts.ts';

/** Scores, stretches or readers. */
export function SidePanel({ caseView, view, isReadOnly, does }: {
  readonly caseView: CaseView; readonly view: CalciumView; readonly isReadOnly: boolean; readonly does: CalciumDoes;
}) {
  const { tab, chosen } = useCalciumDesk();
  const reading = useVesselDesk((desk) => desk.reading);
  const { vessel, stretches, windows, ruler } = view;
  const facts = useFacts(caseView, vessel);
  const agreed = useAgreement(vessel);
  const [first, second] = [vessel.laid?.reviews ?? [], vessel.laid?.secondReviews ?? []];
  return (
    <section className="panel calcium-tabs" aria-label={TABS.find((each) => each.tab === tab)?.words}>
      <header className="panel-head">
        <div className="segments" role="group" aria-label="Panel">
          {TABS.map((each) => (
            <button key={each.tab} type="button" aria-pressed={tab === each.tab} title={`${each.words} (G)`} onClick={() => useCalciumDesk.setState({ tab: each.tab })}>{each.words}</button>
          ))}
        </div>
        <span className="gap" />
        {tab === 'scores' ? <small className="hide-narrow">corrected to raw</small> : null}
      </header>
      {tab === 'scores' ? (view.isBlind ? <p className="stretch-hint">Scores rest on the first reading and are hidden during the second.</p>
        : <ScoresPanel facts={facts} onLesion={() => useView.getState().go('lesion')} />) : null}
      {tab === 'stretches' ? (
        <StretchesPanel
          stretches={view.isBlind ? [] : stretches} windows={windows} astray={vessel.laid?.astray ?? []} zero={ruler.zero} chosen={chosen} isReadOnly={isReadOnly}
          onGo={does.goTo} onChoose={does.segments.choose} onNote={does.segments.note} onStent={does.segments.turnStent} onRemove={does.segments.remove}
        />
      ) : null}
      {tab === 'readers' ? (
        <ReadersPanel
          reading={reading} firstRead={first.length} secondRead={second.length} agreed={agreed} isReadOnly={isReadOnly} onReading={does.setReading}
        />
      ) : null}
    </section>
  );
}
