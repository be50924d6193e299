import { pageOfWords } from './pageOfWords.ts';
import { NOTICE } from './planDocument.ts';

/** A signed version, and what whoever opens it must know. */
export interface PlanNamed {
  readonly plan: string;
  readonly version: number;
  readonly isWithdrawn: boolean;
  readonly isReceived: boolean;
}

/** What an export of a case holds, as its page of words tells it. */
export interface CaseContents {
  readonly caseId: string;
  /** When it was made, YYYY-MM-DD. */
  readonly day: string;
  readonly images: number;
  readonly pictures: number;
  readonly plans: readonly PlanNamed[];
  /** What is not in it and why, in sentences. */
  readonly leftOut: readonly string[];
}

/** The page of words that lies in an export of a case: one screen, for whoever opens it without Fullmoon. */
export function caseReadme({ caseId, day, images, pictures, plans, leftOut }: CaseContents): string {
  const files = [
    ['DICOM, DICOMDIR', `the ${images} image files, byte for byte as they were imported`],
    ...(plans.length === 0 ? [] : [['plans', `the ${plans.length} signed ${plans.length === 1 ? 'version' : 'versions'}: on paper, and as sealed`]]),
    ...(pictures === 0 ? [] : [['pictures', 'the pictures that the plans show, as they were kept, without a mark; PNG']]),
    ['library', 'what was drawn, measured, stated, planned, done and noted, table by table, with the'],
    ['', 'entries of the audit; JSON, one object a row, names and units as in the library'],
  ];
  const marked = plans.flatMap(({ plan, version, isWithdrawn, isReceived }) => [
    ...(isWithdrawn ? [`Version ${version} of plan ${plan} was WITHDRAWN: do not use it.`] : []),
    ...(isReceived ? [`Version ${version} of plan ${plan} was RECEIVED from another workstation; nothing of it was measured here.`] : []),
  ]);
  return pageOfWords([
    `Everything that Fullmoon holds of case ${caseId}, on ${day}.\n${NOTICE}.`,
    'This names the patient. Handle it as you handle the chart.',
    `What is in it:\n${files.map(([name = '', words = '']) => `  ${name.padEnd(17)}${words}`).join('\n')}`,
    ...(marked.length === 0 ? [] : [marked.join('\n')]),
    'Fullmoon imports the images of this zip as it is. To move a whole library with all its work, use a backup.',
    ...(leftOut.length === 0 ? [] : [`What is not in it:\n${leftOut.map((sentence) => `  - ${sentence}`).join('\n')}`]),
  ]);
}
