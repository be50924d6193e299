import { createRequire } from 'node:module';

type DicomParser = typeof import('dicom-parser');

const require = createRequire(import.meta.url);
let loaded: DicomParser | null = null;

/** dicom-parser, from the first time that something needs it: most files do not, and it takes long to load. */
export const dicomParser = (): DicomParser => (loaded ??= require('dicom-parser') as DicomParser);
