import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { createStore, useStore } from 'zustand';
import type { PointLps } from '../../../core/geometry/frame.ts';
import { moved } from '../../../core/geometry/frame.ts';
import { CUTS } from '../../../core/volume/planeAxes.ts';
import type { Cut } from '../../../core/volume/standardPlanes.ts';
import { actionHandlers, useCommands } from '../../state/commands.ts';
import { useDisplayedImage } from '../../state/displayedImage.ts';
import type { OpenVolume } from '../../viewer/openVolumes.ts';
import '../../viewer/path/path.css';
import { createPathTool, type PathDesk, type PathTool } from '../../viewer/path/pathTool.ts';
import { PLANES_ACTIONS, type PlanesState } from '../../viewer/planesState.ts';
import { createPlanesViewer, type PlanesViewer } from '../../viewer/planesViewer.ts';
import type { PlaneElements } from '../../viewer/planeTile.ts';
import '../../viewer/viewer.css';
import { PATH_POINT_COMMANDS, VESSEL_PLANES_COMMANDS } from './commands.ts';
import { usePlanesAlong } from './usePlanesAlong.ts';
import { useVessel, useVesselActions } from './useVessel.ts';
import { lookAt, useVesselView } from './vesselView.ts';

const NAMES: Readonly<Record<Cut, string>> = { axial: 'Axial picture', coronal: 'Coronal picture', sagittal: 'Sagittal picture' };
/** Left to the vessel. */
const NO_ARROWS = {
  left: undefined, right: undefined, up: undefined, down: undefined, farLeft: undefined, farRight: undefined, farUp: undefined, farDown: undefined,
} as const;
type Nodes = Partial<Record<Cut, HTMLDivElement | null>>;
const whole = ({ axial, coronal, sagittal }: Nodes): PlaneElements | null =>
  (axial == null || coronal == null || sagittal == null ? null : { axial, coronal, sagittal });

/** The planes as other parts of the station use them. */
export interface PlanesHandle {
  /** The point at the crosshair; null while nothing is open. */
  readonly cursor: () => PointLps | null;
  readonly moveTo: (at: PointLps) => void;
  readonly planeOf: (cut: Cut) => ReturnType<PlanesViewer['drawn']>;
  readonly whenMoved: (moved: () => void) => () => void;
}

/** Three linked planes on which the path is clicked and dragged. Tiles only: the station lays them out. */
export function VesselPlanes({ volume, desk, handle, pathKey, onLarge }: {
  readonly volume: OpenVolume | null; readonly desk: PathDesk;
  /** Filled while the planes are there. */
  readonly handle: RefObject<PlanesHandle | null>;
  /** Whatever changes when the path shall be drawn anew. */
  readonly pathKey: unknown;
  readonly onLarge: (cut: Cut) => void;
}) {
  const first = useRef<Nodes>({});
  const besides = useRef<Nodes>({});
  const area = useRef<HTMLDivElement>(null);
  const viewer = useRef<PlanesViewer | null>(null);
  const tools = useRef<readonly PathTool[]>([]);
  const [states] = useState(() => createStore<PlanesState | null>(() => null));
  const { tool, window, chosen } = useVesselView();
  const { id, centreline } = useVessel();
  const actions = useVesselActions();
  const isChosen = chosen !== null && chosen.vessel === id;

  useLayoutEffect(() => {
    const [own, second] = [whole(first.current), whole(besides.current)];
    if (own === null || second === null) return;
    let shown: PlanesState['drawn'] = null;
    const made = createPlanesViewer(own, second, (next) => {
      states.setState(next, true);
      if (next.window !== useVesselView.getState().window) lookAt({ window: next.window });
      // Where another picture of the same series has the room, it is that one's.
      const seen = next.drawn ?? (useVesselView.getState().large === null ? null : made.scene()?.opened ?? null);
      if (seen === shown) return;
      shown = seen;
      useDisplayedImage.getState().draw(shown === null ? null : { patient: shown.patient, series: shown.series });
    });
    viewer.current = made;
    const seams = CUTS.map((cut) => made.seam(cut)).filter((seam) => seam !== null);
    tools.current = seams.map((seam) => createPathTool(seam, desk));
    handle.current = {
      cursor: () => made.scene()?.cursor ?? null, moveTo: made.moveCursor, planeOf: made.drawn, whenMoved: (moving) => states.subscribe(moving),
    };
    return () => {
      for (const each of tools.current) each.dispose();
      tools.current = [];
      handle.current = null;
      viewer.current = null;
      made.dispose();
      useDisplayedImage.getState().draw(null);
    };
  }, [states, desk, handle]);

  useLayoutEffect(() => {
    const opened = viewer.current?.scene()?.opened;
    if (volume === null) viewer.current?.close();
    else if (volume.opened !== opened) viewer.current?.open(volume);
    viewer.current?.setWindow(useVesselView.getState().window);
  }, [volume]);
  useLayoutEffect(() => {
    if (viewer.current?.state().window !== window) viewer.current?.setWindow(window);
  }, [window]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew with whatever the path hangs on
  useEffect(() => {
    for (const each of tools.current) each.refresh();
  }, [pathKey, tool]);
  usePlanesAlong(viewer, states);

  const nudgeChosen = (alongU: number, alongV: number): void => {
    const made = viewer.current;
    const [n, point] = [chosen?.n ?? 0, desk.shown()?.points[chosen?.n ?? -1]];
    const plane = made?.drawn(made.state().active)?.view.plane;
    if (made == null || plane === undefined || point === undefined) return;
    const to = moved(moved(point, plane.u, alongU), plane.v, alongV);
    actions.movePoint(n, to, `point ${id} ${n}`);
    made.moveCursor(to);
  };
  useCommands(PATH_POINT_COMMANDS, !isChosen ? {} : {
    left: () => nudgeChosen(-0.5, 0), right: () => nudgeChosen(0.5, 0), up: () => nudgeChosen(0, -0.5), down: () => nudgeChosen(0, 0.5),
    farLeft: () => nudgeChosen(-5, 0), farRight: () => nudgeChosen(5, 0), farUp: () => nudgeChosen(0, -5), farDown: () => nudgeChosen(0, 5),
  }, area);
  const handlers = actionHandlers(PLANES_ACTIONS, (action) => viewer.current?.act(action));
  // With a path the arrows run along it, wherever the focus is, unless the crosshair is in the hand.
  useCommands(VESSEL_PLANES_COMMANDS, tool === 'cross' || centreline === null ? handlers : { ...handlers, ...NO_ARROWS }, area);

  const double = useCallback((cut: Cut) => () => onLarge(cut), [onLarge]);
  const isDrawn = useStore(states, (state) => state?.drawn != null);
  return (
    <div className="vessel-planes" ref={area} data-drawn={isDrawn}>
      {CUTS.map((cut) => (
        <div
          key={cut} ref={(node) => { first.current[cut] = node; }} className="picture" data-cut={cut} data-tile={cut} data-tool="cross" data-of="first"
          role="group" aria-label={NAMES[cut]} aria-roledescription="medical picture" tabIndex={0} onDoubleClick={double(cut)}
        />
      ))}
      {CUTS.map((cut) => <div key={`second ${cut}`} ref={(node) => { besides.current[cut] = node; }} className="picture" data-of="second" hidden />)}
    </div>
  );
}
