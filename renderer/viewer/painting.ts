import type { ImagePlane } from '../../core/geometry/plane.ts';
import { paintColour, paintGrey } from './painting.kernel.ts';
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

/** Which samples become black and white. */
export interface Window { readonly width: number; readonly level: number }

/**
 * Paints a picture as `view` lays it on a canvas of `width` x `height` device pixels.
 *
 * Samples are mixed linearly first and windowed afterwards: the edge of a vessel lies where it lies in the volume,
 * however narrow the window. Every pixel stands for its middle. Beyond the picture it is black. The window is linear
 * and exact (DICOM PS3.3 C.11.2.1.3.2).
 *
 * @param out - pixels of the canvas, row by row
 */
export function paint(
  { plane, samples, samplesPerPixel }: Pick<Picture<unknown>, 'plane' | 'samples' | 'samplesPerPixel'>, view: View,
  { width: windowWidth, level }: Window, isInverted: boolean, width: number, height: number, out: Uint32Array,
): void {
  const [columns, rows] = plane.size;
  const [du, dv] = plane.spacing;
  const [cssX, cssY] = [view.size[0] / width, view.size[1] / height];
  const [u, v] = uvFromCanvas(view, [cssX / 2, cssY / 2]);
  const gain = (isInverted ? -255 : 255) / windowWidth;
  const lowest = isInverted ? level + windowWidth / 2 : level - windowWidth / 2;
  const kernel = samplesPerPixel === 3 ? paintColour : paintGrey;
  kernel(samples, columns, rows, u / du, (cssX * view.mmPerPixel) / du, v / dv, (cssY * view.mmPerPixel) / dv,
    width, height, lowest, gain, out);
}
