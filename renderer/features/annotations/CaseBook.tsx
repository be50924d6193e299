import type { ReactNode } from 'react';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { BookContext, useCaseBook } from './useBook.ts';

/** Everything that shows pictures of a case, with what is drawn in it. */
export const CaseBook = ({ caseView, children }: { readonly caseView: CaseView; readonly children: ReactNode }) => (
  <BookContext value={useCaseBook(caseView)}>{children}</BookContext>
);
