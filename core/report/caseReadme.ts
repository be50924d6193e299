import { pageOfWords } from './pageOfWords.ts';
import { NOTICE } from './planDocument.ts';

/** What an export of a case holds, as its page of words tells it. */
export interface CaseContents {
  readonly caseId: string;
  /** When it was made, YYYY-MM-DD. */
  readonly day: string;
  readonly images: number;
  readonly pictures: number;
  readonly versions: number;
  /** What is not in it and why, in sentences. */
  readonly leftOut: readonly string[];
}

/** The page of words that lies in an export of a case: one screen, for whoever opens it without Fullmoon. */
export function caseReadme({ caseId, day, images, pictures, versions, leftOut }: CaseContents): string {
  const files = [
    ['DICOM, DICOMDIR', `the ${images} image files, byte for byte as they were imported`],
    ...(versions === 0 ? [] : [['plans', `the ${versions} signed ${versions === 1 ? 'version' : 'versions'}: on paper, and as sealed`]]),
    ...(pictures === 0 ? [] : [['pictures', 'the pictures that the plans show, PNG']]),
    ['library', 'what was drawn, measured, stated, planned, done and noted, table by table, with the'],
    ['', 'entries of the audit; JSON, one object a row, names and units as in the library'],
  ];
  return pageOfWords([
    `Everything that Fullmoon holds of case ${caseId}, on ${day}.\n${NOTICE}.`,
    'This names the patient. Handle it as you handle the chart.',
    `What is in it:\n${files.map(([name = '', words = '']) => `  ${name.padEnd(17)}${words}`).join('\n')}`,
    'Fullmoon imports the images of this zip as it is. To move a whole library with all its work, use a backup.',
    ...(leftOut.length === 0 ? [] : [`What is not in it:\n${leftOut.map((sentence) => `  - ${sentence}`).join('\n')}`]),
  ]);
}
