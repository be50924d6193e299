import type { Change, Host } from '../../../core/contract/contract.ts';
import { err, ok, type Err } from '../../../core/result.ts';
import type { CaseBook } from '../cases/caseBook.ts';
import { caseView } from '../cases/liveCase.ts';
import type { OpenBlobs } from '../openBlobs.ts';
import type { Store } from '../store/open.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import { certain, refused, StoreFault } from './trouble.ts';

interface Parts {
  readonly store: Pick<Store, 'library' | 'operators' | 'isReadOnly'>;
  readonly book: CaseBook;
  readonly blobs: OpenBlobs;
  announce(change: Change): void;
  /** Ends every export that is being made, and gives up those that wait to be fetched. */
  giveUpExports(): Promise<void>;
}

/** What there is of a case, as it is announced: all of it goes with the case. */
const OF_A_CASE = ['case', 'annotations', 'entries', 'runs', 'plans'] as const;

/** The worklist and its cases; a case whose import still runs can be opened like any other. */
export const caseHandlers = (
  { store, book, blobs, announce, giveUpExports }: Parts,
): Pick<Host, 'cases.list' | 'cases.open' | 'cases.reports' | 'cases.remove'> => {
  const { library } = store;
  const whoWorks = () => certain(store.operators.list()).current;
  return {
    'cases.list': async (query) => {
      const { rows, total } = certain(library.cases(query));
      return ok({ rows: [...rows], total, ...certain(library.usage()) });
    },
    'cases.open': async ({ id }) => {
      const shown = book.provisional(id);
      if (shown !== undefined) return ok(caseView(shown));
      const opened = library.openCase(id);
      if (!opened.ok) return locked(opened.failure);
      if (store.isReadOnly === null) library.markOpened(id, whoWorks());
      const { row, series, selected, reports } = opened.value;
      return ok({ row, series: [...series], selected, reports: [...reports], stored: true });
    },
    'cases.reports': async ({ id }) => {
      const found = library.reports(id);
      if (found.ok) return ok({ patient: found.value.patient, reports: [...found.value.reports] });
      const shown = book.provisional(id);
      if (shown !== undefined) return ok({ patient: shown.row.patient, reports: [] });
      if (found.failure.code === 'case/not-found') return err({ code: 'case/not-found' });
      throw new StoreFault(found.failure);
    },
    'cases.remove': async ({ id }) => {
      if (book.provisional(id) !== undefined) return err({ code: 'case/not-found' });
      const removed = library.removeCase(id, whoWorks());
      if (!removed.ok) return refused(removed.failure);
      book.forget(id);
      // Before anything is waited for: no window may go on to show what is no longer here.
      for (const what of OF_A_CASE) announce({ what, id });
      announce({ what: 'cases' });
      await blobs.closeCase(id);
      // None of them may hand out what is no longer here.
      await giveUpExports();
      return removed;
    },
  };
};

type Failure =
  | { readonly code: 'case/not-found' }
  | { readonly code: 'case/damaged'; readonly detail: string }
  | StoreTrouble;

function locked(failure: Failure): Err<{ readonly code: 'case/not-found' | 'case/damaged' }> {
  if (failure.code === 'case/not-found' || failure.code === 'case/damaged')
    return err({ code: failure.code });
  throw new StoreFault(failure);
}
