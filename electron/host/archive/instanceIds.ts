import { dicomParser } from '../dicom/dicomParser.ts';

/** Where an object is in an archive. */
export interface InstanceIds {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly instanceUid: string;
}

const SERIES_UID = 'x0020000e';

/** The UIDs of a DICOM file that we made. */
export function instanceIds(file: Uint8Array): InstanceIds {
  const said = dicomParser().parseDicom(file, { untilTag: SERIES_UID });
  const [studyUid, seriesUid, instanceUid] = [
    said.string('x0020000d'), said.string(SERIES_UID), said.string('x00080018'),
  ];
  if (studyUid === undefined || seriesUid === undefined || instanceUid === undefined)
    throw new Error('an object without UIDs');
  return { studyUid, seriesUid, instanceUid };
}
