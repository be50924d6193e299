import { lookingAt, type StayingCaps, type VesselLook, type VesselRays, vesselRays } from '../calcium/vesselLook.ts';
import type { Centreline } from '../centreline/centreline.ts';
import { type CrossSection, crossSections } from '../section/section.ts';
import type { Volume } from '../volume/volume.ts';
import type { Caps } from './occlusion.ts';

/** What a look hangs on: path and caps. */
export interface SeenFrom {
  readonly centreline: Centreline;
  readonly caps: Caps;
  /** Caps that stay where the operator put them. */
  readonly stay: StayingCaps;
}

/** What shows of a vessel between two caps, with all that it was made from. */
export interface SeenVessel extends SeenFrom {
  readonly sections: readonly CrossSection[];
  readonly rays: VesselRays;
  readonly look: VesselLook;
}

/**
 * Sections, rays and look of a vessel, in steps of no more than one pass over the sections.
 *
 * @param known - the same vessel before: its sections stay on the same centreline, and of its look what the caps leave as it is
 */
export function* seenVessel(volume: Volume, from: SeenFrom, known: SeenVessel | null = null): Generator<undefined, SeenVessel> {
  const { centreline, caps, stay } = from;
  const same = known?.centreline === centreline ? known : null;
  if (same !== null && isSame(same.caps, caps) && isSame(same.stay, stay)) return same;
  const sections = same?.sections ?? crossSections(volume, centreline);
  yield;
  const rays = same?.rays ?? vesselRays(volume.grid, centreline, sections);
  yield;
  return { ...from, sections, rays, look: yield* lookingAt(volume.grid, rays, caps, stay, same?.look) };
}

interface OfBoth<T> { readonly proximal: T; readonly distal: T }
const isSame = <T>(a: OfBoth<T>, b: OfBoth<T>): boolean => a.proximal === b.proximal && a.distal === b.distal;
