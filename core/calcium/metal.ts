import type { Stretch } from '../geometry/stretch.ts';
import { mm } from '../units.ts';
import type { SectionMeasure } from './profile.ts';

/** What tells metal from calcium. @source measurements, section 1.3 (calcium reaches about 1500 HU); the rest is our own, unverified */
export const METAL_RULE = {
  /** Denser than any calcium in a scan, HU; edge exclusive. */
  metalHu: 2000,
  /** A stent goes on where it is at least so bright next to metal, HU: struts are thinner than a voxel. */
  besideHu: 1500,
  /** Metal seen twice within so much is one stent, mm. */
  gapMm: 3,
} as const;

/**
 * Stretches of metal in the wall: stents, whose struts must not be counted as calcium.
 *
 * A stent whose struts blur to the density of calcium is not recognised by its density: the operator says that there is one.
 *
 * @param sections - of the whole vessel, in order
 * @param stated - stents that the operator knows of, as abscissae
 * @source see METAL_RULE
 */
export function metalStretches(sections: readonly SectionMeasure[], stated: readonly Stretch[] = []): readonly Stretch[] {
  const { metalHu, besideHu, gapMm } = METAL_RULE;
  const isStated = (at: number): boolean => stated.some(([from, to]) => at >= from && at <= to);
  const isMetal = sections.map(({ peak, abscissa }) => peak > metalHu || isStated(abscissa));
  const grown = isMetal.map((own, n) => own || ((isMetal[n - 1] === true || isMetal[n + 1] === true) && (sections[n]?.peak ?? 0) > besideHu));
  const stretches: [from: number, to: number][] = [];
  sections.forEach(({ abscissa }, n) => {
    if (grown[n] !== true) return;
    const [before, after] = [sections[n - 1]?.abscissa ?? abscissa, sections[n + 1]?.abscissa ?? abscissa];
    const [from, to] = [(before + abscissa) / 2, (abscissa + after) / 2];
    const last = stretches.at(-1);
    if (last !== undefined && from - last[1] <= gapMm) last[1] = to;
    else stretches.push([from, to]);
  });
  return stretches.map(([from, to]) => [mm(from), mm(to)] as const);
}
