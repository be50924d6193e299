import type { CaseStanding } from '../../state/caseStanding.ts';
import type { VesselOnDesk } from '../vessel/vesselOnDesk.ts';

/**
 * What banner and rail show next. A station that does not measure, or has not yet, knows less of the same work on the same vessel than
 * the one before it did: that stays. Of a vessel that cannot be measured as it is, or is another, nothing of it holds.
 */
export function toldStanding(before: CaseStanding, told: CaseStanding, { state }: Pick<VesselOnDesk, 'state'>): CaseStanding {
  // Figures of the work before stand only until those of the present one are there, or nothing is measured any more.
  if (state === 'stale') return { ...told, of: null };
  const isSame = before.caseId === told.caseId && before.vessel === told.vessel && areSame(before.of, told.of);
  if (!isSame || (state !== 'nothing' && state !== 'measuring')) return told;
  const { calcium, lesion } = before.marks;
  return { ...told, target: before.target ?? told.target, marks: { ...told.marks, calcium: calcium ?? 'unknown', lesion: lesion ?? 'unknown' } };
}

/** Whether it is of the same entries, each as it was: every station hears the list of them anew. */
const areSame = (before: CaseStanding['of'], told: CaseStanding['of']): boolean =>
  before === told || (before !== null && told !== null && before.length === told.length && before.every((entry, n) => entry === told[n]));
