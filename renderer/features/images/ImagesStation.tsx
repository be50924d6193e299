import { useCallback, useEffect, useMemo, useState } from 'react';
import type { CaseView, SeriesView } from '../../../core/contract/schemas.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { useStationStatus, type StatusLine } from '../../state/statusLine.ts';
import { Notice } from '../../ui/Sign.tsx';
import type { PlanesState } from '../../viewer/planesViewer.ts';
import { failureWords } from '../../words.ts';
import { RunView } from '../angiography/RunView.tsx';
import { CaseReportSheet } from '../import/CaseReportSheet.tsx';
import { CardiacPhase } from './CardiacPhase.tsx';
import './images.css';
import { PlanesPane } from './PlanesPane.tsx';
import { ReportBox } from './ReportBox.tsx';
import { SeriesList } from './SeriesList.tsx';
import { NoPictures, SeriesNotice } from './SeriesNotice.tsx';
import { SlicesPane } from './SlicesPane.tsx';
import { dropThumbnails } from './thumbnails.ts';
import type { Layout } from './ToolBar.tsx';
import { useStationKeys } from './useStationKeys.ts';
import { useThumbnailsOf } from './useThumbnailsOf.ts';
import { useCheckedSeries } from './useCheckedSeries.ts';
import { firstAs, type OpenAs, type Refusal } from './useOpenedSeries.ts';

type SeriesId = SeriesView['id'];
interface Loading { readonly words: string; readonly isQuiet: boolean }
const NOT_LOADING: Loading = { words: '', isQuiet: false };

const PLANE_HINTS: StatusLine['hints'] = [
  { keys: ['1-7'], does: 'stations' }, { keys: ['Space'], does: 'centre crosshair here' }, { keys: ['Wheel'], does: 'slice' },
  { keys: ['F1-F6'], does: 'windows' }, { keys: ['Arrows'], does: '0.5 mm' }, { keys: ['R'], does: 'reset' },
];
const RUN_HINTS: StatusLine['hints'] = [
  { keys: ['1-7'], does: 'stations' }, { keys: ['Space'], does: 'play, pause' }, { keys: ['← →'], does: 'one frame' },
  { keys: ['Home', 'End'], does: 'first, last frame' },
];

const SLICE_HINTS: StatusLine['hints'] = [
  { keys: ['1-7'], does: 'stations' }, { keys: ['Wheel'], does: 'slice' }, { keys: ['← →'], does: 'one slice' },
  { keys: ['F1-F6'], does: 'windows' }, { keys: ['Home', 'End'], does: 'first, last slice' },
];

/** Station 2: the images of a case. */
export function ImagesStation({ caseView }: { readonly caseView: CaseView }) {
  const host = useHost();
  const settings = useAnswer('settings.load', {});
  const [chosen, setChosen] = useState<SeriesId | null>(null);
  const [chosenAs, setAs] = useState<OpenAs | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [chosenLayout, setLayout] = useState<Layout | null>(null);
  const [loading, setLoading] = useState<Loading>(NOT_LOADING);
  const [isReported, setReported] = useState(false);
  const layout = chosenLayout ?? (settings?.ok === true ? settings.value.startLayout : 'planes');

  const selected = wanted(caseView, chosen);
  const as = chosenAs ?? (selected === null ? 'acquired' : firstAs(selected));
  const { opening, clampedVoxels } = useCheckedSeries(selected?.id ?? null, as, attempt);
  useEffect(() => dropThumbnails, []);
  const isRun = selected?.kind === 'xa-run';
  const isQuiet = opening.kind === 'refused' || (opening.kind === 'opened' && (opening.opened.kind !== 'ct-volume' || loading.isQuiet));
  useThumbnailsOf(caseView.series, isQuiet);

  useStationKeys(({ key, ctrlKey, altKey, metaKey }) => {
    const isReport = key.toLowerCase() === 'i' && !ctrlKey && !altKey && !metaKey;
    if (isReport) setReported(true);
    return isReport;
  });

  const select = (id: SeriesId): void => {
    setChosen(id);
    setAs(null);
    void host['series.select']({ caseId: caseView.row.id, series: id });
  };
  // Pointer and window change with every frame; this station only wants to know how the loading stands.
  const tellLoading = useCallback(({ present, slices, stream }: PlanesState) => {
    const next = { words: slices === 0 ? '' : `${present} of ${slices} slices in memory`, isQuiet: slices > 0 && stream.kind !== 'loading' };
    setLoading((now) => (now.words === next.words && now.isQuiet === next.isQuiet ? now : next));
  }, []);
  const reopen = useCallback(() => setAttempt((count) => count + 1), []);

  const loaded = isRun || as === 'slices' ? '' : loading.words;
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
        <ReportBox report={caseView.reports[0]} onAll={() => setReported(true)} />
      </div>
      {selected === null ? (
        <div className="pane"><Notice tone="warning">Nothing in this case can be shown as a picture. The import report on the left says why for each file.</Notice></div>
      ) : isRun ? (
        <RunView key={selected.id} series={selected} opening={opening} onReopen={reopen} />
      ) : as === 'slices' && opening.kind !== 'refused' ? (
        <SlicesPane
          opened={opening.kind === 'opened' && opening.opened.kind === 'ct-slices' ? opening.opened : null}
          above={<SeriesNotice series={selected} as={as} onAs={setAs} correction={null} clampedVoxels={null} />}
        />
      ) : (
        <PlanesPane
          opened={opening.kind === 'opened' && opening.opened.kind === 'ct-volume' ? opening.opened : null}
          layout={layout} onLayout={setLayout} onState={tellLoading} onReopen={reopen}
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

/** Why there is no picture: the problems of the series themselves where the host names them. */
const reasonsOf = (failure: Refusal): readonly string[] =>
  (failure.code === 'series/not-a-volume' ? failure.reasons : [failureWords(failure)]);

/** A button that was pressed with the pointer gives the keyboard back to the pictures. */
function releasePointerFocus({ detail, target }: { readonly detail: number; readonly target: EventTarget }): void {
  if (detail > 0 && target instanceof Element && target.closest('button') !== null
    && document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** The item chosen here, else the one kept with the case, else the proposed one, else the first that can be shown. */
function wanted({ series, selected }: CaseView, chosen: SeriesId | null): SeriesView | null {
  const shown = series.filter(({ setAside, kind }) => setAside === null && kind !== 'other');
  return shown.find(({ id }) => id === chosen) ?? shown.find(({ id }) => id === selected)
    ?? shown.find(({ proposed }) => proposed !== null) ?? shown[0] ?? null;
}
