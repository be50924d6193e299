import type { Stretch } from '../geometry/stretch.ts';
import { type Deg, deg } from '../units.ts';
import type { SectionMeasure } from './profile.ts';
import { SUMMARY_RULE } from './summary.ts';

/** The calcium that a wire meets at a cap. */
export interface CapCalcium {
  readonly maxArc: Deg;
  readonly maxCsaPercent: number;
  readonly isCalcified: boolean;
}

/** A cap is the first, or the last, so much of the occlusion, mm; own, unverified. */
export const CAP_MM = 2;

/**
 * Calcium of a cap; null where no section lies in it.
 *
 * @source measurements, section 3: "cap CSA calcium"; calcified as a section is (1.2, item 7)
 */
export function capCalcium(sections: readonly SectionMeasure[], [start, end]: Stretch, which: 'proximal' | 'distal'): CapCalcium | null {
  const inside = sections.filter(({ abscissa }) => abscissa >= start && abscissa <= end
    && (which === 'proximal' ? abscissa - start : end - abscissa) <= CAP_MM);
  if (inside.length === 0) return null;
  const maxCsaPercent = Math.max(...inside.map(({ csaPercent }) => csaPercent));
  return {
    maxArc: deg(Math.max(...inside.map(({ arc }) => arc))), maxCsaPercent,
    isCalcified: maxCsaPercent >= SUMMARY_RULE.calcifiedPercent,
  };
}
