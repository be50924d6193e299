import { type CalciumForm, calciumForms } from '../calcium/form.ts';
import { profiling, type VesselProfile } from '../calcium/profile.ts';
import { sketchedProfile } from '../calcium/sketchedProfile.ts';
import type { UserThreshold } from '../calcium/threshold.ts';
import { type CapsFound, lookingAt, type VesselLook, vesselRays } from '../calcium/vesselLook.ts';
import type { Centreline } from '../centreline/centreline.ts';
import type { PointLps } from '../geometry/frame.ts';
import { footOnLine } from '../geometry/polyline.ts';
import { err, ok, type Result } from '../result.ts';
import type { Again } from '../section/again.ts';
import { isContrastBetween } from '../section/caps.ts';
import type { ContourEdit } from '../section/editedContour.ts';
import type { CrossSection } from '../section/section.ts';
import { type Mm, mm } from '../units.ts';
import type { VolumeGrid } from '../volume/volume.ts';
import { type CapsInWrongOrder, type LaidOver, type LesionFindings, type LesionMeasures, lesionMeasures } from './lesionMeasures.ts';

/** What an operator decides that hangs on the volume, beside points and caps. */
export interface ProfileChoices {
  readonly threshold?: UserThreshold;
  readonly contours?: readonly ContourEdit[];
}

/** Why an occlusion cannot be measured. */
export type MeasureFailure =
  | { readonly code: 'measure/cap-off-the-path'; readonly cap: 'proximal' | 'distal'; readonly distance: Mm }
  | CapsInWrongOrder
  | { readonly code: 'measure/no-occlusion'; readonly proximal: Mm; readonly distal: Mm };

/** Two caps as abscissae. */
export interface Caps { readonly proximal: Mm; readonly distal: Mm }

/** A cap farther from the centreline than this belongs to another vessel, mm. */
const MOST_OFF_MM = 5;

/**
 * Where an operator's caps lie on the path.
 *
 * @param caps - LPS mm
 * @fails measure/cap-off-the-path - a cap lies more than 5 mm from the centreline
 * @fails measure/caps-in-wrong-order - the distal cap is not beyond the proximal one
 */
export function capsOnPath(
  { points, step }: Pick<Centreline, 'points' | 'step'>, caps: { readonly proximal: PointLps; readonly distal: PointLps },
): Result<Caps, MeasureFailure> {
  const line = points.map(({ at }) => at);
  const snapped = { proximal: footOnLine(line, caps.proximal), distal: footOnLine(line, caps.distal) };
  for (const cap of ['proximal', 'distal'] as const) {
    const distance = snapped[cap]?.distance ?? mm(Infinity);
    if (!(distance <= MOST_OFF_MM)) return err({ code: 'measure/cap-off-the-path', cap, distance });
  }
  const given = { proximal: snapped.proximal?.abscissa ?? mm(0), distal: snapped.distal?.abscissa ?? mm(0) };
  return given.distal - given.proximal >= step ? ok(given) : err({ code: 'measure/caps-in-wrong-order', ...given });
}

/** What the measures of an occlusion are made from. */
export interface OcclusionGround extends Pick<LesionFindings, 'seriesUid' | 'centreline' | 'surroundings'> {
  /** One for each point of the centreline. */
  readonly sections: readonly CrossSection[];
  /** The operator's, on the path; they are moved to where contrast ends nearby. */
  readonly caps: Caps;
  /** Replaces what the rule says. */
  readonly threshold: UserThreshold;
}

/**
 * The measures of the occlusion between two caps.
 *
 * @returns steps of no more than one pass over the sections, between which it can be given up
 * @fails see occlusionProfile and lesionMeasures
 */
export function* occlusionMeasures(
  grid: Pick<VolumeGrid, 'spacing'>, { centreline, sections, caps, threshold, ...beside }: OcclusionGround, laidOver: LaidOver = {},
): Generator<undefined, Result<LesionMeasures, MeasureFailure>> {
  const rays = vesselRays(grid, centreline, sections);
  yield;
  const look = yield* lookingAt(grid, rays, caps);
  yield;
  const profile = yield* occlusionProfile(look, { threshold });
  if (!profile.ok) return profile;
  yield;
  return lesionMeasures(lesionFindings(profile.value, centreline, beside), laidOver);
}

/**
 * Contours and calcium of an occluded vessel as it looks: what follows a changed threshold or contour.
 *
 * @param known - see profiling
 * @returns steps, see profiling
 * @fails measure/no-occlusion - contrast, or what is as bright, fills nearly the whole of the vessel between the caps
 */
export function* occlusionProfile(
  look: VesselLook, { threshold, contours = [] }: ProfileChoices, known: VesselProfile | null = null,
): Generator<undefined, Result<VesselProfile, MeasureFailure>> {
  const occluded = occludedLook(look);
  return occluded.ok ? ok(yield* profiling(look, threshold, contours, known)) : occluded;
}

/**
 * The same about as it will be found, while something is dragged: a draft.
 *
 * @param known - see sketchedProfile
 * @fails measure/no-occlusion
 */
export function sketchedOcclusion(
  known: VesselProfile, caps: CapsFound, { threshold, contours = [] }: ProfileChoices,
): Result<VesselProfile, MeasureFailure> {
  const profile = sketchedProfile(known, caps, threshold, contours);
  const occluded = occludedLook(profile.found.look);
  return occluded.ok ? ok(profile) : occluded;
}

function occludedLook({ lumen, rays: { step }, proximalCap: { abscissa: proximal }, distalCap: { abscissa: distal } }: VesselLook): Result<null, MeasureFailure> {
  return isContrastBetween(lumen, step, proximal, distal) ? err({ code: 'measure/no-occlusion', proximal, distal }) : ok(null);
}

/**
 * What was found of a vessel as plain data: all that the measures of its lesion are made from.
 *
 * @param again - see calciumForms
 */
export const lesionFindings = (
  { sections, proximalCap, distalCap, threshold, edge, ...profile }: VesselProfile, centreline: Centreline,
  { seriesUid, surroundings }: Pick<LesionFindings, 'seriesUid' | 'surroundings'> = { seriesUid: null, surroundings: null },
  again: Again<readonly CalciumForm[]> | null = null,
): LesionFindings => ({
  seriesUid, centreline, surroundings, sections, forms: calciumForms(profile.lumen, profile.wall, profile.deposits, again), proximalCap, distalCap, threshold, edge,
});

/** Why the occlusion was not measured and what to do, in plain words. */
export function measureSentence(failure: MeasureFailure): string {
  switch (failure.code) {
    case 'measure/cap-off-the-path':
      return `The ${failure.cap} cap lies ${failure.distance.toFixed(1)} mm from the centreline. Set it on the vessel, or set points along the vessel that it belongs to.`;
    case 'measure/caps-in-wrong-order':
      return 'The distal cap does not lie beyond the proximal one. Give the caps in the order of the points, from proximal to distal.';
    case 'measure/no-occlusion':
      return `Contrast, or calcium about as bright, fills the vessel between the caps (${failure.proximal.toFixed(1)} to ${failure.distal.toFixed(1)} mm): no occlusion is seen there. Set the caps where contrast ends and where it resumes.`;
  }
}
