import { profiling, type VesselProfile } from '../../../core/calcium/profile.ts';
import { lookingAt, type VesselLook } from '../../../core/calcium/vesselLook.ts';
import { lastOf } from '../../../core/sequence.ts';

/** A look with nothing between its steps. */
export const vesselLook = (...from: Parameters<typeof lookingAt>): VesselLook => lastOf(lookingAt(...from));

/** A profile with nothing between its steps. */
export const profileOf = (...from: Parameters<typeof profiling>): VesselProfile => lastOf(profiling(...from));
