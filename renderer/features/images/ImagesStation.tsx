import { useCallback, useEffect, useId, useMemo, useState } from 'react';
import type { CaseView, SeriesView, Views } from '../../../core/contract/schemas.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { openSecondWindow } from '../../state/secondWindow.ts';
import { useCommands } from '../../state/commands.ts';
import type { OpenAs, Refusal } from '../../state/heldSeries.ts';
import { useUndo } from '../../state/undoStore.ts';
import { useStationStatus, type StatusLine } from '../../state/statusLine.ts';
import { Notice } from '../../ui/Sign.tsx';
import type { Compared, PlanesState } from '../../viewer/planesState.ts';
import { failureWords } from '../../words.ts';
import { AnnotationsPanel } from '../annotations/AnnotationsPanel.tsx';
import { useWishedSeries } from '../annotations/useWish.ts';
import { RunView } from '../angiography/RunView.tsx';
import { Capture } from '../capture/Capture.tsx';
import { CaseReportSheet } from '../import/CaseReportSheet.tsx';
import { CardiacPhase } from './CardiacPhase.tsx';
import { comparableWith } from './comparable.ts';
import { ComparePanel, type Comparing } from './ComparePanel.tsx';
import { IMAGES_COMMANDS } from './commands.ts';
import './images.css';
import { PlanesPane } from './PlanesPane.tsx';
import { ReportBox } from './ReportBox.tsx';
import { SeriesList } from './SeriesList.tsx';
import { NoPictures, SeriesNotice } from './SeriesNotice.tsx';
import { SlicesPane } from './SlicesPane.tsx';
import { dropThumbnails } from './thumbnails.ts';
import { useThumbnailsOf } from './useThumbnailsOf.ts';
import { useCheckedSeries } from './useCheckedSeries.ts';
import { firstAs, useOpenedSeries, useReopening } from './useOpenedSeries.ts';
import { useViews } from './useViews.ts';
import { wantedSeries } from './wantedSeries.ts';

type SeriesId = SeriesView['id'];
interface Loading { readonly words: string; readonly isQuiet: boolean }
const NOT_LOADING: Loading = { words: '', isQuiet: false };

const PLANE_HINTS: StatusLine['hints'] = [
  { keys: ['1-7'], does: 'stations' }, { keys: ['Space'], does: 'centre crosshair here' }, { keys: ['Wheel'], does: 'slice' },
  { keys: ['Shift drag', 'Q W'], does: 'turn planes' }, { keys: ['B'], does: 'slab' }, { keys: ['F1-F6'], does: 'windows' }, { keys: ['F7-F10'], does: 'layouts' },
  { keys: ['R'], does: 'reset' }, { keys: ['Ctrl K'], does: 'commands' },
];
const RUN_HINTS: StatusLine['hints'] = [
  { keys: ['1-7'], does: 'stations' }, { keys: ['Space'], does: 'play, pause' }, { keys: ['← →'], does: 'one frame' },
  { keys: ['Home', 'End'], does: 'first, last frame' }, { keys: ['Ctrl K'], does: 'commands' },
];

const SLICE_HINTS: StatusLine['hints'] = [
  { keys: ['1-7'], does: 'stations' }, { keys: ['Wheel'], does: 'slice' }, { keys: ['← →'], does: 'one slice' },
  { keys: ['F1-F6'], does: 'windows' }, { keys: ['Home', 'End'], does: 'first, last slice' },
];

/** Station 2: the images of a case. */
export function ImagesStation({ caseView }: { readonly caseView: CaseView }) {
  const host = useHost();
  const [chosen, setChosen] = useState<SeriesId | null>(null);
  const [chosenAs, setAs] = useState<OpenAs | null>(null);
  const { views, arrange } = useViews();
  const [wish, setWish] = useState<Comparing | null>(null);
  const [compared, setCompared] = useState<Compared | null>(null);
  const [loading, setLoading] = useState<Loading>(NOT_LOADING);
  const [isReported, setReported] = useState(false);

  const selected = wantedSeries(caseView, chosen);
  const as = chosenAs ?? (selected === null ? 'acquired' : firstAs(selected));
  const { opening, clampedVoxels } = useCheckedSeries(selected?.id ?? null, as);
  // Another phase on the screen: what cannot stand beside it is not compared with it.
  const comparable = selected === null || as !== 'acquired' ? [] : comparableWith(caseView.series, selected);
  const comparing = comparable.some(({ id }) => id === wish?.id) ? wish : null;
  const besides = useOpenedSeries(comparing?.id ?? null, 'acquired');
  const openedSecond = comparing !== null && besides.kind === 'opened' && besides.opened.kind === 'ct-volume' ? besides.opened : null;
  const second = useMemo(
    () => (openedSecond === null || comparing === null ? null : { opened: openedSecond, as: comparing.as }), [openedSecond, comparing],
  );
  useEffect(() => dropThumbnails, []);
  const isRun = selected?.kind === 'xa-run';
  const isQuiet = opening.kind === 'refused' || (opening.kind === 'opened' && (opening.opened.kind !== 'ct-volume' || loading.isQuiet));
  useThumbnailsOf(caseView.series, isQuiet);

  const about = useAnswer('shell.about', {});
  const canOpenWindow = about?.ok === true && about.value.capabilities.secondWindow;
  useCommands(IMAGES_COMMANDS, {
    report: () => setReported(true),
    secondWindow: canOpenWindow ? () => openSecondWindow(caseView.row.id) : undefined,
  });

  const select = (id: SeriesId): void => {
    setChosen(id);
    // Of the one that is open already nothing new will be told.
    if (id !== selected?.id) setLoading(NOT_LOADING);
    setAs(null);
    void host['series.select']({ caseId: caseView.row.id, series: id });
  };
  useWishedSeries([selected?.id ?? null], select);
  const scope = useId();
  useEffect(() => () => useUndo.getState().forget(scope), [scope]);
  const rearrange = (part: Partial<Views>): void => {
    arrange(part);
    useUndo.getState().did({ words: 'layout', scope, undo: () => arrange(views), redo: () => arrange({ ...views, ...part }) });
  };
  // Pointer and window change with every frame; this station only wants to know how the loading stands.
  const tellLoading = useCallback(({ present, slices, stream, compared: other }: PlanesState) => {
    setCompared((now) => (isSameStanding(now, other) ? now : other));
    const next = { words: slices === 0 ? '' : `${present} of ${slices} slices in memory`, isQuiet: slices > 0 && stream.kind !== 'loading' };
    setLoading((now) => (now.words === next.words && now.isQuiet === next.isQuiet ? now : next));
  }, []);
  const reopen = useReopening(selected?.id ?? null, as);

  // While the next one is opened, the last picture stays; what is told of memory is not of that.
  const loaded = isRun || as === 'slices' || opening.kind !== 'opened' ? '' : loading.words;
  const hints = isRun ? RUN_HINTS : as === 'slices' ? SLICE_HINTS : PLANE_HINTS;
  useStationStatus(useMemo(
    () => ({ hints, state: loaded === '' ? [] : [loaded] }), [hints, loaded],
  ));

  return (
    <div className="images" onClick={releasePointerFocus}>
      {isReported ? <CaseReportSheet id={caseView.row.id} onClose={() => setReported(false)} /> : null}
      <div className="images-side">
        <SeriesList series={caseView.series} selected={selected?.id ?? null} onSelect={select} />
        {selected === null ? null : <CardiacPhase series={caseView.series} selected={selected} onSelect={select} />}
        <ComparePanel series={comparable} comparing={comparing} compared={compared} onCompare={setWish} />
        <AnnotationsPanel />
        <ReportBox report={caseView.reports[0]} onAll={() => setReported(true)} />
        <Capture choice={views.capture} onChoice={(capture) => arrange({ capture })} />
      </div>
      {selected === null ? (
        <div className="pane"><Notice tone="warning">Nothing in this case can be shown as a picture. The import report on the left says why for each file.</Notice></div>
      ) : isRun ? (
        <RunView key={selected.id} caseId={caseView.row.id} series={selected} opening={opening} onReopen={reopen} />
      ) : as === 'slices' && opening.kind !== 'refused' ? (
        <SlicesPane
          opened={opening.kind === 'opened' && opening.opened.kind === 'ct-slices' ? opening.opened : null}
          above={<SeriesNotice series={selected} as={as} onAs={setAs} correction={null} clampedVoxels={null} />}
        />
      ) : (
        <PlanesPane
          opened={opening.kind === 'opened' && opening.opened.kind === 'ct-volume' ? opening.opened : null}
          second={second} views={views} onArrange={rearrange} onState={tellLoading} onReopen={reopen}
          onCompare={() => setWish(nextComparing(comparing, comparable[0]?.id))}
          clampedVoxels={clampedVoxels}
          instead={opening.kind === 'refused' ? <NoPictures series={selected} as={as} reasons={reasonsOf(opening.failure)} onAs={setAs} /> : null}
          above={opening.kind === 'refused' ? null
            : <SeriesNotice
              series={selected} as={as} onAs={setAs} clampedVoxels={clampedVoxels}
              correction={opening.kind === 'opened' && opening.opened.kind === 'ct-volume' ? opening.opened.correction : null}
            />}
        />
      )}
    </div>
  );
}

/** Beside, then by turns, then not at all. */
function nextComparing(now: Comparing | null, first: SeriesId | undefined): Comparing | null {
  if (now === null) return first === undefined ? null : { id: first, as: 'beside' };
  return now.as === 'beside' ? { ...now, as: 'by turns' } : null;
}

const isSameStanding = (one: Compared | null, other: Compared | null): boolean =>
  one?.opened === other?.opened && one?.present === other?.present && one?.stream.kind === other?.stream.kind;

/** Why there is no picture: the problems of the series themselves where the host names them. */
const reasonsOf = (failure: Refusal): readonly string[] =>
  (failure.code === 'series/not-a-volume' ? failure.reasons : [failureWords(failure)]);

/** A button that was pressed with the pointer gives the keyboard back to the pictures. */
function releasePointerFocus({ detail, target }: { readonly detail: number; readonly target: EventTarget }): void {
  if (detail > 0 && target instanceof Element && target.closest('button') !== null
    && document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
