import { type PointLps, vectorLps } from '../geometry/frame.ts';
import { evenPoints, polylineLength, stepWithin } from '../geometry/polyline.ts';
import { mm, type Mm } from '../units.ts';
import type { CentrelinePoint } from './centreline.ts';
import { axesAlong } from './edges.ts';
import { STATION_MM } from './lookAlong.ts';

/** A course in the steps of a centreline, with its axes; how certain it is anywhere is for others to say. */
export interface EvenCourse {
  readonly points: readonly Omit<CentrelinePoint, 'isBridged' | 'uncertainty'>[];
  readonly step: Mm;
  readonly length: Mm;
}

/**
 * A course resampled evenly and given twist-free axes.
 *
 * @param line - proximal to distal, LPS mm; at least two points in different places
 */
export function evenCourse(line: readonly PointLps[]): EvenCourse {
  const even = evenPoints(line, stepWithin(polylineLength(line), mm(STATION_MM)));
  const { abscissae, tangents, u, v } = axesAlong(Float64Array.from(even.flatMap((point) => [...point])));
  const length = mm(abscissae.at(-1) ?? 0);
  const vector = (from: Float64Array, n: number) => vectorLps(from[3 * n] ?? 0, from[3 * n + 1] ?? 0, from[3 * n + 2] ?? 0);
  const points = even.map((at, n) => ({ at, abscissa: mm(abscissae[n] ?? 0), tangent: vector(tangents, n), u: vector(u, n), v: vector(v, n) }));
  return { points, step: mm(length / Math.max(1, even.length - 1)), length };
}
