import { RAYS } from '../section/polar.ts';
import type { Deposits } from './deposits.ts';

/** How calcium lies in a section. */
export type CalciumPattern = 'none' | 'spot' | 'peripheral' | 'central' | 'full-moon';

/** What decides on the pattern. @source measurements, section 1.2 items 5 and 6; spot: section 1.1, seven-step scale */
export const PATTERN_RULE = {
  /** Up to this share of the area, inclusive, calcium is a spot, per cent. */
  spotPercent: 10,
  /** Full moon from this arc and this share on, both inclusive. */
  fullMoonDeg: 350,
  fullMoonPercent: 95,
  /** On at least so many neighbouring sections. */
  fullMoonSections: 2,
  /** Peripheral: the calcium's middle lies beyond this share of the radius … */
  peripheralFrom: 0.5,
  /** … and less than this share of the disc within is calcified. */
  innerCalcified: 0.2,
} as const;

/** What of a section decides on its pattern. */
export interface SectionExtent {
  readonly arcDeg: number;
  readonly csaPercent: number;
  /** Mean distance of the calcium from the middle, as a share of the radius. */
  readonly middleShare: number;
  /** Calcified share of the disc within half the radius. */
  readonly innerShare: number;
}

/** Whether a section alone meets the tolerance of a full moon. @source measurements, section 1.2, item 6 */
export const isFullMoonSection = ({ arcDeg, csaPercent }: Pick<SectionExtent, 'arcDeg' | 'csaPercent'>): boolean =>
  arcDeg >= PATTERN_RULE.fullMoonDeg && csaPercent >= PATTERN_RULE.fullMoonPercent;

/**
 * The pattern of each section of a vessel.
 *
 * @returns full moon only where two neighbouring sections meet its tolerance; one alone is central
 */
export function patternsOf(sections: readonly SectionExtent[]): readonly CalciumPattern[] {
  const isMoon = sections.map(isFullMoonSection);
  return sections.map((section, n) => {
    if (section.arcDeg === 0 || section.csaPercent === 0) return 'none';
    if (isMoon[n] === true && (isMoon[n - 1] === true || isMoon[n + 1] === true)) return 'full-moon';
    if (section.csaPercent <= PATTERN_RULE.spotPercent) return 'spot';
    return section.middleShare > PATTERN_RULE.peripheralFrom && section.innerShare < PATTERN_RULE.innerCalcified
      ? 'peripheral' : 'central';
  });
}

/** Where the calcium of one section lies, from its layers: they reach from the wall inwards. */
export function placeOf(deposits: Deposits, radii: Float32Array, section: number):
  Pick<SectionExtent, 'middleShare' | 'innerShare'> {
  let [moment, whole, inner, disc] = [0, 0, 0, 0];
  for (let ray = 0; ray < RAYS; ray += 1) {
    const radius = radii[section * RAYS + ray] ?? 0;
    const left = Math.max(0, radius - (deposits.thickness[section * RAYS + ray] ?? 0));
    moment += (radius ** 3 - left ** 3) / 3 / Math.max(radius, 1e-6);
    whole += (radius ** 2 - left ** 2) / 2;
    inner += Math.max(0, (radius / 2) ** 2 - left ** 2);
    disc += (radius / 2) ** 2;
  }
  return { middleShare: whole > 0 ? moment / whole : 0, innerShare: disc > 0 ? inner / disc : 0 };
}

