import { type PointUv, pointUv } from '../../../core/geometry/plane.ts';

/** Places of the course to either side that its direction is taken over. */
const REACH = 8;

/** The direction across the vessel at a place of it in a picture, of length 1, upwards: where words lie beside it and not on it. */
export function acrossAt(course: readonly PointUv[], [u, v]: PointUv): PointUv {
  const far = course.map(([a, b]) => Math.hypot(a - u, b - v));
  const near = far.indexOf(Math.min(...far));
  const [before, after] = [course[Math.max(0, near - REACH)], course[Math.min(course.length - 1, near + REACH)]];
  if (before === undefined || after === undefined) return UP;
  const [along, down] = [after[0] - before[0], after[1] - before[1]];
  const length = Math.hypot(along, down);
  if (length === 0) return UP;
  // Of the two directions across the one that goes up; beside a vessel that runs straight down the one to the right.
  return along >= 0 ? pointUv(down / length, -along / length) : pointUv(-down / length, along / length);
}
const UP = pointUv(0, -1);
