import { affine, apply, inverse, indexIjk, type IndexIjk, type PointLps } from '../geometry/frame.ts';
import type { Dims, Volume } from '../volume/volume.ts';
import { COSTS } from './cost.ts';
import { atLeast, blockMeans, calmedAlong, markedNodes, sweep, unswept, withoutDark } from './searchSpace.kernel.ts';

/** A lattice of means over a volume, one node for a few voxels. */
export interface Lattice {
  readonly dims: Dims;
  /** Distance between nodes, mm. */
  readonly spacing: readonly [number, number, number];
  readonly lpsFromNode: Volume['grid']['lpsFromIjk'];
  readonly nodeFromLps: ReturnType<typeof inverse<PointLps, IndexIjk>>;
  /** Mean HU about each node, x fastest. */
  readonly means: Int16Array;
}

/** What paths are searched in: made once for a volume. */
export interface SearchSpace {
  readonly volume: Volume;
  readonly nodes: Lattice;
  /**
   * Nodes of half the density: 1 in bodies too wide to be a coronary artery (chambers, great vessels), 0 where a
   * node costs what its HU says, else the least cost of tissue there: arteries run near fat.
   */
  readonly marks: { readonly dims: Dims; readonly values: Uint8Array };
}

/** Nodes are no further apart than this where the voxels are not, mm: half a thin artery's lumen. */
const NODE_MM = 0.85;
/** Blood with contrast, and bone, are above; muscle and wall below. HU */
const BRIGHT_HU = 200;
/** A ball of this radius fits into a chamber or the aorta, and into no coronary artery, mm. */
const BODY_CORE_MM = 4;
/** From the outermost such ball's centre to the body's surface, mm. */
const BODY_RIM_MM = 5;
/** Fat is darker, also where it fills a part of the node, HU. */
const FAT_HU = -20;
/** Tissue so far from fat begins to cost more, and costs its most, mm. */
const BURIED_FROM_MM = 2.5;
const BURIED_TO_MM = 6;
/** Slices of nodes made before others get their turn. */
const CHUNK = 16;

/**
 * The search space of a volume, in steps of some milliseconds.
 *
 * @method means over blocks of voxels, or over neighbours where a node is one voxel; wide bodies by opening the bright nodes with a ball
 */
export function* searchSpace(volume: Volume): Generator<undefined, SearchSpace> {
  const { grid, voxels } = volume;
  const [nx, ny, nz] = grid.dims;
  const factors = grid.spacing.map((spacing) => Math.max(1, Math.floor(NODE_MM / spacing))) as [number, number,
    number];
  const [fx, fy, fz] = factors;
  const dims = [Math.ceil(nx / fx), Math.ceil(ny / fy), Math.ceil(nz / fz)] as const;
  const means = new Int16Array(dims[0] * dims[1] * dims[2]);
  for (const [from, to] of chunks(dims[2])) {
    if (fx * fy * fz > 1) blockMeans(voxels, nx, ny, nz, fx, fy, fz, dims[0], dims[1], from, to, means);
    else for (let n = from * nx * ny; n < to * nx * ny; n += 1) means[n] = voxels[n] ?? 0;
    yield;
  }
  for (const [axis, factor] of factors.entries()) {
    if (factor > 1) continue;
    for (const [from, to] of chunks(axis === 2 ? dims[1] : dims[2])) {
      calmedAlong(means, ...dims, axis, from, to);
      yield;
    }
  }
  const spacing = [grid.spacing[0] * fx, grid.spacing[1] * fy, grid.spacing[2] * fz] as const;
  const lpsFromNode = blocked(grid.lpsFromIjk, factors);
  const half = dims.map((count) => Math.ceil(count / 2)) as [number, number, number];
  const coarse = new Int16Array(half[0] * half[1] * half[2]);
  for (const [from, to] of chunks(half[2])) {
    blockMeans(means, dims[0], dims[1], dims[2], 2, 2, 2, half[0], half[1], from, to, coarse);
    yield;
  }
  const fatty = new Uint8Array(coarse.length).fill(1);
  for (const [from, to] of chunks(dims[2])) {
    withoutDark(fatty, means, dims[0], dims[1], half[0], half[1], FAT_HU, from, to);
    yield;
  }
  const apart = Float64Array.from(spacing, (s) => 2 * s);
  const bright = atLeast(coarse, BRIGHT_HU, false);
  // Beyond the faces bodies go on: only what is seen to end counts.
  const depth = yield* distances(bright, half, apart);
  // From a body's core outwards no way leads through what is not bright.
  const gap = yield* distances(atLeast(depth, BODY_CORE_MM, true), half, apart, bright);
  const buried = yield* distances(fatty, half, apart);
  const values = markedNodes(bright, gap, buried, BODY_RIM_MM, BURIED_FROM_MM, BURIED_TO_MM, COSTS.tissue, COSTS.buried);
  return {
    volume, marks: { dims: half, values },
    nodes: { dims, spacing, lpsFromNode, nodeFromLps: inverse(lpsFromNode), means },
  };
}

/** Stretches of slices, or of rows, between which others get their turn. */
const chunks = (count: number): readonly (readonly [from: number, to: number])[] =>
  Array.from({ length: Math.ceil(count / CHUNK) }, (_, n) => [n * CHUNK, Math.min(count, (n + 1) * CHUNK)]);

/** Distance of each node to the nearest one marked 0, mm; where a stretch is given, by ways within it only. */
function* distances(marks: Uint8Array, dims: Dims, spacing: Float64Array, within = marks): Generator<undefined, Float32Array> {
  const out = unswept(marks);
  for (const isBack of [false, true]) {
    for (const [from, to] of chunks(dims[2])) {
      sweep(out, ...dims, spacing, isBack, from, to, within);
      yield;
    }
  }
  return out;
}

/** The mapping of blocks of voxels: index 0 is the middle of the first block. */
function blocked(lpsFromIjk: Volume['grid']['lpsFromIjk'], [fx, fy, fz]: readonly [number, number, number]):
  Volume['grid']['lpsFromIjk'] {
  const [x, y, z] = apply(lpsFromIjk, indexIjk((fx - 1) / 2, (fy - 1) / 2, (fz - 1) / 2));
  const by = [fx, fy, fz, 1];
  return affine(lpsFromIjk.map((value, n) => {
    if (n % 4 === 3) return [x, y, z][(n - 3) / 4] ?? value;
    return value * (by[n % 4] ?? 1);
  }));
}

/** Whether a patient point lies in a body too wide to be a coronary artery. */
export function liesInWideBody({ nodes, marks }: SearchSpace, point: PointLps): boolean {
  const [i, j, k] = apply(nodes.nodeFromLps, point).map((at) => Math.round(at / 2 - 0.25)) as [number, number, number];
  const [nx, ny, nz] = marks.dims;
  return i >= 0 && j >= 0 && k >= 0 && i < nx && j < ny && k < nz && marks.values[i + nx * (j + ny * k)] === 1;
}
