import { useState } from 'react';
import type { Operator, Views } from '../../../core/contract/schemas.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';

export type Layout = Views['layout'];
const FIRST: Views = { layout: 'planes', main: 'axial', capture: 'marks' };
/** The arrangement of this window, and whose it is. */
interface Own { readonly operator: Operator['id'] | null; readonly views: Views }

/** How the pictures are arranged and taken along: as the operator left it; a change is kept for the next time. */
export function useViews(): { readonly views: Views; readonly arrange: (part: Partial<Views>) => void } {
  const host = useHost();
  const answer = useAnswer('views.load', {});
  const operators = useAnswer('operators.list', {});
  const [own, setOwn] = useState<Own | null>(null);
  const operator = operators?.ok === true ? operators.value.current : null;
  // Once it has its pictures, another window's arrangement does not change this one's.
  if (answer?.ok === true && operators?.ok === true && (own === null || own.operator !== operator)) setOwn({ operator, views: answer.value });
  const views = own?.views ?? FIRST;
  return {
    views,
    arrange(part) {
      const next = { ...views, ...part };
      setOwn({ operator, views: next });
      // Where the library cannot be written, the arrangement holds for this window only.
      void host['views.save'](next);
    },
  };
}
