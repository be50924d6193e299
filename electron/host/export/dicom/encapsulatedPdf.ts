import { CODES } from '../../../../core/dicom/codes.ts';
import type { PlanVersionView } from '../../../../core/contract/plans.ts';
import { wallClock } from '../../../../core/report/planDates.ts';
import { bytes, items, numbers, text, withElements, type Dataset } from '../../dicom/dataset.ts';
import { codeItem } from '../../dicom/codeItem.ts';
import type { Carriage } from '../../sharing/carriage.ts';
import { chainBlock } from '../../sharing/chainBlock.ts';
import { cameWord, isVerified, planModules, planUid, signedAt, type WrittenPlan } from './planStudy.ts';

/** Encapsulated PDF Storage. @source DICOM PS3.4 B.5 */
export const ENCAPSULATED_PDF = '1.2.840.10008.5.1.4.1.1.104.1';

/**
 * The printed plan as a DICOM object. With it travels what another workstation needs to take the plan over; without
 * that (null) it is a document and no more.
 *
 * @source DICOM PS3.3 A.45.1, C.24.2; the length of the document without its padding by C.24.2.1
 */
export function encapsulatedPdf(sealed: WrittenPlan, pdf: Uint8Array, carriage: Carriage | null): Dataset {
  const { date, time } = signedAt(sealed);
  const withdrawn = carriage?.isWithdrawn === true ? ', WITHDRAWN' : '';
  const document = [
    ...planModules(sealed, {
      what: 'pdf',
      sopClass: ENCAPSULATED_PDF,
      modality: 'DOC',
      seriesNumber: 9001,
      seriesDescription: 'Plan',
    }),
    text(0x0008002a, 'DT', `${date}${time}`),
    text(0x00080064, 'CS', 'WSD'),
    text(0x00280301, 'CS', 'YES'),
    items(0x0040a043, [codeItem(CODES.printedPlan)]),
    text(0x0040a493, 'CS', isVerified(sealed) ? 'VERIFIED' : 'UNVERIFIED'),
    text(0x00420010, 'ST', `${cameWord(sealed)}CTO plan, version ${sealed.version}${withdrawn}. Not for primary diagnosis`),
    bytes(0x00420011, 'OB', pdf),
    text(0x00420012, 'LO', 'application/pdf'),
    numbers(0x00420015, 'UL', pdf.length),
  ];
  if (carriage === null) return document;
  const whole = [...document, ...chainBlock(carriage.chain)];
  // Another object of the same series: an archive that holds the one from before the withdrawal would not take it else.
  return carriage.mark === null ? whole : withElements(
    whole, text(0x00080018, 'UI', planUid(sealed, `pdf/${carriage.mark}`)), text(0x00200013, 'IS', `${1 + carriage.withdrawals}`));
}

/**
 * The notice that a version was withdrawn: its print with WITHDRAWN on every page, as a document of its own beside the plan
 * that an archive may have. Of the day of the withdrawal; no measure and no picture of a withdrawn version
 * leaves the program.
 */
export function withdrawalPdf(
  sealed: WrittenPlan, { at }: NonNullable<PlanVersionView['withdrawn']>, pdf: Uint8Array, carriage: Carriage,
): Dataset {
  const { day, time } = wallClock(at, sealed.timeZone);
  const [date, clock] = [day.replaceAll('-', ''), `${time.replace(':', '')}00`];
  return withElements(
    encapsulatedPdf(sealed, pdf, carriage),
    text(0x00080023, 'DA', date),
    text(0x0008002a, 'DT', `${date}${clock}`),
    text(0x00080033, 'TM', clock),
    text(0x0008103e, 'LO', `${cameWord(sealed)}Plan WITHDRAWN, not to be used`),
    text(0x0020000e, 'UI', planUid(sealed, 'withdrawal/series')),
    text(0x00200011, 'IS', '9009'),
    text(0x00420010, 'ST', `${cameWord(sealed)}WITHDRAWN: CTO plan, version ${sealed.version}. Not to be used`),
  );
}
