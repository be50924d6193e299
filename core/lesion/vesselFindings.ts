import type { CalciumForm } from '../calcium/form.ts';
import type { SectionMeasure } from '../calcium/profile.ts';
import type { Threshold } from '../calcium/threshold.ts';
import type { Centreline } from '../centreline/centreline.ts';
import type { CapFound } from '../section/caps.ts';
import type { EdgeModel } from '../section/edgeModel.ts';
import type { PointUv } from '../geometry/plane.ts';
import type { Ostium } from '../tree/ostium.ts';
import type { SideBranches } from '../tree/sideBranches.ts';
import type { Hu } from '../units.ts';

/** Contours and calcium of one section as they are drawn: radii about `centre`, one for each ray (see section/polar.ts). */
export interface SectionOutline {
  /** Mm in the section's plane, from the centreline. */
  readonly centre: PointUv;
  /** Radii of the outer wall, mm to a hundredth. */
  readonly wall: readonly number[];
  /** Radii of the lumen; null where there is none. */
  readonly lumen: readonly number[] | null;
  /** Where calcium lies on each ray, inner and outer radius; null where there is none on any. */
  readonly calcium: readonly (readonly [inner: number, outer: number] | null)[] | null;
}

/** How much of what lies within the vessel's wall has which HU: what a threshold is set on. */
export interface WallHistogram {
  /** HU of the lower edge of the first bin. */
  readonly from: Hu;
  /** Width of a bin, HU. */
  readonly width: number;
  /** Mm³ to a thousandth: of the occlusion, and of the open vessel but for its lumen. */
  readonly occlusion: readonly number[];
  readonly open: readonly number[];
}

/** Where the engine sees contrast end and resume. */
export interface ProposedCaps { readonly proximal: CapFound; readonly distal: CapFound }

/** A contour that is left out, and why, in plain words. `contour`: which of those handed in, from 0. */
export interface ContourFault { readonly contour: number; readonly message: string }

/** What lies about a vessel. */
export interface VesselSurroundings { readonly branches: SideBranches; readonly ostium: Ostium }

/**
 * What the engine found of one vessel, as plain data that survives JSON: nothing made from it needs the volume again.
 *
 * What an operator says of single sections, stents, zones and branches is laid over it afterwards (see lesionMeasures).
 */
export interface VesselFindings {
  readonly seriesUid: string | null;
  readonly centreline: Centreline;
  /** Null: not looked for yet. */
  readonly surroundings: VesselSurroundings | null;
  /** One for each point of the centreline. */
  readonly sections: readonly SectionMeasure[];
  readonly forms: readonly CalciumForm[];
  readonly outlines: readonly SectionOutline[];
  readonly proximalCap: CapFound;
  readonly distalCap: CapFound;
  /** Whether a cap is the engine's own proposal, from where contrast ends and resumes. */
  readonly areCapsProposed: boolean;
  /** What the engine proposes, whatever the operator set; null where it sees no occlusion. */
  readonly proposedCaps: ProposedCaps | null;
  readonly contourFaults: readonly ContourFault[];
  readonly threshold: Threshold;
  readonly edge: EdgeModel;
  readonly histogram: WallHistogram;
}
