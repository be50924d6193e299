import { assertNever } from '../../../core/result.ts';
import { roomWords } from '../store/failureSentence.ts';
import type { CaseDamaged } from '../store/library.ts';
import type { StoreTrouble } from '../store/trouble.ts';

/** What a person can do about a store in trouble: one plain sentence. */
export function troubleSentence(trouble: StoreTrouble | CaseDamaged): string {
  switch (trouble.code) {
    case 'store/disk-full':
      return `The disk is full (${roomWords(trouble)}); nothing was stored. Free some space and import again.`;
    case 'store/read-only':
      return 'The library can only be read: another Fullmoon is running, or its folder is locked. '
        + 'Close the other one and import again.';
    case 'store/busy':
      return 'The library is busy; nothing was stored. Import again in a moment.';
    case 'store/damaged':
      return 'The library is damaged; nothing was stored. Keep its folder as it is and restore a backup.';
    case 'store/unreachable':
      return 'The library cannot be reached; nothing was stored. Check the disk, then import again.';
    case 'case/damaged':
      return 'The stored case of this patient is damaged; nothing was added. '
        + 'Remove the case and import its images again.';
    default: return assertNever(trouble);
  }
}

/** Sentences for files that fall away before or while a case is being stored. */
export const COPY_SENTENCES = {
  'mixed-patient':
    'The series of this file holds slices of two or more patients, so nothing of it is used. '
    + 'Check where it came from.',
  'series-of-another-patient':
    'The library holds images of this series under another patient, so this file is not used. '
    + 'Find out whose series it is: the stored case may be the wrong one.',
  'file/vanished':
    'This file went away or changed while it was being copied. Import again from a copy that stays.',
  'uid-clash':
    'The library holds this instance with other content, and it stays as it is. '
    + 'Check where this file comes from.',
} as const;
