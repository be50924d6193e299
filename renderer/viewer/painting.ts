import type { ImagePlane } from '../../core/geometry/plane.ts';
import { paintColour, paintEach, paintGrey } from './painting.kernel.ts';
import { uvFromCanvas, type View } from './viewTransform.ts';

/** Samples of a picture, row by row. */
export type Samples = Int16Array | Uint16Array | Uint8Array;

/** A picture: where it lies, its samples (HU, or a run's own values), and whose it is. */
export interface Picture<S> {
  readonly plane: ImagePlane;
  readonly samples: Samples;
  readonly samplesPerPixel: 1 | 3;
  readonly of: S;
}

/** Samples this near to the pixels of the canvas lie on them. */
const ROUNDING = 1e-6;

/** Which samples become black and white. */
export interface Window { readonly width: number; readonly level: number }

/** How samples are laid on the pixels of a canvas: where the middle of its first pixel falls on them, and how far it is from one pixel to the next. */
export interface Laying { readonly left: number; readonly across: number; readonly top: number; readonly down: number }

/**
 * Paints a picture as `view` lays it on a canvas of `width` x `height` device pixels; see paintSamples.
 *
 * @param out - pixels of the canvas, row by row
 */
export function paint(
  { plane, samples, samplesPerPixel }: Pick<Picture<unknown>, 'plane' | 'samples' | 'samplesPerPixel'>, view: View,
  window: Window, isInverted: boolean, width: number, height: number, out: Uint32Array,
): void {
  const [du, dv] = plane.spacing;
  const [cssX, cssY] = [view.size[0] / width, view.size[1] / height];
  const [u, v] = uvFromCanvas(view, [cssX / 2, cssY / 2]);
  const laying = { left: u / du, across: (cssX * view.mmPerPixel) / du, top: v / dv, down: (cssY * view.mmPerPixel) / dv };
  paintSamples({ samples, samplesPerPixel, size: plane.size }, laying, window, isInverted, width, height, out);
}

/**
 * Paints samples on a canvas of `width` x `height` device pixels.
 *
 * Samples are mixed linearly first and windowed afterwards: the edge of a vessel lies where it lies in the volume,
 * however narrow the window. Every pixel stands for its middle. Beyond the picture it is black. The window is linear
 * and exact (DICOM PS3.3 C.11.2.1.3.2).
 *
 * @param out - pixels of the canvas, row by row
 */
export function paintSamples(
  { samples, samplesPerPixel, size: [columns, rows] }: Pick<Picture<unknown>, 'samples' | 'samplesPerPixel'> & Pick<ImagePlane, 'size'>,
  { left, across, top, down }: Laying, { width: windowWidth, level }: Window, isInverted: boolean, width: number, height: number,
  out: Uint32Array,
): void {
  const gain = (isInverted ? -255 : 255) / windowWidth;
  const lowest = isInverted ? level + windowWidth / 2 : level - windowWidth / 2;
  if (samplesPerPixel === 1 && columns === width && rows === height
    && [left, across - 1, top, down - 1].every((off) => Math.abs(off) < ROUNDING)) {
    paintEach(samples, lowest, gain, out);
    return;
  }
  const kernel = samplesPerPixel === 3 ? paintColour : paintGrey;
  kernel(samples, columns, rows, left, across, top, down, width, height, lowest, gain, out);
}
