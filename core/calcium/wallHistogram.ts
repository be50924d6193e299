import type { WallHistogram } from '../lesion/vesselFindings.ts';
import { radiiOf, RAY_SAMPLES, RAY_STEP_MM, RAYS, STRIDE } from '../section/polar.ts';
import { hu } from '../units.ts';
import type { VesselProfile } from './profile.ts';
import { addToBins } from './wallHistogram.kernel.ts';

/** Bins of a histogram; what lies beyond them is counted in the outermost. */
export const HISTOGRAM = { fromHu: -200, widthHu: 25, bins: 88 } as const;

/**
 * How much of what lies within the outer wall has which HU, mm³ to a thousandth: what a threshold is set on.
 *
 * Of values as cut, like what is held against a threshold; in the open vessel of those beyond the lumen.
 *
 * @method each sample of a ray stands for the part of its ring, and half a step of the vessel to either side
 * @source measurements, section 2: a threshold is held against HU as cut, within the wall
 * @accuracy its sum is the volume within the wall within 3 % (wallHistogram.test.ts)
 */
export function wallHistogram(
  { polar, lumen, wall, proximalCap, distalCap, sections, step }:
  Pick<VesselProfile, 'polar' | 'lumen' | 'wall' | 'proximalCap' | 'distalCap' | 'sections' | 'step'>,
): WallHistogram {
  const { fromHu, widthHu, bins } = HISTOGRAM;
  const [occlusion, open] = [new Float64Array(bins), new Float64Array(bins)];
  const share = ((2 * Math.PI) / RAYS) * RAY_STEP_MM ** 2 * step;
  // The middle of the rays stands for a disc of half a step.
  const rings = Float64Array.from({ length: RAY_SAMPLES }, (_, k) => share * Math.max(0.125, k));
  const closed = new Float32Array(RAYS);
  sections.forEach(({ abscissa }, n) => {
    const counts = abscissa >= proximalCap.abscissa && abscissa <= distalCap.abscissa ? occlusion : open;
    const inner = lumen.isOpen[n] === true ? radiiOf(lumen.radii, n) : closed;
    addToBins(polar.values, n * STRIDE, RAYS, RAY_SAMPLES, RAY_STEP_MM, inner, radiiOf(wall.radii, n), fromHu, widthHu, rings, counts);
  });
  const told = (counts: Float64Array): readonly number[] => Array.from(counts, (volume) => Math.round(1000 * volume) / 1000);
  return { from: hu(fromHu), width: widthHu, occlusion: told(occlusion), open: told(open) };
}
