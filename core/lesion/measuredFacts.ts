import type { Range } from '../calcium/range.ts';
import type { SectionMeasure } from '../calcium/profile.ts';
import { isCorrected } from '../calcium/review.ts';
import { sectionsWithin, SUMMARY_RULE } from '../calcium/summary.ts';
import { liesIn, lengthOf } from '../geometry/stretch.ts';
import { AT_CAP } from '../tree/branchesAtCap.ts';
import { type CaseFacts, caseFactsOf, FACTS, type FactPath, type FactPathOf, type FactPlaces, type FactRanges, type LesionFacts } from './caseFacts.ts';
import type { Mm } from '../units.ts';
import { measured, stated, unknown, type Fact } from './fact.ts';
import { contrastInside } from './contrastInside.ts';
import { isBranchAtCap } from './lesionBranches.ts';
import type { LesionMeasures } from './lesionMeasures.ts';

/** Where a measured fact comes from. */
export interface FactOrigin {
  /** Algorithm and version. */
  readonly by: string;
  readonly seriesUid: string | null;
  /** Thresholds that it hangs on, HU; null where it hangs on none. */
  readonly threshold: { readonly openHu: number; readonly occlusionHu: number; readonly method: string } | null;
}

/** Whether somebody stands by a measured fact. */
export type FactReview =
  | { readonly state: 'proposed' }
  | { readonly state: 'confirmed'; readonly by: string; readonly at: string };

/** What was measured of one lesion, as facts: proposed until somebody confirms them, one by one. */
export interface MeasuredFacts {
  readonly facts: LesionFacts;
  readonly ranges: FactRanges;
  readonly places: FactPlaces;
  readonly origins: Readonly<Partial<Record<FactPath, FactOrigin>>>;
  readonly reviews: Readonly<Partial<Record<FactPath, FactReview>>>;
}

/** How far measures may be off. @source measurements, section 5, proposed acceptance (own); caps: tests/accuracy */
export const FACT_RANGE = {
  /** Occlusion length where both caps are seen, and where one is where the operator put it, mm. */
  lengthMm: 1.5,
  lengthUnseenMm: 3,
  bendDeg: 8,
  /** Diameters of open lumen, mm. */
  diameterMm: 0.3,
} as const;

/** Why nothing is said of a vessel before its occlusion that was looked for. */
export const CAP_BEFORE_OSTIUM = 'The proximal cap lies before the ostium: there is no vessel before it to judge.';

/** At most this share of the occlusion may be metal for its calcium to stand for the whole; own. */
const MOST_METAL = 0.5;

/**
 * The facts of a measured lesion, each with its origin and, where there is one, its range.
 *
 * @source contracts of the command line for names; definitions in measurements, sections 1 to 3
 */
export function measuredFacts(measures: LesionMeasures): MeasuredFacts {
  const { sections, findings: { seriesUid, surroundings, proximalCap, distalCap, threshold }, summary, start, end, landing, target, branches,
    tortuosity, ostium } = measures;
  const origin = (by: string, hasThreshold: boolean): FactOrigin => ({ by, seriesUid, threshold: hasThreshold
    ? { openHu: threshold.openHu, occlusionHu: threshold.occlusionHu, method: threshold.method } : null });
  const contrast = contrastInside(measures);
  /** Why nothing is said of calcium; null where it is. */
  const noCalcium = lengthOf(summary.metal) > MOST_METAL * (end - start) ? 'Most of the occlusion is metal: calcium cannot be told from it.'
    : contrast !== null ? `Contrast fills ${contrast.toFixed(1)} mm of the path inside the occlusion: calcium cannot be told from it.` : null;
  const inside = sectionsWithin(sections, [start, end]).filter(({ abscissa }) => !liesIn(summary.metal, abscissa));
  const [vesselBy, calciumBy] = [origin(measures.by, false), origin(inside.some(isCorrected) ? `${measures.by}${BY_HAND}` : measures.by, true)];
  const found = <T>(value: T | null, why: string, by = vesselBy.by): Fact<T> =>
    (value === null ? unknown(why) : measured(value, by));
  const calcium = <T>(value: T): Fact<T> => (noCalcium === null ? measured(value, calciumBy.by) : unknown(noCalcium));
  const capLength = proximalCap.isSeen && distalCap.isSeen ? FACT_RANGE.lengthMm : FACT_RANGE.lengthUnseenMm;
  const isMeasured = !('why' in landing);
  const noLanding = isMeasured ? '' : landing.why;
  const atCap = (cap: Mm): Fact<boolean> => (branches === null ? unknown('Side branches were not looked for.')
    : found(isBranchAtCap(branches, cap), 'The side branch at the cap has no diameter yet: say how wide it is.',
      surroundings?.branches.by ?? vesselBy.by));
  const [proximalReferenceMm, distalReferenceMm] = [measures.proximalReference?.diameter ?? null, measures.distalReference?.diameter ?? null];
  const facts = {
    ...(target === null ? {} : { vessel: stated(target, 'operator') }),
    ctDone: measured(true, vesselBy.by),
    inStent: summary.metal.length > 0 ? measured(true, vesselBy.by)
      : unknown('No metal is seen in the occlusion, but a stent of thin struts may look like calcium.'),
    stump: found(proximalCap.shape, proximalCap.isSeen ? 'What is seen at the proximal cap is not measured yet.' : 'Where contrast ends is not seen at the proximal cap.'),
    proximalCapCalcified: measures.capCalcium.proximal === null ? unknown('The occlusion is too short for a section in its proximal cap.')
      : calcium(measures.capCalcium.proximal.isCalcified),
    sideBranchAtProximalCap: atCap(start),
    distalCapAtBifurcation: isAtAnastomosis(measures) ? measured(true, vesselBy.by) : atCap(end),
    'occlusionLengthMm.ct': measured(end - start, vesselBy.by),
    'bendInOcclusionDeg.ct': measured(Number(measures.bend), vesselBy.by),
    proximalTortuosity: tortuosity === null ? unknown(ostium === null ? 'The vessel before the occlusion was not judged.' : CAP_BEFORE_OSTIUM)
      : ostium?.state === 'found' || tortuosity.grade === 'severe' ? measured(tortuosity.grade, tortuosity.by)
        : unknown(`The path does not begin at the ostium: from where it begins it is ${tortuosity.grade}.`),
    'ctCalcium.maxArcDeg': calcium(summary.maxArcDeg),
    'ctCalcium.maxCsaPercent': calcium(summary.maxCsaPercent),
    'ctCalcium.peripheralSevere': calcium(summary.peripheralSevere),
    'ctCalcium.fullMoon': calcium(summary.fullMoon),
    'ctCalcium.lengthPercent': calcium(summary.calcifiedPercent),
    'ctCalcium.freeWindowsMm': calcium(summary.freeWindows),
    'distalVessel.diameterMm': isMeasured ? measured(Number(landing.diameter), vesselBy.by) : unknown(noLanding),
    'distalVessel.diseased': isMeasured ? measured(landing.isDiseased, calciumBy.by) : unknown(noLanding),
    'distalVessel.calciumArcDeg': isMeasured ? measured(Number(landing.maxArc), calciumBy.by) : unknown(noLanding),
    proximalReferenceMm: found(proximalReferenceMm, 'No open lumen is seen before the occlusion.'),
    distalReferenceMm: found(distalReferenceMm, 'No open lumen is seen beyond the occlusion.'),
  } as const satisfies LesionFacts;
  const about = (value: number | null, off: number, path: FactPathOf<'number'>): Range | null => {
    const { least, most } = FACTS[path].kind;
    return value === null ? null : [Math.max(least, value - off), Math.min(most, value + off)];
  };
  const ranges: FactRanges = {
    'occlusionLengthMm.ct': about(end - start, capLength, 'occlusionLengthMm.ct'),
    'bendInOcclusionDeg.ct': about(measures.bend, FACT_RANGE.bendDeg, 'bendInOcclusionDeg.ct'),
    'distalVessel.diameterMm': isMeasured ? about(landing.diameter, FACT_RANGE.diameterMm, 'distalVessel.diameterMm') : null,
    'distalVessel.calciumArcDeg': isMeasured ? landing.maxArcRange : null,
    proximalReferenceMm: about(proximalReferenceMm, FACT_RANGE.diameterMm, 'proximalReferenceMm'),
    distalReferenceMm: about(distalReferenceMm, FACT_RANGE.diameterMm, 'distalReferenceMm'),
    ...(noCalcium !== null ? {} : {
      'ctCalcium.maxArcDeg': greatest(inside.map(({ arcRange }) => arcRange)),
      'ctCalcium.maxCsaPercent': greatest(inside.map(({ csaRange }) => csaRange)),
      'ctCalcium.lengthPercent': lengthRange(inside, summary.calcifiedPercent),
    }),
  };
  /** From the proximal cap, as fine as it is told. The one section of an occlusion between two planes lies beside it. */
  const place = (at: number | null): number | null => (at === null ? null : Math.round(10 * Math.min(end - start, Math.max(0, at - start))) / 10);
  const places: FactPlaces = noCalcium !== null ? {} : {
    'ctCalcium.maxArcDeg': place(summary.maxArcAt), 'ctCalcium.maxCsaPercent': place(summary.maxCsaAt),
  };
  const known = Object.entries(facts).filter(([, fact]) => fact.state === 'measured') as [FactPath, Fact<unknown>][];
  return {
    facts, ranges, places,
    origins: Object.fromEntries(known.map(([path, fact]) => {
      const by = fact.state === 'measured' ? fact.by : vesselBy.by;
      return [path, path.startsWith('ctCalcium') || path === 'proximalCapCalcified' || path.startsWith('distalVessel')
        ? { ...calciumBy, by } : { ...vesselBy, by }];
    })),
    reviews: Object.fromEntries(known.map(([path]) => [path, { state: 'proposed' } as const])),
  };
}

/** Added to the origin of figures of calcium that an operator's arcs or areas are among. */
const BY_HAND = ', corrected by hand';

/** Whether a graft is occluded down to its anastomosis, where its path ends: there it joins another vessel. */
const isAtAnastomosis = ({ target, findings: { centreline }, end }: LesionMeasures): boolean =>
  target === 'graft' && centreline.length - end <= AT_CAP.within;

/** The greatest of the least and of the most plausible values. */
const greatest = (ranges: readonly Range[]): Range =>
  ranges.reduce<Range>(([least, most], [low, high]) => [Math.max(least, low), Math.max(most, high)], [0, 0]);

/** Calcified share of the length, were every section as little, and as much, calcified as is plausible. */
function lengthRange(inside: readonly SectionMeasure[], calcifiedPercent: number): Range {
  const share = (end: 0 | 1): number => (100 * inside.filter(({ csaRange }) => csaRange[end] >= SUMMARY_RULE.calcifiedPercent).length)
    / Math.max(1, inside.length);
  return [Math.min(share(0), calcifiedPercent), Math.max(share(1), calcifiedPercent)];
}

/** The facts as `score` and `strategy` take them, with their ranges and places. */
export const scorable = ({ facts, ranges, places }: MeasuredFacts): CaseFacts => caseFactsOf(facts, { ranges, places });

/** The same with one fact confirmed. A fact that is not measured stays as it is. */
export const confirmed = (measured: MeasuredFacts, path: FactPath, by: string, at: string): MeasuredFacts =>
  (measured.reviews[path] === undefined ? measured
    : { ...measured, reviews: { ...measured.reviews, [path]: { state: 'confirmed', by, at } } });
