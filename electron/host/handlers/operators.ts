import type { Change, Host } from '../../../core/contract/contract.ts';
import { ok } from '../../../core/result.ts';
import type { Store } from '../store/open.ts';
import { certain, refused } from './trouble.ts';

interface Parts { readonly store: Pick<Store, 'operators' | 'settings' | 'views' | 'stock'>; announce(change: Change): void }

/** Who works here, what the site decides, and what its room has. */
export const operatorHandlers = ({
  store,
  announce,
}: Parts): Pick<
  Host,
  'operators.list' | 'operators.add' | 'operators.choose' | 'settings.load' | 'settings.save' | 'views.load' | 'views.save'
  | 'stock.load' | 'stock.save'
> => ({
  'operators.list': async () => {
    const { operators, current } = certain(store.operators.list());
    return ok({ operators: [...operators], current });
  },
  'operators.add': async ({ name }) => {
    const added = store.operators.add(name);
    if (!added.ok) return refused(added.failure);
    announce({ what: 'operators' });
    return added;
  },
  'operators.choose': async ({ id }) => {
    const chosen = store.operators.choose(id);
    if (!chosen.ok) return refused(chosen.failure);
    announce({ what: 'operators' });
    return chosen;
  },
  'settings.load': async () => ok(certain(store.settings.load())),
  'settings.save': async (settings) => {
    const saved = store.settings.save(settings, certain(store.operators.list()).current);
    if (!saved.ok) return refused(saved.failure);
    announce({ what: 'settings' });
    return saved;
  },
  'stock.load': async () => ok({ list: certain(store.stock.load()) }),
  'stock.save': async (list) => {
    const saved = store.stock.save(list, certain(store.operators.list()).current);
    if (!saved.ok) return refused(saved.failure);
    announce({ what: 'stock' });
    return saved;
  },
  'views.load': async () => {
    const kept = certain(store.views.load(certain(store.operators.list()).current));
    const { startLayout } = certain(store.settings.load());
    return ok(kept ?? { layout: startLayout === 'axial' ? 'large' : 'planes', main: 'axial', capture: 'marks' });
  },
  'views.save': async (views) => {
    const saved = store.views.save(views, certain(store.operators.list()).current);
    if (!saved.ok) return refused(saved.failure);
    announce({ what: 'views' });
    return saved;
  },
});
