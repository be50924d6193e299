import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useDisplayedImage } from '../../state/displayedImage.ts';
import { Notice } from '../../ui/Sign.tsx';
import { createPlanesViewer, CUTS, type OpenedCt, type PlanesState, type PlanesViewer } from '../../viewer/planesViewer.ts';
import type { Cut } from '../../../core/volume/standardPlanes.ts';
import '../../viewer/viewer.css';
import { FactsTile } from './FactsTile.tsx';
import { keepThumbnail } from './thumbnails.ts';
import { ToolBar, type Layout } from './ToolBar.tsx';
import { useStationKeys } from './useStationKeys.ts';
import { blobFetcher } from './useOpenedSeries.ts';

const NAMES: Readonly<Record<Cut, string>> = { axial: 'Axial picture', coronal: 'Coronal picture', sagittal: 'Sagittal picture' };

/** Three linked planes with their tools. `above` stands between the tools and the pictures. */
export function PlanesPane({ opened, layout, onLayout, onState, onReopen, above, instead }: {
  readonly opened: OpenedCt | null; readonly layout: Layout; readonly onLayout: (layout: Layout) => void;
  readonly onState: (state: PlanesState) => void; readonly onReopen: () => void; readonly above: ReactNode;
  /** Stands where the pictures would be; null while there are pictures, or some are on their way. */
  readonly instead: ReactNode;
}) {
  const tiles = useRef<Partial<Record<Cut, HTMLDivElement | null>>>({});
  const viewer = useRef<PlanesViewer | null>(null);
  const [state, setState] = useState<PlanesState | null>(null);

  useEffect(() => {
    const { axial, coronal, sagittal } = tiles.current;
    if (axial == null || coronal == null || sagittal == null) return;
    let shown: OpenedCt | null = null;
    const made = createPlanesViewer({ axial, coronal, sagittal }, (next) => {
      setState(next);
      onState(next);
      if (next.drawn !== null) {
        const picture = made.drawn('axial')?.picture;
        if (picture !== undefined) keepThumbnail(next.drawn.series.id, picture, next.window, false);
      }
      if (next.drawn === shown) return;
      shown = next.drawn;
      useDisplayedImage.getState().draw(shown === null ? null : { patient: shown.patient, series: shown.series });
    });
    viewer.current = made;
    return () => {
      viewer.current = null;
      made.dispose();
      useDisplayedImage.getState().draw(null);
    };
  }, [onState]);

  useEffect(() => {
    if (opened === null) viewer.current?.close();
    else viewer.current?.open(opened, blobFetcher(opened.blob));
  }, [opened]);

  useStationKeys((event) => {
    if (event.key.toLowerCase() === 'l' && !event.ctrlKey && !event.altKey && !event.metaKey) {
      onLayout(layout === 'planes' ? 'axial' : 'planes');
      return true;
    }
    return viewer.current?.key(event) ?? false;
  });

  const share = state === null || state.slices === 0 ? 0 : state.present / state.slices;
  const isLoading = opened !== null && state?.stream.kind === 'loading';
  return (
    <div className="pane">
      <ToolBar
        tool={state?.tool ?? 'cross'} window={state?.window ?? { width: 1200, level: 200 }} isHu={opened?.valuesAre !== 'stored values'}
        layout={layout} onLayout={onLayout}
        onTool={(tool) => viewer.current?.setTool(tool)} onWindow={(window) => viewer.current?.setWindow(window)}
        onReset={() => viewer.current?.reset()}
      />
      {above}
      {opened !== null && state?.stream.kind === 'failed' ? (
        <Notice tone="refused" actions={<><Button variant="default" onClick={() => viewer.current?.retry()}>Load the rest again</Button><Button variant="default" onClick={onReopen}>Open the series again</Button></>}>
          {streamWords(state.stream.code, state.present, state.slices)}
        </Notice>
      ) : null}
      {instead}
      <div className="tiles" data-layout={layout} hidden={instead !== null}>
        {state?.drawn == null ? <p className="tiles-note" role="status">Opening the series …</p> : null}
        <div
          className="busy" role="progressbar" aria-label="Slices loaded" aria-valuemin={0} aria-valuemax={state?.slices ?? 0}
          aria-valuenow={state?.present ?? 0} hidden={!isLoading}
        ><div style={{ width: `${100 * share}%` }} /></div>
        {CUTS.map((cut) => (
          <div
            key={cut} ref={(node) => { tiles.current[cut] = node; }} className={`picture tile-${cut}`} data-tool="cross" data-cut={cut}
            role="group" aria-label={NAMES[cut]} aria-roledescription="medical picture" tabIndex={0}
          />
        ))}
        <FactsTile opened={opened} state={state} />
      </div>
    </div>
  );
}

function streamWords(code: string, present: number, slices: number): string {
  switch (code) {
    case 'blob/not-found':
      return 'Fullmoon’s service no longer holds this series, perhaps because it was started again. Open the series again.';
    case 'stream/cut-short':
      return `Only ${present} of ${slices} slices arrived; the connection to Fullmoon’s service broke off. Load the rest again.`;
    case 'stream/not-understood':
      return 'What arrived is not this series. Nothing more of it is shown. Open the series again.';
    default:
      return `A slice of this series cannot be read (${code}); ${present} of ${slices} arrived. Import the series again from its source.`;
  }
}
