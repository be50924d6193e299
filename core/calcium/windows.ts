import { equalAreaDiameter } from '../geometry/polygon.ts';
import type { Stretch } from '../geometry/stretch.ts';
import { type Mm, mm, mm2 } from '../units.ts';
import type { SectionMeasure } from './profile.ts';
import { piecesBetween, stretchesOf } from './summary.ts';

/** A calcium-free window of an occlusion: where a wire may go from one space to the other. */
export interface FreeWindow {
  readonly stretch: Stretch;
  /** Best estimate. */
  readonly length: Mm;
  /** The longest part of it where no calcium is plausible either: the ranges of arc and share end at nothing. */
  readonly sureLength: Mm;
  /** Of the vessel, its least equal-area diameter within the window. */
  readonly diameter: Mm;
  readonly fromProximalCap: Mm;
  readonly toDistalCap: Mm;
}

/**
 * The windows, those surely free over the longest first; of equals the longer, then the one nearer to the
 * distal cap, where a wire has to come back into the lumen.
 *
 * @param windows - of the summary: stretches without calcium
 * @source measurements, section 1.2, item 7; the sure length and the order are our own
 */
export const rankedWindows = (
  sections: readonly SectionMeasure[], windows: readonly Stretch[], [start, end]: Stretch,
): readonly FreeWindow[] => windows.map((stretch): FreeWindow => {
  const [from, to] = stretch;
  const areas = sections.filter(({ abscissa }) => abscissa >= from && abscissa <= to).map(({ vesselArea }) => vesselArea);
  const sure = stretchesOf(piecesBetween(sections, from, to), isSurelyFree);
  return {
    stretch, length: mm(to - from), sureLength: mm(Math.max(0, ...sure.map(([first, last]) => last - first))),
    diameter: equalAreaDiameter(mm2(Math.min(...areas))),
    fromProximalCap: mm(from - start), toDistalCap: mm(end - to),
  };
}).toSorted((a, b) => b.sureLength - a.sureLength || b.length - a.length || a.toDistalCap - b.toDistalCap);

const isSurelyFree = ({ arcRange, csaRange }: SectionMeasure): boolean =>
  arcRange[1] === 0 && csaRange[1] === 0;

/** How long a window is, and how long surely: "3.0 mm (2.0 to 3.0)"; one number where both are told alike. */
export function windowWords({ length, sureLength }: Pick<FreeWindow, 'length' | 'sureLength'>): string {
  const [best, sure] = [length.toFixed(1), sureLength.toFixed(1)];
  return best === sure ? `${best} mm` : `${best} mm (${sure} to ${best})`;
}

/** The same where room is short, the shorter the later, never without the sure length: "2.0–3.0", "≥ 2.0". */
export function shortWindowWords({ length, sureLength }: Pick<FreeWindow, 'length' | 'sureLength'>): readonly string[] {
  const [best, sure] = [length.toFixed(1), sureLength.toFixed(1)];
  return best === sure ? [best] : [`${sure}–${best}`, `≥ ${sure}`];
}
