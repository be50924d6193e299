import type { Correction, VolumeRecipe } from '../dicom/series.ts';

/** What was done to the acquired slices, for the line under a corrected picture. */
export function correctionWords(correction: Correction): string {
  return correction.kind === 'uneven-spacing'
    ? 'Slices resampled to even spacing (linear along the normal)'
    : `Gantry tilt of ${Math.abs(correction.tiltDeg).toFixed(1)}° straightened (shear, linear in the slice)`;
}

/** Which part of a series with gaps is looked at. */
export const intactWords = (intact: VolumeRecipe, slicesInAll: number): string =>
  `Largest stretch without a gap: ${intact.slices.length} of ${slicesInAll} slices`;
