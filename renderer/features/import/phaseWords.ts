import type { JobView } from '../../../core/contract/schemas.ts';
import { assertNever } from '../../../core/result.ts';
import { countWords } from '../../ui/amountWords.ts';

/** What a running job does at the moment. */
export function phaseWords({ phase, done, of }: Pick<JobView, 'phase' | 'done' | 'of'>): string {
  const counted = of > 0 ? `${countWords(done)} of ${countWords(of)}` : countWords(done);
  switch (phase) {
    case 'fetching':
      return done === 0 ? 'Asking the archive for the study' : `Fetching files from the archive, ${counted}`;
    case 'walking':
      return `Looking for files, ${countWords(done)} found`;
    case 'reading':
      return `Reading headers, ${counted}`;
    case 'copying':
      return `Copying into the library, ${counted}`;
    case 'making':
      return `Making the demo case, ${counted}`;
    case 'packing':
      return `Packing files, ${counted}`;
    case 'storing':
      return 'Writing the library';
    case 'finished':
      return 'Finished';
    default:
      return assertNever(phase);
  }
}
