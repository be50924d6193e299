import { liesIn, type Stretch } from '../geometry/stretch.ts';
import { type Mm3, mm3 } from '../units.ts';
import type { SectionMeasure } from './profile.ts';
import { piecesBetween } from './summary.ts';
import type { Threshold } from './threshold.ts';

/** How much calcium there is. Not an Agatston score: that is defined without contrast, at 130 HU and 3 mm. */
export interface CalciumBurden {
  /** Best estimate, corrected for blooming. */
  readonly volume: Mm3;
  /** From the least to the most plausible; it holds the raw one. */
  readonly volumeRange: readonly [Mm3, Mm3];
  /** What it was measured at, in words that every print of the figure carries. */
  readonly words: string;
}

/**
 * Volume of the calcium between two abscissae.
 *
 * @param metal - left out
 * @method area of each section times the length it stands for
 * @source measurements, section 5: on contrast CT only as "calcium burden at T, not an Agatston score"
 */
export function calciumBurden(
  sections: readonly SectionMeasure[], [from, to]: Stretch, { openHu, occlusionHu }: Threshold, metal: readonly Stretch[] = [],
): CalciumBurden {
  const pieces = piecesBetween(sections, from, to).filter(({ section }) => !liesIn(metal, section.abscissa));
  const volume = (percent: (section: SectionMeasure) => number): Mm3 => mm3(pieces.reduce((sum, { section, ...piece }) =>
    sum + ((piece.to - piece.from) * section.vesselArea * percent(section)) / 100, 0));
  return {
    volume: volume(({ csaPercent }) => csaPercent),
    volumeRange: [volume(({ csaRange }) => csaRange[0]), volume(({ csaRange }) => csaRange[1])],
    words: `Calcium burden at T = ${Math.round(occlusionHu)} HU in the occlusion and ${Math.round(openHu)} HU beside contrast, `
      + 'not an Agatston score',
  };
}
