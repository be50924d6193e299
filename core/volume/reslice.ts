import { affine, apply, indexIjk, inverse, type IndexIjk, type VectorLps } from '../geometry/frame.ts';
import { movedAlongNormal, planeNormal, type ImagePlane } from '../geometry/plane.ts';
import { copyVoxels, GREATEST, LEAST, MEAN, resliceLinear, type Steps } from './reslice.kernel.ts';
import type { Volume, VolumeGrid } from './volume.ts';

/** How the sheets of a slab become one picture. */
export type SlabRule = 'mean' | 'maximum' | 'minimum';
/** A slab about a plane: its thickness, mm, and the rule. Thickness 0 is the plane alone. */
export interface Slab { readonly thickness: number; readonly rule: SlabRule }

/** A picture cut out of a volume: HU, row by row, and which pixels the volume reaches. */
export interface ReslicedImage {
  readonly plane: ImagePlane;
  readonly values: Int16Array;
  /** 1 where the volume reaches. Where it does not, the value is OUTSIDE_HU and means nothing. */
  readonly covered: Uint8Array;
}

/** Fills pixels beyond the volume: the density of air, so that a picture of them is black. Never measured. */
export const OUTSIDE_HU = -1024;

const RULES = { mean: MEAN, maximum: GREATEST, minimum: LEAST } as const;
/** Sheets of a slab; more would not show. */
const MOST_SHEETS = 512;
const ROUNDING = 1e-6;

/**
 * The picture of a volume in a plane.
 *
 * Where the pixels fall on voxels, the voxels themselves; else linear between the eight around, rounded to
 * whole HU. A slab is sheets no further apart than the least spacing of the grid, the outermost on its faces.
 *
 * @param plane - axes must be unit vectors at right angles; see isOrthonormal
 * @method one index mapping for the whole picture; bounds are found once a row
 * @accuracy linear fields come out exact but for the rounding to whole HU (reslice.test.ts)
 */
export function reslicedImage(
  { grid, voxels }: Volume, plane: ImagePlane, slab: Slab = { thickness: 0, rule: 'mean' },
): ReslicedImage {
  const [nx, ny, nz] = grid.dims;
  const [width, height] = plane.size;
  const values = new Int16Array(width * height);
  const covered = new Uint8Array(width * height);
  const sheets = sheetsOf(grid, slab);
  const apart = sheets > 1 ? slab.thickness / (sheets - 1) : 0;
  const steps = stepsOf(grid.lpsFromIjk, movedAlongNormal(plane, -slab.thickness / 2), apart);
  if (sheets === 1 && fallsOnVoxels(steps)) {
    copyVoxels(voxels, nx, ny, nz, wholeSteps(steps), width, height, OUTSIDE_HU, values, covered);
  } else {
    resliceLinear(voxels, nx, ny, nz, steps, sheets, width, height, RULES[slab.rule], OUTSIDE_HU, values,
      covered);
  }
  return { plane, values, covered };
}

/** How many sheets a slab is put together from: none further from the next than the least spacing of the grid. */
export const sheetsOf = ({ spacing }: VolumeGrid, { thickness }: Slab): number =>
  (thickness > 0 ? Math.min(MOST_SHEETS, Math.ceil(thickness / Math.min(...spacing)) + 1) : 1);

/** The voxel index of the first pixel, and how it moves per column, row and sheet. */
function stepsOf(lpsFromIjk: Volume['grid']['lpsFromIjk'], plane: ImagePlane, apart: number): Steps {
  const ijkFromLps = inverse(lpsFromIjk);
  // A displacement has no origin: the mapping without its last column.
  const turned = affine<IndexIjk, VectorLps>(ijkFromLps.map((value, n) => (n % 4 === 3 ? 0 : value)));
  const along = (direction: VectorLps, length: number): IndexIjk => {
    const [i, j, k] = apply(turned, direction);
    return indexIjk(i * length, j * length, k * length);
  };
  return {
    start: apply(ijkFromLps, plane.origin), across: along(plane.u, plane.spacing[0]),
    down: along(plane.v, plane.spacing[1]), deep: along(planeNormal(plane), apart),
  };
}

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < ROUNDING / 10;
const fallsOnVoxels = ({ start, across, down }: Steps): boolean =>
  start.every((value) => Math.abs(value - Math.round(value)) < ROUNDING)
    && [...across, ...down].every(isWhole);

const whole = ([i, j, k]: Steps['start']): Steps['start'] => [Math.round(i), Math.round(j), Math.round(k)];
const wholeSteps = ({ start, across, down, deep }: Steps): Steps =>
  ({ start: whole(start), across: whole(across), down: whole(down), deep });
