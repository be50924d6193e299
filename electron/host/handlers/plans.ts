import type { Change, Host, Output } from '../../../core/contract/contract.ts';
import type { RoomEvent } from '../../../core/plan/roomLog.ts';
import { err, ok, type Err } from '../../../core/result.ts';
import type { CaseBook } from '../cases/caseBook.ts';
import { isPng } from '../export/pngPixels.ts';
import type { HostOptions } from '../runningHost.ts';
import type { Sender } from '../sending/sender.ts';
import type { Store } from '../store/open.ts';
import { undone, unshown } from './planFailures.ts';
import { certain, refused } from './trouble.ts';

interface Parts {
  readonly store: Pick<Store, 'plans' | 'planImages' | 'receivedPlans' | 'rooms' | 'operators'>;
  readonly book: CaseBook;
  readonly sender: Pick<Sender, 'wake'>;
  announce(change: Change): void;
  /** Undefined where the shell has no windows. */
  readonly openRoom: HostOptions['openRoom'];
}
type Handlers = Pick<Host, `plans.${'list' | 'received' | 'edit' | 'sign' | 'version' | 'withdraw' | 'search' | 'keepImage' | 'image'}` | `room.${'log' | 'add' | 'open'}`>;

/** Plans of the vessels of a case, what was signed of them, and what happened with it in the room. */
export function planHandlers({ store, book, sender, announce, openRoom }: Parts): Handlers {
  const { plans, planImages, receivedPlans, rooms } = store;
  const whoWorks = () => certain(store.operators.list()).current;
  /** With a case whose import still runs nothing can be kept. */
  const absent = (id: Parameters<CaseBook['provisional']>[0]): Err<{ readonly code: 'case/not-found' | 'case/not-stored' }> =>
    err({ code: book.provisional(id) === undefined ? 'case/not-found' : 'case/not-stored' });
  return {
    'plans.list': async ({ caseId }) => {
      const listed = plans.list(caseId);
      if (listed.ok) return ok({ plans: [...listed.value] });
      const { failure } = listed;
      if (failure.code === 'plan/damaged') return err({ code: 'case/damaged' });
      if (failure.code === 'case/not-found')
        return book.provisional(caseId) === undefined ? err({ code: failure.code }) : ok({ plans: [] });
      return certain(err(failure));
    },
    'plans.received': async ({ caseId }) => {
      const listed = receivedPlans.list(caseId);
      if (listed.ok) return ok({ plans: [...listed.value] });
      const { failure } = listed;
      if (failure.code === 'plan/damaged') return err({ code: 'case/damaged' });
      if (failure.code === 'case/not-found')
        return book.provisional(caseId) === undefined ? err({ code: failure.code }) : ok({ plans: [] });
      return certain(err(failure));
    },
    'plans.edit': async (edit) => {
      const edited = plans.edit(edit, whoWorks());
      if (edited.ok) {
        announce({ what: 'plans', id: edit.caseId });
        return ok(edited.value.plan);
      }
      const { failure } = edited;
      if (failure.code === 'plan/damaged') return err({ code: 'case/damaged' });
      return failure.code === 'case/not-found' ? absent(edit.caseId) : refused(failure);
    },
    'plans.sign': async (signing) => {
      const signed = plans.sign({ ...signing, by: whoWorks() });
      if (signed.ok) {
        announce({ what: 'plans', id: signed.value.caseId });
        return ok(signed.value.plan);
      }
      const { failure } = signed;
      if (failure.code === 'plan/damaged' || failure.code === 'case/damaged') return err({ code: 'case/damaged' });
      if (failure.code === 'plan/not-ready') return err({ code: failure.code, reasons: [...failure.reasons] });
      return refused(failure);
    },
    'plans.version': async ({ plan, version }) => {
      const found = plans.version(plan, version);
      return found.ok ? found : unshown(found.failure);
    },
    'plans.withdraw': async ({ plan, version, reason }) => {
      const withdrawn = plans.withdraw(plan, version, reason, whoWorks());
      if (!withdrawn.ok) return undone(withdrawn.failure);
      announce({ what: 'plans', id: withdrawn.value.caseId });
      announce({ what: 'room', plan, version });
      // Archives that have it are told.
      announce({ what: 'sendings', plan });
      sender.wake();
      return ok(withdrawn.value.plan);
    },
    'plans.search': async (query) => {
      const { rows, total } = certain(plans.search(query));
      return ok({ rows: [...rows], total });
    },
    'plans.keepImage': async ({ caseId, pngBase64 }) => {
      const bytes = Buffer.from(pngBase64, 'base64');
      if (!isPng(bytes)) return err({ code: 'image/not-png' });
      const kept = await planImages.keep(caseId, bytes, whoWorks());
      if (kept.ok) return ok({ sha256: kept.value });
      return kept.failure.code === 'case/not-found' ? absent(caseId) : refused(kept.failure);
    },
    'plans.image': async ({ sha256 }) => {
      const read = await planImages.read(sha256);
      if (read.ok) return ok({ pngBase64: Buffer.from(read.value).toString('base64') });
      return read.failure.code === 'image/not-found' ? err({ code: read.failure.code }) : certain(err(read.failure));
    },
    'room.open': async (scope) => {
      if (openRoom === undefined) return err({ code: 'shell/no-window' });
      const found = plans.version(scope.plan, scope.version);
      return found.ok ? ok({ address: openRoom(scope) }) : unshown(found.failure);
    },
    'room.log': async ({ plan, version }) => {
      const log = rooms.log(plan, version);
      return log.ok ? ok(roomLog(log.value)) : unshown(log.failure);
    },
    'room.add': async ({ plan, version, ...noted }) => {
      const added = rooms.add(plan, version, noted, whoWorks());
      if (!added.ok) return undone(added.failure);
      announce({ what: 'room', plan, version });
      return ok(roomLog(added.value));
    },
  };
}

const roomLog = (events: readonly RoomEvent[]): Output<'room.log'> => ({ events: [...events], now: new Date().toISOString() });

