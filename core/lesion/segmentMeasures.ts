import { type CalciumBurden, calciumBurden } from '../calcium/burden.ts';
import { type CalciumSummary, calciumSummary } from '../calcium/summary.ts';
import { equalAreaDiameter } from '../geometry/polygon.ts';
import type { Stretch } from '../geometry/stretch.ts';
import { type Mm, mm } from '../units.ts';
import type { LesionMeasures } from './lesionMeasures.ts';

/** The figures of a stretch of the vessel. */
export interface SegmentMeasures {
  readonly stretch: Stretch;
  /** Along the centreline. */
  readonly length: Mm;
  /** Calcified length, full-moon length and the greatest values, as of the occlusion. */
  readonly calcium: CalciumSummary;
  readonly burden: CalciumBurden;
  /** Mean and least diameter of the open lumen; null where none is open. */
  readonly lumen: { readonly mean: Mm; readonly least: Mm } | null;
}

/** The figures of a stretch, with the operator's arcs and areas in it. What of it is metal is in no figure of calcium. */
export function segmentMeasures(
  { sections, metal, findings: { threshold } }: Pick<LesionMeasures, 'sections' | 'metal' | 'findings'>, stretch: Stretch,
): SegmentMeasures {
  const [from, to] = stretch;
  const open = sections.flatMap(({ abscissa, lumenArea }) =>
    (lumenArea === null || abscissa < from || abscissa > to ? [] : [equalAreaDiameter(lumenArea)]));
  return {
    stretch, length: mm(to - from), calcium: calciumSummary(sections, from, to, metal), burden: calciumBurden(sections, stretch, threshold, metal),
    lumen: open.length === 0 ? null
      : { mean: mm(open.reduce((sum, diameter) => sum + diameter, 0) / open.length), least: mm(Math.min(...open)) },
  };
}
