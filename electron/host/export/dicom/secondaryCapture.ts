import type { KeyImage } from '../../../../core/plan/plan.ts';
import { bytes, numbers, text, withElements, type Dataset } from '../../dicom/dataset.ts';
import type { RgbImage } from '../pngPixels.ts';
import { planModules, planUid, signedAt, standingWord, type WrittenPlan } from './planStudy.ts';

/** Secondary Capture Image Storage. @source DICOM PS3.4 B.5 */
export const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';

/**
 * A key image as a DICOM object; all of a plan are one series.
 *
 * @param number - its place in the plan, from 1
 * @source DICOM PS3.3 A.8.1, C.7.6.1, C.7.6.3, C.8.6.1
 */
export function secondaryCapture(
  sealed: WrittenPlan,
  image: KeyImage,
  number: number,
  { width, height, rgb }: RgbImage,
): Dataset {
  const { date, time } = signedAt(sealed);
  const standing = standingWord(sealed);
  const modules = planModules(sealed, {
    what: 'key-images',
    sopClass: SECONDARY_CAPTURE,
    modality: 'OT',
    seriesNumber: 9003,
    seriesDescription: 'Plan key images',
  });
  return withElements(
    modules,
    text(0x00080008, 'CS', 'DERIVED\\SECONDARY'),
    text(0x00080018, 'UI', planUid(sealed, `key-images/${number}`)),
    text(0x0008002a, 'DT', `${date}${time}`),
    text(0x00080064, 'CS', 'WSD'),
    text(0x00082111, 'ST', `${standing}Picture of the screen for a CTO plan, version ${sealed.version}. Not for primary diagnosis`),
    text(0x00180015, 'CS', 'HEART'),
    text(0x00200013, 'IS', `${number}`),
    text(0x00200020, 'CS', ''),
    text(0x00204000, 'LT', standing + [image.caption, image.detail].filter((words) => words !== '').join('. ')),
    numbers(0x00280002, 'US', 3),
    text(0x00280004, 'CS', 'RGB'),
    numbers(0x00280006, 'US', 0),
    numbers(0x00280010, 'US', height),
    numbers(0x00280011, 'US', width),
    numbers(0x00280100, 'US', 8),
    numbers(0x00280101, 'US', 8),
    numbers(0x00280102, 'US', 7),
    numbers(0x00280103, 'US', 0),
    text(0x00280301, 'CS', 'YES'),
    bytes(0x7fe00010, 'OB', rgb),
  );
}
