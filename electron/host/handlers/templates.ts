import type { Change, Host } from '../../../core/contract/contract.ts';
import { ok } from '../../../core/result.ts';
import type { Store } from '../store/open.ts';
import { certain, refused } from './trouble.ts';

interface Parts { readonly store: Pick<Store, 'operators' | 'templates'>; announce(change: Change): void }

/** Templates of plans, of whoever works now. */
export const templateHandlers = (
  { store, announce }: Parts,
): Pick<Host, 'templates.list' | 'templates.save' | 'templates.remove'> => {
  const whoWorks = () => certain(store.operators.list()).current;
  return {
    'templates.list': async () => ok({ templates: [...certain(store.templates.list(whoWorks()))] }),
    'templates.save': async (draft) => {
      const saved = store.templates.save(draft, whoWorks());
      if (!saved.ok) return refused(saved.failure);
      announce({ what: 'templates' });
      return saved;
    },
    'templates.remove': async (template) => {
      const removed = store.templates.remove(template, whoWorks());
      if (!removed.ok) return refused(removed.failure);
      announce({ what: 'templates' });
      return ok({});
    },
  };
};
