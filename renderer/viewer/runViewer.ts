import { beatTimes, framesInPhase } from '../../core/angiography/beats.ts';
import type { RunScale, NoScale } from '../../core/angiography/runScale.ts';
import type { Shutter } from '../../core/angiography/shutter.ts';
import type { FrameSamples } from '../../core/angiography/subtraction.ts';
import { openFrameStore, type FrameStore } from './frameStore.ts';
import { createOverlay } from './overlay.ts';
import { inFrame, nextTick, notInFrame } from './frames.ts';
import type { Window } from './painting.ts';
import { PICTURE_ACTIONS, pictureActions } from './pictureActions.ts';
import { createPictureSeam, type PictureSeam } from './pictureSeam.ts';
import { pictureSet, type OpenedSet } from './pictureSet.ts';
import { createPictureView, type Drawn } from './pictureView.ts';
import { connectPointer, type Drag, type Tool } from './pointer.ts';
import { FIRST_LOOK, draggedShift, type PictureLook } from './pictureLook.ts';
import { runOverlay } from './runOverlay.ts';
import { createRunPictures } from './runPicture.ts';
import { coverByShutter } from './shutterPath.ts';
import { pannedView, zoomedView } from './viewTransform.ts';
import type { FetchBlob } from './volumeStore.ts';
import { createRunWindows } from './runWindows.ts';
import { draggedWindow } from './windows.ts';

/** What the interface around single pictures shows. */
export interface RunState {
  /** The picture on the screen, 0-based; null before the first. */
  readonly frame: number | null;
  readonly window: Window;
  readonly tool: Tool;
  readonly look: PictureLook;
  readonly present: number;
  /** Frames in the composite so far. */
  readonly gathered: number;
  /** Whose pixels are on the screen. */
  readonly drawn: OpenedSet | null;
  /** Why the wanted frame is not there. */
  readonly failure: string | null;
}

/** What can be done with single pictures by command. */
export const RUN_ACTIONS = ['on', 'back', 'first', 'last', ...PICTURE_ACTIONS, 'reset'] as const;
export type RunAction = (typeof RUN_ACTIONS)[number];

/** Single pictures in a tile, one at a time: frames of a run, slices. It has no clock: see cine. */
export interface RunViewer {
  go(frame: number): void;
  /** Is the frame there, or known not to come? Asks for it and what follows where not. */
  isReady(frame: number): boolean;
  setTool(tool: Tool): void;
  setWindow(window: Window): void;
  setLook(change: Partial<PictureLook>): void;
  /** Lengths are told by this from now on. */
  setScale(scale: RunScale | NoScale): void;
  reset(): void;
  /** Does what a command says. */
  act(action: RunAction): void;
  /** As it is at this moment: `onState` tells of it with the next frame of the screen. */
  state(): RunState;
  drawn(): Drawn<OpenedSet> | null;
  /** The picture on the screen, 0-based; null before the first. */
  frame(): number | null;
  /** Samples of the frame on the screen as they are stored; null before it is there. */
  stored(): FrameSamples | null;
  /** The finished composite of the run, to be laid over another. */
  composite(): FrameSamples | null;
  overlay(partner: FrameSamples | null): void;
  /** Where marks on the pictures meet the viewer. */
  readonly seam: PictureSeam;
  dispose(): void;
}

/** Who is asked and told. */
export interface RunViewerUse {
  /** Of changes, at most once a frame of the screen. */
  readonly onState: (state: RunState) => void;
  /** The wheel was turned; without it the viewer steps by itself. */
  readonly onScroll?: (steps: number) => void;
}

/** Shows a run, or slices, in a tile. */
export function createRunViewer(
  tile: HTMLElement, opened: OpenedSet, fetchBlob: FetchBlob, { onState, onScroll }: RunViewerUse,
): RunViewer {
  const set = pictureSet(opened);
  const { samplesPerPixel } = set.shape;
  const isColour = samplesPerPixel === 3;
  const run = opened.kind === 'xa-run' ? opened : null;
  const shutter: Shutter | null = run?.details.shutter ?? null;
  const windows = createRunWindows(set, run?.details.intensity ?? null);
  let look = FIRST_LOOK;
  let scale: RunScale | NoScale | null = null;
  let wantedFrame = 0;
  let shownFrame: number | null = null;
  let tool: Tool = 'window';

  const host = document.createElement('div');
  host.className = 'picture-canvas';
  tile.prepend(host);
  const view = createPictureView<OpenedSet>(host, () => {
    refreshOverlay();
    marks.drawn();
    tell();
  }, (context, laid) => {
    if (shutter !== null && look.isShuttered) coverByShutter(context, shutter, laid);
  });
  const marks = createPictureSeam(tile, () => {
    const drawn = view.drawn();
    return drawn === null || shownFrame === null || look.show !== 'frames' ? null
      : {
        series: drawn.picture.of.series.id, of: run === null ? 'slices' : 'run', frame: shownFrame, view: drawn.view,
        window: isColour ? null : drawn.window, isInverted: drawn.isInverted, isAsStored: look.mask === null && look.edges === 'none',
      };
  }, () => view.drawn()?.view ?? null);
  const overlay = createOverlay(tile);
  const store: FrameStore = openFrameStore(set.shape, fetchBlob, (n) => {
    pictures.arrived(n);
    if (look.show !== 'frames') gather();
    else if (shownFrame === null || shownFrame !== wantedFrame || look.mask?.frames.includes(n) === true) show(wantedFrame);
    tell();
  });
  const pictures = createRunPictures(store, set.shape, run?.details.intensity ?? null, set.isInverted, (phase) =>
    (run === null || set.times === null ? null : framesInPhase(set.times, beatTimes(run.details, set.times), phase)));

  const windowInUse = (): Window => windows.inUse(look.mask !== null);
  const state = (): RunState => ({
    frame: shownFrame, window: windowInUse(), tool, look, present: store.present(), gathered: pictures.gathered(),
    drawn: view.drawn()?.picture.of ?? null, failure: store.failure(wantedFrame),
  });
  const tellState = (): void => onState(state());
  const tell = (): void => inFrame(tellState);

  function show(n: number): void {
    wantedFrame = n;
    const samples = pictures.picture(n);
    if (samples !== null) {
      windows.meet(samples, look.mask !== null);
      shownFrame = n;
      applyWindow();
      view.show({ plane: set.plane(n), samples, samplesPerPixel, of: opened });
    }
    tell();
  }

  /** The composite is drawn anew at most once a frame of the screen, however many frames came. */
  let stopGathering: (() => void) | null = null;
  const gather = (): void => {
    stopGathering ??= nextTick(() => {
      stopGathering = null;
      show(wantedFrame);
      const missing = pictures.missing();
      if (missing !== null) store.prefetchFrom(missing);
    });
  };

  const applyWindow = (): void =>
    view.setWindow(isColour ? { width: 255, level: 127.5 } : windowInUse(), set.isInverted !== look.isInverted);

  function setWindow(next: Window): void {
    windows.set(next, look.mask !== null);
    applyWindow();
    tell();
  }

  function refreshOverlay(): void {
    const drawn = view.drawn();
    if (drawn === null || shownFrame === null) {
      overlay.update(null);
      return;
    }
    tile.dataset['frame'] = String(shownFrame);
    overlay.update(runOverlay(set, shutter !== null, {
      frame: shownFrame, view: drawn.view, window: isColour ? null : windowInUse(), look, scale: run === null ? null : scale,
      gathered: pictures.gathered(), wanted: pictures.wanted(),
    }));
  }

  const draggedMask: Drag = (_, by) => {
    const drawn = view.drawn();
    if (look.mask !== null && drawn !== null) setLook({ mask: { ...look.mask, shift: draggedShift(look.mask.shift, by, drawn.view) } });
  };

  function setLook(change: Partial<PictureLook>): void {
    look = { ...look, ...change };
    pictures.make(look);
    show(wantedFrame);
    if (look.show !== 'frames') gather();
    applyWindow();
  }

  const go = (n: number): void => show(Math.max(0, Math.min(opened.frames - 1, n)));
  function reset(): void {
    windows.reset(store.frame(wantedFrame));
    view.setView(null);
    show(wantedFrame);
    applyWindow();
  }

  const stopPointer = connectPointer(tile, {
    tool: () => tool,
    begin: (at, chosen, { button, altKey }) => {
      const taken = button === 0 ? marks.begin(at) : null;
      if (taken !== null) return taken;
      if (button === 0 && altKey && look.mask !== null) return draggedMask;
      switch (chosen) {
        case 'pan': return (_, by) => view.setView((now) => pannedView(now, by));
        case 'zoom': return (_, [, dy]) => view.setView((now) => zoomedView(now, Math.exp(-dy / 200), at));
        default: return isColour ? null : (_, [dx, dy]) => setWindow(draggedWindow(windowInUse(), dx, dy));
      }
    },
    end: marks.end,
    cancel: marks.cancel,
    hover: marks.hover,
    scroll: (steps) => (onScroll === undefined ? go(wantedFrame + steps) : onScroll(steps)),
    zoom: (factor, at) => view.setView((now) => zoomedView(now, factor, at)),
  });
  const actions: Readonly<Record<RunAction, () => void>> = {
    on: () => go(wantedFrame + 1), back: () => go(wantedFrame - 1), first: () => go(0), last: () => go(opened.frames - 1),
    ...pictureActions({
      setView: view.setView, kept: ({ size: [width, height] }) => [width / 2, height / 2], window: windowInUse,
      // A colour picture has no window.
      setWindow: (next) => { if (!isColour) setWindow(next); },
    }), reset,
  };
  show(0);

  return {
    go, setWindow, reset,
    isReady(n) {
      if (look.show !== 'frames') return true;
      if (!store.has(n)) store.prefetchFrom(n);
      return store.has(n);
    },
    setTool(next) {
      tool = next;
      tile.dataset['tool'] = next;
      tell();
    },
    setLook,
    setScale(next) {
      scale = next;
      inFrame(refreshOverlay);
    },
    act: (action) => actions[action](),
    state,
    drawn: view.drawn,
    frame: () => shownFrame,
    stored: () => {
      const samples = shownFrame === null ? null : store.peek(shownFrame);
      return samples instanceof Int16Array ? null : samples;
    },
    composite: pictures.composite,
    overlay(partner) {
      pictures.overlay(partner);
      if (look.show === 'overlay') gather();
    },
    seam: marks.seam,
    dispose() {
      store.close();
      stopPointer();
      stopGathering?.();
      notInFrame(tellState);
      notInFrame(refreshOverlay);
      overlay.dispose();
      marks.dispose();
      view.dispose();
      host.remove();
    },
  };
}
