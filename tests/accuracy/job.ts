import { paintedVessel, type VesselCase, vesselCase } from '../phantoms/randomVessel.ts';
import { type RealThorax, vesselInThorax } from '../phantoms/realVessel.ts';
import { type VesselErrors, vesselErrors } from './vessel.ts';

/** Which vessels: calculated ones, or such in the real thorax; seeds from the first, every so many. */
export interface Job { readonly place: 'calculated' | 'thorax'; readonly first: number; readonly count: number; readonly every: number }

/** One vessel: what it is made from and its errors, or why it was not measured. */
export interface MeasuredVessel {
  readonly place: Job['place'];
  readonly case: VesselCase;
  readonly errors: VesselErrors | null;
  readonly refused: string | null;
}

/** Measures the vessels of a job one after the other. */
export function* measuredVessels({ place, first, count, every }: Job, thorax: RealThorax | null): Generator<MeasuredVessel> {
  for (let seed = first; seed < first + count; seed += every) {
    if (place === 'thorax' && thorax === null) continue;
    const one = thorax !== null && place === 'thorax' ? vesselInThorax(thorax, seed) : paintedVessel(vesselCase(seed));
    const errors = vesselErrors(one);
    yield typeof errors === 'string' ? { place, case: one.case, errors: null, refused: errors }
      : { place, case: one.case, errors, refused: null };
  }
}
