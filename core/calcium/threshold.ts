import { type PolarMap, RAY_SAMPLES, RAY_STEP_MM, RAYS, STRIDE } from '../section/polar.ts';
import { type Lumen, median } from '../section/lumen.ts';
import { areaWithin, radiiOf } from '../section/polar.ts';
import { hu, type Hu } from '../units.ts';

/** From which HU on something is calcium, and what that rests on. */
export interface Threshold {
  /** In the open vessel. */
  readonly openHu: Hu;
  /** In the occlusion, from 1.5 mm inside either cap. */
  readonly occlusionHu: Hu;
  readonly method: 'lumen-adaptive' | 'user';
  /** Mean and standard deviation of the open lumen before the occlusion; null where none was measured. */
  readonly lumenMeanHu: Hu | null;
  readonly lumenSdHu: Hu | null;
}

/** Thresholds that a user sets; what is null follows the rule. */
export interface UserThreshold { readonly openHu: number | null; readonly occlusionHu: number | null }

/** The rule's figures. @source measurements, section 2: default rule (own) */
export const THRESHOLD_RULE = {
  /** No lower threshold beside contrast, HU. */
  floorHu: 350,
  /** Standard deviations above the lumen's mean. */
  deviations: 3,
  /** In the occlusion, where there is no contrast, HU. */
  occlusionHu: 300,
  /** From so far inside either cap, mm: nearer the lumen blurs in. */
  insideCapMm: 1.5,
  /** A brighter lumen than this deserves a warning, HU; edge exclusive. */
  brightLumenHu: 550,
} as const;

/** The lumen is read over so much of the vessel, mm, and within this share of its radius. */
const READ_MM = 10;
const READ_SHARE = 0.5;
/** The standard deviation of a normal distribution over its median absolute deviation. */
const SD_OF_MAD = 1.4826;

/**
 * The threshold of one vessel.
 *
 * @param cap - section of the proximal cap: the lumen just before it is read; where none is open there, all that is
 * @returns a user's values as they are; a null occlusion value follows the rule even where the other was given
 * @method median and median absolute deviation: calcium in the lumen's edge does not lift them
 * @source measurements, section 2: T = max(350, L + 3 sigma)
 */
export function thresholdFor(
  polar: PolarMap, lumen: Lumen, stepMm: number, cap: number, user: UserThreshold = { openHu: null, occlusionHu: null },
): Threshold {
  const open = lumen.isOpen.flatMap((isOpen, n) => (isOpen ? [n] : []));
  // The section at the cap's edge is blurred along the vessel: two sections are left out.
  const before = open.filter((n) => n < cap - 2 && n >= cap - 2 - READ_MM / stepMm);
  const values = (before.length > 0 ? before : open).flatMap((n) => {
    const radius = Math.sqrt(areaWithin(radiiOf(lumen.radii, n)) / Math.PI);
    const last = Math.floor((READ_SHARE * radius) / RAY_STEP_MM);
    return Array.from({ length: RAYS / 4 }, (_, ray) => Array.from({ length: Math.ceil(last / 2) }, (_, k) =>
      polar.values[n * STRIDE + 4 * ray * RAY_SAMPLES + 2 * k + 1] ?? 0)).flat();
  });
  const mean = values.length === 0 ? null : median(values);
  const sd = mean === null ? null : SD_OF_MAD * median(values.map((value) => Math.abs(value - mean)));
  const { floorHu, deviations, occlusionHu } = THRESHOLD_RULE;
  const adapted = mean === null || sd === null ? floorHu : Math.max(floorHu, mean + deviations * sd);
  return {
    openHu: hu(user.openHu ?? adapted), occlusionHu: hu(user.occlusionHu ?? occlusionHu),
    method: user.openHu === null && user.occlusionHu === null ? 'lumen-adaptive' : 'user',
    lumenMeanHu: mean === null ? null : hu(mean), lumenSdHu: sd === null ? null : hu(sd),
  };
}

/** The threshold at each section of a vessel occluded between two abscissae. */
export const thresholdAlong = (
  { openHu, occlusionHu }: Threshold, abscissae: readonly number[], fromMm: number, toMm: number,
): readonly Hu[] => abscissae.map((at) =>
  (at >= fromMm + THRESHOLD_RULE.insideCapMm && at <= toMm - THRESHOLD_RULE.insideCapMm ? occlusionHu : openHu));
