import type { Change } from '../../../core/contract/contract.ts';
import type { CaseId } from '../../../core/contract/ids.ts';
import type { CaseBook } from '../cases/caseBook.ts';
import type { Sender } from '../sending/sender.ts';
import type { Store } from '../store/open.ts';
import type { HeaderReader } from './gather.ts';

/** What an import works with. */
export interface ImportParts {
  readonly store: Store;
  readonly book: CaseBook;
  readonly reader: HeaderReader;
  announce(change: Change): void;
  /** Told when something may be to be sent: archives learn of what came as withdrawn. */
  readonly sender: Pick<Sender, 'wake'>;
  now(): Date;
  /** Resolves when a case that is being looked at no longer needs the processor for its first pictures. */
  whenCalm(signal: AbortSignal): Promise<void>;
  /** Ends what is open of a case that is not to be. */
  withdraw(id: CaseId): Promise<void>;
}
