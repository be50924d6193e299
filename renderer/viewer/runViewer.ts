import { createCineClock, screenTicks, type CineClock } from './cineClock.ts';
import { openFrameStore, type FrameStore } from './frameStore.ts';
import { createOverlay } from './overlay.ts';
import { inFrame, notInFrame } from './frames.ts';
import type { Window } from './painting.ts';
import { pictureSet, type OpenedSet } from './pictureSet.ts';
import { createPictureView, type Drawn } from './pictureView.ts';
import { windowWords } from './planeWords.ts';
import { connectPointer, type Tool } from './pointer.ts';
import { pannedView, zoomedView } from './viewTransform.ts';
import type { FetchBlob } from './volumeStore.ts';
import { draggedWindow, windowOf } from './windows.ts';

/** What the interface around single pictures shows. */
export interface RunState {
  /** The frame on the screen, 0-based; null before the first. */
  readonly frame: number | null;
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly window: Window;
  readonly tool: Tool;
  readonly present: number;
  /** Whose pixels are on the screen. */
  readonly drawn: OpenedSet | null;
  /** Why the wanted frame is not there. */
  readonly failure: string | null;
}

/** Single pictures, one at a time: a run as cine, slices one by one. */
export interface RunViewer {
  play(): void;
  pause(): void;
  go(frame: number): void;
  setSpeed(speed: number): void;
  setTool(tool: Tool): void;
  setWindow(window: Window): void;
  reset(): void;
  key(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>): boolean;
  drawn(): Drawn<OpenedSet> | null;
  dispose(): void;
}

/** Shows a run, or slices, in a tile. `onState` is told of changes, at most once a frame of the screen. */
export function createRunViewer(
  tile: HTMLElement, opened: OpenedSet, fetchBlob: FetchBlob, onState: (state: RunState) => void,
): RunViewer {
  const set = pictureSet(opened);
  const { samplesPerPixel } = set.shape;
  const isColour = samplesPerPixel === 3;
  let window_: Window = set.window ?? { width: 255, level: 128 };
  let isWindowKnown = set.window !== null || isColour;
  let wantedFrame = 0;
  let shownFrame: number | null = null;
  let speed = 1;
  let tool: Tool = 'window';

  const host = document.createElement('div');
  host.className = 'picture-canvas';
  tile.prepend(host);
  const overlay = createOverlay(tile);
  const store: FrameStore = openFrameStore(set.shape, fetchBlob, (n) => {
    if (n === wantedFrame && shownFrame !== n) show(n);
    tell();
  });
  const view = createPictureView<OpenedSet>(host, () => {
    refreshOverlay();
    tell();
  });
  const clock: CineClock | null = set.times === null ? null : createCineClock(set.times, screenTicks, (n) => show(n), (n) => {
    if (!store.has(n)) store.prefetchFrom(n);
    return store.has(n);
  });

  const tellState = (): void => onState({
    frame: shownFrame, isPlaying: clock?.isPlaying() ?? false, speed, window: window_, tool, present: store.present(),
    drawn: view.drawn()?.picture.of ?? null, failure: store.failure(wantedFrame),
  });
  const tell = (): void => inFrame(tellState);

  function show(n: number): void {
    wantedFrame = n;
    const samples = store.frame(n);
    if (samples !== null) {
      if (!isWindowKnown) {
        isWindowKnown = true;
        window_ = windowOf(samples);
      }
      shownFrame = n;
      applyWindow();
      view.show({ plane: set.plane(n), samples, samplesPerPixel, of: opened });
    }
    tell();
  }

  const applyWindow = (): void => view.setWindow(isColour ? { width: 255, level: 127.5 } : window_, set.isInverted);

  function setWindow(next: Window): void {
    window_ = next;
    applyWindow();
    tell();
  }

  function refreshOverlay(): void {
    const drawn = view.drawn();
    overlay.update(drawn === null || shownFrame === null ? null : {
      letter: null, title: set.title, place: set.place(shownFrame),
      display: [
        ...(isColour ? [] : [windowWords(Math.round(window_.width), Math.round(window_.level))]),
        `${(1 / drawn.view.mmPerPixel).toFixed(1)}× interpolated`,
        ...(set.isInverted ? ['stored inverted, shown upright'] : []),
      ],
      cautions: set.cautions, letters: set.letters(shownFrame),
      // A millimetre is known of neither: of an uncalibrated projection, nor of slices without a sure place.
      scale: null, lines: [], cross: null, probe: '',
    });
  }

  const go = (n: number): void => {
    clock?.stop();
    show(Math.max(0, Math.min(opened.frames - 1, n)));
  };
  const zoom = (factor: number): void =>
    view.setView((now) => zoomedView(now, factor, [now.size[0] / 2, now.size[1] / 2]));
  function reset(): void {
    const first = store.frame(wantedFrame);
    setWindow(set.window ?? (first === null ? window_ : windowOf(first)));
    view.setView(null);
  }
  const play = (): void => {
    if (clock === null || opened.frames < 2) return;
    // From the last frame a run begins anew.
    clock.play(wantedFrame === opened.frames - 1 ? 0 : wantedFrame, speed);
    tell();
  };
  const pause = (): void => {
    clock?.stop();
    tell();
  };

  const stopPointer = connectPointer(tile, {
    tool: () => tool,
    begin: (at, chosen) => {
      switch (chosen) {
        case 'pan': return (_, by) => view.setView((now) => pannedView(now, by));
        case 'zoom': return (_, [, dy]) => view.setView((now) => zoomedView(now, Math.exp(-dy / 200), at));
        default: return isColour ? null : (_, [dx, dy]) => setWindow(draggedWindow(window_, dx, dy));
      }
    },
    hover: () => undefined,
    scroll: (steps) => go(wantedFrame + steps),
    zoom: (factor, at) => view.setView((now) => zoomedView(now, factor, at)),
  });
  show(0);

  return {
    play, pause, go, setWindow,
    setSpeed(next) {
      speed = next;
      if (clock?.isPlaying() === true) clock.play(wantedFrame, speed);
      tell();
    },
    setTool(next) {
      tool = next;
      tile.dataset['tool'] = next;
      tell();
    },
    reset,
    key({ key, ctrlKey, altKey, metaKey }) {
      if (ctrlKey || altKey || metaKey) return false;
      const actions: Readonly<Record<string, () => void>> = {
        ' ': () => (clock?.isPlaying() === true ? pause() : play()),
        ArrowRight: () => go(wantedFrame + 1), ArrowLeft: () => go(wantedFrame - 1),
        PageDown: () => go(wantedFrame + 1), PageUp: () => go(wantedFrame - 1),
        Home: () => go(0), End: () => go(opened.frames - 1),
        '+': () => zoom(1.25), '-': () => zoom(0.8), r: reset,
      };
      const action = actions[key.length === 1 ? key.toLowerCase() : key];
      action?.();
      return action !== undefined;
    },
    drawn: view.drawn,
    dispose() {
      clock?.stop();
      store.close();
      stopPointer();
      notInFrame(tellState);
      overlay.dispose();
      view.dispose();
      host.remove();
    },
  };
}
