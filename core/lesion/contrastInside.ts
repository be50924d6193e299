import { type Mm, mm } from '../units.ts';
import type { LesionMeasures } from './lesionMeasures.ts';

/** Contrast along so much of the path, farther than this from either cap, mm, is none of an occlusion. Own. */
const CONTRAST_INSIDE = { most: 3, fromCaps: 2 };

/**
 * Along how much of the path contrast fills what was taken for an occlusion; null where it is no more than an occlusion
 * may hold. There it would be counted as calcium.
 */
export function contrastInside({ findings: { centreline }, start, end }: Pick<LesionMeasures, 'findings' | 'start' | 'end'>): Mm | null {
  const { most, fromCaps } = CONTRAST_INSIDE;
  const length = centreline.step * centreline.points.filter(({ abscissa, isBridged }) => !isBridged
    && abscissa > start + fromCaps && abscissa < end - fromCaps).length;
  return length > most ? mm(length) : null;
}
