import { type Deg, deg, type Mm } from '../units.ts';
import type { SectionMeasure } from './profile.ts';
import { SUMMARY_RULE } from './summary.ts';

/** The calcium that a wire meets at a cap. */
export interface CapCalcium {
  readonly maxArc: Deg;
  readonly maxCsaPercent: number;
  readonly isCalcified: boolean;
}

/** The cap is the first so much of the occlusion, mm; own, unverified. */
export const CAP_MM = 2;

/**
 * Calcium of a cap; null where no section lies in it.
 *
 * @param towards - direction from the cap into the occlusion: 1 for the proximal cap, -1 for the distal one
 * @source measurements, section 3: "cap CSA calcium"; calcified as a section is (1.2, item 7)
 */
export function capCalcium(sections: readonly SectionMeasure[], cap: Mm, towards: 1 | -1): CapCalcium | null {
  const inside = sections.filter(({ abscissa }) => towards * (abscissa - cap) >= 0 && towards * (abscissa - cap) <= CAP_MM);
  if (inside.length === 0) return null;
  const maxCsaPercent = Math.max(...inside.map(({ csaPercent }) => csaPercent));
  return {
    maxArc: deg(Math.max(...inside.map(({ arc }) => arc))), maxCsaPercent,
    isCalcified: maxCsaPercent >= SUMMARY_RULE.calcifiedPercent,
  };
}
