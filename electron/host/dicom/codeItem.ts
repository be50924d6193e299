import type { Code } from '../../../core/dicom/codes.ts';
import { text, type Dataset } from './dataset.ts';

/** An item that holds a coded concept. @source DICOM PS3.3 8.8 */
export const codeItem = ({ value, scheme, meaning }: Code): Dataset => [
  text(0x00080100, 'SH', value),
  text(0x00080102, 'SH', scheme),
  text(0x00080104, 'LO', meaning),
];
