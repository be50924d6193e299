import { Button } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { CaseView } from '../../../core/contract/schemas.ts';
import type { Slab } from '../../../core/volume/reslice.ts';
import { useStationStatus, type StatusLine } from '../../state/statusLine.ts';
import { Notice } from '../../ui/Sign.tsx';
import { PLANE_ALONE } from '../../viewer/openPlanes.ts';
import { failureWords } from '../../words.ts';
import '../images/images.css';
import { FiguresPanel } from './FiguresPanel.tsx';
import { FoundPanel } from './FoundPanel.tsx';
import { PathPanel } from './PathPanel.tsx';
import { SectionTile } from './SectionTile.tsx';
import { StraightTile } from './StraightTile.tsx';
import { StretchedTile } from './StretchedTile.tsx';
import { usePathDesk, usePathShown, followPoint } from './usePathDesk.ts';
import { useVessel, useVesselVolume, useOpenVessels } from './useVessel.ts';
import { useVesselHandles } from './useVesselHandles.ts';
import { useVesselCommands } from './useVesselCommands.ts';
import './vessel.css';
import { VesselBar } from './VesselBar.tsx';
import { VesselList } from './VesselList.tsx';
import { VesselPlanes, type PlanesHandle } from './VesselPlanes.tsx';
import { VesselRendering } from './VesselRendering.tsx';
import { depthOf, type TileParts } from './vesselTiles.ts';
import { chosenOf, lookAt, useVesselView, type VesselTile } from './vesselView.ts';
import { draftMark, emptyWords, staleWords, vesselNotice } from './vesselStates.ts';

const HINTS: StatusLine['hints'] = [
  { keys: ['Click', 'X'], does: 'set a point' }, { keys: ['← →'], does: 'along the vessel' }, { keys: ['Q W'], does: 'turn' }, { keys: ['[', ']'], does: 'caps here' },
  { keys: ['Enter'], does: 'confirm' }, { keys: ['N'], does: 'points' }, { keys: ['A'], does: 'planes along' }, { keys: ['Ctrl Z'], does: 'undo' }, { keys: ['Ctrl K'], does: 'commands' },
];

const POINT_HINTS: StatusLine['hints'] = [
  { keys: ['← → ↑ ↓'], does: 'move the chosen point in the plane in use' }, { keys: ['Shift'], does: '5 mm' }, { keys: ['Delete'], does: 'remove it' }, { keys: ['Esc'], does: 'let go of it' },
  { keys: ['N'], does: 'next point' }, { keys: ['Ctrl Z'], does: 'undo' },
];

/** Station 3: the path of the vessel, its caps, and the vessel looked at from all sides with one cursor. */
export function VesselStation({ caseView }: { readonly caseView: CaseView }) {
  const volume = useVesselVolume();
  const { isDamaged, book } = useOpenVessels();
  const vessel = useVessel();
  const { state, isPathDraft, isInHand } = vessel;
  const { large } = useVesselView();
  const [slab, setSlab] = useState<Slab>(PLANE_ALONE);
  const [isOnLesion, setOnLesion] = useState(false);
  const planes = useRef<PlanesHandle | null>(null);
  const nameField = useRef<HTMLSelectElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const station = useRef<HTMLDivElement>(null);
  const path = usePathShown();
  const handles = useVesselHandles();
  const line = useRef(vessel.centreline);
  useEffect(() => {
    line.current = vessel.centreline;
  });
  const desk = usePathDesk(path, useCallback((at) => {
    planes.current?.moveTo(at);
    followPoint(line.current, at);
  }, []));
  const enlarge = useCallback((tile: VesselTile) => lookAt({ large: useVesselView.getState().large === tile ? null : tile }), []);
  const goToPoint = useCallback((n: number): void => {
    const point = desk.shown()?.points[n];
    if (point === undefined) return;
    desk.chose(n);
    planes.current?.moveTo(point);
    followPoint(line.current, point);
  }, [desk]);
  const confirmNext = useVesselCommands({
    desk, handles, planes, nameField, file, station, slab, setSlab, goToPoint, onZoom: () => setOnLesion((now) => !now),
  });

  const opened = volume?.opened ?? null;
  const isWhole = volume?.state === 'whole' && opened?.valuesAre === 'HU';
  const parts = useMemo<TileParts>(() => ({
    volume: isWhole ? volume?.store?.volume ?? null : null, slab,
    depth: opened === null ? '' : depthOf(opened, slab), cautions: opened === null ? [] : [
      ...(opened.series.lossy ? ['lossy compressed'] : []), ...(opened.correction === null ? [] : ['resampled']), ...staleWords({ state, isPathDraft, isInHand }),
    ],
  }), [isWhole, volume?.store, slab, opened, state, isPathDraft, isInHand]);
  const source = useMemo(() => (isWhole && volume?.volume != null && opened !== null
    ? { opened, grid: volume.volume.grid, voxels: volume.volume.store.voxels } : null), [isWhole, volume?.volume, opened]);
  const present = volume?.present ?? 0;
  const slices = opened?.grid.dims[2] ?? 0;
  const loaded = slices === 0 ? '' : `${present} of ${slices} slices in memory`;
  const isPointChosen = useVesselView(chosenOf(vessel.id)) !== null;
  useStationStatus(useMemo(() => ({ hints: isPointChosen ? POINT_HINTS : HINTS, state: loaded === '' ? [] : [loaded] }), [loaded, isPointChosen]));
  const note = emptyWords(volume?.state ?? 'opening', vessel);
  const notice = vesselNotice(volume, vessel, isDamaged);
  const entriesFailure = useStore(book.store, (state) => state.refused ?? state.obstacle);

  return (
    <div className="vessel" ref={station} data-state={state} data-draft={draftMark(vessel)}>
      <div className="pane">
        <VesselBar slab={slab} onSlab={setSlab} hasPath={vessel.centreline !== null} />
        {notice === null ? null : (
          <Notice tone="refused" actions={notice.canReopen ? <Button variant="default" onClick={() => volume?.reopen()}>Open the series again</Button> : undefined}>{notice.words}</Notice>
        )}
        {entriesFailure === null ? null : <Notice tone="warning" actions={<Button variant="default" onClick={() => book.retry()}>Try again</Button>}>{failureWords(entriesFailure)}</Notice>}
        <div className="vessel-tiles" data-large={large ?? undefined}>
          <div
            className="busy" role="progressbar" aria-label="Slices loaded" aria-valuemin={0} aria-valuemax={slices} aria-valuenow={present}
            hidden={volume?.state !== 'loading' && state !== 'measuring' && (state !== 'stale' || isInHand)} data-endless={volume?.state !== 'loading'}
          ><div style={{ width: volume?.state === 'loading' ? `${slices === 0 ? 0 : (100 * present) / slices}%` : '100%' }} /></div>
          <VesselPlanes volume={opened?.valuesAre === 'HU' ? volume?.volume ?? null : null} desk={desk} handle={planes} pathKey={path} onLarge={enlarge} />
          <SectionTile parts={parts} handles={handles} note={note} onLarge={() => enlarge('section')} />
          <StretchedTile parts={parts} note={note} onLarge={() => enlarge('stretched')} />
          <VesselRendering source={source} path={path} desk={desk} planes={planes} onLarge={() => enlarge('rendering')} />
        </div>
        <StraightTile parts={parts} handles={handles} note={note} isOnLesion={isOnLesion} />
      </div>
      <div className="vessel-side">
        <VesselList caseView={caseView} file={file} />
        {vessel.path === null ? <FirstSteps /> : null}
        <PathPanel nameField={nameField} onPoint={goToPoint} />
        <FoundPanel handles={handles} onConfirm={confirmNext} />
        <FiguresPanel />
      </div>
    </div>
  );
}

/** What to do where nothing is traced yet. */
const FirstSteps = () => (
  <section className="panel first-steps" aria-label="First steps">
    <ol>
      <li><b>Click where the artery leaves the aorta</b>, on any plane or on the volume rendering. The wheel runs through the slices.</li>
      <li><b>Click on along it</b>, every two to four centimetres, through the occlusion to well beyond it. The path is traced between the points at once; through the occlusion it is bridged, and drawn as uncertain.</li>
      <li><b>Drag a point</b> to correct the path, or click on the path for another one. The caps are proposed; move their flags on the straightened view where you see them otherwise.</li>
    </ol>
    <p className="muted small-text">By keys: <kbd>C</kbd>, Tab to a plane, arrows and PgUp PgDn to the artery, <kbd>X</kbd> sets a point there. Shift I reads points from a file.</p>
  </section>
);

