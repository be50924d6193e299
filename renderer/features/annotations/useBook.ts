import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { CaseView, SeriesView } from '../../../core/contract/schemas.ts';
import { keptOfCase, sayStale, useFedJournal } from '../../api/caseJournal.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { createAnnotationBook, type AnnotationBook, type BookState } from '../../state/annotationBook.ts';
import { doingNow, setAtWork } from '../../state/atWork.ts';
import { clearDesk } from './deskStore.ts';

/** The open case with what is drawn in it. */
export interface OpenBook {
  readonly book: AnnotationBook;
  readonly series: readonly SeriesView[];
  /** What was drawn is not as it was written; nothing of it is shown. */
  readonly isDamaged: boolean;
}

/** For everything below the station. */
export const BookContext = createContext<OpenBook | null>(null);

/** The open case with what is drawn in it. */
export function useOpenBook(): OpenBook {
  const open = useContext(BookContext);
  if (open === null) throw new Error('BookContext is not given');
  return open;
}

/** The book of the open case. */
export const useBook = (): AnnotationBook => useOpenBook().book;

/** What is drawn in the open case, as it is shown. */
export const useBookState = <T>(chosen: (state: BookState) => T): T => useStore(useBook().store, chosen);

const bookOf = keptOfCase({
  scopes: (caseId) => [caseId],
  make: (host, caseId) => {
    clearDesk();
    return createAnnotationBook(host, caseId, doingNow, sayStale);
  },
});

/** The book of a case, fed with what the host has. */
export function useCaseBook({ row: { id }, stored, series }: CaseView): OpenBook {
  const host = useHost();
  const [book] = useState(() => bookOf(host, id));
  const operators = useAnswer('operators.list', {});
  const answer = useAnswer('annotations.list', { caseId: id });
  useEffect(() => {
    setAtWork(operators?.ok === true
      ? operators.value.operators.find((one) => one.id === operators.value.current) ?? null : null);
  }, [operators]);
  useFedJournal(book, answer, stored);
  const isDamaged = answer?.ok === false && answer.failure.code === 'case/damaged';
  return useMemo(() => ({ book, series, isDamaged }), [book, series, isDamaged]);
}
