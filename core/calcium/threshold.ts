import { type PolarMap, RAY_SAMPLES, RAY_STEP_MM, RAYS, STRIDE } from '../section/polar.ts';
import { type Lumen, median, PLAQUE_HU } from '../section/lumen.ts';
import { areaWithin, radiiOf } from '../section/polar.ts';
import { hu, type Hu } from '../units.ts';
import { METAL_RULE } from './metal.ts';

/** From which HU on something is calcium, and what that rests on. */
export interface Threshold {
  /** In the open vessel. */
  readonly openHu: Hu;
  /** In the occlusion, from 1.5 mm inside either cap. */
  readonly occlusionHu: Hu;
  readonly method: 'lumen-adaptive' | 'user';
  /** Mean and standard deviation of the contrast: open lumen before the occlusion or aortic root; null where neither is. */
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
/** What ends or begins in a section blurs into so many beside it. */
const BLURRED = 2;
/** The aortic root is read in a ball of this radius, mm, in sections whose rays stay bright for so long, mm. */
const ROOT_MM = 1.5;
const ROOT_REACH_MM = 5.5;
/** A section lies in the aorta where at least this share of its rays stays bright. @source tree/ostium.ts, its half */
const ROOT_SHARE = 0.5;
/** The standard deviation of a normal distribution over its median absolute deviation. */
const SD_OF_MAD = 1.4826;

/** Mean and standard deviation of contrast, HU. */
interface Contrast { readonly mean: number; readonly sd: number }

/** @method median and median absolute deviation: calcium in the lumen's edge does not lift them */
function contrastOf(values: readonly number[]): Contrast | null {
  if (values.length === 0) return null;
  const mean = median(values);
  return { mean, sd: SD_OF_MAD * median(values.map((value) => Math.abs(value - mean))) };
}

function innerValues({ values }: PolarMap, n: number, radiusMm: number): readonly number[] {
  const last = Math.floor(radiusMm / RAY_STEP_MM);
  const out: number[] = [];
  for (let ray = 0; ray < RAYS; ray += 4)
    for (let k = 1; k <= last; k += 2) out.push(values[n * STRIDE + ray * RAY_SAMPLES + k] ?? 0);
  return out;
}

/** What is read of sections, those of metal left out with those next to them that it blurs into. */
function clearOfMetal(sections: readonly number[], valuesOf: (n: number) => readonly number[]): readonly number[] {
  const read = sections.map((n) => ({ n, values: valuesOf(n) }));
  const metal = read.flatMap(({ n, values }) => (values.some((value) => value > METAL_RULE.metalHu) ? [n] : []));
  return read.flatMap(({ n, values }) => (metal.some((at) => Math.abs(at - n) <= BLURRED) ? [] : values));
}

/**
 * The threshold of one vessel.
 *
 * @param cap - section of the proximal cap: the lumen just before it is read; where none is open there, all that is.
 * Sections of metal are left out
 * @method the brighter of the lumen before the occlusion and of the aortic root, where the path begins in it
 * @source measurements, section 2: T = max(350, L + 3 sigma), the higher L
 */
export function thresholdFor(
  polar: PolarMap, lumen: Lumen, stepMm: number, cap: number,
): Threshold {
  const open = lumen.isOpen.flatMap((isOpen, n) => (isOpen ? [n] : []));
  // The section at the cap's edge is blurred along the vessel.
  const before = open.filter((n) => n < cap - BLURRED && n >= cap - BLURRED - READ_MM / stepMm);
  const read = (sections: readonly number[]): Contrast | null => contrastOf(clearOfMetal(sections, (n) =>
    innerValues(polar, n, READ_SHARE * Math.sqrt(areaWithin(radiiOf(lumen.radii, n)) / Math.PI))));
  const vessel = read(before) ?? read(open);
  const root = contrastOf(clearOfMetal(rootSections(polar, lumen, stepMm), (n) => innerValues(polar, n, ROOT_MM)));
  const level = vessel !== null && (root === null || vessel.mean >= root.mean) ? vessel : root;
  const { floorHu, deviations, occlusionHu } = THRESHOLD_RULE;
  const adapted = level === null ? floorHu : Math.max(floorHu, level.mean + deviations * level.sd);
  return {
    openHu: hu(adapted), occlusionHu: hu(occlusionHu), method: 'lumen-adaptive',
    lumenMeanHu: level === null ? null : hu(level.mean), lumenSdHu: level === null ? null : hu(level.sd),
  };
}

/** Sections in the aorta at the beginning of the path, its ends by a ball's radius left out. */
function rootSections(polar: PolarMap, lumen: Lumen, stepMm: number): readonly number[] {
  const last = Math.round(ROOT_REACH_MM / RAY_STEP_MM);
  const isInAorta = (n: number): boolean => {
    const half = ((lumen.levelHu[n] ?? Infinity) + PLAQUE_HU) / 2;
    let bright = 0;
    for (let ray = 0; ray < RAYS; ray += 1) {
      let k = 0;
      while (k <= last && (polar.calm[n * STRIDE + ray * RAY_SAMPLES + k] ?? -Infinity) >= half) k += 1;
      if (k > last) bright += 1;
    }
    return bright >= ROOT_SHARE * RAYS;
  };
  let end = 0;
  while (end < polar.sections && isInAorta(end)) end += 1;
  return Array.from({ length: Math.max(0, end - Math.round(ROOT_MM / stepMm)) }, (_, n) => n);
}

/** The rule's threshold with a user's values in its place; what a user leaves open follows the rule. */
export const chosenThreshold = (rule: Threshold, user: UserThreshold = { openHu: null, occlusionHu: null }): Threshold =>
  (user.openHu === null && user.occlusionHu === null ? rule : {
    ...rule, method: 'user', openHu: hu(user.openHu ?? rule.openHu), occlusionHu: hu(user.occlusionHu ?? rule.occlusionHu),
  });

/** The threshold at each section of a vessel occluded between two abscissae. */
export const thresholdAlong = (
  { openHu, occlusionHu }: Threshold, abscissae: readonly number[], fromMm: number, toMm: number,
): readonly Hu[] => abscissae.map((at) =>
  (at >= fromMm + THRESHOLD_RULE.insideCapMm && at <= toMm - THRESHOLD_RULE.insideCapMm ? occlusionHu : openHu));
