import type { PointLps, VectorLps } from '../../core/geometry/frame.ts';
import { CUTS, type PlaneAxes } from '../../core/volume/planeAxes.ts';
import type { Slab } from '../../core/volume/reslice.ts';
import type { Cut } from '../../core/volume/standardPlanes.ts';
import { inFrame, notInFrame } from './frames.ts';
import { isStraight, PLANE_ALONE, valueAt, type OpenedCt, type OpenPlanes } from './openPlanes.ts';
import type { OpenVolume } from './openVolumes.ts';
import type { Window } from './painting.ts';
import type { Drawn } from './pictureView.ts';
import { createPlaneDrags } from './planeDrags.ts';
import { createPlaneMoves } from './planeMoves.ts';
import type { PlaneSeam } from './planeSeam.ts';
import { planesCommands } from './planesCommands.ts';
import { createPlanesDrawing, isSameSpace } from './planesDrawing.ts';
import { createPlanesOverlays } from './planesOverlays.ts';
import type { CompareAs, PlanesAction, PlanesState } from './planesState.ts';
import { createPlaneTile, type PlaneElements, type PlaneTile } from './planeTile.ts';
import { connectPointer, type Drag, type Press, type Tool } from './pointer.ts';
import { pannedView, zoomedView, type PointCanvas, type View } from './viewTransform.ts';
import { CT_WINDOWS, draggedWindow, windowOf } from './windows.ts';

/** Three linked planes of one volume with one cursor in the patient, and of a second one at the same place. */
export interface PlanesViewer {
  open(volume: OpenVolume): void;
  close(): void;
  compare(second: { readonly volume: OpenVolume; readonly as: CompareAs } | null): void;
  setTool(tool: Tool): void;
  /** The plane that keys are for. */
  setActive(cut: Cut): void;
  setWindow(window: Window): void;
  setSlab(slab: Slab): void;
  /** Back to the middle of the volume, straight, without depth, fitted, in the first window. */
  reset(): void;
  /** Moves or magnifies a plane in its tile, as it lies once all moves until now are drawn. */
  setView(cut: Cut, change: (view: View) => View): void;
  /** The planes turned as they once were. */
  setAxes(axes: PlaneAxes): void;
  /** The cursor at a point, and a plane through it that faces along a normal. */
  lookAt(point: PointLps, normal: VectorLps): void;
  /** The planes along the voxels again; cursor, window and depth stay. */
  straighten(): void;
  /** Free planes are turned one by one; planes that are not keep the right angles between them. */
  setFree(isFree: boolean): void;
  retry(): void;
  /** Does what a command says; nothing while no series is open. */
  act(action: PlanesAction): void;
  moveCursor(point: PointLps): void;
  state(): PlanesState;
  /** What is drawn in a plane, for checks from outside. */
  drawn(cut: Cut): Drawn<OpenedCt> | null;
  /** Where marks on a plane meet the viewer, of the first series or of the one beside it; null once it is given up. */
  seam(cut: Cut, of?: 'first' | 'second'): PlaneSeam | null;
  /** The open series with its voxels, cursor and planes, for what else is drawn of them; null while none is. */
  scene(): Readonly<OpenPlanes> | null;
  dispose(): void;
}

/** Makes the viewer in three tiles, and three for a second series. `onState` is told of changes, at most once a frame. */
export function createPlanesViewer(
  elements: PlaneElements, besides: PlaneElements, onState: (state: PlanesState) => void,
): PlanesViewer {
  let tool: Tool = 'cross';
  let window_: Window = CT_WINDOWS[0]?.window ?? { width: 1200, level: 200 };
  let active: Cut = 'axial';
  let isDisposed = false;

  const tilesIn = (places: PlaneElements, drawn: (cut: Cut) => void): Readonly<Record<Cut, PlaneTile>> => {
    const tile = (cut: Cut): PlaneTile => createPlaneTile(places[cut], cut, () => series()?.slab ?? PLANE_ALONE, () => {
      drawn(cut);
      refreshOverlays();
      tell();
    });
    return { axial: tile('axial'), coronal: tile('coronal'), sagittal: tile('sagittal') };
  };
  const first = tilesIn(elements, (cut) => drawing.drawn(cut));
  const second = tilesIn(besides, () => undefined);
  const tiles = [...Object.values(first), ...Object.values(second)];
  const drawing = createPlanesDrawing(first, second, {
    tell: () => {
      refreshOverlays();
      tell();
    },
    // Values that are no HU have no window of their own: the first picture shows which they need.
    opened: (samples) => {
      const opened = series()?.opened;
      if (samples !== null && opened?.valuesAre === 'stored values' && opened.window === null) setWindow(windowOf(samples));
    },
  });
  const series = (): OpenPlanes | null => drawing.series();

  function state(): PlanesState {
    const now = series();
    const other = drawing.compared();
    return {
      tool, window: window_, active, isFree: moves.isFree(),
      cursor: now?.cursor ?? null, atCursor: now === null ? null : valueAt(now, now.cursor),
      slab: now?.slab ?? PLANE_ALONE, isTurned: now !== null && CUTS.some((cut) => !isStraight(now, cut)),
      present: now?.store.present() ?? 0, slices: now?.grid.dims[2] ?? 0, stream: now?.store.state() ?? { kind: 'loading' },
      drawn: CUTS.map((cut) => first[cut].view.drawn()?.picture.of ?? null).find((of) => of !== null) ?? null,
      compared: now === null || other === null ? null : {
        opened: other.source.opened, as: other.as, isInFront: other.isInFront, isSameSpace: isSameSpace(now.opened, other.source.opened),
        present: other.source.store.present(), slices: other.source.grid.dims[2], stream: other.source.store.state(),
      },
    };
  }
  const tellState = (): void => onState(state());
  const tell = (): void => inFrame(tellState);
  const drawMoved = (): void => drawing.draw(false);
  const overlays = createPlanesOverlays({ tiles, first, drawing, active: () => active, window: () => window_ });
  /** After all that is drawn in this frame. */
  const refreshOverlays = (): void => inFrame(overlays.update);

  function setActive(cut: Cut): void {
    active = cut;
    for (const tile of tiles) tile.element.dataset['active'] = `${tile.cut === cut}`;
    refreshOverlays();
    tell();
  }

  function setWindow(next: Window): void {
    window_ = next;
    for (const { view } of tiles) view.setWindow(next, false);
    refreshOverlays();
    tell();
  }

  const moves = createPlaneMoves(series, () => {
    inFrame(drawMoved);
    refreshOverlays();
    tell();
  });
  const { setCursor, setSlab, straighten, scroll } = moves;
  const setFree = (isFree: boolean): void => moves.setFree(isFree, active);

  /** Places and scales follow the first series: the one beside it is laid like it. */
  const setView = (cut: Cut, change: ((view: View) => View) | null): void => first[cut].view.setView(change);

  const drags = createPlaneDrags({ series, moves, othersOf: overlays.othersOf });
  function begin(tile: PlaneTile, at: PointCanvas, chosen: Tool, press: Press): Drag | null {
    const { cut } = tile;
    setActive(cut);
    const taken = press.button === 0 ? tile.seam.begin(at, press) : null;
    if (taken !== null) return taken;
    if (tile.view.drawn() === null) return null;
    switch (chosen) {
      case 'window': return (_, [dx, dy]) => setWindow(draggedWindow(window_, dx, dy));
      case 'pan': return (_, by) => setView(cut, (view) => pannedView(view, by));
      case 'zoom': return (_, [, dy]) => setView(cut, (view) => zoomedView(view, Math.exp(-dy / 200), at));
      default: return press.shiftKey ? drags.turning(tile, null) : drags.gripping(tile, at);
    }
  }

  function hover(tile: PlaneTile, at: PointCanvas | null): void {
    if (at === null && overlays.pointed()?.tile !== tile) return;
    const isElsewhere = overlays.point(tile, at);
    const isTaken = tile.seam.hover(at);
    const { kind } = at !== null && !isTaken && tool === 'cross' ? drags.gripUnder(tile, at) : { kind: 'cross' };
    tile.element.dataset['hover'] = kind === 'cross' ? '' : kind;
    if (isElsewhere) refreshOverlays();
  }

  function firstWindow({ valuesAre, window: stated }: OpenedCt): Window {
    return valuesAre === 'HU' ? CT_WINDOWS[0]?.window ?? window_ : stated ?? window_;
  }

  function reset(): void {
    const now = series();
    if (now === null) return;
    setWindow(firstWindow(now.opened));
    moves.begin();
    // After what changed is drawn: the fit is that of the straight picture.
    drawing.draw(false);
    for (const cut of CUTS) setView(cut, null);
  }

  const commands = planesCommands({
    series, tiles: first, moves, active: () => active, pointed: overlays.pointed, setView,
    window: () => window_, setWindow, reset, flip: drawing.flip,
  });

  const undo = tiles.map((tile) => {
    const onFocus = (): void => setActive(tile.cut);
    tile.element.addEventListener('focus', onFocus);
    const disconnect = connectPointer(tile.element, {
      tool: () => tool,
      begin: (at, chosen, press) => begin(tile, at, chosen, press),
      end: tile.seam.end,
      cancel: tile.seam.cancel,
      hover: (at) => hover(tile, at),
      scroll: (steps) => {
        setActive(tile.cut);
        scroll(tile.cut, steps);
      },
      zoom: (factor, at) => setView(tile.cut, (view) => zoomedView(view, factor, at)),
    });
    return () => {
      disconnect();
      tile.element.removeEventListener('focus', onFocus);
      tile.dispose();
    };
  });
  refreshOverlays();
  setActive(active);

  return {
    close: drawing.close, compare: drawing.compare, reset, straighten, setFree, setActive, state, setWindow, setSlab,
    open(volume) {
      const before = series()?.opened;
      const { opened } = volume;
      drawing.open(volume);
      if (before === undefined || !isSameSpace(before, opened) || before.valuesAre !== opened.valuesAre) setWindow(firstWindow(opened));
    },
    setView(cut, change) {
      drawing.draw(false);
      setView(cut, change);
    },
    act(action) {
      if (series() !== null) commands[action]();
    },
    setTool(next) {
      tool = next;
      for (const { element } of tiles) element.dataset['tool'] = next;
      tell();
    },
    retry: () => series()?.store.retry(),
    moveCursor: setCursor, setAxes: moves.setAxes,
    lookAt: (point, normal) => moves.lookAt(point, normal, active),
    drawn: (cut) => first[cut].view.drawn(),
    seam: (cut, of = 'first') => (isDisposed ? null : (of === 'first' ? first : second)[cut].seam.seam),
    scene: series,
    dispose() {
      isDisposed = true;
      drawing.close();
      for (const each of undo) each();
      for (const job of [drawMoved, overlays.update, tellState]) notInFrame(job);
    },
  };
}
