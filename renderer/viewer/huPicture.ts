import type { PointUv } from '../../core/geometry/plane.ts';
import { inFrame, notInFrame } from './frames.ts';
import { huLaid, huUnder, type HuGrid, type HuLaid, type HuView } from './huLaying.ts';
import { createOverlay, type OverlayContent } from './overlay.ts';
import { paintSamples, type Window } from './painting.ts';
import { windowWords } from './planeWords.ts';
import { scaleBar, type CanvasSize, type EdgeLetters } from './viewTransform.ts';

/** What is written over a picture of HU, from the picture that is drawn. */
export interface HuWords {
  readonly title: string;
  readonly place: string;
  /** Depth, kernel and phase: "0.15 mm, Bv40, 75 %". */
  readonly depth: string;
  readonly cautions: readonly string[];
  /** Sides of the patient at its edges; null where the picture has none. */
  readonly letters: EdgeLetters | null;
  /** Whether lengths across are mm, so that a scale bar holds. */
  readonly hasScale: boolean;
  /** Room for the scale bar, CSS pixels, where there is less than usual. */
  readonly barRoom?: number;
}

/** A picture of HU as it shall be on the screen. */
export interface HuShown { readonly grid: HuGrid; readonly view: HuView; readonly window: Window; readonly words: HuWords }

/** The canvas of a picture of HU in a tile, with what is written over it. */
export interface HuPictureCanvas {
  /** Draws before the next frame of the screen; null makes it black. */
  show(shown: HuShown | null): void;
  /** Value and place under the pointer: at a place of the picture, or nowhere. `placeWords` says where that is. */
  probe(at: PointUv | null, placeWords: string): void;
  dispose(): void;
}

/** Room for the scale bar, CSS pixels; less in a small picture. */
const BAR_ROOM = 96;
const MINUS = '−';

/**
 * A canvas that fills `tile` at the device's own pixels. HU are mixed first and windowed afterwards, as on the planes.
 *
 * @param onSize - told of the size in CSS pixels, and of each change of it
 */
export function createHuPicture(tile: HTMLElement, onSize: (size: CanvasSize) => void): HuPictureCanvas {
  const host = document.createElement('div');
  host.className = 'picture-canvas';
  const canvas = document.createElement('canvas');
  host.append(canvas);
  tile.prepend(host);
  const context = canvas.getContext('2d', { alpha: false });
  const overlay = createOverlay(tile);
  let pixels: ImageData | null = null;
  let size: CanvasSize = [0, 0];
  let shown: HuShown | null = null;
  /** What is on the canvas; null where it is black. */
  let painted: HuShown | null = null;

  function draw(): void {
    if (context === null || pixels === null) return;
    if (shown === null) {
      painted = null;
      context.fillRect(0, 0, canvas.width, canvas.height);
      overlay.update(null);
      return;
    }
    const laid = huLaid(shown.view, size);
    overlay.update(contentOf(shown, laid));
    if (painted !== null && isSamePicture(painted, shown)) return;
    painted = shown;
    const { grid, view, window } = shown;
    const [cssX, cssY] = [size[0] / canvas.width, size[1] / canvas.height];
    const [u, v] = laid.at([cssX / 2, cssY / 2]);
    paintSamples({ samples: grid.values, samplesPerPixel: 1, size: grid.size }, {
      left: (u - grid.origin[0]) / grid.spacing[0], across: (cssX * view.perPixel[0]) / grid.spacing[0],
      top: (v - grid.origin[1]) / grid.spacing[1], down: (cssY * view.perPixel[1]) / grid.spacing[1],
    }, window, false, canvas.width, canvas.height, new Uint32Array(pixels.data.buffer));
    context.putImageData(pixels, 0, 0);
  }

  const observer = new ResizeObserver(([entry]) => {
    const box = entry?.devicePixelContentBoxSize[0];
    if (entry === undefined || box === undefined || box.inlineSize < 2 || box.blockSize < 2) return;
    size = [entry.contentRect.width, entry.contentRect.height];
    canvas.width = box.inlineSize;
    canvas.height = box.blockSize;
    pixels = new ImageData(canvas.width, canvas.height);
    onSize(size);
    // A canvas of another size is black: it must not be seen so.
    painted = null;
    draw();
  });
  observer.observe(host, { box: 'device-pixel-content-box' });
  const again = (): void => {
    painted = null;
    inFrame(draw);
  };
  // The graphics process was lost and is back: the picture is gone with it.
  canvas.addEventListener('contextrestored', again);

  return {
    show(next) {
      shown = next;
      inFrame(draw);
    },
    probe(at, placeWords) {
      const hu = at === null || shown === null ? null : huUnder(shown.grid, at);
      overlay.probe(hu === null ? '' : `${hu < 0 ? MINUS : ''}${Math.abs(hu).toLocaleString('en')} HU${placeWords === '' ? '' : `\n${placeWords}`}`);
    },
    dispose() {
      observer.disconnect();
      canvas.removeEventListener('contextrestored', again);
      notInFrame(draw);
      overlay.dispose();
      host.remove();
    },
  };
}

const isSamePicture = (one: HuShown, other: HuShown): boolean =>
  one.grid === other.grid && one.window === other.window && isSame(one.view.centre, other.view.centre) && isSame(one.view.perPixel, other.view.perPixel);
const isSame = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]): boolean => a === c && b === d;

function contentOf({ grid, view, window, words }: HuShown, { size }: HuLaid): OverlayContent {
  const [across, down] = view.perPixel;
  const bar = words.hasScale ? scaleBar(across, words.barRoom ?? Math.min(BAR_ROOM, size[0] / 4)) : null;
  const height = across / down;
  return {
    letter: null, title: words.title, place: words.place,
    display: [
      windowWords(window.width, window.level), words.depth, `${(grid.spacing[0] / across).toFixed(1)}× interpolated`,
      // Lengths down it are not drawn as those across.
      ...(words.hasScale && Math.abs(height - 1) > 0.02 ? [`height × ${height.toFixed(1)}`] : []),
    ].filter((line) => line !== ''),
    cautions: words.cautions, letters: words.letters, cube: [],
    scale: bar === null ? null : { words: `${bar.mm} mm`, pixels: bar.pixels }, lines: [], cross: null, probe: '',
  };
}
