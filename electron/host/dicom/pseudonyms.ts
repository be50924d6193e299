import { createHmac } from 'node:crypto';
import type { PatientView } from '../../../core/contract/schemas.ts';
import { derivedUid } from './derivedUid.ts';

/** What stands in the place of identity: the same for the same patient and UID at this site, and for nobody to turn back. */
export interface Pseudonyms {
  /** Name and ID of the patient. */
  readonly patient: string;
  uid(original: string): string;
}

/** Letters and figures that are not taken for one another. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 8;

/** @param secret - of this site; without it nobody can try names until one fits */
export function pseudonymsOf({ name, id, birthDate }: PatientView, secret: string): Pseudonyms {
  const derived = (what: string, from: string): Buffer => createHmac('sha256', secret).update(`${what}\0${from}`).digest();
  const signs = [...derived('patient', JSON.stringify([name, id, birthDate])).subarray(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]);
  return {
    patient: `FM-${signs.join('')}`,
    uid: (original) => derivedUid(derived('uid', original).toString('hex')),
  };
}
