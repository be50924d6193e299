import type { Change, Host } from '../../../core/contract/contract.ts';
import { ok } from '../../../core/result.ts';
import type { CaseBook } from '../cases/caseBook.ts';
import type { Store } from '../store/open.ts';
import { journalChange, journalList } from './journal.ts';
import { certain } from './trouble.ts';

interface Parts {
  readonly store: Pick<Store, 'entries' | 'operators'>;
  readonly book: CaseBook;
  announce(change: Change): void;
}

/** What operators enter about the vessels and the patient of a case. */
export const entryHandlers = ({ store, book, announce }: Parts): Pick<Host, 'entries.list' | 'entries.change'> => ({
  'entries.list': async ({ caseId }) => {
    const listed = journalList(store.entries, book, caseId);
    return listed.ok ? ok({ entries: [...listed.value.kept], changes: listed.value.changes }) : listed;
  },
  'entries.change': async (step) => {
    const by = certain(store.operators.list()).current;
    const changed = journalChange(store.entries, book, step, by, announce, 'entries');
    if (!changed.ok) return changed;
    const { kept, removed, changes } = changed.value;
    return ok({ entries: [...kept], removed: [...removed], changes });
  },
});
