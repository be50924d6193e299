import type { VesselProfile } from '../calcium/profile.ts';
import { NONE_STAYS, type StayingCaps, type VesselLook, type VesselRays } from '../calcium/vesselLook.ts';
import type { Centreline } from '../centreline/centreline.ts';
import type { PointLps } from '../geometry/frame.ts';
import { ok, type Result } from '../result.ts';
import type { CrossSection } from '../section/section.ts';
import { lastOf } from '../sequence.ts';
import type { Volume } from '../volume/volume.ts';
import { type LaidOver, type LesionFindings, type LesionMeasures, lesionMeasures } from './lesionMeasures.ts';
import { type Caps, capsOnPath, lesionFindings, type MeasureFailure, occlusionProfile, type ProfileChoices } from './occlusion.ts';
import { seenVessel } from './seenVessel.ts';

/** What an operator has set on one vessel. */
export interface VesselWork {
  readonly centreline: Centreline;
  /** LPS mm. */
  readonly caps: { readonly proximal: PointLps; readonly distal: PointLps };
  /** Caps that stay where the operator put them; else they are moved to where contrast ends nearby. */
  readonly stay?: StayingCaps;
  readonly choices: ProfileChoices & LaidOver;
}

/** Steps from the path to the measures, in order: each hangs on those before it. */
export type Stage = 'sections' | 'look' | 'measures';

/** A vessel measured step by step: what a later change does not touch is taken from here. */
export interface MeasuredVessel {
  readonly work: VesselWork;
  readonly sections: readonly CrossSection[];
  readonly rays: VesselRays;
  readonly caps: Caps;
  readonly look: VesselLook;
  readonly profile: VesselProfile;
  readonly findings: LesionFindings;
  readonly measures: LesionMeasures;
  /** Which steps were done for it; the others were taken from the vessel before. */
  readonly did: readonly Stage[];
}

/**
 * The measures of a vessel, with no step done again that has not changed.
 *
 * A path moved means all steps, a cap moved the last two, a threshold, a contour or a stent the last one.
 *
 * @param known - the same vessel before the change; the answer is the same without it
 * @fails see capsOnPath, occlusionProfile and lesionMeasures
 */
export function measuredVessel(volume: Volume, work: VesselWork, known: MeasuredVessel | null = null): Result<MeasuredVessel, MeasureFailure> {
  const { centreline, choices } = work;
  const caps = capsOnPath(centreline, work.caps);
  if (!caps.ok) return caps;
  const before = known === null ? null : { ...known, centreline: known.work.centreline, stay: known.work.stay ?? NONE_STAYS };
  const seen = lastOf(seenVessel(volume, { centreline, caps: caps.value, stay: work.stay ?? NONE_STAYS }, before));
  const { sections, rays, look } = seen;
  const isSameLook = known?.look === look;
  const isSame = isSameLook && known.work.choices === choices;
  const profile = isSame ? ok(known.profile) : lastOf(occlusionProfile(look, choices, known?.profile));
  if (!profile.ok) return profile;
  const findings = isSame ? known.findings : lesionFindings(profile.value, centreline);
  const measures = isSame ? ok(known.measures) : lesionMeasures(findings, choices);
  if (!measures.ok) return measures;
  const did = [...(known?.sections === sections ? [] : ['sections'] as const), ...(isSameLook ? [] : ['look'] as const),
    ...(isSame ? [] : ['measures'] as const)];
  return ok({ work, sections, rays, caps: caps.value, look, profile: profile.value, findings, measures: measures.value, did });
}
