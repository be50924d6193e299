import { ok, type Result } from '../../../core/result.ts';
import { grouped } from '../../../core/sequence.ts';
import { identityKey } from '../store/identityKey.ts';
import type { Library } from '../store/library.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import { refusal } from './copies.ts';
import type { NamedImage, Refusal } from './gather.ts';

/** The images of each patient, and those of series that name more than one, here or in the library. */
export interface ByPatient {
  readonly patients: readonly (readonly NamedImage[])[];
  readonly mixed: readonly Refusal[];
}

const patientOf = ({ header }: NamedImage): string => identityKey(header.patient, header.study.uid);

/**
 * Images by their patient. A series that names two patients belongs to neither: taken apart, each half of it
 * could pass for a whole series. A half that is stored already stays; the other one is refused.
 */
export function byPatient(
  images: readonly NamedImage[], library: Pick<Library, 'patientsOfSeries'>,
): Result<ByPatient, StoreTrouble> {
  const mixed = new Map<NamedImage, Refusal>();
  const series = grouped(images, ({ header }) => JSON.stringify([header.study.uid, header.series.uid]));
  for (const own of series.values()) {
    const [first] = own;
    if (first === undefined) continue;
    const named = new Set(own.map(patientOf));
    const stored = library.patientsOfSeries(first.header.study.uid, first.header.series.uid);
    if (!stored.ok) return stored;
    const code = named.size > 1 ? 'mixed-patient'
      : stored.value.some((holder) => !named.has(holder)) ? 'series-of-another-patient' : null;
    if (code !== null) for (const image of own) mixed.set(image, refusal(image, code));
  }
  return ok({
    patients: [...grouped(images.filter((image) => !mixed.has(image)), patientOf).values()],
    mixed: [...mixed.values()],
  });
}
