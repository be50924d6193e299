import { equalAreaDiameter } from '../geometry/polygon.ts';
import { type Mm, mm, mm2 } from '../units.ts';

/** The mean is taken over so much of the vessel, mm. @source measurements, section 3 */
export const REFERENCE_MM = 5;
/** A lumen narrower than this share of the one beyond still tapers towards the cap. */
const WHOLE_SHARE = 0.9;
/** A taper is at most so long, mm. */
const LONGEST_TAPER_MM = 6;

/** A reference and what it was read from. */
export interface ReferenceFound {
  readonly diameter: Mm;
  /** First and last section that it was read from, counted from the cap outwards from 0. */
  readonly from: number;
  readonly to: number;
}

/** The diameter of a reference alone. */
export const referenceDiameter = (areas: readonly (number | null)[], stepMm: number): Mm | null =>
  referenceFound(areas, stepMm)?.diameter ?? null;

/**
 * Mean lumen diameter next to the occlusion, its taper left out.
 *
 * @param areas - of the lumen from the cap outwards, mm², one each `stepMm`; null where there is none
 * @returns null where no section is open
 * @method equal-area diameters, averaged over 5 mm from the first section of the full width
 * @source measurements, section 3
 * @accuracy in tests/accuracy: references over random vessels
 */
export function referenceFound(areas: readonly (number | null)[], stepMm: number): ReferenceFound | null {
  const diameters = areas.map((area) => (area === null ? null : equalAreaDiameter(mm2(area))));
  const count = Math.round(REFERENCE_MM / stepMm) + 1;
  const longest = Math.round(LONGEST_TAPER_MM / stepMm);
  const mean = (from: number): ReferenceFound | null => {
    const open = diameters.slice(from, from + count).flatMap((diameter, n) => (diameter === null ? [] : [{ diameter, n: from + n }]));
    const [first, last] = [open.at(0), open.at(-1)];
    if (first === undefined || last === undefined) return null;
    return { diameter: mm(open.reduce((sum, { diameter }) => sum + diameter, 0) / open.length), from: first.n, to: last.n };
  };
  const beyond = mean(longest) ?? mean(0);
  if (beyond === null) return null;
  const whole = diameters.slice(0, longest).findIndex((diameter) => diameter !== null && diameter >= WHOLE_SHARE * beyond.diameter);
  return mean(whole < 0 ? longest : whole) ?? beyond;
}
