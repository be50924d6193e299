import { imageAround, lpsFromUv, pointUv, uvFromLps, type ImagePlane } from '../../core/geometry/plane.ts';
import type { Picture } from './painting.ts';
import type { View } from './viewTransform.ts';

/**
 * A picture that is cut for the canvas it is shown on: every pixel is a sample of its own, at any magnification.
 *
 * `plane` says where it lies and how far it reaches; its pixels are only what the view is fitted to.
 */
export interface CutPicture<S> {
  readonly plane: ImagePlane;
  readonly of: S;
  /** Sheets that one pixel is put together from: what it costs. */
  readonly sheets: number;
  cut(at: ImagePlane): Int16Array;
}

/** What the first cut of a picture may take, ms: three of them must follow the pointer. */
const AT_ONCE_MS = 7;
/** Samples cut in one frame of the screen while a picture is made finer. */
const IN_A_FRAME = 400_000;
/** What a sample takes here, ms, by the latest cuts; begins with a machine that does 400,000 at once. */
let sampleMs = AT_ONCE_MS / 400_000;

/** Samples that may be cut before a picture is shown where each takes so long; never so few that nothing can be seen. */
export const samplesWithin = (eachMs: number): number => Math.min(2_000_000, Math.max(80_000, AT_ONCE_MS / eachMs));
/** The same on this machine, as busy as it is. */
export const samplesAtOnce = (): number => samplesWithin(sampleMs);

/** Every how many pixels a picture is cut at first, so that it can follow the pointer. */
export const firstStep = (pixels: number, sheets: number, atOnce: number): number =>
  Math.max(1, Math.ceil(Math.sqrt((pixels * sheets) / atOnce)));

/** The pixels of a canvas of `width` x `height` device pixels as a picture of its own, every `step`-th of them. */
export function canvasPlane({ plane, centre, mmPerPixel, size }: View, width: number, height: number, step: number): ImagePlane {
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const pixel = (mmPerPixel * size[0]) / width;
  const line = (mmPerPixel * size[1]) / height;
  // The first sample stands in the middle of the first `step` x `step` pixels.
  const [u, v] = [(columns * step - width) / 2, (rows * step - height) / 2];
  const middle = lpsFromUv(plane, pointUv(centre[0] + u * pixel, centre[1] + v * line));
  return imageAround(middle, plane, [pixel * step, line * step], [columns, rows]);
}

/** The same view told on another picture of the same plane. */
export const viewOn = (view: View, plane: ImagePlane): View =>
  ({ ...view, plane, centre: uvFromLps(plane, lpsFromUv(view.plane, view.centre)) });

/** A cut as it looks on a canvas. */
export function cutFor<S>(cut: CutPicture<S>, at: ImagePlane): Picture<S> {
  const before = performance.now();
  const samples = cut.cut(at);
  const each = (performance.now() - before) / (samples.length * cut.sheets);
  sampleMs += (each - sampleMs) / 4;
  return { plane: at, samples, samplesPerPixel: 1, of: cut.of };
}

/** A picture being cut band by band: each call cuts one more; the picture when all are there, else null. */
export function bands<S>(cut: CutPicture<S>, at: ImagePlane): () => Picture<S> | null {
  const [width, height] = at.size;
  const samples = new Int16Array(width * height);
  const rows = Math.max(1, Math.floor(IN_A_FRAME / (width * cut.sheets)));
  let next = 0;
  return () => {
    const count = Math.min(rows, height - next);
    const origin = lpsFromUv(at, pointUv(0, next * at.spacing[1]));
    samples.set(cut.cut({ ...at, origin, size: [width, count] }), next * width);
    next += count;
    return next < height ? null : { plane: at, samples, samplesPerPixel: 1, of: cut.of };
  };
}
