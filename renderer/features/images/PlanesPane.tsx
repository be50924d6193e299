import { Button } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { createStore, useStore } from 'zustand';
import { useDisplayedImage } from '../../state/displayedImage.ts';
import { Notice } from '../../ui/Sign.tsx';
import { CUTS, type OpenedCt } from '../../viewer/openPlanes.ts';
import { createPlanesViewer, type PlanesState, type PlanesViewer } from '../../viewer/planesViewer.ts';
import type { Cut } from '../../../core/volume/standardPlanes.ts';
import '../../viewer/viewer.css';
import { FactsTile } from './FactsTile.tsx';
import { keepThumbnail } from './thumbnails.ts';
import { ToolBar, type Layout } from './ToolBar.tsx';
import { useStationKeys } from './useStationKeys.ts';
import { blobFetcher } from './useOpenedSeries.ts';

const FIRST_WINDOW = { width: 1200, level: 200 } as const;
const NAMES: Readonly<Record<Cut, string>> = { axial: 'Axial picture', coronal: 'Coronal picture', sagittal: 'Sagittal picture' };

/** Three linked planes with their tools. `above` stands between the tools and the pictures. */
export function PlanesPane({ opened, clampedVoxels, layout, onLayout, onState, onReopen, above, instead }: {
  readonly opened: OpenedCt | null; readonly clampedVoxels: number | null; readonly layout: Layout; readonly onLayout: (layout: Layout) => void;
  readonly onState: (state: PlanesState) => void; readonly onReopen: () => void; readonly above: ReactNode;
  /** Stands where the pictures would be; null while there are pictures, or some are on their way. */
  readonly instead: ReactNode;
}) {
  const tiles = useRef<Partial<Record<Cut, HTMLDivElement | null>>>({});
  const viewer = useRef<PlanesViewer | null>(null);
  // The cursor changes with every slice: only what shows it listens to it.
  const [states] = useState(() => createStore<PlanesState | null>(() => null));
  const tool = useStore(states, (state) => state?.tool ?? 'cross');
  const window = useStore(states, (state) => state?.window ?? FIRST_WINDOW);
  const present = useStore(states, (state) => state?.present ?? 0);
  const slices = useStore(states, (state) => state?.slices ?? 0);
  const stream = useStore(states, (state) => state?.stream ?? null);
  const isDrawn = useStore(states, (state) => state?.drawn != null);

  useLayoutEffect(() => {
    const { axial, coronal, sagittal } = tiles.current;
    if (axial == null || coronal == null || sagittal == null) return;
    let shown: OpenedCt | null = null;
    const made = createPlanesViewer({ axial, coronal, sagittal }, (next) => {
      states.setState(next, true);
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
  }, [onState, states]);

  useLayoutEffect(() => {
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

  const isLoading = opened !== null && stream?.kind === 'loading';
  return (
    <div className="pane">
      <ToolBar
        tool={tool} window={window} isHu={opened?.valuesAre !== 'stored values'}
        layout={layout} onLayout={onLayout}
        onTool={(next) => viewer.current?.setTool(next)} onWindow={(next) => viewer.current?.setWindow(next)}
        onReset={() => viewer.current?.reset()}
      />
      {above}
      {opened !== null && stream?.kind === 'failed' ? (
        <Notice tone="refused" actions={<><Button variant="default" onClick={() => viewer.current?.retry()}>Load the rest again</Button><Button variant="default" onClick={onReopen}>Open the series again</Button></>}>
          {streamWords(stream.code, present, slices)}
        </Notice>
      ) : null}
      {instead}
      <div className="tiles" data-layout={layout} hidden={instead !== null}>
        {!isDrawn ? <p className="tiles-note" role="status">Opening the series …</p> : null}
        <div
          className="busy" role="progressbar" aria-label="Slices loaded" aria-valuemin={0} aria-valuemax={slices}
          aria-valuenow={present} hidden={!isLoading}
        ><div style={{ width: `${slices === 0 ? 0 : (100 * present) / slices}%` }} /></div>
        {CUTS.map((cut) => (
          <div
            key={cut} ref={(node) => { tiles.current[cut] = node; }} className={`picture tile-${cut}`} data-tool="cross" data-cut={cut}
            role="group" aria-label={NAMES[cut]} aria-roledescription="medical picture" tabIndex={0}
          />
        ))}
        <FactsTile opened={opened} states={states} clampedVoxels={clampedVoxels} />
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
