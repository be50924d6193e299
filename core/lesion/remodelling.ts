import type { SectionMeasure } from '../calcium/profile.ts';
import { equalAreaDiameter } from '../geometry/polygon.ts';
import { liesIn, type Stretch } from '../geometry/stretch.ts';
import { referenceDiameter } from '../section/references.ts';
import { type Mm, mm, mm2 } from '../units.ts';

/** How the outer wall of a lesion compares with that beside it. Diameter and area give different figures: both are named. */
export interface Remodelling {
  readonly byDiameter: number;
  readonly byArea: number;
  /** Outer-wall diameters: mean of the lesion; before and beyond it. */
  readonly lesion: Mm;
  readonly proximal: Mm;
  readonly distal: Mm;
  /** Of the index by diameter. */
  readonly kind: 'positive' | 'none' | 'negative';
}

/** Positive from, inclusive; negative below, exclusive. @source measurements, section 3: the second is unverified there */
export const REMODELLING_RULE = { positiveFrom: 1.1, negativeBelow: 0.95 } as const;

/** References that an operator chose; null where the program chooses. */
export interface ChosenReferences { readonly proximal: Stretch | null; readonly distal: Stretch | null }

/**
 * The remodelling index of a lesion; null where the vessel is not open on both sides.
 *
 * @source measurements, section 3: outer-wall diameter at the lesion over the mean of the normal ones beside it
 */
export function remodelling(
  sections: readonly SectionMeasure[], start: Mm, end: Mm, stepMm: number, chosen: ChosenReferences = { proximal: null, distal: null },
): Remodelling | null {
  const outer = ({ lumenArea, vesselArea }: SectionMeasure): number | null => (lumenArea === null ? null : vesselArea);
  const before = sections.filter(({ abscissa }) => abscissa < start).map(outer).toReversed();
  const beyond = sections.filter(({ abscissa }) => abscissa > end).map(outer);
  const within = (stretch: Stretch): Mm | null => {
    const own = sections.filter(({ abscissa }) => liesIn([stretch], abscissa)).map(outer).filter((area) => area !== null);
    return own.length === 0 ? null : mm(own.reduce((sum, value) => sum + equalAreaDiameter(mm2(value)), 0) / own.length);
  };
  const proximal = chosen.proximal === null ? referenceDiameter(before, stepMm) : within(chosen.proximal);
  const distal = chosen.distal === null ? referenceDiameter(beyond, stepMm) : within(chosen.distal);
  const inside = sections.filter(({ abscissa }) => abscissa >= start && abscissa <= end);
  if (proximal === null || distal === null || inside.length === 0) return null;
  const lesion = inside.reduce((sum, { vesselArea }) => sum + equalAreaDiameter(mm2(vesselArea)), 0) / inside.length;
  const area = inside.reduce((sum, { vesselArea }) => sum + vesselArea, 0) / inside.length;
  const byDiameter = lesion / ((proximal + distal) / 2);
  const { positiveFrom, negativeBelow } = REMODELLING_RULE;
  return {
    byDiameter, byArea: area / ((Math.PI / 8) * (proximal ** 2 + distal ** 2)), lesion: mm(lesion), proximal, distal,
    kind: byDiameter >= positiveFrom ? 'positive' : byDiameter < negativeBelow ? 'negative' : 'none',
  };
}
