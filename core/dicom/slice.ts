import { between, cross, dot, norm, pointLps, unitVector, type PointLps,
  type VectorLps } from '../geometry/frame.ts';
import type { FrameHeader, InstanceHeader, PixelFormat } from './header.ts';
import { AXIS_TOLERANCE } from './tolerances.ts';

/** One picture of a CT series: a frame of an instance. */
export interface Slice {
  readonly header: InstanceHeader;
  readonly image: NonNullable<InstanceHeader['image']>;
  /** 0-based. */
  readonly frame: number;
  readonly own: FrameHeader;
  readonly format: PixelFormat;
}

/** Perpendicular unit axes of a slice. */
export interface Axes { readonly row: VectorLps; readonly column: VectorLps; readonly normal: VectorLps }

/** A slice with its place along the stack and within its plane, mm. */
export interface PlacedSlice extends Slice {
  readonly position: PointLps;
  readonly along: number;
  readonly across: readonly [x: number, y: number];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** An order that does not depend on how the files came. */
export const bySlice = (a: Slice, b: Slice): number =>
  (a.header.instanceNumber ?? 0) - (b.header.instanceNumber ?? 0)
  || byText(a.header.sopInstanceUid, b.header.sopInstanceUid) || a.frame - b.frame;

/** The frames of instances with pictures, in an order of their own. */
export const slicesOf = (headers: readonly InstanceHeader[]): readonly Slice[] =>
  headers.flatMap((header) => {
  const { image } = header;
  if (image === null) return [];
  const [first] = image.frames;
  return Array.from({ length: image.format.frames }, (_, frame) => image.frames[frame] ?? first)
    .flatMap((own, frame) =>
      (own === undefined ? [] : [{ header, image, frame, own, format: image.format }]));
}).toSorted(bySlice);

/**
 * The axes that an orientation states, made exactly perpendicular; null where it states none.
 * The row direction is kept, the column direction corrected: both moves are below `AXIS_TOLERANCE`.
 */
export function axesOf(orientation: FrameHeader['orientation']): Axes | null {
  if (orientation === null) return null;
  // The slices of a series share the very object, and ask for its axes again and again.
  let axes = known.get(orientation);
  if (axes === undefined) {
    axes = madeAxes(orientation);
    known.set(orientation, axes);
  }
  return axes;
}

const known = new WeakMap<NonNullable<FrameHeader['orientation']>, Axes | null>();

function madeAxes(orientation: NonNullable<FrameHeader['orientation']>): Axes | null {
  const [row, column] = orientation;
  const isUnit = (v: VectorLps): boolean => Math.abs(norm(v) - 1) <= AXIS_TOLERANCE;
  if (!isUnit(row) || !isUnit(column) || Math.abs(dot(row, column)) > AXIS_TOLERANCE) return null;
  const alongRow = unitVector(row);
  const normal = unitVector(cross(alongRow, column));
  return { row: alongRow, column: cross(normal, alongRow), normal };
}

const fromOrigin = (point: PointLps): VectorLps => between(pointLps(0, 0, 0), point);

/** Slices in the order of row × column, each with its place; slices without a position are left out. */
export const placed = (slices: readonly Slice[], axes: Axes): readonly PlacedSlice[] =>
  slices.flatMap((slice) => {
  const { position } = slice.own;
  if (position === null) return [];
  const at = fromOrigin(position);
  return [{
    ...slice, position, along: dot(axes.normal, at),
    across: [dot(axes.row, at), dot(axes.column, at)] as const,
  }];
}).toSorted((a, b) => a.along - b.along || bySlice(a, b));

