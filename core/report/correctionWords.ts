import type { RecipeKind } from '../dicom/chosenRecipe.ts';
import type { VolumeRecipe } from '../dicom/series.ts';

/**
 * What was done to the acquired slices, or which part of them is looked at, for the line under the picture;
 * null where the volume is the series as acquired.
 *
 * @param slicesInAll - of the series; an intact part holds fewer
 */
export function correctionWords(
  { correction, slices }: VolumeRecipe, as: RecipeKind, slicesInAll: number,
): string | null {
  switch (correction?.kind) {
    case 'uneven-spacing': return 'Slices resampled to even spacing (linear along the normal)';
    case 'gantry-tilt':
      return `Gantry tilt of ${Math.abs(correction.tiltDeg).toFixed(1)}° straightened `
        + '(shear, linear in the slice)';
    case undefined:
      return as === 'intact' ? `Largest stretch without a gap: ${slices.length} of ${slicesInAll} slices`
        : null;
  }
}
