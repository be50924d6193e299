import type { Change, Host } from '../../../core/contract/contract.ts';
import type { SeriesId } from '../../../core/contract/ids.ts';
import { err, ok } from '../../../core/result.ts';
import type { CaseBook } from '../cases/caseBook.ts';
import type { Store } from '../store/open.ts';
import { certain, refused, StoreFault } from './trouble.ts';

interface Parts {
  readonly store: Pick<Store, 'runs' | 'operators' | 'isReadOnly'>;
  readonly book: CaseBook;
  announce(change: Change): void;
}

/** What operators say of the runs of a case. */
export const runHandlers = ({
  store,
  book,
  announce,
}: Parts): Pick<Host, 'runs.list' | 'runs.calibrate' | 'runs.name'> => {
  const whoWorks = () => certain(store.operators.list()).current;
  /** A run whose import still goes on can be looked at, but the library does not know it yet. */
  const isProvisional = (series: SeriesId): boolean => {
    const found = book.series(series);
    return found.ok && !found.value.inCase.isStored;
  };
  return {
    'runs.list': async ({ caseId }) => {
      const shown = book.provisional(caseId);
      if (shown !== undefined) {
        const runs = shown.items.filter(({ item }) => item.kind === 'xa-run');
        return ok({ runs: runs.map(({ view }) => ({ series: view.id, role: null, calibration: null })) });
      }
      const listed = store.runs.list(caseId);
      if (listed.ok) return ok({ runs: [...listed.value] });
      const { failure } = listed;
      if (failure.code === 'case/not-found' || failure.code === 'case/damaged') return err({ code: failure.code });
      throw new StoreFault(failure);
    },
    'runs.calibrate': async ({ series, measured }) => {
      if (isProvisional(series)) return err({ code: 'case/not-stored' });
      const kept = store.runs.calibrate(series, measured, whoWorks());
      if (!kept.ok) return refused(kept.failure);
      announce({ what: 'runs', id: kept.value.caseId });
      return ok({ calibration: kept.value.calibration });
    },
    'runs.name': async ({ series, role }) => {
      if (isProvisional(series)) return err({ code: 'case/not-stored' });
      const kept = store.runs.name(series, role, whoWorks());
      if (!kept.ok) return refused(kept.failure);
      announce({ what: 'runs', id: kept.value.caseId });
      return ok({});
    },
  };
};
