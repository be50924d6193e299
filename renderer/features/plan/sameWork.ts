import { isMeasuredFrom } from '../../../core/plan/planEvidence.ts';
import type { PlanEvidence } from '../../../core/plan/sealedPlan.ts';
import { isSameData } from '../../state/sameData.ts';

/**
 * Whether the work is as it was sealed, but for what was open in it. What a version could not seal yet when it was signed is
 * not compared; nor is a draft of the second reader, which some versions sealed.
 */
export function isSameWork(sealed: PlanEvidence, now: PlanEvidence): boolean {
  const hasWork = sealed.lesion?.work !== undefined;
  const hasSure = sealed.lesion?.sureLengths !== undefined;
  const hasMetal = sealed.lesion?.metal !== undefined;
  const spanned = new Set(sealed.scores.flatMap(({ id, span }) => (span === undefined ? [] : [id])));
  const compared = ({ lesion, scores, ...evidence }: PlanEvidence) => ({
    ...evidence, openPoints: [],
    scores: scores.map((score) => ({ ...score, span: spanned.has(score.id) ? score.span : null })),
    lesion: lesion === null ? null : {
      ...lesion, work: hasWork ? lesion.work?.filter(isMeasuredFrom) : [], sureLengths: hasSure ? lesion.sureLengths : [], metal: hasMetal ? lesion.metal : [],
    },
  });
  return isSameData(compared(sealed), compared(now));
}
