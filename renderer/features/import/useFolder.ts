import { useState } from 'react';
import type { SourceRef } from '../../../core/contract/ids.ts';
import { useAnswer, type Reply } from '../../api/useHost.ts';

/** One step of the way down: a folder that was gone through. */
export interface Crumb {
  readonly ref: SourceRef;
  readonly name: string;
}

/** A walk through the folders of this computer, from the user's own. Paths stay with the host. */
export function useFolder(): {
  readonly folder: Reply<'sources.list'> | undefined;
  /** From the first folder seen to the one before this. */
  readonly crumbs: readonly Crumb[];
  readonly enter: (ref: SourceRef) => void;
  readonly up: () => void;
} {
  const [at, setAt] = useState<{ readonly ref: SourceRef | null; readonly crumbs: readonly Crumb[] }>({
    ref: null,
    crumbs: [],
  });
  const folder = useAnswer('sources.list', { ref: at.ref });
  const here = folder?.ok === true ? folder.value : null;
  return {
    folder,
    crumbs: at.crumbs,
    enter: (ref) =>
      setAt(({ crumbs }) => {
        const known = crumbs.findIndex((crumb) => crumb.ref === ref);
        if (known >= 0) return { ref, crumbs: crumbs.slice(0, known) };
        return { ref, crumbs: here === null ? crumbs : [...crumbs, { ref: here.ref, name: here.name }] };
      }),
    up: () =>
      setAt(({ crumbs, ref }) => {
        const above = here?.parent ?? crumbs.at(-1)?.ref;
        return above === undefined ? { crumbs, ref } : { ref: above, crumbs: crumbs.slice(0, -1) };
      }),
  };
}
