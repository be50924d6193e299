import { type Again, isStill, rowsAgain } from '../section/again.ts';
import type { Lumen } from '../section/lumen.ts';
import { type PolarMap, RAY_SAMPLES, RAY_STEP_MM, RAYS, STRIDE } from '../section/polar.ts';
import { evenMeans } from '../section/smoothing.kernel.ts';
import type { Wall } from '../section/wall.ts';
import { excessOnRays } from './excess.kernel.ts';

/** Blur spreads a deposit so far beyond the wall, in standard deviations. */
export const SPREAD = 2;
/** A deposit is at least about so large: noise is calmed over it. @source measurements, section 1.2: own figures */
const CALM_DEG = 12;
const CALM_MM = 0.8;

/** What is brighter on each ray, as found and calmed. */
export interface CalmExcess { readonly masses: Float32Array; readonly excess: Float32Array }

/**
 * What is brighter on each ray than lumen, wall and plaque explain, calmed over the rays and sections beside it;
 * summed over area, HU·mm² a radian.
 *
 * @param wall - as found before calcium is known: then nothing here hangs on what counts as calcium
 * @param again - the same before, and the sections whose rays, lumen or wall are others now
 * @method blur moves what is bright but keeps its sum, so thin calcium that nowhere reaches the threshold still shows
 * @source measurements, section 1.2: own calculation
 */
export function calmExcess(
  polar: PolarMap, lumen: Lumen, wall: Wall, stepMm: number, blurMm: number, again: Again<CalmExcess> | null,
): CalmExcess {
  if (again !== null && isStill(again.moved)) return again.before;
  const masses = rowsAgain(again?.before.masses, polar.sections * RAYS);
  const moments = new Float32Array(masses.length);
  for (let n = 0; n < polar.sections; n += 1) {
    if (again?.moved[n] === 0) continue;
    excessOnRays(polar.calm, n * STRIDE, RAYS, RAY_SAMPLES, RAY_STEP_MM, lumen.radii, wall.radii, wall.outsideHu,
      n * RAYS, lumen.levelHu[n] ?? 0, wall.plaqueHu[n] ?? 0, blurMm, SPREAD * blurMm, masses, moments);
  }
  return { masses, excess: evenMeans(masses, RAYS, (CALM_DEG * RAYS) / 360, CALM_MM / stepMm) };
}
