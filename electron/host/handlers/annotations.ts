import type { Change, Host } from '../../../core/contract/contract.ts';
import { ok } from '../../../core/result.ts';
import type { CaseBook } from '../cases/caseBook.ts';
import type { Store } from '../store/open.ts';
import { journalChange, journalList } from './journal.ts';
import { certain } from './trouble.ts';

interface Parts {
  readonly store: Pick<Store, 'annotations' | 'operators'>;
  readonly book: CaseBook;
  announce(change: Change): void;
}

/** What is drawn on the images of a case. */
export const annotationHandlers = ({ store, book, announce }: Parts): Pick<Host, 'annotations.list' | 'annotations.change'> => ({
  'annotations.list': async ({ caseId }) => {
    const listed = journalList(store.annotations, book, caseId);
    return listed.ok ? ok({ annotations: [...listed.value.kept], changes: listed.value.changes }) : listed;
  },
  'annotations.change': async (step) => {
    const by = certain(store.operators.list()).current;
    const changed = journalChange(store.annotations, book, step, by, announce, 'annotations');
    if (!changed.ok) return changed;
    const { kept, removed, changes } = changed.value;
    return ok({ annotations: [...kept], removed: [...removed], changes });
  },
});
