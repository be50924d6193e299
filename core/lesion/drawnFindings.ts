import { calciumOnRays } from '../calcium/calciumOutline.ts';
import { movedProfile, type VesselProfile } from '../calcium/profile.ts';
import { type SectionBins, sectionBins, wallHistogram } from '../calcium/wallHistogram.ts';
import type { Centreline } from '../centreline/centreline.ts';
import { pointUv } from '../geometry/plane.ts';
import { radiiOf } from '../section/polar.ts';
import { hu } from '../units.ts';
import { lesionFindings } from './occlusion.ts';
import type { SectionOutline, VesselFindings } from './vesselFindings.ts';

/** What the page needs of a measured vessel beside its profile. */
export interface FoundVessel extends Pick<VesselFindings, 'seriesUid' | 'surroundings' | 'areCapsProposed' | 'proposedCaps' | 'contourFaults'> {
  readonly profile: VesselProfile;
  readonly centreline: Centreline;
}

/** What was drawn, of which profile, and what was counted for it. */
export interface Drawn { readonly profile: VesselProfile; readonly findings: VesselFindings; readonly bins: SectionBins }

/**
 * The findings of a vessel with what is drawn of them, as plain data that survives JSON: contours, calcium, and how much has which HU.
 *
 * @param known - the outlines and counts of sections that have not changed since are taken from it
 */
export function drawnFindings(
  { profile, centreline, seriesUid, surroundings, ...beside }: FoundVessel, known: Drawn | null = null,
): Drawn {
  const moved = known === null ? null : movedProfile(known.profile, profile);
  const { sections, ...found } = lesionFindings(profile, centreline, { seriesUid, surroundings },
    known === null || moved === null ? null : { before: known.findings.forms, moved });
  const bins = sectionBins(profile, known?.bins);
  const findings: VesselFindings = {
    ...found, ...beside,
    // Where a section lies outside the scan nothing is seen of its wall; JSON has no infinity.
    sections: sections.map((section) => ({ ...section, peak: hu(Math.max(LEAST_HU, section.peak)) })),
    outlines: sections.map((_, n) => (moved?.[n] === 0 ? known?.findings.outlines[n] : undefined) ?? outlineOf(profile, n)), histogram: wallHistogram(bins, profile),
  };
  return { profile, findings, bins };
}

/** Air: nothing in a body is darker, HU. */
const LEAST_HU = -1024;

/** To a hundredth of a millimetre: finer than any contour is known. */
const hundredth = (value: number): number => Math.round(100 * value) / 100;
const hundredths = (radii: Float32Array): readonly number[] => Array.from(radii, hundredth);

function outlineOf(profile: VesselProfile, n: number): SectionOutline {
  const { polar, lumen, wall } = profile;
  return {
    centre: polar.centres[n] ?? pointUv(0, 0), wall: hundredths(radiiOf(wall.radii, n)),
    lumen: lumen.isOpen[n] === true ? hundredths(radiiOf(lumen.radii, n)) : null,
    calcium: calciumOnRays(profile, n)?.map((ray) => (ray === null ? null : [hundredth(ray[0]), hundredth(ray[1])] as const)) ?? null,
  };
}
