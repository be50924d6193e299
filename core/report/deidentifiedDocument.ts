import type { PlanVersionView, ReceivedFrom } from '../contract/plans.ts';
import { CUT } from '../plan/cleanWords.ts';
import type { SealedPlan } from '../plan/sealedPlan.ts';
import { planDocument, type PlanDocument } from './planDocument.ts';
import { softwareOf } from './planSections.ts';
import { RECEIVED, RECEIVED_FROM_NOBODY } from './receivedMark.ts';

/**
 * The document of a plan without identity: nobody and no day is named in it, and it says so on every page. No seal, id or
 * hash stands in it: whoever has a copy with the name could find it by that.
 *
 * @param plan - as core/plan/deidentifiedPlan made it
 * @param standing - of the original
 * @param received - where it was signed, if not here
 */
export function deidentifiedDocument(plan: SealedPlan, standing: PlanVersionView, received: ReceivedFrom): PlanDocument {
  const { version } = plan;
  const document = planDocument(plan, { ...standing, by: null, withdrawn: null });
  const patient = plan.patient.name ?? '';
  return {
    ...document,
    marks: [
      {
        tone: 'warning', title: 'DE-IDENTIFIED',
        words: `Name, numbers, days, people, notes and key images were taken out; ${CUT} stands for words of the operator.`,
      },
      ...(received === null ? [] : [{ tone: 'warning' as const, title: RECEIVED, words: RECEIVED_FROM_NOBODY }]),
      ...document.marks,
    ],
    patient: { name: patient, details: 'date of birth, sex, age and dates removed' },
    version: {
      title: `Version ${version}`, signed: 'signed; day and operator removed', basis: 'day of the study removed',
    },
    seal: [
      { label: 'Seal', words: 'none holds for this copy', note: 'the original, which the hospital keeps, is sealed' },
      softwareOf(plan),
      ...plan.series.map(({ seriesUid }) => ({ label: 'Series', words: seriesUid, note: 'UID replaced' })),
    ],
    foot: [patient, document.lesion, `version ${version}`, 'without identity'].join(' · '),
  };
}
