import type { Change, Host } from '../../../core/contract/contract.ts';
import { err, ok } from '../../../core/result.ts';
import type { Sender } from '../sending/sender.ts';
import type { Store } from '../store/open.ts';
import { certain, refused } from './trouble.ts';

interface Parts {
  readonly store: Pick<Store, 'sendings' | 'operators'>;
  readonly sender: Sender;
  announce(change: Change): void;
}

/** What is on its way to archives. */
export function sendingHandlers({ store: { sendings, operators }, sender, announce }: Parts): Pick<Host, `sendings.${'list' | 'ask' | 'cancel'}`> {
  const whoWorks = () => certain(operators.list()).current;
  return {
    'sendings.list': async ({ plan }) => ok({ sendings: certain(sendings.list(plan)).map(sender.viewOf) }),
    'sendings.ask': async ({ plan, version, archive }) => {
      const asked = sendings.ask(plan, version, archive, whoWorks());
      if (!asked.ok) return asked.failure.code === 'plan/damaged' ? err({ code: asked.failure.code }) : refused(asked.failure);
      announce({ what: 'sendings', plan });
      sender.wake();
      return ok(sender.viewOf(asked.value));
    },
    'sendings.cancel': async ({ id }) => {
      const cancelled = sendings.cancel(id, whoWorks());
      if (!cancelled.ok) return refused(cancelled.failure);
      announce({ what: 'sendings', plan: cancelled.value.plan });
      sender.wake();
      return ok({});
    },
  };
}
