import { CUT } from '../plan/cleanWords.ts';
import type { SealedPlan } from '../plan/sealedPlan.ts';
import { pageOfWords } from './pageOfWords.ts';
import { NOTICE } from './planDocument.ts';
import { RECEIVED } from './receivedMark.ts';

/** What a hand-over pack holds, as its page of words tells it. */
export interface PackContents {
  readonly sealed: Pick<SealedPlan, 'plan' | 'version' | 'software'>;
  /** The seal; a pack without identity does not tell it, nor the id of the plan: a copy with the name has them, too. */
  readonly sha256: string;
  /** Where it was signed and when that was checked; null for a plan of this workstation. */
  readonly received: string | null;
  readonly isDeidentified: boolean;
  /** The patient's pseudonym; null where the pack names the patient. */
  readonly pseudonym: string | null;
  /** Only DICOM, no paper, no JSON. */
  readonly isDicomAlone: boolean;
  readonly keyImages: number;
  /** Images of the case that are in it; null where they were not asked for. */
  readonly images: number | null;
  /** How many of them are without identity although nobody vouches for their pixels. */
  readonly unseen: number;
  /** What is not in it and why, in sentences. */
  readonly leftOut: readonly string[];
}

/** The page of words that lies in a pack: one screen, for whoever opens it without Fullmoon. */
export function packReadme(pack: PackContents): string {
  const { sealed, received, isDeidentified, pseudonym, isDicomAlone, keyImages, images, unseen, leftOut } = pack;
  const patient = pseudonym ?? 'nobody';
  const files = [
    ['DICOM, DICOMDIR', `the plan as DICOM objects${images === null ? '' : `, with ${images} images of the case`}`],
    ...(isDicomAlone ? [] : [
      ['plan.pdf', 'the plan on paper'],
      ['plan.json', jsonWords(pack)],
      ...(keyImages === 0 || isDeidentified ? [] : [['pictures', 'the key images, PNG']]),
    ]),
  ];
  const paragraphs = [
    `CTO plan ${isDeidentified ? `of ${patient}` : sealed.plan}, version ${sealed.version}, by ${sealed.software}.\n${NOTICE}.`,
    ...(received === null ? [] : [`${RECEIVED}. ${received}`]),
    isDeidentified
      ? `DE-IDENTIFIED by the basic profile of DICOM PS3.15. The patient is called ${patient}. `
        + 'Names, numbers, days, sex, age, people, notes and key images were taken out; UIDs were replaced, the same way in '
        + `every file. ${CUT} stands for words of the operator that no list vouches for. Look through it before you pass it on.`
      : 'This pack names the patient. Handle it as you handle the chart.',
    `What is in it:\n${files.map(([name = '', words = '']) => `  ${name.padEnd(17)}${words}`).join('\n')}`,
    'To look at the images: unpack it and open the folder, or the file DICOMDIR, in a DICOM viewer such as Weasis or OHIF. '
    + 'Fullmoon imports the zip as it is.',
    ...(isDicomAlone ? [] : [verifyWords(pack)]),
    ...(unseen === 0 ? [] : [unseenWords(unseen)]),
    ...(leftOut.length === 0 ? [] : [`What is not in it:\n${leftOut.map((sentence) => `  - ${sentence}`).join('\n')}`]),
  ];
  return pageOfWords(paragraphs);
}

function jsonWords({ isDeidentified, received }: PackContents): string {
  if (isDeidentified) return 'the plan for programs, without identity';
  return `the plan for programs${received === null ? ', byte for byte as it was sealed' : ': whose it is, then what was sealed'}`;
}

function verifyWords({ sha256, isDeidentified, received }: PackContents): string {
  if (isDeidentified)
    return 'No seal holds for the plan.json that lies here. The original, which the hospital keeps, is sealed.';
  const seal = 'it stands at the foot of every page of plan.pdf, too.';
  return received === null
    ? `To verify it: the SHA-256 of plan.json must be\n  ${sha256}\nThat is the seal of this version; ${seal} `
      + 'On Windows: certutil -hashfile plan.json SHA256. Elsewhere: sha256sum plan.json.'
    : 'To verify it: import this zip into Fullmoon, which checks the chain link by link. '
      + `The SHA-256 of what plan.json holds as "sealed", brace to brace, must be\n  ${sha256}\n`
      + `That is the seal of this version; ${seal}`;
}

/** What is said of images whose header does not tell whether words are burnt into the pixels, wherever it is said. */
export const unseenWords = (images: number): string =>
  `The pixels of ${images === 1 ? '1 image' : `${images} images`} were not looked at: the header does not say whether words are burnt in. `
  + 'Look at them before you pass them on.';
