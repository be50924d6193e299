import { dicomPersonName } from '../../../../core/dicom/personName.ts';
import type { SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { wallClock } from '../../../../core/report/planDates.ts';
import { text, type Dataset } from '../../dicom/dataset.ts';
import { derivedUid } from '../../dicom/derivedUid.ts';

/** What one of the objects made from a plan is. */
export interface ObjectKind {
  /** Tells its UIDs from those of the other objects of the plan. */
  readonly what: string;
  readonly sopClass: string;
  readonly modality: 'DOC' | 'OT' | 'SR';
  readonly seriesNumber: number;
  readonly seriesDescription: string;
}

/** A UID that follows from the plan and its version: an object that is exported again is the same object. */
export const planUid = ({ plan, version }: SealedPlan, what: string): string =>
  derivedUid(`${plan}/${version}/${what}`);

/** Day and time of signing, as DICOM writes them. */
export function signedAt({ signedAt: instant, timeZone }: SealedPlan): {
  readonly date: string;
  readonly time: string;
} {
  const { day, time } = wallClock(instant, timeZone);
  return { date: day.replaceAll('-', ''), time: `${time.replace(':', '')}00` };
}

/**
 * What every object of a plan begins with: patient, the study that the plan rests on, a series of its own,
 * and what made it.
 *
 * @source DICOM PS3.3 C.7.1.1, C.7.2.1, C.7.3.1, C.7.5.1, C.12.1
 */
export function planModules(sealed: SealedPlan, kind: ObjectKind): Dataset {
  const { patient, studyDate, series, software } = sealed;
  const { date, time } = signedAt(sealed);
  const compact = (day: string | null): string => (day ?? '').replaceAll('-', '');
  return [
    text(0x00080005, 'CS', 'ISO_IR 192'),
    text(0x00080016, 'UI', kind.sopClass),
    text(0x00080018, 'UI', planUid(sealed, kind.what)),
    text(0x00080020, 'DA', compact(studyDate)),
    text(0x00080023, 'DA', date),
    text(0x00080030, 'TM', ''),
    text(0x00080033, 'TM', time),
    text(0x00080050, 'SH', ''),
    text(0x00080060, 'CS', kind.modality),
    text(0x00080070, 'LO', 'Fullmoon'),
    text(0x00080090, 'PN', ''),
    text(0x0008103e, 'LO', kind.seriesDescription),
    text(0x00081090, 'LO', 'Fullmoon'),
    text(0x00100010, 'PN', dicomPersonName(patient.name ?? '')),
    text(0x00100020, 'LO', patient.id ?? ''),
    text(0x00100030, 'DA', compact(patient.birthDate)),
    text(0x00100040, 'CS', patient.sex ?? ''),
    text(0x00181000, 'LO', '1'),
    text(0x00181020, 'LO', software),
    text(0x0020000d, 'UI', series[0]?.studyUid ?? planUid(sealed, 'study')),
    text(0x0020000e, 'UI', planUid(sealed, `${kind.what}/series`)),
    text(0x00200010, 'SH', ''),
    text(0x00200011, 'IS', `${kind.seriesNumber}`),
    text(0x00200013, 'IS', '1'),
  ];
}
