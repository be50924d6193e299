import { CODES } from '../../../../core/dicom/codes.ts';
import { dicomPersonName } from '../../../../core/dicom/personName.ts';
import { isUnverified, type SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { wallClock } from '../../../../core/report/planDates.ts';
import { RECEIVED } from '../../../../core/report/receivedMark.ts';
import { codeItem } from '../../dicom/codeItem.ts';
import { items, text, withElements, type Dataset, type Element } from '../../dicom/dataset.ts';
import { derivedUid } from '../../dicom/derivedUid.ts';
import { datasetBytes } from '../../dicom/writeInstance.ts';
import { canonicalJson } from '../../store/canonicalJson.ts';
import { sha256Of } from '../../store/planRows.ts';

/** A signed plan as it is written. */
export interface WrittenPlan extends SealedPlan {
  /** Where it was signed and when that was checked, in a sentence; only of a plan of another workstation. Everything made of it says so. */
  readonly received?: string;
}

/** What one of the objects made from a plan is. */
export interface ObjectKind {
  /** Tells its UIDs from those of the other objects of the plan. */
  readonly what: string;
  readonly sopClass: string;
  readonly modality: 'DOC' | 'KO' | 'OT' | 'PR' | 'SEG' | 'SR';
  readonly seriesNumber: number;
  /** At most 15 letters: the words around it take the rest of the 64 that a description may have. */
  readonly seriesDescription: string;
}

/** An instance that is referred to; `frame` counts from 1 and is null for all of it. */
export interface InstanceReference {
  readonly seriesUid: string;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly frame?: number | null;
}

const seals = new WeakMap<WrittenPlan, string>();

/**
 * The seal of a version: the hash of everything that it covers. With the mark of a received plan it is another one: what is written
 * again of it lies beside what its own workstation wrote, never in the same series.
 */
function sealOf(sealed: WrittenPlan): string {
  const known = seals.get(sealed);
  if (known !== undefined) return known;
  const seal = sha256Of(canonicalJson(sealed));
  seals.set(sealed, seal);
  return seal;
}

/**
 * A UID that follows from what was sealed. The number of a version alone would not do: after a restore, or on another
 * workstation, a plan may have another version of the same number.
 */
export const planUid = (sealed: WrittenPlan, what: string): string => derivedUid(`${sealOf(sealed)}/${what}`);

/**
 * The object under a UID that follows from all that it holds: made again it is the same object, and one with anything else in it
 * is another. Archives keep what they have under a UID.
 */
export const asContained = (dataset: Dataset): Dataset =>
  withElements(dataset, text(0x00080018, 'UI', derivedUid(sha256Of(datasetBytes(dataset)))));

/** The study that the objects of a plan belong to: that of the series it rests on. */
export const planStudyUid = (sealed: WrittenPlan): string => sealed.series[0]?.studyUid ?? planUid(sealed, 'study');

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
export function planModules(sealed: WrittenPlan, kind: ObjectKind): Dataset {
  const { patient, studyDate, software } = sealed;
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
    text(0x0008103e, 'LO', `${standingWord(sealed)}${kind.seriesDescription}, not for primary diagnosis`),
    text(0x00081090, 'LO', 'Fullmoon'),
    text(0x00100010, 'PN', dicomPersonName(patient.name ?? '')),
    text(0x00100020, 'LO', patient.id ?? ''),
    text(0x00100030, 'DA', compact(patient.birthDate)),
    text(0x00100040, 'CS', patient.sex ?? ''),
    text(0x00181000, 'LO', '1'),
    text(0x00181020, 'LO', software),
    text(0x0020000d, 'UI', planStudyUid(sealed)),
    text(0x0020000e, 'UI', planUid(sealed, `${kind.what}/series`)),
    text(0x00200010, 'SH', ''),
    text(0x00200011, 'IS', `${kind.seriesNumber}`),
    text(0x00200013, 'IS', '1'),
    ...writtenAgain(sealed),
  ];
}

/**
 * That another program wrote the objects than the one that measured.
 *
 * @source DICOM PS3.3 C.12.1, contributing equipment; PS3.16 CID 7005
 */
function writtenAgain({ received }: WrittenPlan): Dataset {
  return received === undefined ? [] : [items(0x0018a001, [[
    text(0x00080070, 'LO', 'Fullmoon'), text(0x00081090, 'LO', 'Fullmoon'),
    text(0x0018a003, 'ST', `${RECEIVED}. ${received}`), items(0x0040a170, [codeItem(CODES.modifyingEquipment)]),
  ]])];
}

/** The word before everything that is said of an object of a plan that came from elsewhere. */
export const cameWord = ({ received }: WrittenPlan): string => (received === undefined ? '' : `${RECEIVED}. `);

/** That, and the word where anything in the plan rests on what nobody confirmed. */
export const standingWord = (plan: WrittenPlan): string => `${cameWord(plan)}${isUnverified(plan.evidence) ? 'UNVERIFIED. ' : ''}`;

/** Somebody stands by what an object says. Of a received plan nobody here does: its author is as the sender states. */
export const isVerified = ({ received, evidence }: WrittenPlan): boolean => received === undefined && !isUnverified(evidence);

/** References to instances, each once, under its series. @source DICOM PS3.3 C.12.2, table 10-11 */
export const seriesReferences = (
  instances: readonly InstanceReference[], ofSeries: number, ofInstances: number,
): Element => items(ofSeries, [...Map.groupBy(instances, ({ seriesUid }) => seriesUid)].map(([seriesUid, own]) => [
  items(ofInstances, [...new Map(own.map((one) => [one.sopInstanceUid, instanceReference(one)])).values()]),
  text(0x0020000e, 'UI', seriesUid),
]));

/** A reference to an instance, or to a frame of it. @source DICOM PS3.3 table 10-3 */
export const instanceReference = ({ sopClassUid, sopInstanceUid, frame = null }: InstanceReference): Dataset => [
  text(0x00081150, 'UI', sopClassUid),
  text(0x00081155, 'UI', sopInstanceUid),
  ...(frame === null ? [] : [text(0x00081160, 'IS', `${frame}`)]),
];
