import { affine, apply, inverse, indexIjk, type IndexIjk, type PointLps } from '../geometry/frame.ts';
import type { Dims, Volume } from '../volume/volume.ts';
import { COSTS } from './cost.ts';
import { lazyNodes, type Nodes } from './searchSpace.kernel.ts';

/** A lattice over a volume, one node for a few voxels. */
export interface Lattice {
  readonly dims: Dims;
  /** Distance between nodes, mm. */
  readonly spacing: readonly [number, number, number];
  readonly lpsFromNode: Volume['grid']['lpsFromIjk'];
  readonly nodeFromLps: ReturnType<typeof inverse<PointLps, IndexIjk>>;
}

/** What paths are searched in: one for a volume. What it knows of a place it finds out when it is first asked, and keeps. */
export interface SearchSpace {
  readonly volume: Volume;
  readonly nodes: Lattice & Pick<Nodes, 'places' | 'meanAt'>;
  /**
   * Nodes of half the density. Below 64: 0 where a node costs what its HU says, else the least cost of tissue
   * there, as arteries run near fat. From BODY on what is bright lies in a body too wide to be a coronary artery
   * (chambers, great vessels), from NEAR_BODY on in what leads on from one: a thin part, or an artery's beginning.
   */
  readonly marks: { readonly dims: Dims } & Pick<Nodes, 'markAt'>;
}

/** From this mark on what is bright lies in a body too wide to be a coronary artery; above every cost of tissue. */
export const BODY = 128;
/** From this mark on what is bright leads to such a body within some millimetres. */
export const NEAR_BODY = 64;

/** Nodes are no further apart than this where the voxels are not, mm: half a thin artery's lumen. */
const NODE_MM = 0.85;
/** Blood with contrast, and bone, are above; muscle and wall below. HU */
export const BRIGHT_HU = 200;
/** A ball of this radius fits into a chamber or the aorta, and into no coronary artery, mm. */
const BODY_CORE_MM = 4;
/** From the outermost such ball's centre to the body's surface, mm. */
const BODY_RIM_MM = 5;
/** What is bright and leads so far on from such a centre may still be of the body, mm. */
const BODY_REACH_MM = 10;
/** Fat is darker, also where it fills a part of the node, HU. */
const FAT_HU = -20;
/** Tissue so far from fat begins to cost more, and costs its most, mm. */
const BURIED_FROM_MM = 2.5;
const BURIED_TO_MM = 6;

/**
 * The search space of a volume. Nothing of it is made before a search comes there: a path costs what lies near it, not the volume.
 *
 * @method means over blocks of voxels, or over neighbours where a node is one voxel; wide bodies by opening the bright nodes with a ball
 */
export function searchSpace(volume: Volume): SearchSpace {
  const { grid, voxels } = volume;
  const factors = grid.spacing.map((spacing) => Math.max(1, Math.floor(NODE_MM / spacing))) as [number, number,
    number];
  const dims = grid.dims.map((count, n) => Math.ceil(count / (factors[n] ?? 1))) as [number, number, number];
  const spacing = grid.spacing.map((each, n) => each * (factors[n] ?? 1)) as [number, number, number];
  const half = dims.map((count) => Math.ceil(count / 2)) as [number, number, number];
  const { places, meanAt, markAt } = lazyNodes({
    voxels, size: grid.dims, factors, dims, apart: spacing.map((each) => 2 * each) as [number, number, number],
  }, {
    bright: BRIGHT_HU, fat: FAT_HU, core: BODY_CORE_MM, rim: BODY_RIM_MM, reach: BODY_REACH_MM, inBody: BODY,
    nearBody: NEAR_BODY, from: BURIED_FROM_MM, to: BURIED_TO_MM, least: COSTS.tissue, most: COSTS.buried,
  });
  const lpsFromNode = blocked(grid.lpsFromIjk, factors);
  return {
    volume, marks: { dims: half, markAt },
    nodes: { dims, spacing, lpsFromNode, nodeFromLps: inverse(lpsFromNode), places, meanAt },
  };
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

/** Whether what is bright at a patient point lies in a body too wide to be a coronary artery. */
export const liesInWideBody = (space: SearchSpace, point: PointLps): boolean => markedAt(space, point) >= BODY;

/** Whether what is bright at a patient point leads to such a body within some millimetres. */
export const leadsToWideBody = (space: SearchSpace, point: PointLps): boolean => markedAt(space, point) >= NEAR_BODY;

/** The mark at a patient point; 0 outside. */
function markedAt({ nodes, marks }: SearchSpace, point: PointLps): number {
  const [i, j, k] = apply(nodes.nodeFromLps, point).map((at) => Math.round(at / 2 - 0.25)) as [number, number, number];
  const [nx, ny, nz] = marks.dims;
  return i >= 0 && j >= 0 && k >= 0 && i < nx && j < ny && k < nz ? marks.markAt(i, j, k) : 0;
}
