import { grouped } from '../../../core/sequence.ts';
import { identityKey } from '../store/identityKey.ts';
import { refusal } from './copies.ts';
import type { NamedImage, Refusal } from './gather.ts';

/** The images of each patient, and those that stand in a series of more than one patient. */
export interface ByPatient {
  readonly patients: readonly (readonly NamedImage[])[];
  readonly mixed: readonly Refusal[];
}

const patientOf = ({ header }: NamedImage): string => identityKey(header.patient, header.study.uid);

/**
 * Images by their patient. A series that names two patients belongs to neither: taken apart, each half of it
 * could pass for a whole series.
 */
export function byPatient(images: readonly NamedImage[]): ByPatient {
  const series = [...grouped(images, ({ header }) =>
    JSON.stringify([header.study.uid, header.series.uid])).values()]
    .map((own) => ({ own, isMixed: new Set(own.map(patientOf)).size > 1 }));
  const mixed = new Set(series.flatMap(({ own, isMixed }) => (isMixed ? own : [])));
  return {
    patients: [...grouped(images.filter((image) => !mixed.has(image)), patientOf).values()],
    mixed: [...mixed].map((image) => refusal(image, 'mixed-patient')),
  };
}
