import type { PatientView, SeriesView } from '../../../core/contract/schemas.ts';
import { ageYears } from '../../ui/dateWords.ts';

/** The name as it is shown; never cut. */
export const nameWords = (patient: PatientView): string => patient.name ?? 'Name not stated';

const SEX = { F: 'F', M: 'M', O: 'other' } as const;

/** "1955-03-14 (71) M", with what is missing said so. */
export function bornWords({ birthDate, sex }: PatientView, today: string): string {
  if (birthDate === null) return sex === null ? 'not stated' : `not stated, ${SEX[sex]}`;
  const age = ageYears(birthDate, today);
  return [birthDate, age === null ? null : `(${age})`, sex === null ? null : SEX[sex]]
    .filter((part) => part !== null)
    .join(' ');
}

/** What tells the image on screen from its neighbours: "75 %, Bv40", "LAO 30 CRA 25". */
export function imageWords(series: SeriesView): string {
  if (series.kind === 'xa-run') return series.angles?.words ?? 'angles not stated';
  const phase =
    series.phasePercent === null
      ? series.triggerTimeMs === null
        ? 'phase not stated'
        : `${Math.round(series.triggerTimeMs)} ms`
      : `${Math.round(series.phasePercent)} %`;
  return series.kernel === null ? phase : `${phase}, ${series.kernel}`;
}

/** Do both headers speak of one person? Every part that both state must be equal. */
export function isSamePatient(a: PatientView, b: PatientView): boolean {
  const agree = <T>(one: T | null, other: T | null): boolean =>
    one === null || other === null || one === other;
  return agree(a.id, b.id) && agree(a.name, b.name) && agree(a.birthDate, b.birthDate) && agree(a.sex, b.sex);
}
