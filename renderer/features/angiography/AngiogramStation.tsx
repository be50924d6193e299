import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { offsetByBeat } from '../../../core/angiography/alignment.ts';
import { overlayFit, type CompositeView } from '../../../core/angiography/opacity.ts';
import type { CaseView, SeriesView } from '../../../core/contract/schemas.ts';
import { useHost } from '../../api/useHost.ts';
import { useCommands } from '../../state/commands.ts';
import type { Opening } from '../../state/heldSeries.ts';
import { useStationStatus, type StatusLine } from '../../state/statusLine.ts';
import { useView } from '../../state/viewStore.ts';
import { Notice } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { AnnotationsPanel, type FrameMetre } from '../annotations/AnnotationsPanel.tsx';
import { useWishedSeries } from '../annotations/useWish.ts';
import { Capture } from '../capture/Capture.tsx';
import { useThumbnailsOf } from '../images/useThumbnailsOf.ts';
import { useCheckedSeries } from '../images/useCheckedSeries.ts';
import { useReopening } from '../images/useOpenedSeries.ts';
import { Segments } from '../images/ToolBar.tsx';
import { useViews } from '../images/useViews.ts';
import { ANGIOGRAM_COMMANDS, PICKING_COMMANDS } from './commands.ts';
import { CalibrationPanel } from './CalibrationPanel.tsx';
import { DualPanel } from './DualPanel.tsx';
import { Filmstrip } from './Filmstrip.tsx';
import { PicturePanel } from './PicturePanel.tsx';
import { RunDesk } from './RunDesk.tsx';
import { useChosenRuns } from './runStore.ts';
import { LookOnly } from './RunView.tsx';
import { runStepsOf } from './runSteps.ts';
import { roleOf, type ShownRole } from './runWords.ts';
import { useCalibration } from './useCalibration.ts';
import { useGap } from './useGap.ts';
import { useLook } from './useLook.ts';
import { alignable, useRunDesk, type DeskRun } from './useRunDesk.ts';
import { useRunNotes } from './useRunNotes.ts';

const HINTS: StatusLine['hints'] = [
  { keys: ['Space'], does: 'play' }, { keys: ['← →'], does: 'frame' }, { keys: ['Shift ← →'], does: 'beat' },
  { keys: ['↑ ↓'], does: 'run' }, { keys: ['W'], does: 'two runs' }, { keys: ['K'], does: 'calibrate' }, { keys: ['S'], does: 'subtract' },
  { keys: ['V'], does: 'invert' },
];

/** Station 5: the runs of a case on one clock, side by side or in one picture, calibrated and subtracted. */
export function AngiogramStation({ caseView }: { readonly caseView: CaseView }) {
  const host = useHost();
  const caseId = caseView.row.id;
  const runs = useMemo(() => caseView.series.filter(({ kind, setAside }) => kind === 'xa-run' && setAside === null), [caseView.series]);
  const notes = useRunNotes(caseId);
  const { views, arrange } = useViews();
  const [first, second] = useShownRuns(caseView, runs);
  const openings = [useCheckedSeries(first?.id ?? null, 'acquired').opening, useCheckedSeries(second?.id ?? null, 'acquired').opening] as const;
  const reopenings = [useReopening(first?.id ?? null, 'acquired'), useReopening(second?.id ?? null, 'acquired')] as const;
  const [openedFirst, openedSecond] = [openedOf(openings[0]), openedOf(openings[1])];
  const desk = useRunDesk(openedFirst, openedFirst === null ? null : openedSecond, notes);
  const look = useLook(desk);
  const steps = useMemo(() => runStepsOf(host, caseId), [host, caseId]);
  const work = useCalibration(desk, steps);
  const isOverlay = look.look.show === 'overlay' && desk.runs.length > 1;
  const gap = useGap(desk, isOverlay);
  useThumbnailsOf(runs, openedFirst !== null);
  useStationStatus(useMemo(() => ({ hints: HINTS, state: [] }), []));

  const fit = useMemo(() => {
    const [one, other] = [openedFirst, openedSecond].map((opened) => (opened === null ? null : viewOf(opened)));
    return one == null || other == null ? null : overlayFit(one, other);
  }, [openedFirst, openedSecond]);
  // Both composites are made; the second is laid over the first as soon as it is whole.
  const [one, other] = desk.runs;
  const laid = other?.viewer?.composite() ?? null;
  useEffect(() => one?.viewer?.overlay(isOverlay ? laid : null), [one?.viewer, isOverlay, laid]);

  const choose = (front: SeriesView['id'], beside: SeriesView['id'] | null): void => {
    look.overlay(false);
    useChosenRuns.getState().choose(caseId, front, beside);
  };
  const stepRun = (by: number): void => {
    const next = runs[runs.findIndex(({ id }) => id === first?.id) + by];
    if (next !== undefined) choose(next.id, second?.id === next.id ? null : second?.id ?? null);
  };
  const beside = (): void => {
    if (first === null) return;
    if (second !== null) choose(first.id, null);
    else {
      const partner = partnerOf(first, runs);
      if (partner === null) useView.getState().say('This case has one run only');
      else choose(first.id, partner.id);
    }
  };
  const overlay = (): void => {
    if (fit?.ok === true) look.overlay(!isOverlay);
    else useView.getState().say(fit === null ? 'Lay a second run beside this one first' : 'The two runs do not fit over each other');
  };
  const nudge = (steps: number): void => {
    const [left, right] = desk.runs;
    if (left === undefined || right === undefined) return;
    const now = desk.clock.getState().offsetsMs[1] ?? 0;
    if (desk.align === 'ecg') {
      const found = offsetByBeat(alignable(left), alignable(right), now, steps);
      if (found.ok) desk.setAlign('ecg', found.value);
      return;
    }
    desk.setAlign('hand', now + steps * (left.times.roundMs / Math.max(1, left.opened.frames)));
  };
  const name = (run: DeskRun, role: ShownRole): void => {
    void steps.name({ series: run.opened.series.id, note: run.note }, role).then((refused) => {
      if (refused !== null) useView.getState().say(refused);
    });
  };

  useCommands(ANGIOGRAM_COMMANDS, {
    previousRun: () => stepRun(-1), nextRun: () => stepRun(1), beside, overlay,
    lead: desk.runs.length > 1 ? () => desk.setLead(1 - desk.lead) : undefined,
    earlier: desk.runs.length > 1 ? () => nudge(-1) : undefined, later: desk.runs.length > 1 ? () => nudge(1) : undefined,
    catheter: () => work.begin('catheter'), sphere: () => work.begin('sphere'), distance: () => work.begin('distance'),
    gap: isOverlay ? gap.begin : undefined,
  });
  const area = useRef<HTMLDivElement>(null);
  const picking = work.picking ?? gap.picking;
  useCommands(PICKING_COMMANDS, picking === null ? {} : {
    left: () => picking.move(-1, 0), right: () => picking.move(1, 0), up: () => picking.move(0, -1), down: () => picking.move(0, 1),
    farLeft: () => picking.move(-10, 0), farRight: () => picking.move(10, 0), farUp: () => picking.move(0, -10), farDown: () => picking.move(0, 10),
    place: () => (work.step.kind === 'measured' ? work.use() : picking.place()),
    again: work.step.kind === 'idle' ? picking.again : work.again,
    cancel: work.step.kind === 'idle' ? gap.cancel : work.cancel,
  }, area);

  useWishedSeries([first?.id ?? null, second?.id ?? null], (id) => {
    if (runs.some((run) => run.id === id)) choose(id, null);
    else useView.getState().go('images');
  });
  const metreOf = (id: SeriesView['id']): FrameMetre => {
    const run = desk.runs.find(({ opened }) => opened.series.id === id);
    const scale = run?.scale.mmPerPixel == null ? null : { mmPerPixel: run.scale.mmPerPixel, source: run.scale.beside };
    return { aspect: run?.opened.pixelAspect ?? 1, scale };
  };

  if (runs.length === 0) {
    return <div className="pane"><Notice tone="warning">This case holds no angiogram that can be shown. Import the angiography of this patient; it joins the case.</Notice></div>;
  }
  const refused = openings.flatMap((opening, n) => (opening.kind === 'refused' ? [{ failure: opening.failure, reopen: reopenings[n] }] : []));
  return (
    <div className="angio">
      <div className="pane" ref={area}>
        <RunDesk
          desk={desk} look={look} isOverlay={isOverlay} isPicking={picking !== null}
          above={refused.length > 0
            ? refused.map(({ failure, reopen }) => (
              <Notice key={failure.code} tone="refused" actions={<Button variant="default" onClick={reopen}>Open the run again</Button>}>{failureWords(failure)}</Notice>
            ))
            : [first, second].map((run) => (run === null ? null : <LookOnly key={run.id} series={run} />))}
          tools={(
            <Segments
              label="Runs shown" chosen={isOverlay ? 'overlay' : second === null ? 'one' : 'two'}
              onChoose={(shown) => {
                if (shown === 'overlay') overlay();
                else if ((shown === 'two') !== (second !== null)) beside();
                else look.overlay(false);
              }}
              options={[
                { value: 'one', name: 'One run (W)', words: 'One' }, { value: 'two', name: 'Two runs side by side (W)', words: 'Side by side' },
                { value: 'overlay', name: 'Donor and target in one picture (U)', words: 'In one' },
              ]}
            />
          )}
        />
        <Filmstrip
          runs={runs} notes={notes} first={first?.id ?? null} second={second?.id ?? null}
          onFirst={(id) => choose(id, second?.id === id ? null : second?.id ?? null)}
          onSecond={(id) => { if (first !== null) choose(first.id, id); }}
        />
      </div>
      <div className="angio-side">
        <CalibrationPanel run={desk.runs[desk.lead]} work={work} />
        {desk.runs.length === 0 ? null : <PicturePanel desk={desk} look={look} />}
        {desk.runs.length === 0 ? null : <DualPanel
          desk={desk} fit={fit} isOverlay={isOverlay} gap={isOverlay ? gap.words : null}
          onRole={name} onOverlay={overlay} onGap={gap.begin} onNudge={nudge}
        />}
        <AnnotationsPanel metreOf={metreOf} />
        <Capture choice={views.capture} onChoice={(capture) => arrange({ capture })} />
      </div>
    </div>
  );
}

/** The runs in front and beside: those chosen in this case, else the one kept with it, else a dual injection, else the first. */
function useShownRuns(caseView: CaseView, runs: readonly SeriesView[]): readonly [SeriesView | null, SeriesView | null] {
  const chosen = useChosenRuns();
  const isChosen = chosen.caseId === caseView.row.id;
  const front = (isChosen ? runs.find(({ id }) => id === chosen.first) : undefined)
    ?? runs.find(({ id }) => id === caseView.selected) ?? runs[0] ?? null;
  const beside = isChosen ? runs.find(({ id }) => id === chosen.second) ?? null : null;
  return [front, beside?.id === front?.id ? null : beside];
}

/** The run that most likely belongs to a dual injection with this one: the other role, else its neighbour. */
function partnerOf(run: SeriesView, runs: readonly SeriesView[]): SeriesView | null {
  const { role } = roleOf(run.description, null);
  const wanted = role === 'donor' ? 'target' : role === 'target' ? 'donor' : null;
  const others = runs.filter(({ id }) => id !== run.id);
  const at = runs.findIndex(({ id }) => id === run.id);
  return others.find((other) => wanted !== null && roleOf(other.description, null).role === wanted) ?? runs[at + 1] ?? runs[at - 1] ?? null;
}

const openedOf = (opening: Opening) => (opening.kind === 'opened' && opening.opened.kind === 'xa-run' ? opening.opened : null);

const viewOf = ({ series, columns, rows, bytesPerSample, samplesPerPixel, details: { geometry } }: NonNullable<ReturnType<typeof openedOf>>): CompositeView => ({
  angles: series.angles, columns, rows, bytesPerSample, isColour: samplesPerPixel === 3,
  sourceToDetectorMm: geometry.sourceToDetectorMm, imagerPixelSpacing: geometry.imagerPixelSpacing,
});
