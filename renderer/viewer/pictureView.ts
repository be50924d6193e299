import type { PointLps, VectorLps } from '../../core/geometry/frame.ts';
import type { ImagePlane } from '../../core/geometry/plane.ts';
import { bands, canvasPlane, cutFor, firstStep, samplesAtOnce, viewOn, type CutPicture } from './cutPicture.ts';
import { derivedImage, forgetImage } from './derivedImages.ts';
import { openViewport } from './engine.ts';
import { inFrame, nextTick, notInFrame } from './frames.ts';
import { paint, type Picture, type Window } from './painting.ts';
import { anchoredView, fittedView, viewOf, type CanvasSize, type View } from './viewTransform.ts';

/** What can be shown: samples as they are, or a plane that is cut for the canvas. */
export type Shown<S> = Picture<S> | CutPicture<S>;

/** What has just been drawn on a canvas: the picture, and how its plane was laid there. */
export interface Drawn<S> {
  /** The samples that were painted; of a cut one, those of the canvas. */
  readonly picture: Picture<S>;
  readonly view: View;
  /** False where a cut is still to be made finer. */
  readonly isFine: boolean;
  readonly window: Window;
  /** What is least is white. */
  readonly isInverted: boolean;
}

/** One canvas that shows pictures. */
export interface PictureView<S> {
  /**
   * Draws the picture in this frame at the scale of the last one. A patient point that is given keeps its place on the
   * canvas, whichever way the picture lies; without one another direction or another series starts fitted.
   */
  show(picture: Shown<S>, anchor?: PointLps): void;
  /** Draws the picture laid as another one was in this place. */
  showAs(picture: Shown<S>, view: View): void;
  /** Draws the picture laid as one beside it, at its very scale, whatever the size of this place. */
  showLike(picture: Shown<S>, lead: View): void;
  setWindow(window: Window, isInverted: boolean): void;
  /** Moves or magnifies; null fits the picture again. */
  setView(change: ((view: View) => View) | null): void;
  /** Black, until the next picture. */
  clear(): void;
  /** What is on the canvas now; null while it is black. */
  drawn(): Drawn<S> | null;
  dispose(): void;
}

/** Frames of the screen without a change after which a coarse picture is made fine. */
const STILL = 4;

/**
 * Shows pictures in `element`, which must fill the place it has.
 *
 * Cornerstone's viewport holds the canvas and the picture; how a picture is painted is ours: mixed in HU before it is
 * windowed, and at the device's own pixels. The same pixels on every machine, with or without a graphics card.
 * `onDrawn` is called after each picture that reached the canvas, with what was really drawn: marks, letters
 * and names taken from it cannot be those of another picture. `cover` paints over the picture in CSS pixels: it is part
 * of the picture wherever that is taken to.
 */
export function createPictureView<S>(
  element: HTMLDivElement, onDrawn: (drawn: Drawn<S> | null) => void,
  cover: (context: CanvasRenderingContext2D, view: View) => void = () => undefined,
): PictureView<S> {
  const { viewport, close } = openViewport(element);
  const { canvas } = viewport;
  const context = canvas.getContext('2d');
  let pixels: ImageData | null = null;
  let size: CanvasSize = [0, 0];
  let shown: Shown<S> | null = null;
  /** What is painted of it; null where it must be cut anew. */
  let samples: Picture<S> | null = null;
  let isFine = true;
  let imageId: string | null = null;
  let view: View | null = null;
  let isFitted = true;
  /** Laid like the picture of another tile: its scale is that one's, whatever the size of this tile. */
  let isLed = false;
  let window_: Window = { width: 1200, level: 200 };
  let isInverted = false;
  let drawn: Drawn<S> | null = null;
  let stopRefining = (): void => undefined;

  function placed(plane: ImagePlane): View {
    if (view === null || isFitted) return fittedView(plane, size);
    return isLed ? { ...view, plane, size } : viewOf(view, plane, size);
  }

  function paintNow(): void {
    if (samples === null || view === null || pixels === null || context === null) return;
    const laid = samples.plane === view.plane ? view : viewOn(view, samples.plane);
    paint(samples, laid, window_, isInverted, pixels.width, pixels.height, new Uint32Array(pixels.data.buffer));
    context.putImageData(pixels, 0, 0);
    context.save();
    context.scale(pixels.width / size[0], pixels.height / size[1]);
    cover(context, laid);
    context.restore();
    drawn = { picture: samples, view, isFine, window: window_, isInverted };
  }

  function forget(): void {
    if (imageId !== null) forgetImage(imageId);
    imageId = null;
  }

  function take(next: Picture<S>): void {
    samples = next;
    const image = derivedImage(next, paintNow);
    viewport.renderImageObject(image);
    forget();
    ({ imageId } = image);
  }

  /** The samples of what is shown, for the canvas as it is: coarse ones first where all would take too long. */
  function sampled(picture: Shown<S>, laid: View, { width, height }: ImageData): Picture<S> {
    stopRefining();
    isFine = true;
    if (!('cut' in picture)) return picture;
    const step = firstStep(width * height, picture.sheets, samplesAtOnce());
    if (step > 1) {
      isFine = false;
      refine(picture, canvasPlane(laid, width, height, 1));
    }
    return cutFor(picture, canvasPlane(laid, width, height, step));
  }

  function refine(picture: CutPicture<S>, at: ImagePlane): void {
    const next = bands(picture, at);
    let waited = 0;
    const tick = (): void => {
      waited += 1;
      const whole = waited <= STILL ? null : next();
      if (whole === null) {
        stopRefining = nextTick(tick);
        return;
      }
      isFine = true;
      take(whole);
      inFrame(draw);
    };
    stopRefining = nextTick(tick);
  }

  function draw(): void {
    if (shown === null || pixels === null) return;
    view = placed(shown.plane);
    if (samples === null) take(sampled(shown, view, pixels));
    // At once: the viewport's own render() waits for a frame of its own, after everything else of this one.
    viewport.customRenderViewportToCanvas();
    element.dataset['fine'] = `${isFine}`;
    onDrawn(drawn);
  }

  /** What was cut was cut for the canvas as it was. */
  function laidAnew(): void {
    if (shown !== null && 'cut' in shown) samples = null;
  }

  const observer = new ResizeObserver(([entry]) => {
    const box = entry?.devicePixelContentBoxSize[0];
    if (entry === undefined || box === undefined) return;
    if (box.inlineSize < 2 || box.blockSize < 2) {
      // Not on the screen: nothing is drawn until it is again.
      stopRefining();
      pixels = null;
      drawn = null;
      onDrawn(null);
      return;
    }
    size = [entry.contentRect.width, entry.contentRect.height];
    canvas.width = box.inlineSize;
    canvas.height = box.blockSize;
    pixels = new ImageData(canvas.width, canvas.height);
    laidAnew();
    // A canvas of another size is black: it must not be seen so.
    draw();
  });
  observer.observe(element, { box: 'device-pixel-content-box' });

  // The graphics process was lost and is back: it kept the canvas, and the picture is gone with it.
  const restored = (): void => {
    laidAnew();
    inFrame(draw);
  };
  canvas.addEventListener('contextrestored', restored);

  function showNow(next: Shown<S>): void {
    shown = next;
    samples = null;
    stopRefining();
    inFrame(draw);
  }

  return {
    show(next, anchor) {
      const isSame = shown !== null && isSameFace(shown, next);
      if (!isSame && (shown === null || anchor === undefined)) isFitted = true;
      else if (!isSame && view !== null && anchor !== undefined) {
        // Turned: the scale stays, and the point stays where it is.
        view = anchoredView(view, next.plane, anchor);
        isFitted = false;
      }
      showNow(next);
    },
    showAs(next, as) {
      view = as;
      [isFitted, isLed] = [false, false];
      showNow(next);
    },
    showLike(next, lead) {
      view = { ...lead, size };
      [isFitted, isLed] = [false, true];
      showNow(next);
    },
    setWindow(next, inverted) {
      window_ = next;
      isInverted = inverted;
      inFrame(draw);
    },
    setView(change) {
      isFitted = change === null;
      laidAnew();
      if (shown === null || view === null) return;
      if (change !== null) view = change(view);
      inFrame(draw);
    },
    clear() {
      stopRefining();
      shown = null;
      samples = null;
      view = null;
      isFitted = true;
      drawn = null;
      context?.clearRect(0, 0, canvas.width, canvas.height);
      onDrawn(null);
    },
    drawn: () => drawn,
    dispose() {
      stopRefining();
      observer.disconnect();
      canvas.removeEventListener('contextrestored', restored);
      notInFrame(draw);
      shown = null;
      samples = null;
      forget();
      close();
    },
  };
}

const isSameFace = (one: Shown<unknown>, other: Shown<unknown>): boolean =>
  one.of === other.of
  && one.plane.size[0] === other.plane.size[0] && one.plane.size[1] === other.plane.size[1]
  && one.plane.spacing[0] === other.plane.spacing[0] && one.plane.spacing[1] === other.plane.spacing[1]
  && isSame(one.plane.u, other.plane.u) && isSame(one.plane.v, other.plane.v);

const isSame = (one: VectorLps | PointLps, other: VectorLps | PointLps): boolean =>
  one.every((value, axis) => value === other[axis]);
