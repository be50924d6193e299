import type { PatientView } from '../../../core/contract/schemas.ts';
import { HEADER_LIMITS } from '../../../core/dicom/limits.ts';
import { dicomTime } from '../../../core/dicom/text.ts';
import { text, type Dataset, type TextVr } from './dataset.ts';
import { scanFor } from './elementScan.ts';
import { withFile } from './headerSource.ts';
import { TAGS } from './headerTags.ts';
import type { Values } from './headerValues.ts';
import type { ImageFile } from './imageFile.ts';
import { withValues } from './readHeader.ts';

const ISSUER_OF_ID = 0x00100021;
const [ACCESSION, REFERRER, STUDY_ID] = [0x00080050, 0x00080090, 0x00200010];
const OF_STUDY = [[ACCESSION, 'SH'], [REFERRER, 'PN'], [TAGS.studyDescription, 'LO'], [STUDY_ID, 'SH']] as const;
const [AGE, SIZE, WEIGHT] = [0x00101010, 0x00101020, 0x00101030];
const OF_PATIENT = [[TAGS.patientName, 'PN'], [ISSUER_OF_ID, 'LO'], [AGE, 'AS'], [SIZE, 'DS'], [WEIGHT, 'DS']] as const;
const scan = scanFor([TAGS.characterSet, TAGS.studyTime, ...[...OF_STUDY, ...OF_PATIENT].map(([tag]) => tag)]);

/**
 * What an image says of its study and its patient, letter by letter, for an object that comes to lie in the same study. Of the
 * patient only where it is the one that is meant. Empty where the file cannot be read; what is not there, or has letters that
 * nobody can read, is left out.
 *
 * @source DICOM PS3.3 C.7.1.1, C.7.2.1, C.7.2.2
 */
export function studyElements({ path, header }: ImageFile, patient: PatientView): Dataset {
  const isSamePatient = header.patient.id === patient.id && header.patient.birthDate === patient.birthDate
    && (patient.id !== null || header.patient.name === patient.name);
  const read = withFile(path, (source) => withValues(source, scan, HEADER_LIMITS, (values): Dataset => {
    const time = values.text(TAGS.studyTime);
    return [
      ...(time === null || dicomTime(time) === null ? [] : [text(TAGS.studyTime, 'TM', time)]),
      ...[...OF_STUDY, ...(isSamePatient ? OF_PATIENT : [])].flatMap(([tag, vr]) => wordsOf(values, tag, vr)),
    ];
  }));
  return read.ok ? read.value : [];
}

function wordsOf(values: Values, tag: number, vr: TextVr): Dataset {
  const found = values.decoded(tag, vr === 'PN');
  return found?.isComplete === true ? [text(tag, vr, found.text)] : [];
}
