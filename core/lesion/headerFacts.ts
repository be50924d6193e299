import type { LesionFacts } from './caseFacts.ts';
import { stated, unknown } from './fact.ts';

/** What DICOM headers say of a patient; dates are YYYY-MM-DD. */
export interface HeaderSources {
  readonly birthDate: string | null;
  readonly sex: 'F' | 'M' | 'O' | null;
  /** Of the study that is measured. */
  readonly studyDate: string | null;
}

/** Who speaks where a header does. */
export const HEADER_BY = 'DICOM header';

/** Years that a person can be old in the table of facts. */
const AGES = { least: 18, most: 120 };

/**
 * Age at the study and sex, as the headers have them.
 *
 * @source DICOM PS3.3 C.7.1.1: Patient's Birth Date, Patient's Sex; C.7.2.1: Study Date
 */
export function headerFacts({ birthDate, sex, studyDate }: HeaderSources): LesionFacts {
  return { ageYears: ageFact(birthDate, studyDate), sex: sexFact(sex) };
}

function ageFact(birthDate: string | null, studyDate: string | null): NonNullable<LesionFacts['ageYears']> {
  if (birthDate === null) return unknown('The header has no date of birth.');
  if (studyDate === null) return unknown('The header has no date of the study.');
  const age = wholeYears(birthDate, studyDate);
  if (age === null || age < AGES.least || age > AGES.most)
    return unknown(`Born ${birthDate}, studied ${studyDate}: the header gives no age from ${AGES.least} to ${AGES.most}.`);
  return stated(age, HEADER_BY);
}

function sexFact(sex: HeaderSources['sex']): NonNullable<LesionFacts['sex']> {
  if (sex === null) return unknown('The header does not say.');
  return sex === 'O' ? unknown('The header says "other"; the scores ask for female or male.') : stated(sex, HEADER_BY);
}

/** Birthdays from one day to another; null where one of them is no date. */
export function wholeYears(from: string, to: string): number | null {
  const [start, end] = [from, to].map((date) => /^(\d{4})-(\d{2}-\d{2})/.exec(date));
  if (start == null || end == null) return null;
  return Number(end[1]) - Number(start[1]) - ((end[2] ?? '') < (start[2] ?? '') ? 1 : 0);
}
