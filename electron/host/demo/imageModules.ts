import { codeItem } from '../dicom/codeItem.ts';
import { bytes, type Dataset, decimals, items, numbers, text } from '../dicom/dataset.ts';

/** Patient and study as the headers of our own images state them. Dates YYYYMMDD, times HHMMSS. */
export interface StudyFacts {
  readonly patientName: string;
  readonly patientId: string;
  readonly birthDate: string;
  readonly sex: 'F' | 'M' | 'O';
  /** For example 071Y. */
  readonly age: string;
  readonly uid: string;
  readonly id: string;
  readonly date: string;
  readonly time: string;
  readonly description: string;
  readonly accession: string;
}

/** Patient, patient study and general study modules. @source DICOM PS3.3 C.7.1.1, C.7.2.1, C.7.2.2 */
export const studyModules = (study: StudyFacts): Dataset => [
  text(0x00080005, 'CS', 'ISO_IR 192'),
  text(0x00080020, 'DA', study.date),
  text(0x00080030, 'TM', study.time),
  text(0x00080050, 'SH', study.accession),
  text(0x00080090, 'PN', ''),
  text(0x00081030, 'LO', study.description),
  text(0x00100010, 'PN', study.patientName),
  text(0x00100020, 'LO', study.patientId),
  text(0x00100030, 'DA', study.birthDate),
  text(0x00100040, 'CS', study.sex),
  text(0x00101010, 'AS', study.age),
  decimals(0x00101020, [1.78]),
  decimals(0x00101030, [84]),
  text(0x0020000d, 'UI', study.uid),
  text(0x00200010, 'SH', study.id),
];

/** General equipment module: these images come from no scanner, and say so. @source DICOM PS3.3 C.7.5.1 */
export const equipmentModule: Dataset = [
  text(0x00080070, 'LO', 'Fullmoon phantom'),
  text(0x00080080, 'LO', 'No institution: synthetic images'),
  text(0x00081010, 'SH', 'PHANTOM'),
  text(0x00081090, 'LO', 'Synthetic heart'),
  text(0x00181000, 'LO', '47'),
  text(0x00181020, 'LO', '1'),
];

/** How samples are stored. */
export interface StoredFormat {
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly isSigned: boolean;
}

/** Image pixel module of a grey image; the pixels themselves are little-endian samples. @source DICOM PS3.3 C.7.6.3 */
export const pixelModule = (
  rows: number, columns: number, format: StoredFormat, pixels: Uint8Array,
): Dataset => [
  numbers(0x00280002, 'US', 1),
  text(0x00280004, 'CS', 'MONOCHROME2'),
  numbers(0x00280010, 'US', rows),
  numbers(0x00280011, 'US', columns),
  numbers(0x00280100, 'US', format.bitsAllocated),
  numbers(0x00280101, 'US', format.bitsStored),
  numbers(0x00280102, 'US', format.highBit),
  numbers(0x00280103, 'US', format.isSigned ? 1 : 0),
  bytes(0x7fe00010, format.bitsAllocated === 8 ? 'OB' : 'OW', pixels),
];

/** Contrast/bolus module. @source DICOM PS3.3 C.7.6.4 */
export const contrastModule = (agent: string, route: string, volumeMl: number): Dataset => [
  text(0x00180010, 'LO', agent),
  items(0x00180012, [codeItem({ value: '386909008', scheme: 'SCT', meaning: 'Iodinated contrast agent' })]),
  text(0x00181040, 'LO', route),
  decimals(0x00181041, [volumeMl]),
];
