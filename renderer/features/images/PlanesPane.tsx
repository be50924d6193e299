import { Button } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { createStore, useStore } from 'zustand';
import type { Views } from '../../../core/contract/schemas.ts';
import { CUTS } from '../../../core/volume/planeAxes.ts';
import type { Cut } from '../../../core/volume/standardPlanes.ts';
import { useHeldSeries } from '../../api/useHost.ts';
import { actionHandlers, useCommands } from '../../state/commands.ts';
import { useDisplayedImage } from '../../state/displayedImage.ts';
import { Notice } from '../../ui/Sign.tsx';
import { planeSurface } from '../../viewer/marks/planeSurface.ts';
import { PLANE_ALONE, type OpenedCt } from '../../viewer/openPlanes.ts';
import { PLANES_ACTIONS, type CompareAs, type PlanesState } from '../../viewer/planesState.ts';
import { createPlanesViewer, type PlanesViewer } from '../../viewer/planesViewer.ts';
import type { PlaneElements } from '../../viewer/planeTile.ts';
import '../../viewer/viewer.css';
import { middleOf } from '../annotations/annotationWords.ts';
import { AnnotationTools } from '../annotations/AnnotationTools.tsx';
import { useMarks } from '../annotations/useMarks.ts';
import { useWish } from '../annotations/useWish.ts';
import { PLANES_COMMANDS, windowHandlers } from './commands.ts';
import { RenderingTile, type PlanesBeside } from '../rendering/RenderingTile.tsx';
import type { RenderSource } from '../../viewer/rendering/renderingViewer.ts';
import { FactsTile } from './FactsTile.tsx';
import { FourthTile } from './FourthTile.tsx';
import { keepThumbnail } from './thumbnails.ts';
import { seriesDetail, seriesTitle } from './seriesWords.ts';
import { ToolBar } from './ToolBar.tsx';
import { undoneParts } from './undoneParts.ts';
import { useLinkedWindows } from './useLinkedWindows.ts';
import { useViewUndo } from './useViewUndo.ts';

const FIRST_WINDOW = { width: 1200, level: 200 } as const;
const NAMES: Readonly<Record<Cut, string>> = { axial: 'Axial picture', coronal: 'Coronal picture', sagittal: 'Sagittal picture' };
const SIDES = ['first', 'second'] as const;
const LAYOUTS: readonly Views['layout'][] = ['planes', 'large', 'row', 'single'];
/** How long each of two series by turns is seen. */
const BLINK_MS = 800;

type Nodes = Partial<Record<Cut, HTMLDivElement | null>>;
const whole = ({ axial, coronal, sagittal }: Nodes): PlaneElements | null =>
  (axial == null || coronal == null || sagittal == null ? null : { axial, coronal, sagittal });

/** Three linked planes with their tools. `above` stands between the tools and the pictures. */
export function PlanesPane({ opened, second, clampedVoxels, views, onArrange, onState, onReopen, onCompare, above, instead }: {
  readonly opened: OpenedCt | null; readonly clampedVoxels: number | null;
  /** What it is compared with; null where it is not, or that is still opening. */
  readonly second: { readonly opened: OpenedCt; readonly as: CompareAs } | null;
  readonly views: Views; readonly onArrange: (part: Partial<Views>) => void;
  readonly onState: (state: PlanesState) => void; readonly onReopen: () => void;
  /** The next way to compare. */
  readonly onCompare: () => void;
  readonly above: ReactNode;
  /** Stands where the pictures would be; null while there are pictures, or some are on their way. */
  readonly instead: ReactNode;
}) {
  const held = useHeldSeries();
  const nodes = useRef<Record<'first' | 'second', Nodes>>({ first: {}, second: {} });
  const viewer = useRef<PlanesViewer | null>(null);
  // The cursor changes with every slice: only what shows it listens to it.
  const [states] = useState(() => createStore<PlanesState | null>(() => null));
  const tool = useStore(states, (state) => state?.tool ?? 'cross');
  const window = useStore(states, (state) => state?.window ?? FIRST_WINDOW);
  const slab = useStore(states, (state) => state?.slab ?? PLANE_ALONE);
  const isFree = useStore(states, (state) => state?.isFree ?? false);
  const isTurned = useStore(states, (state) => state?.isTurned ?? false);
  const present = useStore(states, (state) => state?.present ?? 0);
  const slices = useStore(states, (state) => state?.slices ?? 0);
  const stream = useStore(states, (state) => state?.stream ?? null);
  const isDrawn = useStore(states, (state) => state?.drawn != null);
  const [isBlinking, setBlinking] = useState(false);

  const [beside] = useState<PlanesBeside>(() => ({
    planeOf: (cut) => viewer.current?.drawn(cut)?.view.plane ?? null,
    whenMoved: (moved) => states.subscribe(moved),
  }));

  useLayoutEffect(() => {
    const [first, besides] = [whole(nodes.current.first), whole(nodes.current.second)];
    if (first === null || besides === null) return;
    let shown: OpenedCt | null = null;
    const made = createPlanesViewer(first, besides, (next) => {
      states.setState(next, true);
      onState(next);
      if (next.drawn !== null) {
        const drawn = made.drawn('axial');
        if (drawn?.isFine === true && drawn.picture.of === next.drawn) keepThumbnail(next.drawn.series.id, drawn.picture, next.window, false);
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

  const isRefused = instead !== null;
  useLayoutEffect(() => {
    // While the next one is opened, the last picture stays.
    if (opened !== null) viewer.current?.open(held.volumeOf(opened));
    else if (isRefused) viewer.current?.close();
  }, [held, opened, isRefused]);

  useLayoutEffect(() => {
    if (opened !== null) viewer.current?.compare(second === null ? null : { volume: held.volumeOf(second.opened), as: second.as });
  }, [held, opened, second]);

  const inFront = useStore(states, (state) => (state?.compared?.isInFront === true ? state.compared.opened : state?.drawn ?? null));
  const isByTurns = second?.as === 'by turns';
  // Nothing blinks for who asks the system for less motion; the key for the other series stays.
  const isStill = useReducedMotion(undefined, { getInitialValueInEffect: false });
  useEffect(() => {
    if (!isBlinking || !isByTurns || isStill) return;
    const timer = setInterval(() => viewer.current?.act('flip'), BLINK_MS);
    return () => clearInterval(timer);
  }, [isBlinking, isByTurns, isStill]);

  const { layout, main } = views;
  // Keys are for a plane that can be seen.
  useEffect(() => {
    if (layout === 'single' || layout === 'large') viewer.current?.setActive(main);
  }, [layout, main]);
  const surfaces = useCallback(() => SIDES.flatMap((of) => CUTS.flatMap((cut) => {
    const seam = viewer.current?.seam(cut, of) ?? null;
    return seam === null ? [] : [planeSurface(seam, () => viewer.current?.scene() ?? null)];
  })), []);
  useMarks(surfaces);
  useWish([useStore(states, (state) => state?.drawn?.series.id ?? null)], useCallback((annotation) => {
    const middle = middleOf(annotation);
    if (middle !== null && annotation.place.space === 'patient') viewer.current?.lookAt(middle, annotation.place.normal);
  }, []));
  useLinkedWindows(states, useCallback(() => viewer.current, []));
  useViewUndo(
    states, useCallback(() => viewer.current?.state() ?? null, []), useMemo(() => undoneParts(() => viewer.current), []),
    useCallback(() => viewer.current?.scene()?.opened.series.id ?? null, []),
  );

  useCommands(PLANES_COMMANDS, {
    ...actionHandlers(PLANES_ACTIONS, (action) => viewer.current?.act(action)),
    ...windowHandlers(opened?.valuesAre === 'HU', (next) => viewer.current?.setWindow(next)),
    nextLayout: () => onArrange({ layout: LAYOUTS[(LAYOUTS.indexOf(layout) + 1) % LAYOUTS.length] ?? 'planes' }),
    ...Object.fromEntries(LAYOUTS.map((each) => [`layout ${each}`, () => onArrange({ layout: each })])),
    ...Object.fromEntries(CUTS.map((cut) => [`main ${cut}`, () => onArrange({ main: cut, layout: layout === 'single' ? 'single' : 'large' })])),
    compare: onCompare,
    flip: isByTurns ? () => viewer.current?.act('flip') : undefined,
    blink: isByTurns && !isStill ? () => setBlinking((now) => !now) : undefined,
  });

  const source = useMemo(() => sourceOf(viewer.current, opened, isDrawn && stream?.kind === 'complete'), [opened, isDrawn, stream]);

  const isLoading = opened !== null && stream?.kind === 'loading';
  return (
    <div className="pane">
      <ToolBar
        tool={tool} window={window} isHu={opened?.valuesAre !== 'stored values'} slab={slab} isFree={isFree} isTurned={isTurned}
        layout={layout} onLayout={(next) => onArrange({ layout: next })}
        onTool={(next) => viewer.current?.setTool(next)} onWindow={(next) => viewer.current?.setWindow(next)}
        onSlab={(next) => viewer.current?.setSlab(next)} onFree={() => viewer.current?.setFree(!isFree)}
        onStraighten={() => viewer.current?.straighten()} onReset={() => viewer.current?.reset()}
        drawing={<AnnotationTools />}
      />
      {above}
      {opened !== null && stream?.kind === 'failed' ? (
        <Notice tone="refused" actions={<><Button variant="default" onClick={() => viewer.current?.retry()}>Load the rest again</Button><Button variant="default" onClick={onReopen}>Open the series again</Button></>}>
          {streamWords(stream.code, present, slices)}
        </Notice>
      ) : null}
      {isByTurns && inFront !== null ? (
        <div className="by-turns" role="group" aria-label="By turns">
          <b>{seriesTitle(inFront.series)}</b><span className="second">{seriesDetail(inFront.series)}</span><span className="gap" />
          <Button variant="default" onClick={() => viewer.current?.act('flip')} title="The other series (X)">Other series</Button>
          {isStill ? <span className="second">not by itself: this computer is set to less motion</span> : (
            <Button variant="default" aria-pressed={isBlinking} onClick={() => setBlinking((now) => !now)} title="By itself, or stop (Shift X)">{isBlinking ? 'Stop' : 'By itself'}</Button>
          )}
        </div>
      ) : null}
      {instead}
      <div className="tiles" data-layout={layout} data-main={main} data-beside={second?.as === 'beside'} hidden={isRefused}>
        {!isDrawn ? <p className="tiles-note" role="status">Opening the series …</p> : null}
        <div
          className="busy" role="progressbar" aria-label="Slices loaded" aria-valuemin={0} aria-valuemax={slices}
          aria-valuenow={present} hidden={!isLoading}
        ><div style={{ width: `${slices === 0 ? 0 : (100 * present) / slices}%` }} /></div>
        {SIDES.flatMap((of) => CUTS.map((cut) => (
          <div
            key={`${of} ${cut}`} ref={(node) => { nodes.current[of][cut] = node; }} className={`picture tile-${cut}`} data-tool="cross"
            data-cut={of === 'first' ? cut : undefined} data-of={of} data-main={cut === main}
            role="group" aria-label={of === 'first' ? NAMES[cut] : `${NAMES[cut]} of the second series`} aria-roledescription="medical picture" tabIndex={0}
            onDoubleClick={(event) => {
              if (!event.defaultPrevented) onArrange({ main: cut, layout: layout === 'single' ? 'planes' : 'single' });
            }}
          />
        )))}
        <FourthTile volume={opened?.valuesAre === 'HU' ? <RenderingTile source={source} planes={beside} /> : null} facts={<FactsTile opened={opened} states={states} clampedVoxels={clampedVoxels} />} />
      </div>
    </div>
  );
}

/** What is rendered: the voxels of the opened series once all of them are there. */
function sourceOf(viewer: PlanesViewer | null, opened: OpenedCt | null, isWhole: boolean): RenderSource | null {
  const scene = viewer?.scene() ?? null;
  return isWhole && scene !== null && scene.opened === opened
    ? { opened: scene.opened, grid: scene.grid, voxels: scene.store.voxels } : null;
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
