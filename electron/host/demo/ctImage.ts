import type { PointLps, VectorLps } from '../../../core/geometry/frame.ts';
import { type Dataset, decimals, numbers, text } from '../dicom/dataset.ts';
import {
  contrastModule, equipmentModule, pixelModule, type StoredFormat, type StudyFacts, studyModules,
} from './imageModules.ts';

export const CT_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.2';

/** What the slices of one CT series share. */
export interface CtSeriesFacts {
  readonly uid: string;
  readonly number: number;
  readonly description: string;
  readonly kernel: string;
  readonly phasePercent: number | null;
  /** Delay of the phase after the R wave, ms. */
  readonly triggerTimeMs: number | null;
  readonly frameOfReferenceUid: string;
  readonly patientPosition: string;
  readonly format: StoredFormat;
  readonly slope: number;
  readonly intercept: number;
  readonly hasContrast: boolean;
}

/** Where one slice lies, and its samples. */
export interface CtSliceFacts {
  readonly uid: string;
  readonly instanceNumber: number;
  readonly rows: number;
  readonly columns: number;
  readonly position: PointLps;
  readonly orientation: readonly [row: VectorLps, column: VectorLps];
  /** Between columns, between rows, mm. */
  readonly pixelSpacing: readonly [x: number, y: number];
  readonly thicknessMm: number;
  /** Little-endian samples. */
  readonly pixels: Uint8Array;
}

/** A CT image as a scanner's archive would hold it. @source DICOM PS3.3 A.3 (CT Image IOD) */
export const ctImage = (study: StudyFacts, series: CtSeriesFacts, slice: CtSliceFacts): Dataset => [
  ...studyModules(study),
  ...equipmentModule,
  ...seriesElements(study, series),
  ...(series.hasContrast ? contrastModule('Iopromide 370', 'IV', 65) : []),
  ...phaseElements(series),
  text(0x00080018, 'UI', slice.uid),
  decimals(0x00180050, [slice.thicknessMm]),
  text(0x00200013, 'IS', String(slice.instanceNumber)),
  decimals(0x00200032, slice.position),
  decimals(0x00200037, slice.orientation.flat()),
  decimals(0x00201041, [slice.position[2]]),
  decimals(0x00280030, [slice.pixelSpacing[1], slice.pixelSpacing[0]]),
  ...pixelModule(slice.rows, slice.columns, series.format, slice.pixels),
];

const seriesElements = (study: StudyFacts, series: CtSeriesFacts): Dataset => [
  text(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL\\CT_SOM5 SPI'),
  text(0x00080016, 'UI', CT_IMAGE_STORAGE),
  text(0x00080021, 'DA', study.date),
  text(0x00080022, 'DA', study.date),
  text(0x00080023, 'DA', study.date),
  text(0x00080031, 'TM', study.time),
  text(0x00080032, 'TM', study.time),
  text(0x00080033, 'TM', study.time),
  text(0x00080060, 'CS', 'CT'),
  text(0x0008103e, 'LO', series.description),
  text(0x00180015, 'CS', 'HEART'),
  text(0x00180022, 'CS', 'HELICAL MODE'),
  decimals(0x00180060, [120]),
  decimals(0x00180090, [500]),
  text(0x00181030, 'LO', 'CCTA, prospective'),
  decimals(0x00181100, [180]),
  decimals(0x00181110, [1085.6]),
  decimals(0x00181111, [595]),
  decimals(0x00181120, [0]),
  decimals(0x00181130, [152]),
  text(0x00181140, 'CS', 'CW'),
  text(0x00181150, 'IS', '140'),
  text(0x00181151, 'IS', '420'),
  text(0x00181152, 'IS', '59'),
  text(0x00181160, 'SH', 'WEDGE_2'),
  decimals(0x00181190, [0.8]),
  text(0x00181210, 'SH', series.kernel),
  text(0x00185100, 'CS', series.patientPosition),
  numbers(0x00189345, 'FD', 18.4),
  text(0x0020000e, 'UI', series.uid),
  text(0x00200011, 'IS', String(series.number)),
  text(0x00200012, 'IS', '1'),
  text(0x00200052, 'UI', series.frameOfReferenceUid),
  text(0x00201040, 'LO', ''),
  text(0x00204000, 'LT', 'Synthetic images made by Fullmoon. No patient.'),
  decimals(0x00281050, [300]),
  decimals(0x00281051, [800]),
  decimals(0x00281052, [series.intercept]),
  decimals(0x00281053, [series.slope]),
  text(0x00281054, 'LO', 'HU'),
];

/** Heart rate 58 /min: R to R 1034 ms. */
const phaseElements = (series: CtSeriesFacts): Dataset => [
  ...(series.triggerTimeMs === null ? [] : [decimals(0x00181060, [series.triggerTimeMs])]),
  ...(series.phasePercent === null ? [] : [
    text(0x00181062, 'IS', '1034'), text(0x00181088, 'IS', '58'),
    numbers(0x00209241, 'FL', series.phasePercent),
  ]),
];
