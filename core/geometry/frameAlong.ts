import { abscissae, steadyNormals, tangents } from './frameAlong.kernel.ts';
import { cross, norm, type VectorLps, vectorLps } from './frame.ts';

/** Lengths and twist-free axes along a curve; three numbers a point but for the abscissae. */
export interface FramesAlong {
  /** Length of the curve up to each point, mm. */
  readonly abscissae: Float64Array;
  /** Unit directions of the curve. */
  readonly tangents: Float64Array;
  /** Unit directions across it that turn as little as they can; the third axis is tangent × normal. */
  readonly normals: Float64Array;
}

/**
 * Rotation-minimising frames along a curve.
 *
 * @param points - LPS mm, x, y, z after each other; at least two, no two neighbours in one place
 * @param zero - direction to which the first normal lies nearest; where it runs along the curve, the patient's
 * axis farthest from the curve takes its place
 * @method double reflection: fourth order in the step
 * @source Wang, Jüttler, Zheng, Liu, ACM Trans Graph 2008, 10.1145/1330511.1330513
 * @accuracy no twist on straight lines, arcs and helices (frameAlong.test.ts)
 */
export function framesAlong(points: Float64Array, zero: VectorLps): FramesAlong {
  const along = tangents(points);
  const [x = 0, y = 0, z = 1] = along;
  const first = vectorLps(x, y, z);
  const isAlong = norm(cross(zero, first)) < 1e-6 * norm(zero);
  return {
    abscissae: abscissae(points), tangents: along,
    normals: steadyNormals(points, along, isAlong ? leastAxis(first) : zero),
  };
}

/** The patient's axis most across a direction. */
export function leastAxis([x, y, z]: VectorLps): VectorLps {
  const least = Math.min(Math.abs(x), Math.abs(y), Math.abs(z));
  if (Math.abs(y) === least) return vectorLps(0, -1, 0);
  return Math.abs(x) === least ? vectorLps(1, 0, 0) : vectorLps(0, 0, 1);
}
