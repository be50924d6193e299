import type { Centreline } from '../centreline/centreline.ts';
import { mm } from '../units.ts';

/**
 * A centreline of every so many of its points: what is measured while a point is dragged, in that share of the time.
 *
 * It ends with the last point that is kept; abscissae are those of the whole one.
 *
 * @param every - 1 or more
 */
export function thinned(centreline: Centreline, every: number): Centreline {
  const points = centreline.points.filter((_, n) => n % every === 0);
  return { ...centreline, points, step: mm(centreline.step * every), length: points.at(-1)?.abscissa ?? mm(0) };
}
