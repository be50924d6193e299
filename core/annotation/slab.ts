import { between, moved, type PointLps } from '../geometry/frame.ts';
import { heightAbove, type Plane } from '../geometry/plane.ts';
import { neighbours } from '../sequence.ts';
import type { Outline } from './outline.ts';

/** What may be rounded off of a height, mm. */
const ROUNDING_MM = 1e-6;

/**
 * Half the depth in which a plane shows annotations: half its slab, and for a plane alone, or a slab thinner than a
 * voxel, half the least voxel spacing, so that neighbouring planes show each annotation once or more, never not at all.
 */
export const halfDepth = (slabMm: number, leastSpacingMm: number): number =>
  Math.max(slabMm, leastSpacingMm) / 2;

/** A piece of an outline that lies in a slab. */
export interface Piece {
  readonly from: PointLps;
  readonly to: PointLps;
}

/** What a plane shows of an outline. */
export interface Seen {
  readonly pieces: readonly Piece[];
  /** Nothing of it lies outside the slab. */
  readonly isWhole: boolean;
}

/** Whether a point lies in the slab about a plane; its faces belong to it. */
export const isInSlab = (plane: Plane, half: number, point: PointLps): boolean =>
  Math.abs(heightAbove(plane, point)) <= half + ROUNDING_MM;

/**
 * The pieces of an outline that lie in the slab about a plane, cut at its faces.
 *
 * @param half - half the thickness of the slab, mm; its faces belong to it
 * @returns no pieces where nothing of it lies there; a piece of no length where it only touches a face
 */
export function seenInSlab({ points, isClosed }: Outline<PointLps>, plane: Plane, half: number): Seen {
  const [first] = points;
  const ring = isClosed && first !== undefined ? [...points, first] : points;
  const pieces = neighbours(ring).flatMap(([a, b]) => {
    const piece = clipped(a, b, plane, half + ROUNDING_MM);
    return piece === null ? [] : [piece];
  });
  return { pieces, isWhole: points.length > 0 && points.every((point) => isInSlab(plane, half, point)) };
}

function clipped(a: PointLps, b: PointLps, plane: Plane, half: number): Piece | null {
  const from = heightAbove(plane, a);
  const rise = heightAbove(plane, b) - from;
  if (Math.abs(rise) < 1e-12) return Math.abs(from) <= half ? { from: a, to: b } : null;
  const [one, other] = [(-half - from) / rise, (half - from) / rise];
  const start = Math.max(0, Math.min(one, other));
  const end = Math.min(1, Math.max(one, other));
  if (start > end) return null;
  const along = between(a, b);
  return { from: start === 0 ? a : moved(a, along, start), to: end === 1 ? b : moved(a, along, end) };
}
