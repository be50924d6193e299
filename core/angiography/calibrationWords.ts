import type { XaHeader } from '../dicom/header.ts';

/** Where the header knows no length at all. */
export const NO_CALIBRATION = 'No calibration: pixels only';

type Geometry = Pick<
  XaHeader,
  | 'imagerPixelSpacing'
  | 'estimatedMagnification'
  | 'distanceSourceToDetectorMm'
  | 'distanceSourceToPatientMm'
  | 'calibrationType'
>;

/**
 * What a millimetre in this run would rest on, in words.
 *
 * The spacing of the detector is never the spacing in the patient; the magnification between the two is an
 * estimate.
 *
 * @source DICOM PS3.3 10.7 and C.8.7.5
 */
export function calibrationWords(xa: Geometry, pixelSpacing: readonly [x: number, y: number] | null): string {
  if (pixelSpacing !== null && xa.calibrationType !== null) {
    const kind = xa.calibrationType.toLowerCase();
    return `Header calibration (${kind}): ${millimetres(pixelSpacing[0])} a pixel`;
  }
  const detector = xa.imagerPixelSpacing;
  if (detector === null) return NO_CALIBRATION;
  const plane = `Detector plane, not patient: ${millimetres(detector[0])} a pixel`;
  const magnification = estimatedMagnification(xa);
  return magnification === null
    ? `${plane}; magnification unknown`
    : `${plane}; magnification ${magnification.value.toFixed(2)} estimated from ${magnification.from}`;
}

/** How much larger the heart is on the detector than in the patient, as the header lets one estimate. */
function estimatedMagnification(xa: Geometry): { readonly value: number; readonly from: string } | null {
  const {
    estimatedMagnification: stated,
    distanceSourceToDetectorMm: far,
    distanceSourceToPatientMm: near,
  } = xa;
  if (stated !== null && stated >= 1) return { value: stated, from: 'the header' };
  return far !== null && near !== null && near > 0 && far >= near
    ? { value: far / near, from: 'the distances' }
    : null;
}

const millimetres = (value: number): string => `${value.toFixed(3)} mm`;
