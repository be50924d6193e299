import { Enums, getShouldUseCPURendering, type RenderingEngine, type StackViewport } from '@cornerstonejs/core';
import { lpsFromUv, planeNormal } from '../../core/geometry/plane.ts';
import { moved, scaled, type PointLps, type VectorLps } from '../../core/geometry/frame.ts';
import { derivedImage, forgetImage, type Picture } from './derivedImages.ts';
import { attachToEngine, type Attached } from './engine.ts';
import { fittedView, viewOf, type CanvasSize, type View } from './viewTransform.ts';

/** Which samples become black and white. */
export interface Window { readonly width: number; readonly level: number }

/** What has just been drawn on a canvas: the picture, and how it was laid there. */
export interface Drawn<S> { readonly picture: Picture<S>; readonly view: View }

/** One canvas that shows derived pictures. */
export interface PictureView<S> {
  /** Draws the picture in the next frame, at the place and scale of the last one. */
  show(picture: Picture<S>): void;
  setWindow(window: Window, isInverted: boolean): void;
  /** Moves or magnifies; null fits the picture again. */
  setView(change: ((view: View) => View) | null): void;
  /** Blank, until the next picture. */
  clear(): void;
  /** What is on the screen now; null while blank. */
  drawn(): Drawn<S> | null;
  dispose(): void;
}

let nextView = 0;

/**
 * Shows pictures in `element`, which must fill the place it has.
 *
 * `onDrawn` is called after each picture that reached the canvas, with what was really drawn: marks, letters
 * and names taken from it cannot be those of another picture.
 */
export function createPictureView<S>(
  element: HTMLDivElement, onDrawn: (drawn: Drawn<S> | null) => void,
): PictureView<S> {
  nextView += 1;
  const viewportId = `picture-${nextView}`;
  let viewport: StackViewport | null = null;
  let picture: Picture<S> | null = null;
  let imageId: string | null = null;
  let view: View | null = null;
  let isFitted = true;
  let window_: Window = { width: 1200, level: 200 };
  let isInverted = false;
  let drawn: Drawn<S> | null = null;

  const size = (): CanvasSize => [element.clientWidth, element.clientHeight];

  function applyWindow(): void {
    viewport?.setProperties({
      voiRange: { lower: window_.level - window_.width / 2, upper: window_.level + window_.width / 2 },
      invert: isInverted,
    }, true);
  }

  function applyCamera(): void {
    if (viewport === null || view === null) return;
    const focalPoint = lpsFromUv(view.plane, view.centre);
    const towardsViewer = scaled(planeNormal(view.plane), -1);
    viewport.setCamera({
      focalPoint: point3(focalPoint), position: point3(moved(focalPoint, towardsViewer, 500)),
      viewPlaneNormal: point3(towardsViewer), viewUp: point3(scaled(view.plane.v, -1)),
      parallelScale: (view.size[1] * view.mmPerPixel) / 2,
    });
    // setCamera leaves the clipping range of the camera before it where the picture stays in its plane.
    if (!getShouldUseCPURendering()) viewport.getRenderer().resetCameraClippingRange();
  }

  function draw(): void {
    if (viewport === null || picture === null) return;
    const now = size();
    if (now[0] < 2 || now[1] < 2) return;
    view = view === null || isFitted ? fittedView(picture.plane, now) : viewOf(view, picture.plane, now);
    const image = derivedImage(picture);
    const before = imageId;
    imageId = image.imageId;
    viewport.renderImageObject(image);
    if (before !== null) forgetImage(before);
    applyWindow();
    applyCamera();
    viewport.render();
  }

  const blank = (): void => {
    const canvas = element.querySelector('canvas');
    canvas?.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
  };

  const onRendered = (): void => {
    // A frame that was still due when the view was cleared would bring the old picture back.
    if (picture === null) blank();
    drawn = picture === null || view === null ? null : { picture, view };
    onDrawn(drawn);
  };

  const attached: Attached = {
    attach(engine: RenderingEngine) {
      engine.enableElement({
        viewportId, element, type: Enums.ViewportType.STACK, defaultOptions: { background: [0, 0, 0] },
      });
      viewport = engine.getViewport<StackViewport>(viewportId);
      imageId = null;
      draw();
    },
  };
  element.addEventListener(Enums.Events.IMAGE_RENDERED, onRendered);
  const detach = attachToEngine(attached, viewportId);

  const observer = new ResizeObserver(() => {
    const engine = viewport?.getRenderingEngine();
    if (engine === undefined) return;
    engine.resize(false, true);
    draw();
  });
  observer.observe(element);

  return {
    show(next) {
      // Another direction of cut or another volume starts fitted; the next slice of the same keeps its place.
      const isSameFace = picture !== null && sameFace(picture, next);
      if (!isSameFace) isFitted = true;
      picture = next;
      draw();
    },
    setWindow(next, inverted) {
      window_ = next;
      isInverted = inverted;
      if (picture === null) return;
      applyWindow();
      viewport?.render();
    },
    setView(change) {
      isFitted = change === null;
      if (picture === null || view === null) return;
      view = change === null ? fittedView(picture.plane, size()) : change(view);
      applyCamera();
      viewport?.render();
    },
    clear() {
      picture = null;
      view = null;
      isFitted = true;
      drawn = null;
      blank();
      onDrawn(null);
    },
    drawn: () => drawn,
    dispose() {
      observer.disconnect();
      element.removeEventListener(Enums.Events.IMAGE_RENDERED, onRendered);
      picture = null;
      if (imageId !== null) forgetImage(imageId);
      detach();
      viewport = null;
    },
  };
}

const point3 = ([x, y, z]: PointLps | VectorLps): [number, number, number] => [x, y, z];

const sameFace = (one: Picture<unknown>, other: Picture<unknown>): boolean =>
  one.of === other.of
  && one.plane.size[0] === other.plane.size[0] && one.plane.size[1] === other.plane.size[1]
  && one.plane.spacing[0] === other.plane.spacing[0] && one.plane.spacing[1] === other.plane.spacing[1]
  && isSame(one.plane.u, other.plane.u) && isSame(one.plane.v, other.plane.v);

const isSame = (one: VectorLps | PointLps, other: VectorLps | PointLps): boolean =>
  one.every((value, axis) => value === other[axis]);
