import { samplesInBodies } from './bodies.kernel.ts';
import type { AxesAlong } from './edges.ts';
import { BRIGHT_HU, NEAR_BODY, type SearchSpace } from './searchSpace.ts';

/** What counts as outside of a vessel looks like fat, HU. */
export const OUTSIDE_HU = -110;
/** Fewer samples on a ray are the edge of calcium, not a body. */
const LEAST_SAMPLES = 6;

/**
 * Which samples across a curve lie in the contrast of chambers and great vessels, or of what leads on from them.
 *
 * @param offsets - mm along u and v from each point; `ray` of them after each other make one ray
 * @param values - HU there, see huAcross
 * @param enough - how many rays of each point must meet such a body for its samples to count
 * @param most - what is brighter is calcium, HU
 */
export function inBodies(
  { nodes, marks }: Pick<SearchSpace, 'nodes' | 'marks'>,
  { points, u, v }: Pick<AxesAlong, 'points' | 'u' | 'v'>, offsets: Float64Array,
  ray: number, values: Float32Array, enough: readonly number[], most: number,
): readonly number[] {
  // Nodes 2 i and 2 i + 1 lie in block i, each half a node to either side of its middle.
  const blocks = nodes.nodeFromLps.map((value, n) => value / 2 + (n % 4 === 3 ? 0.25 : 0));
  return samplesInBodies(values, marks.markAt, ...marks.dims, blocks, NEAR_BODY, points, u, v, offsets, ray,
    LEAST_SAMPLES, Float64Array.from(enough), BRIGHT_HU, most);
}
