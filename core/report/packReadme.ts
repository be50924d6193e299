import { CUT } from '../plan/cleanWords.ts';
import type { SealedPlan } from '../plan/sealedPlan.ts';
import { NOTICE } from './planDocument.ts';

/** What a hand-over pack holds, as its page of words tells it. */
export interface PackContents {
  readonly sealed: Pick<SealedPlan, 'plan' | 'version' | 'software'>;
  readonly sha256: string;
  readonly isDeidentified: boolean;
  /** The patient's pseudonym; null where the pack names the patient. */
  readonly pseudonym: string | null;
  /** Only DICOM, no paper, no JSON. */
  readonly isDicomAlone: boolean;
  readonly keyImages: number;
  /** Images of the case that are in it; null where they were not asked for. */
  readonly images: number | null;
  /** What is not in it and why, in sentences. */
  readonly leftOut: readonly string[];
}

/** The page of words that lies in a pack: one screen, for whoever opens it without Fullmoon. */
export function packReadme(pack: PackContents): string {
  const { sealed, sha256, isDeidentified, pseudonym, isDicomAlone, keyImages, images, leftOut } = pack;
  const files = [
    ['DICOM, DICOMDIR', `the plan as DICOM objects${images === null ? '' : `, with ${images} images of the case`}`],
    ...(isDicomAlone ? [] : [
      ['plan.pdf', 'the plan on paper'],
      ['plan.json', isDeidentified ? 'the plan for programs, without identity' : 'the plan for programs, byte for byte as it was sealed'],
      ...(keyImages === 0 || isDeidentified ? [] : [['pictures', 'the key images, PNG']]),
    ]),
  ];
  const paragraphs = [
    `CTO plan ${sealed.plan}, version ${sealed.version}, by ${sealed.software}.\n${NOTICE}.`,
    isDeidentified
      ? `DE-IDENTIFIED by the basic profile of DICOM PS3.15. The patient is called ${pseudonym ?? 'nothing'}. `
        + 'Names, numbers, days, sex, age, people, notes and key images were taken out; UIDs were replaced, the same way in '
        + `every file. ${CUT} stands for words of the operator that no list vouches for. Look through it before you pass it on.`
      : 'This pack names the patient. Handle it as you handle the chart.',
    `What is in it:\n${files.map(([name = '', words = '']) => `  ${name.padEnd(17)}${words}`).join('\n')}`,
    'To look at the images: unpack it and open the folder, or the file DICOMDIR, in a DICOM viewer such as Weasis or OHIF. '
    + 'Fullmoon imports the zip as it is.',
    ...(isDicomAlone ? [] : [isDeidentified
      ? `The seal ${sha256}\nis of the original plan, which the hospital keeps. It does not hold for the plan.json that lies here.`
      : `To verify it: the SHA-256 of plan.json must be\n  ${sha256}\nThat is the seal of this version; it stands at the foot of every page of plan.pdf, too. `
        + 'On Windows: certutil -hashfile plan.json SHA256. Elsewhere: sha256sum plan.json.']),
    ...(leftOut.length === 0 ? [] : [`What is not in it:\n${leftOut.map((sentence) => `  - ${sentence}`).join('\n')}`]),
  ];
  // Ends of lines as every editor shows them.
  return `${paragraphs.map((paragraph) => wrapped(paragraph)).join('\n\n')}\n`.replaceAll('\n', '\r\n');
}

const WIDTH = 92;

/** Long lines broken between words. */
const wrapped = (text: string): string => text.split('\n').map((line) => {
  if (line.length <= WIDTH) return line;
  const lines: string[] = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}).join('\n');
