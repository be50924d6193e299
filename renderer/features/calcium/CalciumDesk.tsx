import { Button } from '@mantine/core';
import { memo, useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { useStationStatus, type StatusLine } from '../../state/statusLine.ts';
import { AT_START, useVesselDesk } from '../../state/vesselDesk.ts';
import { localDate } from '../../ui/dateWords.ts';
import { Notice } from '../../ui/Sign.tsx';
import { useGone } from '../../ui/useGone.ts';
import { failureWords } from '../../words.ts';
import { CalciumRuler } from '../../ui/ruler/CalciumRuler.tsx';
import { edgeLetters } from '../../viewer/viewTransform.ts';
import type { HuWords } from '../../viewer/huPicture.ts';
import { imageWords } from '../frame/patientWords.ts';
import { useEntries, useVesselVolume } from '../vessel/useVessel.ts';
import { draftMark } from '../vessel/vesselStates.ts';
import { BareSection } from './BareSection.tsx';
import { useCalciumDesk } from './calciumStore.ts';
import { Neighbours } from './Neighbours.tsx';
import { RulerSheet } from './RulerSheet.tsx';
import { Cautions } from '../../ui/Cautions.tsx';
import { sectionsToReview } from '../../../core/lesion/sectionsToReview.ts';
import { cautionsOf } from '../../../core/lesion/measureWarnings.ts';
import { figuresWords } from './figuresWords.ts';
import { RulerKey, useRulerStrips } from './RulerPanel.tsx';
import { SectionPicture } from './SectionPicture.tsx';
import { SectionTable } from './SectionTable.tsx';
import { SidePanel } from './SidePanel.tsx';
import { ThresholdPanel } from './ThresholdPanel.tsx';
import { type CalciumView, useSectionGrid, useStrips, useVolume } from './useCalcium.ts';
import { useCalciumCommands } from './useCalciumCommands.ts';
import { sectionPlane } from './vesselCuts.ts';
import { placeWords } from '../../ui/ruler/rulerAxis.ts';
import { staleWords } from './staleWords.ts';
import { reasonWords } from './reviewWords.ts';
import { contourBy, readBy } from './saidBy.ts';
import { lesionOf } from './calciumModel.ts';

const HINTS: StatusLine['hints'] = [
  { keys: ['← →'], does: '0.5 mm' }, { keys: ['Enter'], does: 'confirm section' }, { keys: ['A'], does: 'arc' }, { keys: ['C'], does: 'contour' },
  { keys: ['B'], does: 'area' }, { keys: ['F'], does: 'full moon' }, { keys: ['Ctrl Z'], does: 'undo' }, { keys: ['?'], does: 'keys' },
];

/** The calcium of a measured vessel: section, neighbours, ruler, threshold, values and scores, all on one cursor. */
export function CalciumDesk({ caseView, view, isReadOnly }: { readonly caseView: CaseView; readonly view: CalciumView; readonly isReadOnly: boolean }) {
  const { vessel, findings, measures, ruler, domain, shown, reach, isBlind, next } = view;
  const volume = useVolume();
  const hand = useVesselVolume();
  const cursor = useVesselDesk((desk) => desk.cursor);
  const live = useVesselDesk((desk) => desk.live);
  const { windows, chosen } = useCalciumDesk();
  const [isSaving, setSaving] = useState(false);
  const today = localDate(new Date());
  const save = useCallback(() => setSaving(true), []);
  const does = useCalciumCommands(view, isReadOnly, save);
  const { actions } = does;

  const grid = useSectionGrid(volume, findings, shown?.at ?? null);
  const strips = useRulerStrips(useStrips(volume, findings, domain), findings.outlines, findings.centreline.step, cursor.angle, domain, windows.section);
  const plane = useMemo(() => (shown === undefined ? undefined : sectionPlane(findings.centreline, shown.at)), [findings, shown]);
  const series = hand?.opened?.series ?? null;
  const words = useMemo((): HuWords => ({
    title: shown === undefined ? 'Section' : `Section at ${placeWords(shown.at - ruler.zero, 1)} mm`, place: 'from the proximal cap',
    depth: series === null ? '' : imageWords(series), cautions: [], letters: plane === undefined ? null : edgeLetters(plane), hasScale: true,
  }), [shown, ruler.zero, series, plane]);
  const bare = useMemo((): HuWords => ({ title: 'Bare', place: 'same section', depth: '', cautions: [], letters: null, hasScale: true }), []);
  const note = volume === null ? (hand?.state === 'failed' ? 'The images did not arrive. Open the series again.' : 'Images arrive') : null;
  const measured = series === null ? '' : `Measured on ${imageWords(series)}`;
  useStationStatus(useMemo(() => ({ hints: HINTS, state: measured === '' ? [] : [measured] }), [measured]));
  // Where nobody has gone anywhere yet, the first look is at the section that matters most.
  const matter = useMemo(() => sectionsToReview(measures).length, [measures]);
  const isUnseen = cursor === AT_START;
  const first = next?.at ?? measures.start;
  useEffect(() => {
    if (isUnseen) useVesselDesk.getState().moveTo(first);
  }, [isUnseen, first]);

  // Whoever comes back holds nothing.
  useGone(() => useCalciumDesk.setState({ wish: null }));

  const isStale = vessel.state === 'stale';
  return (
    <div className="calcium" data-state={vessel.state} data-draft={draftMark(vessel)}>
      <div className="calcium-top">
        <SectionPicture
          shown={shown} grid={grid} reach={reach} words={words} window={windows.section} work={vessel.work} actions={actions} note={note}
          onWindow={(section) => useCalciumDesk.setState({ windows: { ...windows, section } })} onScroll={does.scroll} onMoon={does.moon} onConfirm={does.confirm}
        />
        <BareSection
          grid={grid} centre={shown?.centre ?? null} reach={reach} words={bare} window={windows.bare}
          onWindow={(other) => useCalciumDesk.setState({ windows: { ...windows, bare: other } })} onScroll={does.scroll}
        />
        <Neighbours
          volume={volume} centreline={findings.centreline} sections={measures.sections} outlines={findings.outlines} metal={measures.metal} lesion={lesionOf(measures) as [typeof measures.start, typeof measures.end]}
          n={shown?.n ?? 0} reach={reach} window={windows.section} isBlind={isBlind} onGo={does.goTo} matter={matter}
          next={next === null ? null : `${placeWords(next.at - ruler.zero, 1)} mm${next.reason === null ? '' : `, ${reasonWords(next.reason)}`}`}
        />
      </div>
      <section className="panel calcium-ruler" aria-label="Ruler" data-stale={isStale}>
        <div className="head-field own-layout">
          <header className="panel-head">
            <h2>Calcium ruler</h2>
            <small className={isBlind ? 'ruler-figures' : 'ruler-figures of-figures'}>{isBlind ? 'second reading: hidden until confirmed' : figuresWords(measures)}</small>
            <Cautions messages={isBlind ? [] : cautionsOf(measures)} />
            {isStale && live === null ? <span className="stale-chip" role="status">{staleWords(vessel.entries, today)}</span> : null}
            <span className="gap" />
            <RulerKey hasChanged={ruler.sections.some(({ state }) => state === 'changed')} />
            <SaveRuler onSave={save} />
          </header>
        </div>
        <NotKept />
        <div className="busy-rail">{isStale ? <div className="busy-bar" /> : null}</div>
        <CalciumRuler
          values={ruler} domain={domain} cursor={{ at: shown?.at ?? cursor.at, angle: cursor.angle }} strips={strips} chosen={chosen}
          drawing={does.segments.drawing}
          onMove={does.goTo} onScroll={does.scroll}
          onStrip={(strip, share) => { if (strip === 1) does.turnTo(360 * share); }}
          {...(isReadOnly || isBlind ? {} : { onDraw: does.segments.draw, onSegment: does.segments.moveEnd, onCancel: does.segments.cancelEnd })}
          onChoose={does.segments.choose}
        />
      </section>
      <div className="calcium-side">
        <ThresholdPanel
          histogram={findings.histogram} threshold={findings.threshold} value={does.threshold.value} isUser={does.threshold.isUser} isBlind={isBlind} isReadOnly={isReadOnly}
          onPart={(part) => useCalciumDesk.setState({ part })} onDrag={does.threshold.drag} onCancel={does.threshold.cancel} onSet={does.threshold.set} onRule={does.threshold.backToRule}
        />
        {shown === undefined ? <section className="panel" /> : (
          <SectionTable
            shown={shown} zero={ruler.zero} said={readBy(vessel.entries, shown.ground, isBlind ? 2 : 1)} contourSaid={contourBy(vessel.entries, shown.ground)} band={does.band} isBlind={isBlind} isStale={isStale} today={today} isReadOnly={isReadOnly}
            onConfirm={does.confirm} onArc={does.editArc} onAutomatic={does.automatic} onBand={does.confirmBand}
          />
        )}
        <SidePanel caseView={caseView} view={view} isReadOnly={isReadOnly} does={does} />
      </div>
      {isSaving ? <RulerSheet caseView={caseView} series={series} view={view} onClose={() => setSaving(false)} /> : null}
    </div>
  );
}

const SaveRuler = memo(({ onSave }: { readonly onSave: () => void }) => (
  <Button variant="default" size="compact-xs" onClick={onSave} title="Save the ruler as a picture (Ctrl S)">Save…</Button>
));

/** Why what was done is not kept, where it is not. */
function NotKept() {
  const { book } = useEntries();
  const failure = useStore(book.store, (state) => state.refused ?? state.obstacle);
  return failure === null ? null : <Notice tone="warning" actions={<Button variant="default" onClick={() => book.retry()}>Try again</Button>}>{failureWords(failure)}</Notice>;
}
