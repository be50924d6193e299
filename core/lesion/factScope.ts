import type { FactPath } from './caseFacts.ts';

/** Facts of the patient, or of the room that treats them: whichever vessel they are asked at, they hold for all. */
const OF_THE_PATIENT: ReadonlySet<FactPath> = new Set<FactPath>([
  'ageYears', 'sex', 'priorCabg', 'priorMi', 'atrialFibrillation', 'lvefPercent', 'egfr', 'renalFailure', 'hypercalcaemia',
  'hyperphosphataemia', 'parathyroidDisorder', 'ctDone', 'coRegistration', 'highVolumeCentre', 'devices', 'skills', 'elapsedMin',
  'contrastMl', 'airKermaGy',
]);

/** Whether a fact is the patient's, and not one lesion's: how long it has been closed, whether it was tried, what is planned. */
export const isPatientFact = (path: FactPath): boolean => OF_THE_PATIENT.has(path);
