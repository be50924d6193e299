import { heard, type Told } from '../../../core/contract/told.ts';
import { answerOf, type VesselSent } from '../../../core/lesion/vesselSent.ts';
import type { VesselAnswer } from '../../../core/lesion/vesselSteps.ts';

/** The answer to who has none. */
export function wholeAnswer(told: Told): VesselAnswer {
  const named = heard<VesselSent>(told, null);
  if (named === undefined) throw new Error('told by its difference from another answer');
  return answerOf(named.answer);
}
