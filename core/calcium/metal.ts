import { liesIn, type Stretch } from '../geometry/stretch.ts';
import { hu, type Hu, mm } from '../units.ts';
import type { SectionMeasure } from './profile.ts';

/** What tells metal from calcium. @source measurements, section 1.3 (calcium reaches about 1500 HU); the rest is our own, unverified */
export const METAL_RULE = {
  /** Denser than any calcium in a scan, HU; edge exclusive. */
  metalHu: 2000,
  /** A stent goes on where it is at least so bright next to metal, HU: struts are thinner than a voxel. */
  besideHu: 1500,
  /** Metal seen twice within so much is one stent, mm. */
  gapMm: 3,
  /** Brighter than `besideHu` on so many neighbouring sections is more than noise. */
  denseSections: 2,
  /** The scan stores nothing brighter where so many sections have their greatest HU in common, and it is at least so bright, HU. */
  cutOffSections: 3,
  cutOffHu: 1000,
  /** The shortest stents are about so long, mm, their ring goes all around, in degrees, and leaves the middle free, per cent of the area. */
  ringMm: 8,
  ringDeg: 345,
  ringPercent: 70,
} as const;

/** Calcium that metal may look like: brighter than calcium usually is, cut off by the scan, or an even ring as long as a stent. */
export interface MetalDoubt {
  readonly why: 'dense' | 'cut-off' | 'ring';
  readonly stretch: Stretch;
  /** Greatest HU there. */
  readonly peak: Hu;
}

/**
 * Stretches of metal in the wall: stents, whose struts must not be counted as calcium.
 *
 * A stent whose struts blur to the density of calcium is not recognised by its density: see metalDoubts, and the operator says that there is one.
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
  return stretchesWhere(sections, grown, gapMm);
}

/**
 * Where calcium that was found may be metal: it is counted, and what may be wrong with that is to be said.
 *
 * @param sections - of the whole vessel, in order
 * @param metal - stretches that are known as metal: nothing of them is in doubt
 * @method struts blur to the density of calcium and a scan may cut off what is brighter, so no density tells them apart;
 * what is left is that calcium is seldom so bright, and seldom an even ring as long as a stent
 * @source see METAL_RULE
 */
export function metalDoubts(sections: readonly SectionMeasure[], metal: readonly Stretch[] = []): readonly MetalDoubt[] {
  const { besideHu, gapMm, denseSections, cutOffSections, cutOffHu, ringMm, ringDeg, ringPercent } = METAL_RULE;
  const open = sections.map(({ abscissa }) => !liesIn(metal, abscissa));
  const most = sections.reduce((sofar, { peak }, n) => (open[n] === true ? Math.max(sofar, peak) : sofar), -Infinity);
  const cut = sections.map(({ peak }, n) => open[n] === true && peak === most && most >= cutOffHu);
  const isCutOff = cut.filter(Boolean).length >= cutOffSections;
  const dense = sections.map(({ peak }, n) => open[n] === true && peak > besideHu);
  const ring = sections.map(({ arcSpan, csaPercent }, n) => open[n] === true && arcSpan >= ringDeg && csaPercent < ringPercent);
  const peakIn = (stretch: Stretch, holds: readonly boolean[]): Hu => hu(sections.reduce((sofar, { abscissa, peak }, n) =>
    (holds[n] === true && liesIn([stretch], abscissa) ? Math.max(sofar, peak) : sofar), -Infinity));
  const of = (why: MetalDoubt['why'], holds: readonly boolean[], closed = 0): readonly MetalDoubt[] =>
    stretchesWhere(sections, holds, closed).map((stretch) => ({ why, stretch, peak: peakIn(stretch, holds) }));
  return [
    // One stent or one piece of calcium reaches the limit here and there.
    ...(isCutOff ? of('cut-off', cut, gapMm) : []),
    ...of('dense', dense.map((own, n) => own && runAround(dense, n) >= denseSections)),
    ...of('ring', ring).filter(({ stretch: [from, to] }) => to - from >= ringMm - 1e-9),
  ];
}

/** How many neighbours in a row hold, a section among them. */
function runAround(holds: readonly boolean[], at: number): number {
  const [before, after] = [holds.lastIndexOf(false, at), holds.indexOf(false, at)];
  return (after < 0 ? holds.length : after) - before - 1;
}

/** What the sections that hold stand for, gaps up to `gapMm` closed. */
function stretchesWhere(sections: readonly SectionMeasure[], holds: readonly boolean[], gapMm: number): readonly Stretch[] {
  const stretches: [from: number, to: number][] = [];
  sections.forEach(({ abscissa }, n) => {
    if (holds[n] !== true) return;
    const [before, after] = [sections[n - 1]?.abscissa ?? abscissa, sections[n + 1]?.abscissa ?? abscissa];
    const [from, to] = [(before + abscissa) / 2, (abscissa + after) / 2];
    const last = stretches.at(-1);
    if (last !== undefined && from - last[1] <= gapMm + 1e-9) last[1] = to;
    else stretches.push([from, to]);
  });
  return stretches.map(([from, to]) => [mm(from), mm(to)] as const);
}
