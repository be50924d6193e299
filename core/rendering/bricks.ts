import type { Dims } from '../volume/volume.ts';
import { brickRanges } from './bricks.kernel.ts';
import { TABLE_FROM, TABLE_SIZE, TABLE_STEP } from './transfer.ts';

/** Voxels along an edge of a brick, as a power of two. */
export const BRICK_BITS = 3;

/** The least and the greatest value in each brick of a volume, its far faces included. */
export interface Bricks {
  readonly dims: Dims;
  readonly least: Int16Array;
  readonly most: Int16Array;
}

const bricksAlong = (voxels: number): number => Math.max(1, Math.ceil(voxels / 2 ** BRICK_BITS));

/** The ranges of the bricks of a volume. */
export function bricksOf(voxels: Int16Array, [nx, ny, nz]: Dims): Bricks {
  const dims: Dims = [bricksAlong(nx), bricksAlong(ny), bricksAlong(nz)];
  const count = dims[0] * dims[1] * dims[2];
  const [least, most] = [new Int16Array(count), new Int16Array(count)];
  brickRanges(voxels, nx, ny, nz, BRICK_BITS, least, most);
  return { dims, least, most };
}

/** Which bricks hold anything that the table shows: 1 where they do. The others are leapt over. */
export function visibleBricks({ least, most }: Bricks, table: Float32Array): Uint8Array {
  const opaqueBefore = new Uint32Array(TABLE_SIZE + 1);
  for (let n = 0; n < TABLE_SIZE; n += 1) {
    opaqueBefore[n + 1] = (opaqueBefore[n] ?? 0) + ((table[4 * n + 3] ?? 0) > 0 ? 1 : 0);
  }
  const step = (hu: number): number => Math.max(0, Math.min(TABLE_SIZE - 1, Math.floor((hu - TABLE_FROM) / TABLE_STEP)));
  return Uint8Array.from(least, (low, brick) => {
    const [from, to] = [step(low), step(most[brick] ?? low)];
    return (opaqueBefore[to + 1] ?? 0) > (opaqueBefore[from] ?? 0) ? 1 : 0;
  });
}
