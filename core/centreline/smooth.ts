import { likeliestCurve } from './smooth.kernel.ts';

/** Where a curve was seen, point by point; a larger weight for what was seen more clearly. */
export interface SeenCurve {
  /** LPS mm, x, y, z after each other. */
  readonly seen: Float64Array;
  /** Information on each point, 1/mm²: xx, xy, xz, yy, yz, zz. */
  readonly weight: Float64Array;
  /** How far apart the points lie along the curve: length up to each, mm; need not be exact. */
  readonly abscissae: Float64Array;
}

/** The most likely curve, with the covariance of each point, mm²: xx, xy, xz, yy, yz, zz. */
export interface LikelyCurve { readonly points: Float64Array; readonly covariance: Float64Array }

/**
 * The most likely curve through what was seen, if curvature varies about 0 like noise of this spread.
 *
 * @param curvature - of a coronary artery over one millimetre of its course, 1/mm: how tightly it may turn, everywhere or at
 * each point
 * @method maximum a posteriori: band Cholesky of the normal equations; covariances by selected inversion. Where
 * nothing was seen it bridges as a natural cubic spline does, and the covariance grows as it should
 * @accuracy straight lines are kept exactly (smooth.test.ts)
 */
export const likelyCurve = ({ seen, weight, abscissae }: SeenCurve, curvature: number | readonly number[]): LikelyCurve =>
  likeliestCurve(seen, weight, abscissae, Float64Array.from(abscissae, (_, n) =>
    1 / (typeof curvature === 'number' ? curvature : curvature[n] ?? NaN) ** 2));
