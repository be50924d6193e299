import { pointUv, type PointUv } from '../../core/geometry/plane.ts';
import type { CanvasSize, PointCanvas } from './viewTransform.ts';

/**
 * HU that lie on no plane of the volume, or on one of their own: a section across a vessel, a vessel pulled straight, its
 * wall laid flat. Places in it are its own (u, v): to the right and downwards, mm, or degrees where it runs around something.
 */
export interface HuGrid {
  /** HU, row by row. */
  readonly values: Int16Array;
  /** Columns and rows. */
  readonly size: readonly [width: number, height: number];
  /** Between pixel centres across and down. */
  readonly spacing: readonly [across: number, down: number];
  /** Where the centre of the first pixel lies. */
  readonly origin: PointUv;
}

/** How a grid is laid on its canvas: what lies in the middle, and how much a CSS pixel is across and down. */
export interface HuView {
  readonly centre: PointUv;
  readonly perPixel: readonly [across: number, down: number];
}

/** How a picture is looked at: all of it at one scale; filling its canvas, each way at its own scale; or at a place. */
export type HuLook = 'whole' | 'filled' | HuView;

/** A grid as it lies on a canvas of a size. */
export interface HuLaid {
  readonly view: HuView;
  /** CSS pixels. */
  readonly size: CanvasSize;
  /** Where a place lies on the canvas, CSS pixels. */
  readonly x: (u: number) => number;
  readonly y: (v: number) => number;
  /** The place under a point of the canvas. */
  readonly at: (point: PointCanvas) => PointUv;
}

/** The view of a grid that a look asks for on a canvas. */
export function huView({ size: [columns, rows], spacing: [du, dv], origin: [u, v] }: HuGrid, look: HuLook, [width, height]: CanvasSize): HuView {
  if (typeof look === 'object') return look;
  const [across, down] = [(columns * du) / Math.max(1, width), (rows * dv) / Math.max(1, height)];
  const centre = pointUv(u + ((columns - 1) * du) / 2, v + ((rows - 1) * dv) / 2);
  const both = Math.max(across, down);
  return { centre, perPixel: look === 'filled' ? [across, down] : [both, both] };
}

/** A view laid on a canvas. */
export function huLaid(view: HuView, size: CanvasSize): HuLaid {
  const { centre: [u, v], perPixel: [across, down] } = view;
  return {
    view, size,
    x: (at) => size[0] / 2 + (at - u) / across,
    y: (at) => size[1] / 2 + (at - v) / down,
    at: ([x, y]) => pointUv(u + (x - size[0] / 2) * across, v + (y - size[1] / 2) * down),
  };
}

/** The view moved by CSS pixels; what was under the pointer stays under it. */
export const pannedHu = ({ centre: [u, v], perPixel }: HuView, [dx, dy]: PointCanvas): HuView =>
  ({ perPixel, centre: pointUv(u - dx * perPixel[0], v - dy * perPixel[1]) });

/** Finest and coarsest that a picture is looked at, mm a CSS pixel. */
const FINEST = 0.002;
const COARSEST = 2;

/** The view magnified by `factor`; what lies at `at` stays there. */
export function zoomedHu({ view, size }: HuLaid, factor: number, at: PointCanvas): HuView {
  const [across, down] = view.perPixel;
  const by = Math.min(across / FINEST, Math.max(across / COARSEST, factor));
  const [u, v] = huLaid(view, size).at(at);
  const perPixel = [across / by, down / by] as const;
  return { perPixel, centre: pointUv(u - (at[0] - size[0] / 2) * perPixel[0], v - (at[1] - size[1] / 2) * perPixel[1]) };
}

/** The value of the pixel nearest to a place; null beside the grid. */
export function huUnder({ values, size: [columns, rows], spacing: [du, dv], origin }: HuGrid, [u, v]: PointUv): number | null {
  const [column, row] = [Math.round((u - origin[0]) / du), Math.round((v - origin[1]) / dv)];
  if (column < 0 || row < 0 || column >= columns || row >= rows) return null;
  return values[row * columns + column] ?? null;
}
