import type { Change } from '../../../core/contract/contract.ts';
import type { CaseId, OperatorId } from '../../../core/contract/ids.ts';
import { err, ok, type Err, type Ok } from '../../../core/result.ts';
import type { CaseBook } from '../cases/caseBook.ts';
import type { Drafted, JournalStep, KeptByNow, KeptStep, SealedJournal } from '../store/sealedJournal.ts';
import { refused, StoreFault } from './trouble.ts';

type NoCase = Err<{ readonly code: 'case/not-found' }>;
type Damaged = Err<{ readonly code: 'case/damaged' }>;

/** What is kept in a journal of a case. A case whose import still runs has nothing in it yet. */
export function journalList<Draft extends Drafted, Kept extends Draft, Refusal>(
  journal: SealedJournal<Draft, Kept, Refusal>, book: CaseBook, caseId: CaseId,
): Ok<KeptByNow<Kept>> | NoCase | Damaged {
  const listed = journal.list(caseId);
  if (listed.ok) return listed;
  const { failure } = listed;
  switch (failure.code) {
    case 'case/not-found': return book.provisional(caseId) === undefined ? err({ code: failure.code }) : ok({ kept: [], changes: 0 });
    case 'case/damaged': return err({ code: failure.code });
    default: throw new StoreFault(failure);
  }
}

type Failing<F> = F extends Err<infer Code> ? Code : never;
interface NotChanged { readonly code: 'case/not-found' | 'case/not-stored' | 'case/damaged' }

interface Step<Draft extends Drafted> extends JournalStep<Draft> { readonly caseId: CaseId }

/** One step of work, kept and announced; with a case whose import still runs nothing can be kept. */
export function journalChange<Draft extends Drafted, Kept extends Draft, Refusal extends { readonly code: string }>(
  journal: SealedJournal<Draft, Kept, Refusal>, book: CaseBook, { caseId, ...step }: Step<Draft>, by: OperatorId | null,
  announce: (change: Change) => void, what: 'annotations' | 'entries',
): Ok<KeptStep<Kept>> | Err<NotChanged | Failing<ReturnType<typeof refused<Refusal>>>> {
  const changed = journal.change(caseId, step, by);
  if (changed.ok) {
    announce({ what, id: caseId });
    return changed;
  }
  const { failure } = changed;
  if (failure.code === 'case/damaged') return err({ code: 'case/damaged' });
  if (failure.code === 'case/not-found')
    return err({ code: book.provisional(caseId) === undefined ? 'case/not-found' : 'case/not-stored' });
  return refused(failure);
}
