import { moved, type PointLps } from '../../core/geometry/frame.ts';
import { planeNormal } from '../../core/geometry/plane.ts';
import { insideVolume, pictureAt, pictureIndex, type Cut } from '../../core/volume/standardPlanes.ts';
import { blankMissing } from './blankMissing.ts';
import { cursorAt, cursorOnDraggedLine, cutLine, distanceFrom, nudged } from './crosshair.ts';
import { inFrame, notInFrame } from './frames.ts';
import { CUTS, gridOf, middleOf, openPlanes, samplesOf, valueAt, type OpenedCt, type OpenPlanes } from './openPlanes.ts';
import { createOverlay, type Overlay, type OverlayContent, type PlaneLetter } from './overlay.ts';
import type { Window } from './painting.ts';
import { createPictureView, type Drawn, type PictureView } from './pictureView.ts';
import { planeOverlay } from './planeOverlay.ts';
import { pointWords } from './planeWords.ts';
import { connectPointer, type Drag, type Tool } from './pointer.ts';
import { canvasFromLps, lpsFromCanvas, pannedView, zoomedView, type PointCanvas } from './viewTransform.ts';
import { openVolumeStore, type FetchBlob, type StreamState } from './volumeStore.ts';
import { CT_WINDOWS, draggedWindow, windowOf } from './windows.ts';

const LETTERS: Readonly<Record<Cut, PlaneLetter>> = { axial: 'A', coronal: 'B', sagittal: 'C' };

/** What the interface around the pictures shows. */
export interface PlanesState {
  readonly tool: Tool;
  readonly window: Window;
  readonly active: Cut;
  readonly cursor: PointLps | null;
  /** Value of the voxel at the cursor, in words; null while it has not arrived. */
  readonly atCursor: string | null;
  readonly present: number;
  readonly slices: number;
  readonly stream: StreamState;
  /** The series whose pixels are on the screen. Null while none are. */
  readonly drawn: OpenedCt | null;
}

/** Three linked planes of one volume with one cursor in the patient. */
export interface PlanesViewer {
  open(opened: OpenedCt, fetchBlob: FetchBlob): void;
  close(): void;
  setTool(tool: Tool): void;
  setWindow(window: Window): void;
  /** Back to the middle of the volume, fitted, in the first window. */
  reset(): void;
  retry(): void;
  /** Carries out a key; false where it means nothing here. */
  key(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>): boolean;
  moveCursor(point: PointLps): void;
  state(): PlanesState;
  /** What is drawn in a plane, for checks from outside. */
  drawn(cut: Cut): Drawn<OpenedCt> | null;
  dispose(): void;
}

/** While slices arrive, the planes across them are drawn anew no oftener than this. */
const REDRAW_MS = 250;
const NEAR_LINE = 6;
const NEAR_CROSS = 14;

/** Makes the viewer in three tiles. `onState` is told of changes, at most once a frame. */
export function createPlanesViewer(
  tiles: Readonly<Record<Cut, HTMLElement>>, onState: (state: PlanesState) => void,
): PlanesViewer {
  let series: OpenPlanes | null = null;
  let tool: Tool = 'cross';
  let window_: Window = CT_WINDOWS[0]?.window ?? { width: 1200, level: 200 };
  let active: Cut = 'axial';
  let hovered: Cut | null = null;
  let pointer: PointCanvas | null = null;
  let redrawAt: ReturnType<typeof setTimeout> | null = null;

  const views = new Map<Cut, PictureView<OpenedCt>>();
  const overlays = new Map<Cut, Overlay>();
  const undo: (() => void)[] = [];

  const state = (): PlanesState => ({
    tool, window: window_, active,
    cursor: series?.cursor ?? null,
    atCursor: series === null ? null : valueAt(series, series.cursor),
    present: series?.store.present() ?? 0, slices: series?.grid.dims[2] ?? 0,
    stream: series?.store.state() ?? { kind: 'loading' },
    drawn: CUTS.map((cut) => views.get(cut)?.drawn()?.picture.of ?? null).find((of) => of !== null) ?? null,
  });
  const tellState = (): void => onState(state());
  const tell = (): void => inFrame(tellState);

  function drawPlane(cut: Cut, isForced: boolean): void {
    if (series === null) return;
    const { grid, planes, store, opened, shown, cursor } = series;
    const plane = planes[cut];
    const index = pictureIndex(grid, plane, cursor);
    if (!isForced && shown.get(cut) === index) return;
    if (plane.across === 2 && !store.has(index)) {
      store.want(index);
      return;
    }
    if (store.present() === 0) return;
    const image = pictureAt(grid, plane, index);
    const samples = samplesOf(series, cut, index);
    if (plane.across !== 2 && store.present() < grid.dims[2]) blankMissing(samples, grid, plane, store.has);
    if (opened.valuesAre !== 'HU' && shown.size === 0 && opened.window === null) setWindow(windowOf(samples));
    shown.set(cut, index);
    views.get(cut)?.show({ plane: image, samples, samplesPerPixel: 1, of: opened });
  }

  const drawAll = (isForced: boolean): void => CUTS.forEach((cut) => drawPlane(cut, isForced));

  const updateOverlays = (): void => CUTS.forEach((cut) => overlays.get(cut)?.update(contentOf(cut)));
  /** After all that is drawn in this frame. */
  const refreshOverlays = (): void => inFrame(updateOverlays);
  const drawMoved = (): void => drawAll(false);

  function contentOf(cut: Cut): OverlayContent | null {
    const drawn = views.get(cut)?.drawn() ?? null;
    if (drawn === null || series === null || drawn.picture.of !== series.opened) return null;
    const { opened, planes, grid, cursor } = series;
    const others = CUTS.flatMap((other) => {
      const drawnOther = other === cut ? undefined : views.get(other)?.drawn();
      return drawnOther?.picture.of === opened ? [{ letter: LETTERS[other], plane: drawnOther.view.plane }] : [];
    });
    return planeOverlay({
      opened, grid, plane: planes[cut], letter: LETTERS[cut], view: drawn.view, window: window_, cursor, others,
      probe: hovered === cut ? probeWords() : '',
    });
  }

  function probeWords(): string {
    const view = hovered === null ? undefined : views.get(hovered)?.drawn()?.view;
    if (series === null || view === undefined || pointer === null) return '';
    const point = lpsFromCanvas(view, pointer);
    const value = valueAt(series, point);
    return value === 'outside' ? '' : `${value ?? 'not loaded yet'}   ${pointWords(point)}`;
  }

  function setCursor(point: PointLps): void {
    if (series === null) return;
    series.cursor = insideVolume(series.grid, point);
    inFrame(drawMoved);
    refreshOverlays();
    tell();
  }

  function setActive(cut: Cut): void {
    active = cut;
    for (const each of CUTS) tiles[each].dataset['active'] = `${each === cut}`;
    tell();
  }

  function setWindow(next: Window): void {
    window_ = next;
    for (const view of views.values()) view.setWindow(next, false);
    refreshOverlays();
    tell();
  }

  function scroll(cut: Cut, steps: number): void {
    if (series === null) return;
    const { grid, planes, cursor } = series;
    const plane = planes[cut];
    const from = pictureIndex(grid, plane, cursor);
    const to = Math.max(0, Math.min(plane.count - 1, from + steps * plane.onwards));
    if (to === from) return;
    const across = planeNormal(pictureAt(grid, plane, 0));
    // From picture to picture: the cursor lands in the middle of the slice it goes to.
    const target = pictureAt(grid, plane, to).origin;
    const height = (target[0] - cursor[0]) * across[0] + (target[1] - cursor[1]) * across[1]
      + (target[2] - cursor[2]) * across[2];
    setCursor(moved(cursor, across, height));
  }

  function lineNear(cut: Cut, at: PointCanvas): Cut | null {
    const view = views.get(cut)?.drawn()?.view;
    if (series === null || view === undefined) return null;
    const cross = canvasFromLps(view, series.cursor);
    if (Math.hypot(at[0] - cross[0], at[1] - cross[1]) < NEAR_CROSS) return null;
    for (const other of CUTS) {
      const plane = other === cut ? undefined : views.get(other)?.drawn()?.view.plane;
      const line = plane === undefined ? null : cutLine(view, plane, series.cursor);
      if (line !== null && distanceFrom(line, at) <= NEAR_LINE) return other;
    }
    return null;
  }

  function begin(cut: Cut, at: PointCanvas, chosen: Tool): Drag | null {
    const viewer = views.get(cut);
    setActive(cut);
    if (viewer === undefined || viewer.drawn() === null) return null;
    switch (chosen) {
      case 'window': return (_, [dx, dy]) => setWindow(draggedWindow(window_, dx, dy));
      case 'pan': return (_, by) => viewer.setView((view) => pannedView(view, by));
      case 'zoom': return (_, [, dy]) => viewer.setView((view) => zoomedView(view, Math.exp(-dy / 200), at));
      default: {
        const line = lineNear(cut, at);
        const drag: Drag = (to) => {
          const view = viewer.drawn()?.view;
          const other = line === null ? null : views.get(line)?.drawn()?.view.plane ?? null;
          if (view === undefined || series === null) return;
          setCursor(other === null ? cursorAt(view, to) : cursorOnDraggedLine(view, other, series.cursor, to));
        };
        if (line === null) drag(at, [0, 0]);
        return drag;
      }
    }
  }

  function hover(cut: Cut, at: PointCanvas | null): void {
    if (at === null && hovered !== cut) return;
    hovered = at === null ? null : cut;
    pointer = at;
    tiles[cut].dataset['hover'] = at !== null && tool === 'cross' && lineNear(cut, at) !== null ? 'line' : '';
    overlays.get(cut)?.probe(probeWords());
  }

  /** Puts the cursor under the pointer; without a pointer, brings it to the middle of the pictures. */
  function centre(): void {
    const view = hovered === null ? undefined : views.get(hovered)?.drawn()?.view;
    if (view !== undefined && pointer !== null) {
      setCursor(lpsFromCanvas(view, pointer));
      return;
    }
    for (const viewer of views.values()) {
      viewer.setView((now) => {
        const [x, y] = series === null ? [0, 0] : canvasFromLps(now, series.cursor);
        return pannedView(now, [now.size[0] / 2 - x, now.size[1] / 2 - y]);
      });
    }
  }

  function nudge(alongU: number, alongV: number): void {
    const plane = views.get(active)?.drawn()?.view.plane;
    if (plane !== undefined && series !== null) setCursor(nudged(plane, series.cursor, alongU, alongV));
  }

  function key({ key: name, shiftKey, ctrlKey, altKey, metaKey }: Parameters<PlanesViewer['key']>[0]): boolean {
    if (ctrlKey || altKey || metaKey || series === null) return false;
    const preset = CT_WINDOWS.find((each) => each.key === name);
    if (preset !== undefined && series.opened.valuesAre === 'HU') {
      setWindow(preset.window);
      return true;
    }
    const step = shiftKey ? 5 : 0.5;
    const slices = shiftKey ? 10 : 1;
    const actions: Readonly<Record<string, () => void>> = {
      PageDown: () => scroll(active, slices), PageUp: () => scroll(active, -slices),
      Home: () => scroll(active, -100_000), End: () => scroll(active, 100_000),
      ArrowLeft: () => nudge(-step, 0), ArrowRight: () => nudge(step, 0),
      ArrowUp: () => nudge(0, -step), ArrowDown: () => nudge(0, step),
      ' ': centre,
      '+': () => zoomActive(1.25), '-': () => zoomActive(0.8),
      r: reset,
    };
    const action = actions[name];
    action?.();
    return action !== undefined;
  }

  function zoomActive(factor: number): void {
    views.get(active)?.setView((view) => {
      const at: PointCanvas = series === null ? [0, 0] : canvasFromLps(view, series.cursor);
      return zoomedView(view, factor, at);
    });
  }

  function firstWindow({ opened }: OpenPlanes): Window {
    if (opened.valuesAre === 'HU') return CT_WINDOWS[0]?.window ?? window_;
    return opened.window ?? window_;
  }

  function reset(): void {
    if (series === null) return;
    setWindow(firstWindow(series));
    for (const view of views.values()) view.setView(null);
    setCursor(middleOf(series.grid));
  }

  function close(): void {
    series?.store.close();
    series = null;
    if (redrawAt !== null) clearTimeout(redrawAt);
    redrawAt = null;
    for (const view of views.values()) view.clear();
    refreshOverlays();
    tell();
  }

  function open(opened: OpenedCt, fetchBlob: FetchBlob): void {
    close();
    const grid = gridOf(opened);
    /** Anything that still arrives for a series which is not the open one is dropped. */
    const isCurrent = (): boolean => series?.opened === opened;
    const onSlice = (k: number): void => {
      if (!isCurrent() || series === null) return;
      const { planes, cursor } = series;
      for (const cut of CUTS) {
        if (planes[cut].across === 2 && pictureIndex(grid, planes[cut], cursor) === k) drawPlane(cut, false);
      }
      redrawAt ??= setTimeout(() => {
        redrawAt = null;
        for (const cut of CUTS) if (series !== null && series.planes[cut].across !== 2) drawPlane(cut, true);
        tell();
      }, REDRAW_MS);
    };
    const store = openVolumeStore(grid, fetchBlob, { onSlice, onState: () => isCurrent() && tell() });
    series = openPlanes(opened, grid, store);
    setWindow(firstWindow(series));
    drawAll(true);
    tell();
  }

  for (const cut of CUTS) {
    const tile = tiles[cut];
    const host = document.createElement('div');
    host.className = 'picture-canvas';
    tile.prepend(host);
    overlays.set(cut, createOverlay(tile));
    views.set(cut, createPictureView<OpenedCt>(host, () => {
      refreshOverlays();
      tell();
    }));
    const onFocus = (): void => setActive(cut);
    tile.addEventListener('focus', onFocus);
    undo.push(
      connectPointer(tile, {
        tool: () => tool,
        begin: (at, chosen) => begin(cut, at, chosen),
        hover: (at) => hover(cut, at),
        scroll: (steps) => {
          setActive(cut);
          scroll(cut, steps);
        },
        zoom: (factor, at) => views.get(cut)?.setView((view) => zoomedView(view, factor, at)),
      }),
      () => {
        tile.removeEventListener('focus', onFocus);
        overlays.get(cut)?.dispose();
        views.get(cut)?.dispose();
        host.remove();
      },
    );
  }
  refreshOverlays();
  setActive(active);

  return {
    open, close, reset, key, state, setWindow,
    setTool(next) {
      tool = next;
      for (const cut of CUTS) tiles[cut].dataset['tool'] = next;
      tell();
    },
    retry: () => series?.store.retry(),
    moveCursor: setCursor,
    drawn: (cut) => views.get(cut)?.drawn() ?? null,
    dispose() {
      close();
      for (const each of undo) each();
      for (const job of [drawMoved, updateOverlays, tellState]) notInFrame(job);
    },
  };
}
