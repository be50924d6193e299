import type { PointLps, VectorLps } from '../geometry/frame.ts';
import type { Plane } from '../geometry/plane.ts';
import type { Mm } from '../units.ts';

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
  /** Radius in mm within which the true centre is expected in 95 of 100 cases. */
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
