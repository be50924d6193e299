import { type Dataset, decimals, numbers, text } from '../dicom/dataset.ts';
import {
  contrastModule, equipmentModule, pixelModule, type StoredFormat, type StudyFacts, studyModules,
} from './imageModules.ts';

export const XA_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.12.1';

/** An angiographic run: its geometry, its clock and its samples. */
export interface XaRunFacts {
  readonly uid: string;
  readonly seriesUid: string;
  readonly seriesNumber: number;
  readonly instanceNumber: number;
  readonly description: string;
  /** HHMMSS.ffffff */
  readonly acquisitionTime: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly frameTimeMs: number;
  /** Degrees: + LAO, + cranial. */
  readonly primaryAngle: number;
  readonly secondaryAngle: number;
  readonly sourceToDetectorMm: number;
  readonly sourceToPatientMm: number;
  /** At the detector, mm. */
  readonly imagerPixelSpacing: readonly [x: number, y: number];
  /** 1-based numbers of the frames at the R waves. */
  readonly rWaveFrames: readonly number[];
  readonly contrastMl: number;
  readonly format: StoredFormat;
  readonly pixels: Uint8Array;
}

/** An X-ray angiographic image with many frames. @source DICOM PS3.3 A.14 (XA Image IOD) */
export const xaImage = (study: StudyFacts, run: XaRunFacts): Dataset => [
  ...studyModules(study),
  ...equipmentModule,
  ...contrastModule('Iopromide 370', 'IA', run.contrastMl),
  text(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\SINGLE PLANE'),
  text(0x00080016, 'UI', XA_IMAGE_STORAGE),
  text(0x00080018, 'UI', run.uid),
  text(0x00080021, 'DA', study.date),
  text(0x00080022, 'DA', study.date),
  text(0x00080023, 'DA', study.date),
  text(0x00080031, 'TM', study.time),
  text(0x00080032, 'TM', run.acquisitionTime),
  text(0x00080033, 'TM', run.acquisitionTime),
  text(0x00080060, 'CS', 'XA'),
  text(0x0008103e, 'LO', run.description),
  text(0x00082144, 'IS', String(Math.round(1000 / run.frameTimeMs))),
  text(0x00180015, 'CS', 'HEART'),
  text(0x00180040, 'IS', String(Math.round(1000 / run.frameTimeMs))),
  decimals(0x00180060, [82]),
  decimals(0x00181063, [run.frameTimeMs]),
  decimals(0x00181110, [run.sourceToDetectorMm]),
  decimals(0x00181111, [run.sourceToPatientMm]),
  decimals(0x00181114, [run.sourceToDetectorMm / run.sourceToPatientMm]),
  text(0x00181150, 'IS', '7'),
  text(0x00181151, 'IS', '680'),
  text(0x00181155, 'CS', 'GR'),
  decimals(0x00181164, [run.imagerPixelSpacing[1], run.imagerPixelSpacing[0]]),
  text(0x00181500, 'CS', 'STATIC'),
  decimals(0x00181510, [run.primaryAngle]),
  decimals(0x00181511, [run.secondaryAngle]),
  text(0x00185100, 'CS', 'HFS'),
  text(0x0020000e, 'UI', run.seriesUid),
  text(0x00200011, 'IS', String(run.seriesNumber)),
  text(0x00200012, 'IS', String(run.instanceNumber)),
  text(0x00200013, 'IS', String(run.instanceNumber)),
  text(0x00200020, 'CS', 'L\\F'),
  text(0x00204000, 'LT', 'Synthetic images made by Fullmoon. No patient.'),
  text(0x00280008, 'IS', String(run.frames)),
  numbers(0x00280009, 'AT', 0x00181063),
  text(0x00281040, 'CS', 'LIN'),
  decimals(0x00281050, [2 ** (run.format.bitsStored - 1)]),
  decimals(0x00281051, [2 ** run.format.bitsStored]),
  text(0x00282110, 'CS', '00'),
  ...(run.rWaveFrames.length === 0 ? [] : [numbers(0x00286040, 'US', ...run.rWaveFrames)]),
  ...pixelModule(run.rows, run.columns, run.format, run.pixels),
];
