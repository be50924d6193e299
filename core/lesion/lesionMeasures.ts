import { type CalciumBurden, calciumBurden } from '../calcium/burden.ts';
import { type CapCalcium, capCalcium } from '../calcium/capCalcium.ts';
import { metalStretches } from '../calcium/metal.ts';
import { CALCIUM_BY } from '../calcium/profile.ts';
import { type ReviewedSection, reviewedSections, type SectionReview } from '../calcium/review.ts';
import { type CalciumSummary, calciumSummary } from '../calcium/summary.ts';
import { type FreeWindow, rankedWindows } from '../calcium/windows.ts';
import { courseBetween } from '../centreline/centreline.ts';
import { greatestBend } from '../geometry/bend.ts';
import { liesIn, type Stretch } from '../geometry/stretch.ts';
import { err, ok, type Result } from '../result.ts';
import { leftMainLength } from '../tree/leftMain.ts';
import type { Ostium } from '../tree/ostium.ts';
import { type SegmentProposal, segmentProposal } from '../tree/segment.ts';
import { type Tortuosity, tortuosity } from '../tree/tortuosity.ts';
import { deg, type Deg, type Mm, mm } from '../units.ts';
import type { TargetVessel } from './entry.ts';
import { type LandingZone, landingZone, type NoLandingZone } from './landingZone.ts';
import { type BranchSaid, type LesionBranch, lesionBranches } from './lesionBranches.ts';
import { measureWarnings, type MeasureWarning } from './measureWarnings.ts';
import { lesionReferences, type LesionReference } from './lesionReferences.ts';
import { type Remodelling, remodelling } from './remodelling.ts';
import type { VesselFindings } from './vesselFindings.ts';

/** What of the findings the measures of a lesion are made from. */
export type LesionFindings = Pick<VesselFindings,
  'seriesUid' | 'centreline' | 'surroundings' | 'sections' | 'forms' | 'proximalCap' | 'distalCap' | 'threshold' | 'edge'>;

/** Where references are read and where the vessel is landed in, as abscissae; null where the program chooses. */
export interface Zones {
  readonly proximalReference: Stretch | null;
  readonly distalReference: Stretch | null;
  readonly landing: Stretch | null;
}

/** What an operator says of a vessel that is laid over what was found of it, on its present centreline. */
export interface LaidOver {
  /** The vessel's name; null where nobody has said. */
  readonly target?: TargetVessel | null;
  /** Arcs and areas of calcium that the operator drew or confirmed. */
  readonly reviews?: readonly SectionReview[];
  /** Stents that are known, as abscissae. */
  readonly stents?: readonly Stretch[];
  readonly zones?: Zones;
  readonly branches?: readonly BranchSaid[];
}

/** One occlusion as measured: where it is, how it bends, its calcium and its references. Proposed, not confirmed. */
export interface LesionMeasures {
  readonly findings: LesionFindings;
  /** The findings' sections with the operator's arcs and areas among them: all figures are of these. */
  readonly sections: readonly ReviewedSection[];
  readonly start: Mm;
  readonly end: Mm;
  /** 0 where the occlusion is shorter than a direction is averaged over. */
  readonly bend: Deg;
  readonly summary: CalciumSummary;
  /** Stents of the whole vessel: left out of every figure of calcium. */
  readonly metal: readonly Stretch[];
  readonly burden: CalciumBurden;
  readonly windows: readonly FreeWindow[];
  readonly capCalcium: { readonly proximal: CapCalcium | null; readonly distal: CapCalcium | null };
  readonly landing: LandingZone | NoLandingZone;
  readonly remodelling: Remodelling | null;
  /** Lumen diameters next to the occlusion; null where no lumen clear of metal is open there. */
  readonly proximalReference: LesionReference | null;
  readonly distalReference: LesionReference | null;
  /** Null where nobody has looked, or said anything. */
  readonly branches: readonly LesionBranch[] | null;
  /** Null where nobody has looked. */
  readonly ostium: Ostium | null;
  /** Of the vessel from its ostium to the proximal cap; null where nobody has looked, or the cap lies before the ostium. */
  readonly tortuosity: Tortuosity | null;
  readonly segment: SegmentProposal | null;
  readonly target: TargetVessel | null;
  readonly warnings: readonly MeasureWarning[];
  readonly by: string;
}

/** The distal cap does not lie beyond the proximal one. */
export interface CapsInWrongOrder { readonly code: 'measure/caps-in-wrong-order'; readonly proximal: Mm; readonly distal: Mm }

/** The program chooses. */
export const NO_ZONES: Zones = { proximalReference: null, distalReference: null, landing: null };

/**
 * The measures of a lesion from what was found of its vessel, with what an operator says laid over it.
 *
 * Of the volume nothing is needed: it follows a changed arc within milliseconds, wherever it runs.
 *
 * @fails measure/caps-in-wrong-order - the caps that were found do not enclose anything
 */
export function lesionMeasures(
  findings: LesionFindings,
  { target = null, reviews = [], stents = [], zones = NO_ZONES, branches: said = [] }: LaidOver = {},
): Result<LesionMeasures, CapsInWrongOrder> {
  const { centreline, proximalCap, distalCap, surroundings, threshold } = findings;
  const [start, end] = [proximalCap.abscissa, distalCap.abscissa];
  if (!(end > start)) return err({ code: 'measure/caps-in-wrong-order', proximal: start, distal: end });
  const sections = reviewedSections(findings.sections, reviews);
  const bend = greatestBend(courseBetween(centreline, start, end));
  const metal = metalStretches(sections, stents);
  // The lumen within metal is not as wide as it looks: no reference is read there.
  const readable = sections.map((section) => (liesIn(metal, section.abscissa) ? { ...section, lumenArea: null } : section));
  const summary = calciumSummary(sections, start, end, metal);
  const branches = lesionBranches(surroundings?.branches.branches ?? null, said);
  const ostium = surroundings?.ostium ?? null;
  const begins = ostium?.state === 'found' ? ostium.abscissa : mm(0);
  const isBeforeOstium = begins > start;
  const measures = {
    findings, sections, start, end, bend: bend.ok ? bend.value.angle : deg(0), summary, metal, branches, ostium, target,
    burden: calciumBurden(sections, [start, end], threshold, metal),
    windows: rankedWindows(sections, summary.freeWindows, [start, end]),
    capCalcium: { proximal: capCalcium(sections, [start, end], 'proximal'), distal: capCalcium(sections, [start, end], 'distal') },
    landing: landingZone(sections, end, branches, metal, zones.landing),
    remodelling: remodelling(readable, start, end, centreline.step,
      { proximal: zones.proximalReference, distal: zones.distalReference }),
    ...lesionReferences(readable, [start, end], centreline.step, zones),
    tortuosity: ostium === null || isBeforeOstium ? null : tortuosity(centreline, begins, start),
    segment: ostium === null ? null : segmentProposal({
      vessel: target, fromAorta: ostium.state === 'found' && !isBeforeOstium ? mm(start - begins) : null,
      leftMain: leftMainLength(ostium, knownWide(branches ?? [])),
    }),
    by: CALCIUM_BY,
  };
  return ok({ ...measures, warnings: measureWarnings(measures) });
}

/** Branches whose diameter is known. */
const knownWide = (branches: readonly LesionBranch[]): readonly { readonly abscissa: Mm; readonly diameter: Mm }[] =>
  branches.flatMap(({ abscissa, diameter }) => (diameter === null ? [] : [{ abscissa, diameter }]));
