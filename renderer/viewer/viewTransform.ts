import { lpsFromUv, pointUv, uvFromLps, type ImagePlane, type PointUv } from '../../core/geometry/plane.ts';
import { orientationLetters } from '../../core/geometry/orientation.ts';
import { scaled, type PointLps } from '../../core/geometry/frame.ts';

/** Position on a canvas in CSS pixels from its upper left corner. */
export type PointCanvas = readonly [x: number, y: number];
/** Size of a canvas in CSS pixels. */
export type CanvasSize = readonly [width: number, height: number];

/** How a plane is laid on a canvas: what lies in the middle, and how much a pixel is. */
export interface View {
  readonly plane: ImagePlane;
  /** The point of the plane in the middle of the canvas, mm. */
  readonly centre: PointUv;
  readonly mmPerPixel: number;
  readonly size: CanvasSize;
}

/** The view that shows the whole picture as large as it goes. */
export function fittedView(plane: ImagePlane, size: CanvasSize): View {
  const [columns, rows] = plane.size;
  const [du, dv] = plane.spacing;
  return {
    plane, size,
    centre: pointUv(((columns - 1) * du) / 2, ((rows - 1) * dv) / 2),
    mmPerPixel: Math.max((columns * du) / Math.max(1, size[0]), (rows * dv) / Math.max(1, size[1])),
  };
}

/** The same place and scale for another picture of the same direction; on a canvas of another size the same part of it. */
export function viewOf(view: View, plane: ImagePlane, size: CanvasSize): View {
  if (size[0] === view.size[0] && size[1] === view.size[1]) return { ...view, plane };
  const larger = fittedView(plane, size).mmPerPixel / fittedView(plane, view.size).mmPerPixel;
  return { ...view, plane, size, mmPerPixel: view.mmPerPixel * larger };
}

/** The same scale for a plane of any direction, laid so that a patient point stays where it is on the canvas. */
export function anchoredView(view: View, plane: ImagePlane, anchor: PointLps): View {
  const [wasU, wasV] = uvFromLps(view.plane, anchor);
  const [u, v] = uvFromLps(plane, anchor);
  return { ...view, plane, centre: pointUv(view.centre[0] + u - wasU, view.centre[1] + v - wasV) };
}

/** Where a patient point (its foot on the plane) lies on the canvas. */
export function canvasFromLps(view: View, point: PointLps): PointCanvas {
  const [u, v] = uvFromLps(view.plane, point);
  return canvasFromUv(view, u, v);
}

/** Where a position of the plane, mm, lies on the canvas. */
export const canvasFromUv = ({ centre, mmPerPixel, size }: View, u: number, v: number): PointCanvas =>
  [size[0] / 2 + (u - centre[0]) / mmPerPixel, size[1] / 2 + (v - centre[1]) / mmPerPixel];

/** Position in the plane under a point of the canvas, mm. */
export const uvFromCanvas = ({ centre, mmPerPixel, size }: View, [x, y]: PointCanvas): PointUv =>
  pointUv(centre[0] + (x - size[0] / 2) * mmPerPixel, centre[1] + (y - size[1] / 2) * mmPerPixel);

/** The patient point under a point of the canvas. */
export const lpsFromCanvas = (view: View, at: PointCanvas): PointLps => lpsFromUv(view.plane, uvFromCanvas(view, at));

/** Moved by a drag of (dx, dy) CSS pixels. */
export const pannedView = (view: View, [dx, dy]: PointCanvas): View => ({
  ...view, centre: pointUv(view.centre[0] - dx * view.mmPerPixel, view.centre[1] - dy * view.mmPerPixel),
});

/** Magnified by `factor` so that what lies at `at` stays there. */
export function zoomedView(view: View, factor: number, at: PointCanvas): View {
  const mmPerPixel = Math.min(5, Math.max(0.005, view.mmPerPixel / factor));
  const [u, v] = uvFromCanvas(view, at);
  return {
    ...view, mmPerPixel,
    centre: pointUv(u - (at[0] - view.size[0] / 2) * mmPerPixel, v - (at[1] - view.size[1] / 2) * mmPerPixel),
  };
}

/** How a plane lies in its tile, whatever the size of that: how many times as large as it would fit, and what is in the middle. */
export interface ViewPlace { readonly zoom: number; readonly centre: PointUv }

/** The place of a view, to what computing leaves of it: what was brought back is equal to what it was. */
export function placeOfView({ plane, size, centre: [u, v], mmPerPixel }: View): ViewPlace {
  const rounded = (value: number): number => Math.round(value * 1e7) / 1e7;
  return { zoom: rounded(fittedView(plane, size).mmPerPixel / mmPerPixel), centre: pointUv(rounded(u), rounded(v)) };
}

/** A view brought back to a place. */
export const viewAtPlace = (view: View, { zoom, centre }: ViewPlace): View =>
  ({ ...view, centre, mmPerPixel: fittedView(view.plane, view.size).mmPerPixel / zoom });

/** The letters at the four edges of a picture. */
export interface EdgeLetters { readonly top: string; readonly right: string; readonly bottom: string; readonly left: string }

/** Letters for the plane that is drawn: each edge says which side of the patient lies that way. */
export const edgeLetters = ({ u, v }: Pick<ImagePlane, 'u' | 'v'>): EdgeLetters => ({
  right: orientationLetters(u), left: orientationLetters(scaled(u, -1)),
  bottom: orientationLetters(v), top: orientationLetters(scaled(v, -1)),
});

/** A bar of a round length that fits `room` pixels, from the scale in use; null where even 0.1 mm does not fit. */
export function scaleBar(mmPerPixel: number, room: number): { readonly mm: number; readonly pixels: number } | null {
  const lengths = [200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1];
  const mm = lengths.find((length) => length / mmPerPixel <= room);
  return mm === undefined ? null : { mm, pixels: mm / mmPerPixel };
}
