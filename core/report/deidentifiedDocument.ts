import type { PlanVersionView } from '../contract/plans.ts';
import { CUT } from '../plan/cleanWords.ts';
import { sealWords, type SealedPlan } from '../plan/sealedPlan.ts';
import { planDocument, type PlanDocument } from './planDocument.ts';

/**
 * The document of a plan without identity: nobody and no day is named in it, and it says so on every page.
 *
 * @param plan - as core/plan/deidentifiedPlan made it
 * @param standing - of the original, whose seal it tells
 */
export function deidentifiedDocument(plan: SealedPlan, standing: PlanVersionView): PlanDocument {
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
      ...document.marks,
    ],
    patient: { name: patient, details: 'date of birth, sex, age and dates removed' },
    version: {
      title: `Version ${version}`, signed: 'signed; day and operator removed', basis: 'day of the study removed',
    },
    seal: document.seal.map((row) => (row.words === standing.sha256 ? { ...row, label: 'Seal of the original' } : row)),
    foot: [patient, document.lesion, `version ${version}`, `seal of the original ${sealWords(standing.sha256)}`].join(' · '),
  };
}
