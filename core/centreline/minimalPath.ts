import { apply, indexIjk, type PointLps } from '../geometry/frame.ts';
import { COSTS } from './cost.ts';
import { search, type Slate } from './minimalPath.kernel.ts';
import { SHIFT } from './searchSpace.kernel.ts';
import { BODY, BRIGHT_HU, type Lattice, type SearchSpace } from './searchSpace.ts';

/** The cheapest way between two points over the nodes of a search space. */
export interface MinimalPath {
  /** Nodes in order, LPS mm, x, y, z after each other; the nearest node to either end is the first and last. */
  readonly points: Float64Array;
  /** Units of the cost table times mm. */
  readonly cost: number;
  /** Nodes settled: what the search took. */
  readonly settled: number;
}

/** Nodes settled before others get their turn: a millisecond, where nodes are made for the first time some tens. */
const CHUNK = 500;

/**
 * The cheapest path between two points, searched for in the whole volume, in steps of some milliseconds.
 *
 * @param table - cost per mm by HU; see costTable
 * @method A* over the nodes of the search space and their 26 neighbours; what is settled grows with the way found
 * and what is near it, not with the volume. On a long way a search from `to` tells what the one from `from` need not look
 * at; it changes nothing of the path (minimalPath.test.ts)
 * @returns null where either end lies outside
 */
export function* minimalPath(
  { nodes, marks }: Pick<SearchSpace, 'nodes' | 'marks'>, table: Uint8Array, from: PointLps, to: PointLps,
): Generator<undefined, MinimalPath | null> {
  const [nx, ny, nz] = nodes.dims;
  const [start, goal] = [nearestNode(nodes, from), nearestNode(nodes, to)];
  if (start === null || goal === null) return null;
  const slate = idle.get(nodes) ?? emptySlate(nodes.places.count);
  idle.delete(nodes);
  const run = search({
    nx, ny, nz, spacing: nodes.spacing, places: nodes.places, shift: SHIFT, meanAt: nodes.meanAt, markAt: marks.markAt, table,
    inBody: BODY, bright: BRIGHT_HU, body: COSTS.wideBody, tissue: COSTS.tissue,
  }, start, goal, slate);
  while (!run.run(CHUNK)) yield;
  const path = run.path();
  const points = new Float64Array(3 * path.length);
  path.forEach((node, n) => {
    const i = node % nx;
    const rest = (node - i) / nx;
    points.set(apply(nodes.lpsFromNode, indexIjk(i, rest % ny, Math.floor(rest / ny))), 3 * n);
  });
  const found = { points, cost: run.length(), settled: run.settled() };
  run.clear();
  idle.set(nodes, slate);
  return found;
}

/** What a search writes on, all 0: it touches few of the nodes. One that is at work, or was given up, is none. */
const idle = new WeakMap<Lattice, Slate>();

const emptySlate = (count: number): Slate => ({ state: new Int32Array(count), back: new Int32Array(count), costs: new Uint8Array(count) });

/** Number of the node nearest to a point; null where it lies outside the volume. */
function nearestNode({ nodeFromLps, dims }: Lattice, point: PointLps): number | null {
  const at = apply(nodeFromLps, point);
  const isInside = at.every((value, n) => value >= -0.75 && value <= (dims[n] ?? 0) - 0.25);
  if (!isInside) return null;
  const [i, j, k] = at.map((value, n) => Math.min((dims[n] ?? 1) - 1, Math.max(0, Math.round(value))));
  return i === undefined || j === undefined || k === undefined ? null : i + dims[0] * (j + dims[1] * k);
}
