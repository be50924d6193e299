/** The elements of a data set that Fullmoon reads; everything else is walked over. */
export const TAGS = {
  characterSet: 0x00080005, imageType: 0x00080008, sopClass: 0x00080016, sopInstance: 0x00080018,
  studyDate: 0x00080020, acquisitionDate: 0x00080022, studyTime: 0x00080030, acquisitionTime: 0x00080032,
  contentTime: 0x00080033,
  modality: 0x00080060, manufacturer: 0x00080070, studyDescription: 0x00081030, seriesDescription: 0x0008103e,
  recommendedFrameRate: 0x00082144,
  patientName: 0x00100010, patientId: 0x00100020, birthDate: 0x00100030, sex: 0x00100040,
  contrastAgent: 0x00180010, cineRate: 0x00180040, sliceThickness: 0x00180050, triggerTime: 0x00181060,
  frameTime: 0x00181063, frameTimeVector: 0x00181065, sourceToDetector: 0x00181110,
  sourceToPatient: 0x00181111,
  magnification: 0x00181114, gantryTilt: 0x00181120, imagerPixelSpacing: 0x00181164, kernel: 0x00181210,
  patientPosition: 0x00185100, primaryAngle: 0x00181510, secondaryAngle: 0x00181511,
  studyUid: 0x0020000d, seriesUid: 0x0020000e, seriesNumber: 0x00200011, acquisitionNumber: 0x00200012,
  instanceNumber: 0x00200013, position: 0x00200032, orientation: 0x00200037, frameOfReference: 0x00200052,
  temporalPosition: 0x00200100, nominalPercent: 0x00209241, triggerDelay: 0x00209153,
  samplesPerPixel: 0x00280002, photometric: 0x00280004, planarConfiguration: 0x00280006, frames: 0x00280008,
  rows: 0x00280010, columns: 0x00280011, pixelSpacing: 0x00280030, bitsAllocated: 0x00280100,
  bitsStored: 0x00280101, highBit: 0x00280102, pixelRepresentation: 0x00280103, paddingValue: 0x00280120,
  paddingLimit: 0x00280121, calibrationType: 0x00280a02, windowCentre: 0x00281050, windowWidth: 0x00281051,
  rescaleIntercept: 0x00281052, rescaleSlope: 0x00281053, rescaleType: 0x00281054, lossy: 0x00282110,
  rWavePointer: 0x00286040,
  sharedGroups: 0x52009229, frameGroups: 0x52009230,
} as const;

/** Inside functional groups. */
export const GROUP_TAGS = {
  cardiac: 0x00189118, frameContent: 0x00209111, planePosition: 0x00209113, planeOrientation: 0x00209116,
  pixelMeasures: 0x00289110, valueTransformation: 0x00289145, window: 0x00289132,
  ctReconstruction: 0x00189314,
  ctGeometry: 0x00189312, positioner: 0x00189405, xrayGeometry: 0x00189476, xrayFrameProperties: 0x00289443,
  temporalIndex: 0x00209128, frameAcquisitionNumber: 0x00209156, frameTime: 0x00189074,
  sourceToIsocentre: 0x00189402,
} as const;

const keys = new Map<number, string>();
/** The key that dicom-parser uses for a tag. */
export function keyOf(tag: number): string {
  const known = keys.get(tag);
  if (known !== undefined) return known;
  const key = `x${tag.toString(16).padStart(8, '0')}`;
  keys.set(tag, key);
  return key;
}
