import type { SectionMeasure } from '../calcium/profile.ts';
import type { Range } from '../calcium/range.ts';
import { liesIn, type Stretch } from '../geometry/stretch.ts';
import { equalAreaDiameter } from '../geometry/polygon.ts';
import { type Deg, deg, type Mm, mm } from '../units.ts';
import type { LesionBranch } from './lesionBranches.ts';

/** A stretch beyond the distal cap that is wide, free of disease and little calcified: where a wire can come back. */
export interface ReentryZone {
  readonly stretch: Stretch;
  readonly fromDistalCap: Mm;
  readonly length: Mm;
  /** Mean lumen diameter. */
  readonly diameter: Mm;
  readonly maxArc: Deg;
}

/** The vessel just beyond the distal cap. */
export interface LandingZone {
  /** What of the first 20 mm, or of the stretch that the operator chose, was traced. */
  readonly stretch: Stretch;
  readonly isChosen: boolean;
  /** Mean lumen diameter. CT sees a collapsed lumen: it grows once it is opened. */
  readonly diameter: Mm;
  readonly leastDiameter: Mm;
  readonly maxArc: Deg;
  readonly maxArcRange: Range;
  readonly isDiseased: boolean;
  /** What that was judged on. */
  readonly because: string;
  /** Side branches of it, where they were looked for; else null. */
  readonly branches: readonly LesionBranch[] | null;
  /** Longest first. */
  readonly reentry: readonly ReentryZone[];
}

/** No landing zone, and why. */
export interface NoLandingZone { readonly why: string }

/** What decides on a landing zone. @source measurements, section 3: the first 10 to 20 mm; all else our own, unverified */
export const LANDING_RULE = {
  lengthMm: 20,
  /** Less of it traced with an open lumen says nothing, mm. */
  leastMm: 5,
  /** Diseased: narrower than this share of its own widest part, or more than this of an arc calcified; both exclusive. */
  narrowShare: 0.7,
  calcifiedDeg: 90,
  /** A re-entry zone is at least so long, and its lumen at least so wide, mm; inclusive. */
  reentryMm: 5,
  reentryDiameterMm: 2,
} as const;

/**
 * The landing zone beyond a distal cap.
 *
 * @param branches - of the vessel; null where nobody has looked
 * @param metal - stretches that are no calcium and no landing zone
 * @param chosen - where the operator wants to land, instead of the first 20 mm
 * @source see LANDING_RULE
 */
export function landingZone(
  sections: readonly SectionMeasure[], distalCap: Mm, branches: readonly LesionBranch[] | null, metal: readonly Stretch[] = [],
  chosen: Stretch | null = null,
): LandingZone | NoLandingZone {
  const { lengthMm, leastMm, narrowShare, calcifiedDeg } = LANDING_RULE;
  const near = sections.filter(({ abscissa }) => (chosen === null ? abscissa > distalCap && abscissa <= distalCap + lengthMm
    : liesIn([chosen], abscissa)));
  const open = near.flatMap(({ lumenArea, ...section }) =>
    (lumenArea === null || liesIn(metal, section.abscissa) ? [] : [{ ...section, diameter: equalAreaDiameter(lumenArea) }]));
  const [first, last] = [open.at(0), open.at(-1)];
  if (first === undefined || last === undefined) {
    return { why: chosen === null ? 'No open lumen is seen beyond the distal cap.' : 'No open lumen is seen in the chosen landing zone.' };
  }
  const stretch = [first.abscissa, last.abscissa] as const;
  if (last.abscissa - first.abscissa < leastMm)
    return { why: `Only ${(last.abscissa - first.abscissa).toFixed(1)} mm of open lumen were traced ${chosen === null ? 'beyond the distal cap' : 'in the chosen landing zone'}; at least ${leastMm} mm are needed.` };
  const diameters = open.map(({ diameter }) => diameter);
  const [least, widest] = [Math.min(...diameters), Math.max(...diameters)];
  const maxArc = Math.max(...open.map(({ arc }) => arc));
  const isNarrow = least < narrowShare * widest;
  const isCalcified = maxArc > calcifiedDeg;
  return {
    stretch, isChosen: chosen !== null, diameter: mm(mean(diameters)), leastDiameter: mm(least), maxArc: deg(maxArc),
    maxArcRange: [Math.max(...open.map(({ arcRange }) => arcRange[0])), Math.max(...open.map(({ arcRange }) => arcRange[1]))],
    isDiseased: isNarrow || isCalcified,
    because: `Least lumen diameter ${least.toFixed(1)} mm of ${widest.toFixed(1)} mm, greatest calcium arc ${Math.round(maxArc / 10) * 10}°.`,
    branches: branches?.filter(({ abscissa }) => abscissa >= stretch[0] && abscissa <= stretch[1]) ?? null,
    reentry: reentryZones(open, distalCap),
  };
}

type OpenSection = Omit<SectionMeasure, 'lumenArea'> & { readonly diameter: Mm };

function reentryZones(open: readonly OpenSection[], distalCap: Mm): readonly ReentryZone[] {
  const { calcifiedDeg, reentryMm, reentryDiameterMm } = LANDING_RULE;
  const gap = 1.5 * Math.min(...open.slice(1).map(({ abscissa }, n) => abscissa - (open[n]?.abscissa ?? 0)));
  const runs: OpenSection[][] = [];
  for (const section of open) {
    const last = runs.at(-1)?.at(-1);
    if (section.diameter < reentryDiameterMm || section.arc > calcifiedDeg) continue;
    if (last !== undefined && section.abscissa - last.abscissa <= gap) runs.at(-1)?.push(section);
    else runs.push([section]);
  }
  return runs.flatMap((run): readonly ReentryZone[] => {
    const [from, to] = [run.at(0)?.abscissa ?? mm(0), run.at(-1)?.abscissa ?? mm(0)];
    if (to - from < reentryMm - 1e-9) return [];
    return [{
      stretch: [from, to], fromDistalCap: mm(from - distalCap), length: mm(to - from),
      diameter: mm(mean(run.map(({ diameter }) => diameter))), maxArc: deg(Math.max(...run.map(({ arc }) => arc))),
    }];
  }).toSorted((a, b) => b.length - a.length);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
