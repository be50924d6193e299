import type { StudyFacts, StoredFormat } from '../../electron/host/demo/imageModules.ts';
import { xaImage, type XaRunFacts } from '../../electron/host/demo/xaImage.ts';
import { type Dataset, decimals, text, withoutTags } from '../../electron/host/dicom/dataset.ts';
import { derivedUid } from '../../electron/host/dicom/derivedUid.ts';
import { EXPLICIT_LE } from '../../electron/host/dicom/writeInstance.ts';
import { type SliceFile, studyFacts } from './series.ts';

export const UNSIGNED_8: StoredFormat = { bitsAllocated: 8, bitsStored: 8, highBit: 7, isSigned: false };

/** How a small run is made; everything has a default. */
export type RunOptions = Partial<Omit<XaRunFacts,
  'pixels'>> & {
  readonly key?: string; readonly study?: Partial<StudyFacts>;
  /** Sample of a column, row and frame, where it is not the clean one. */
  readonly paint?: (column: number, row: number, frame: number) => number;
};

/** A small XA run: sample (column i, row j, frame n) is (3 i + 5 j + 16 n) modulo the stored range. */
export function cleanRun({ key = 'clean', study = {}, paint, ...chosen }: RunOptions = {}): SliceFile {
  const facts: Omit<XaRunFacts, 'pixels'> = {
    uid: derivedUid(`run ${key}`), seriesUid: derivedUid(`run series ${key}`), seriesNumber: 7,
      instanceNumber: 1,
    description: 'RCA', acquisitionTime: '101500.000000', rows: 48, columns: 64, frames: 10,
      frameTimeMs: 66.667,
    primaryAngle: 30, secondaryAngle: 25, sourceToDetectorMm: 1195, sourceToPatientMm: 785,
    imagerPixelSpacing: [0.308, 0.308], rWaveFrames: [1], contrastMl: 8, format: UNSIGNED_8, ...chosen,
  };
  return {
    name: `XA-${key}.dcm`, transferSyntaxUid: EXPLICIT_LE,
    dataset: xaImage({ ...studyFacts(key), description: 'Coronary angiography', ...study },
      { ...facts, pixels: runPixels(facts, paint) }),
  };
}

const CALIBRATION_TAGS = [0x00181110, 0x00181111, 0x00181114, 0x00181164, 0x00280030, 0x00280a02];

/** D11: one run told by each way in which a millimetre may be known, or not. Patient pixel: 0.2 mm. */
export function calibrated(
  how: 'detector spacing only' | 'magnification' | 'distances' | 'geometry' | 'fiducial' | 'nothing',
): SliceFile {
  const run = cleanRun({ key: `calibrated ${how}` });
  const stated: Readonly<Record<typeof how, Dataset>> = {
    'detector spacing only': [decimals(0x00181164, [0.3, 0.3])],
    'magnification': [decimals(0x00181164, [0.3, 0.3]), decimals(0x00181114, [1.5])],
    'distances': [decimals(0x00181164, [0.3, 0.3]), decimals(0x00181110, [1200]),
      decimals(0x00181111, [800])],
    'geometry': [decimals(0x00181164, [0.3, 0.3]), decimals(0x00280030, [0.2, 0.2]),
      text(0x00280a02, 'CS', 'GEOMETRY')],
    'fiducial': [decimals(0x00280030, [0.2, 0.2]), text(0x00280a02, 'CS', 'FIDUCIAL')],
    'nothing': [],
  };
  return { ...run, dataset: [...withoutTags(run.dataset, ...CALIBRATION_TAGS), ...stated[how]] };
}

/** The samples of a small run, little-endian. */
export function runPixels({ rows, columns, frames, format }: Pick<XaRunFacts,
  'rows' | 'columns' | 'frames' | 'format'>, paint: RunOptions['paint'] = (column, row, frame) => 3 * column + 5 * row + 16 * frame): Uint8Array {
  const samples = Uint16Array.from({ length: rows * columns * frames }, (_, at) => {
    const inFrame = at % (rows * columns);
    const value = Math.round(paint(inFrame % columns, Math.floor(inFrame / columns), Math.floor(at / (rows * columns))));
    return value % 2 ** format.bitsStored;
  });
  return format.bitsAllocated === 8 ? Uint8Array.from(samples) : new Uint8Array(samples.buffer);
}
