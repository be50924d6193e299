import { createHash } from 'node:crypto';
import type { PatientIdentity } from '../../../core/dicom/header.ts';
import { canonicalJson } from './canonicalJson.ts';

type Named = Pick<PatientIdentity, 'name' | 'id' | 'birthDate'>;

/**
 * Which case a patient's images belong to: equal for equal PatientID, name and birth date.
 *
 * Case, spaces, commas and carets of a name do not matter; accents do, and so does every sign of an id: a second
 * case that a person can see is safer than two patients in one. Where there is no PatientID, and not both a name and
 * a birth date, nothing tells patients apart, so each study is a case of its own.
 */
export function identityKey(patient: Named, studyUid: string): string {
  const id = patientIdKey(patient.id);
  const name = nameKey(patient.name);
  if (id === null && (name === null || patient.birthDate === null)) return `study:${studyUid}`;
  return createHash('sha256').update(canonicalJson([id, name, patient.birthDate])).digest('hex');
}

/** The PatientID as it is compared; null where there is none. */
export const patientIdKey = (id: string | null): string | null => textOrNull((id ?? '').normalize('NFKC').trim());

/** A name as it is compared; null where there is none. */
export const nameKey = (name: string | null): string | null =>
  textOrNull((name ?? '').normalize('NFKC').toLowerCase().replace(/[\s,^]+/gu, ' ').trim());

/** A name as lists are ordered: accents and case aside. */
export const nameSortKey = (name: string | null): string =>
  (nameKey(name) ?? '').normalize('NFKD').replace(/\p{Mn}/gu, '');

const textOrNull = (text: string): string | null => (text === '' ? null : text);
