import { between, cross, dot, moved, type PointLps, unitVector, type VectorLps, vectorLps } from '../geometry/frame.ts';
import type { Plane } from '../geometry/plane.ts';
import { mm, type Mm } from '../units.ts';

/** One point of a centreline with its twist-free axes: u × v is the direction of the vessel, proximal to distal. */
export interface CentrelinePoint {
  readonly at: PointLps;
  /** Length from the first point, mm. */
  readonly abscissa: Mm;
  readonly tangent: VectorLps;
  /** Where 0° of the section lies; 90° is `v`. */
  readonly u: VectorLps;
  readonly v: VectorLps;
  /** No contrast here: found from the wall, the seeds and smoothness. */
  readonly isBridged: boolean;
  /** Radius in mm within which the true centre is expected in 95 of 100 cases; infinite where nobody has said. */
  readonly uncertainty: Mm;
}

/** The stretch between two seeds. */
export interface CentrelineLeg {
  /** Abscissae where the leg begins and ends, mm. */
  readonly from: Mm;
  readonly to: Mm;
  /** Length without contrast, mm. */
  readonly bridged: Mm;
}

/** The middle of a vessel, proximal to distal, evenly sampled. */
export interface Centreline {
  readonly points: readonly CentrelinePoint[];
  /** Distance between neighbouring points, mm. */
  readonly step: Mm;
  readonly length: Mm;
  /** One for each pair of neighbouring seeds. */
  readonly legs: readonly CentrelineLeg[];
  /** Algorithm and version. */
  readonly by: string;
}

/** The plane across the vessel at a point of its centreline; it faces the distal end. */
export const planeAcross = ({ at, u, v }: CentrelinePoint): Plane => ({ origin: at, u, v });

/**
 * The centreline at an abscissa, its axes turned evenly from one point to the next; beyond its ends, the end.
 * Undefined for a centreline of no points.
 */
export function centrelineAt({ points, step }: Pick<Centreline, 'points' | 'step'>, abscissa: Mm): CentrelinePoint | undefined {
  const place = Math.min(points.length - 1, Math.max(0, abscissa / step));
  const [a, b] = [points[Math.floor(place)], points[Math.ceil(place)]];
  if (a === undefined || b === undefined || a === b) return a;
  const share = place - Math.floor(place);
  const tangent = unitVector(mixed(a.tangent, b.tangent, share));
  const across = mixed(a.u, b.u, share);
  const u = unitVector(mixed(across, tangent, -dot(across, tangent), 1));
  return {
    at: moved(a.at, between(a.at, b.at), share), abscissa: mm(a.abscissa + share * (b.abscissa - a.abscissa)), tangent, u,
    v: cross(tangent, u), isBridged: (share < 0.5 ? a : b).isBridged,
    uncertainty: mm(a.uncertainty + share * (b.uncertainty - a.uncertainty)),
  };
}

/** The course between two abscissae, cut off exactly there; none where the second does not lie beyond the first. */
export function courseBetween(line: Pick<Centreline, 'points' | 'step'>, from: Mm, to: Mm): readonly PointLps[] {
  if (!(to > from)) return [];
  const inside = line.points.filter(({ abscissa }) => abscissa > from && abscissa < to);
  return [centrelineAt(line, from), ...inside, centrelineAt(line, to)].flatMap((point) => (point === undefined ? [] : [point.at]));
}

/** One direction and a part of the other. */
const mixed = (a: VectorLps, b: VectorLps, share: number, left = 1 - share): VectorLps =>
  vectorLps(left * a[0] + share * b[0], left * a[1] + share * b[1], left * a[2] + share * b[2]);
