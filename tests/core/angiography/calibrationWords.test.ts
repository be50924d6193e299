import { expect, it } from 'vitest';
import { calibrationWords } from '../../../core/angiography/calibrationWords.ts';

const NONE = {
  imagerPixelSpacing: null,
  estimatedMagnification: null,
  distanceSourceToDetectorMm: null,
  distanceSourceToPatientMm: null,
  calibrationType: null,
};
const detector = { ...NONE, imagerPixelSpacing: [0.3, 0.3] as const };

it.each([
  ['nothing', NONE, null, 'No calibration: pixels only'],
  ['a pixel spacing of unknown origin', NONE, [0.2, 0.2] as const, 'No calibration: pixels only'],
  [
    'the detector alone',
    detector,
    null,
    'Detector plane, not patient: 0.300 mm a pixel; magnification unknown',
  ],
  [
    'a pixel spacing beside the detector, of unknown origin',
    detector,
    [0.2, 0.2] as const,
    'Detector plane, not patient: 0.300 mm a pixel; magnification unknown',
  ],
  [
    'the distances',
    { ...detector, distanceSourceToDetectorMm: 1200, distanceSourceToPatientMm: 800 },
    null,
    'Detector plane, not patient: 0.300 mm a pixel; magnification 1.50 estimated from the distances',
  ],
  [
    'impossible distances',
    { ...detector, distanceSourceToDetectorMm: 700, distanceSourceToPatientMm: 800 },
    null,
    'Detector plane, not patient: 0.300 mm a pixel; magnification unknown',
  ],
  [
    'a stated magnification',
    {
      ...detector,
      estimatedMagnification: 1.4,
      distanceSourceToDetectorMm: 1200,
      distanceSourceToPatientMm: 800,
    },
    null,
    'Detector plane, not patient: 0.300 mm a pixel; magnification 1.40 estimated from the header',
  ],
  [
    'a magnification below one',
    { ...detector, estimatedMagnification: 0.9 },
    null,
    'Detector plane, not patient: 0.300 mm a pixel; magnification unknown',
  ],
  [
    'a calibration',
    { ...detector, calibrationType: 'FIDUCIAL' },
    [0.21, 0.21] as const,
    'Header calibration (fiducial): 0.210 mm a pixel',
  ],
  [
    'a calibration type without a spacing',
    { ...detector, calibrationType: 'GEOMETRY' },
    null,
    'Detector plane, not patient: 0.300 mm a pixel; magnification unknown',
  ],
])('where the header states %s it says so', (_, xa, spacing, words) => {
  expect(calibrationWords(xa, spacing)).toBe(words);
});
