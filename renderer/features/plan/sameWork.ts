import type { Entry } from '../../../core/lesion/entry.ts';
import { entriesOf } from '../../../core/lesion/vesselWork.ts';
import { isMeasuredFrom } from '../../../core/plan/planEvidence.ts';
import { jCtoOf, type PlanEvidence } from '../../../core/plan/sealedPlan.ts';
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

/** How the lesion is otherwise than a version has it: "measured otherwise since", and what of it: "length 32.4 → 15.0 mm, J-CTO 3–4 → 2–3". */
export interface Moved { readonly since: string; readonly what: string }

/** What of a lesion is otherwise since a version of its plan was signed; null where the work is the same. */
export function movedSince(sealed: PlanEvidence, now: PlanEvidence): Moved | null {
  if (isSameWork(sealed, now)) return null;
  const told = (evidence: PlanEvidence) => {
    const jCto = jCtoOf(evidence);
    return {
      length: evidence.lesion === null ? 'not measured' : `${evidence.lesion.length.toFixed(1)} mm`,
      jCto: jCto === null ? 'not scored' : jCto.least === jCto.most ? `${jCto.least}` : `${jCto.least}–${jCto.most}`,
    };
  };
  const [was, is] = [told(sealed), told(now)];
  const what = [
    ...(was.length === is.length ? [] : [`length ${was.length} → ${is.length}`]), ...(was.jCto === is.jCto ? [] : [`J-CTO ${was.jCto} → ${is.jCto}`]),
  ].join(', ');
  return { since: was.length === is.length ? 'known otherwise since' : 'measured otherwise since', what: what === '' ? 'length and J-CTO as they were' : what };
}

/**
 * The same while nothing is measured: what was found last of this version stays. Where nothing was, what was done on the vessel since
 * still tells that it is not the one that was signed.
 */
export function movedUnmeasured(before: Moved | null, { lesion }: PlanEvidence, entries: readonly Entry[]): Moved | null {
  if (before !== null || lesion?.work === undefined) return before;
  const now = entriesOf(entries, lesion.vessel).map(({ content }) => content).filter(isMeasuredFrom);
  return isSameData(lesion.work.filter(isMeasuredFrom), now) ? null : { since: 'worked on since', what: 'not measured at this station' };
}
