import type { PointLps, VectorLps } from '../../core/geometry/frame.ts';
import { derivedImage, forgetImage } from './derivedImages.ts';
import { openViewport } from './engine.ts';
import { inFrame, notInFrame } from './frames.ts';
import { paint, type Picture, type Window } from './painting.ts';
import { fittedView, viewOf, type CanvasSize, type View } from './viewTransform.ts';

/** What has just been drawn on a canvas: the picture, and how it was laid there. */
export interface Drawn<S> { readonly picture: Picture<S>; readonly view: View }

/** One canvas that shows pictures. */
export interface PictureView<S> {
  /** Draws the picture in this frame, at the place and scale of the last one. */
  show(picture: Picture<S>): void;
  setWindow(window: Window, isInverted: boolean): void;
  /** Moves or magnifies; null fits the picture again. */
  setView(change: ((view: View) => View) | null): void;
  /** Black, until the next picture. */
  clear(): void;
  /** What is on the canvas now; null while it is black. */
  drawn(): Drawn<S> | null;
  dispose(): void;
}

/**
 * Shows pictures in `element`, which must fill the place it has.
 *
 * Cornerstone's viewport holds the canvas and the picture; how a picture is painted is ours: mixed in HU before it is
 * windowed, and at the device's own pixels. The same pixels on every machine, with or without a graphics card.
 * `onDrawn` is called after each picture that reached the canvas, with what was really drawn: marks, letters
 * and names taken from it cannot be those of another picture.
 */
export function createPictureView<S>(
  element: HTMLDivElement, onDrawn: (drawn: Drawn<S> | null) => void,
): PictureView<S> {
  const { viewport, close } = openViewport(element);
  const { canvas } = viewport;
  const context = canvas.getContext('2d');
  let pixels: ImageData | null = null;
  let size: CanvasSize = [0, 0];
  let picture: Picture<S> | null = null;
  let imageId: string | null = null;
  let view: View | null = null;
  let isFitted = true;
  let window_: Window = { width: 1200, level: 200 };
  let isInverted = false;
  let drawn: Drawn<S> | null = null;

  const placed = (next: Picture<S>): View =>
    (view === null || isFitted ? fittedView(next.plane, size) : viewOf(view, next.plane, size));

  function paintNow(): void {
    if (picture === null || pixels === null || context === null) return;
    view = placed(picture);
    paint(picture, view, window_, isInverted, pixels.width, pixels.height, new Uint32Array(pixels.data.buffer));
    context.putImageData(pixels, 0, 0);
    drawn = { picture, view };
  }

  function forget(): void {
    if (imageId !== null) forgetImage(imageId);
    imageId = null;
  }

  function take(next: Picture<S>): void {
    const image = derivedImage(next, paintNow);
    viewport.renderImageObject(image);
    forget();
    ({ imageId } = image);
  }

  function draw(): void {
    if (picture === null || pixels === null) return;
    // At once: the viewport's own render() waits for a frame of its own, after everything else of this one.
    viewport.customRenderViewportToCanvas();
    onDrawn(drawn);
  }

  const observer = new ResizeObserver(([entry]) => {
    const box = entry?.devicePixelContentBoxSize[0];
    if (entry === undefined || box === undefined || box.inlineSize < 2 || box.blockSize < 2) return;
    size = [entry.contentRect.width, entry.contentRect.height];
    canvas.width = box.inlineSize;
    canvas.height = box.blockSize;
    pixels = new ImageData(canvas.width, canvas.height);
    // A canvas of another size is black: it must not be seen so.
    draw();
  });
  observer.observe(element, { box: 'device-pixel-content-box' });

  return {
    show(next) {
      // Another direction of cut or another volume starts fitted; the next slice of the same keeps its place.
      if (picture === null || !sameFace(picture, next)) isFitted = true;
      picture = next;
      take(next);
      inFrame(draw);
    },
    setWindow(next, inverted) {
      window_ = next;
      isInverted = inverted;
      inFrame(draw);
    },
    setView(change) {
      isFitted = change === null;
      if (picture === null || view === null) return;
      if (change !== null) view = change(view);
      inFrame(draw);
    },
    clear() {
      picture = null;
      view = null;
      isFitted = true;
      drawn = null;
      context?.clearRect(0, 0, canvas.width, canvas.height);
      onDrawn(null);
    },
    drawn: () => drawn,
    dispose() {
      observer.disconnect();
      notInFrame(draw);
      picture = null;
      forget();
      close();
    },
  };
}

const sameFace = (one: Picture<unknown>, other: Picture<unknown>): boolean =>
  one.of === other.of
  && one.plane.size[0] === other.plane.size[0] && one.plane.size[1] === other.plane.size[1]
  && one.plane.spacing[0] === other.plane.spacing[0] && one.plane.spacing[1] === other.plane.spacing[1]
  && isSame(one.plane.u, other.plane.u) && isSame(one.plane.v, other.plane.v);

const isSame = (one: VectorLps | PointLps, other: VectorLps | PointLps): boolean =>
  one.every((value, axis) => value === other[axis]);
