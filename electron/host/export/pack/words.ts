import { failureSentence } from '../../store/failureSentence.ts';
import type { CaseNotExported } from '../caseExport.ts';
import type { NotPacked } from './writePack.ts';

/** Why a pack was not written: one plain sentence, and what to do. */
export function packSentence(failure: NotPacked | CaseNotExported): string {
  switch (failure.code) {
    case 'plan/not-found': return 'There is no such signed plan in the library. Take an id from plan list.';
    case 'case/not-found': return 'There is no such case in the library. Take an id from list.';
    case 'plan/damaged': return 'This plan is not as it was signed: nothing of it is handed over. Restore the library from a backup.';
    case 'plan/withdrawn': return 'This version was withdrawn. Hand over a version that is valid.';
    case 'image/not-found': return 'A key image of this plan is not as it was kept. Restore the library from a backup.';
    case 'images/not-found': return 'The images that this plan rests on are not in the library, or not as they were when it was signed. '
      + 'Import or fetch them, or hand it over without them.';
    case 'images/changed': return 'An image of this case is not as it was imported. Import it again, or hand the plan over without images.';
    case 'file/already-there': return 'There is something at this place already. Name a new file.';
    case 'export/cancelled': return 'Ended before it was done; nothing was left behind.';
    default: return failureSentence(failure);
  }
}
