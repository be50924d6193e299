import type { VolumeRecipe } from '../dicom/series.ts';
import { blendInto, shiftInto } from './correct.kernel.ts';

/**
 * An acquired slice that a corrected one is made from, by its index in the recipe. Weights of one slice sum
 * to 1.
 */
export interface SliceShare { readonly index: number; readonly weight: number }

/** Shares below this are left out: a slice this close to a grid plane is that plane. */
const LEAST_SHARE = 1e-6;

/**
 * Which acquired slices slice k of the recipe's grid is made from: one, or two neighbours.
 *
 * @param k - slice index of the finished grid
 * @returns none where k lies outside the stack
 * @method places along the normal; linear between neighbours
 */
export function sliceShares(recipe: VolumeRecipe, k: number): readonly SliceShare[] {
  const { correction, grid, slices } = recipe;
  if (k < 0 || k >= grid.dims[2]) return [];
  if (correction?.kind !== 'uneven-spacing') return [{ index: k, weight: 1 }];
  const { alongNormal } = correction;
  const [first] = alongNormal;
  if (first === undefined) return [];
  const place = first + k * grid.spacing[2];
  const after = alongNormal.findIndex((along) => along >= place - LEAST_SHARE);
  if (after < 0) return [{ index: slices.length - 1, weight: 1 }];
  const [low, high] = [alongNormal[after - 1], alongNormal[after]];
  if (low === undefined || high === undefined) return [{ index: Math.max(0, after), weight: 1 }];
  const weight = Math.min(1, (place - low) / (high - low));
  return weight >= 1 - LEAST_SHARE ? [{ index: after, weight: 1 }]
    : [{ index: after - 1, weight: 1 - weight }, { index: after, weight }];
}

/** A range that holds nothing. */
const NO_PADDING = { least: 1, most: 0 } as const;

/** Shifts of a millionth of a pixel are rounding, and would cost the last column. */
const snapped = (pixels: number): number => Math.round(pixels * 1e6) / 1e6;

/**
 * Makes slice k of the recipe's grid from the acquired slices that `sliceShares` names.
 *
 * @param acquired - their voxels, in that order, each in the size of its own format
 * @param into - the slice of the grid, written whole
 * @param outside - value where the grid reaches beyond the acquired slice (straightened tilt)
 * @method linear along the normal (uneven spacing) or within the slice (tilt); rounded to the nearest
 * integer. Padding is no value that could be blended: a voxel of which any part is padding is padding
 * @accuracy linear ramps come out exact but for that rounding (correct.test.ts)
 */
export function correctSlice(
  recipe: VolumeRecipe, k: number, acquired: readonly ArrayLike<number>[], into: Int16Array, outside: number,
): void {
  const shares = sliceShares(recipe, k);
  const [first, second] = acquired;
  const source = recipe.slices[shares[0]?.index ?? -1];
  if (first === undefined || source === undefined) {
    into.fill(outside);
    return;
  }
  const { correction, grid } = recipe;
  const { least, most } = recipe.padding ?? NO_PADDING;
  if (correction?.kind === 'gantry-tilt') {
    const [x = 0, y = 0] = correction.shift[k] ?? [];
    shiftInto(into, grid.dims[0], grid.dims[1], first, source.format.columns, source.format.rows,
      snapped(x / grid.spacing[0]), snapped(y / grid.spacing[1]), outside, least, most);
    return;
  }
  blendInto(into, first, second ?? first, shares[1]?.weight ?? 0, least, most);
}
