import {
  between,
  cross,
  moved,
  norm,
  scaled,
  unitVector,
  type PointLps,
  type VectorLps,
} from '../geometry/frame.ts';
import { pointPixel, type PointPixel } from '../geometry/plane.ts';
import type { PatientPlace, ShapeKind } from './annotation.ts';

/** Corners of a curve drawn as straight pieces: a circle of 10 mm leaves its true course by 0.001 mm. */
const CURVE_POINTS = 256;

/** The line that a shape draws: its points in order, and whether the last joins the first. */
export interface Outline<P> {
  readonly points: readonly P[];
  readonly isClosed: boolean;
}

/** A curve around a centre from two conjugate half-diameters. */
const ellipsePoints = <P>(at: (cosine: number, sine: number) => P): readonly P[] =>
  Array.from({ length: CURVE_POINTS }, (_, n) => {
    const angle = (2 * Math.PI * n) / CURVE_POINTS;
    return at(Math.cos(angle), Math.sin(angle));
  });

/** Half-diameters of a circle or an ellipse in the patient; null where its points are missing. */
export function halfDiameters(
  kind: ShapeKind,
  { points, normal }: Pick<PatientPlace, 'points' | 'normal'>,
): { readonly centre: PointLps; readonly one: VectorLps; readonly other: VectorLps } | null {
  const [centre, a, b] = points;
  if (centre === undefined || a === undefined) return null;
  const one = between(centre, a);
  if (kind === 'ellipse') return b === undefined ? null : { centre, one, other: between(centre, b) };
  const side = cross(normal, one);
  return { centre, one, other: norm(side) === 0 ? one : scaled(unitVector(side), norm(one)) };
}

/** The line of a shape in the patient. */
export function outlineInPatient(
  kind: ShapeKind,
  place: Pick<PatientPlace, 'points' | 'normal'>,
): Outline<PointLps> {
  switch (kind) {
    case 'circle':
    case 'ellipse': {
      const round = halfDiameters(kind, place);
      if (round === null) return { points: [], isClosed: true };
      const { centre, one, other } = round;
      return { points: ellipsePoints((c, s) => moved(moved(centre, one, c), other, s)), isClosed: true };
    }
    case 'polygon':
      return { points: place.points, isClosed: true };
    default:
      return { points: place.points, isClosed: false };
  }
}

/**
 * The line of a shape on a frame.
 *
 * @param aspect - height of a pixel over its width: a circle is round on the screen, not in pixels
 */
export function outlineOnFrame(
  kind: ShapeKind,
  points: readonly PointPixel[],
  aspect: number,
): Outline<PointPixel> {
  const [centre, a, b] = points;
  if ((kind === 'circle' || kind === 'ellipse') && centre !== undefined && a !== undefined) {
    const one = [a[0] - centre[0], a[1] - centre[1]] as const;
    const other =
      kind === 'ellipse' && b !== undefined
        ? ([b[0] - centre[0], b[1] - centre[1]] as const)
        : ([-one[1] * aspect, one[0] / aspect] as const);
    return {
      points: ellipsePoints((c, s) =>
        pointPixel(centre[0] + c * one[0] + s * other[0], centre[1] + c * one[1] + s * other[1]),
      ),
      isClosed: true,
    };
  }
  return { points, isClosed: kind === 'polygon' };
}
