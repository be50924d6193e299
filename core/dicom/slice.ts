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
export function slicesOf(headers: readonly InstanceHeader[]): readonly Slice[] {
  const slices: Slice[] = [];
  for (const header of headers) {
    const { image } = header;
    if (image === null) continue;
    for (let frame = 0; frame < image.format.frames; frame += 1) {
      const own = image.frames[frame] ?? image.frames[0];
      if (own !== undefined) slices.push({ header, image, frame, own, format: image.format });
    }
  }
  return slices.sort(bySlice);
}

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
export function placed(slices: readonly Slice[], axes: Axes): readonly PlacedSlice[] {
  const found: PlacedSlice[] = [];
  for (const { header, image, frame, own, format } of slices) {
    const { position } = own;
    if (position === null) continue;
    const at = fromOrigin(position);
    found.push({
      header, image, frame, own, format, position, along: dot(axes.normal, at),
      across: [dot(axes.row, at), dot(axes.column, at)],
    });
  }
  return found.sort((a, b) => a.along - b.along || bySlice(a, b));
}

