import type { AnnotationId, OperatorId, SeriesId } from '../contract/ids.ts';
import { between, dot, norm, type PointLps, type VectorLps } from '../geometry/frame.ts';
import type { PointPixel } from '../geometry/plane.ts';
import { err, ok, type Result } from '../result.ts';

/** What is drawn. The meaning of its points is in `POINTS_OF`. */
export type ShapeKind = 'distance' | 'path' | 'angle' | 'circle' | 'ellipse' | 'polygon' | 'arrow' | 'gap';

/** Points in the patient; they stay there whatever plane is looked at. */
export interface PatientPlace {
  readonly space: 'patient';
  readonly points: readonly PointLps[];
  /** Normal of the plane it was drawn on, of unit length. A region lies in that plane. */
  readonly normal: VectorLps;
  /** Of the series; another series shares the place only where both name the same one. */
  readonly frameOfReferenceUid: string | null;
}

/** Points on one frame of a run. */
export interface FramePlace {
  readonly space: 'frame';
  /** 0-based. */
  readonly frame: number;
  readonly points: readonly PointPixel[];
}

/** One end on a frame of this run, the other on a frame of the run that was injected together with it. */
export interface DualPlace {
  readonly space: 'dual';
  readonly frame: number;
  readonly partner: SeriesId;
  readonly partnerFrame: number;
  /** First the stump on this run, then the stump on its partner. */
  readonly points: readonly PointPixel[];
}

/** Where something is drawn. */
export type Place = PatientPlace | FramePlace | DualPlace;

/** What an operator draws: all that can be edited. */
export interface Drawing {
  readonly kind: ShapeKind;
  readonly place: Place;
  readonly text: string | null;
}

/** Who did something. */
export interface Author {
  readonly id: OperatorId;
  readonly name: string;
}

/** A drawing as it is kept with its case. Time and author come from whoever keeps it. */
export interface Annotation extends Drawing {
  readonly id: AnnotationId;
  /** The series it was drawn on. */
  readonly series: SeriesId;
  /** 1 when it was drawn; one more with each change. */
  readonly revision: number;
  /** Null: nobody was chosen. */
  readonly author: Author | null;
  readonly createdAt: string;
  readonly changedBy: Author | null;
  readonly changedAt: string;
}

/** Most points of a path or an outline. */
export const MOST_POINTS = 500;
/** Longest text, characters. */
export const LONGEST_TEXT = 500;

/** How many points a shape has. */
interface PointCount {
  readonly least: number;
  readonly most: number;
}

/**
 * Points of each shape: both ends of a distance; a path in its order; arm, vertex, arm of an angle; centre and a point
 * of the rim of a circle; centre and the ends of two conjugate half-diameters of an ellipse; corners of a polygon;
 * tip and tail of an arrow; the two stumps of a gap.
 */
export const POINTS_OF: Readonly<Record<ShapeKind, PointCount>> = {
  distance: { least: 2, most: 2 },
  path: { least: 2, most: MOST_POINTS },
  angle: { least: 3, most: 3 },
  circle: { least: 2, most: 2 },
  ellipse: { least: 3, most: 3 },
  polygon: { least: 3, most: MOST_POINTS },
  arrow: { least: 2, most: 2 },
  gap: { least: 2, most: 2 },
};

/** Whether a shape encloses an area of a plane. */
export const isRegion = (kind: ShapeKind): boolean =>
  kind === 'circle' || kind === 'ellipse' || kind === 'polygon';

/** Why a drawing can be neither kept nor measured. */
export type DrawingFault =
  /** Too few or too many points for its kind. */
  | { readonly code: 'annotation/point-count' }
  /** Two points that must be apart are not, or an area is none. */
  | { readonly code: 'annotation/no-extent' }
  /** A gap lies between two runs, everything else on one plane or frame. */
  | { readonly code: 'annotation/wrong-place' }
  /** The normal has not the length 1, or a region leaves its plane. */
  | { readonly code: 'annotation/off-plane' };

/** How far a corner of a region may lie off its plane, mm: what rounding leaves of points clicked on it. */
const FLATNESS_MM = 0.01;
/** Points nearer to one another than this are one: mm in the patient, pixels on a frame. */
export const LEAST_EXTENT = 1e-3;

/** The drawing itself where it can be kept and measured, else what is wrong with it. */
export function checkedDrawing<D extends Drawing>(drawing: D): Result<D, DrawingFault> {
  const { kind, place } = drawing;
  const { least, most } = POINTS_OF[kind];
  if (place.points.length < least || place.points.length > most)
    return err({ code: 'annotation/point-count' });
  if ((kind === 'gap') !== (place.space === 'dual')) return err({ code: 'annotation/wrong-place' });
  if (place.space === 'dual') return ok(drawing);
  if (!hasExtent(kind, place)) return err({ code: 'annotation/no-extent' });
  if (place.space === 'patient' && !isFlat(kind, place)) return err({ code: 'annotation/off-plane' });
  return ok(drawing);
}

function hasExtent(kind: ShapeKind, { points }: PatientPlace | FramePlace): boolean {
  const apart = (a: number, b: number): boolean => {
    const [from, to] = [points[a], points[b]];
    return (
      from !== undefined &&
      to !== undefined &&
      Math.hypot(...to.map((value, axis) => value - (from[axis] ?? 0))) > LEAST_EXTENT
    );
  };
  switch (kind) {
    case 'angle':
      return apart(1, 0) && apart(1, 2);
    case 'ellipse':
      return apart(0, 1) && apart(0, 2);
    case 'path':
    case 'polygon':
      return points.some((_, n) => apart(0, n));
    default:
      return apart(0, 1);
  }
}

function isFlat(kind: ShapeKind, { points, normal }: PatientPlace): boolean {
  if (Math.abs(norm(normal) - 1) > 1e-6) return false;
  const [first] = points;
  return (
    !isRegion(kind) ||
    points.every(
      (point) => first === undefined || Math.abs(dot(between(first, point), normal)) <= FLATNESS_MM,
    )
  );
}
