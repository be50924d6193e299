import type { DisplayedImage } from '../../state/displayedImage.ts';
import type { Captions } from '../../viewer/capture/captured.ts';
import { bornWords, imageWords, nameWords } from '../frame/patientWords.ts';

/** What is written on a picture that leaves the program; of the patient only what was asked for. */
export function captionsOf(image: DisplayedImage | null, name: string, withPatient: boolean, today: string): Captions {
  const foot = `${name}${image === null ? '' : `, ${imageWords(image.series)}`}. ${name.startsWith('Volume rendering') ? 'A picture: nothing is measured in it. ' : ''}`
    + 'Fullmoon: not for primary diagnosis.';
  if (!withPatient || image === null) return { head: [], foot };
  const { patient, series } = image;
  return {
    head: [
      nameWords(patient),
      [`born ${bornWords(patient, today)}`, `ID ${patient.id ?? 'not stated'}`, `study of ${series.studyDate ?? 'unknown date'}`].join(' · '),
    ],
    foot,
  };
}

/** A file name that tells what and when, and nothing of the patient: "fullmoon axial-picture 2026-11-28 22.31.07.png". */
export function fileName(name: string, at: Date, ending: 'png' | 'webm'): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('.');
  const what = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  return `fullmoon ${what} ${day} ${time}.${ending}`;
}
