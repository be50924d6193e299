import type { Change, Host } from '../../../core/contract/contract.ts';
import { err, ok } from '../../../core/result.ts';
import type { ArchiveBook } from '../archive/archiveBook.ts';
import { archiveSentence } from '../archive/archiveSentence.ts';
import { answers } from '../archive/peer.ts';
import type { Store } from '../store/open.ts';
import { certain, refused } from './trouble.ts';

interface Parts {
  readonly store: Pick<Store, 'operators'>;
  readonly archiveBook: ArchiveBook;
  announce(change: Change): void;
}

/** Where plans go and studies come from. */
export function archiveHandlers({ store, archiveBook, announce }: Parts): Pick<Host, `archives.${'list' | 'save' | 'remove' | 'test'}`> {
  const whoWorks = () => certain(store.operators.list()).current;
  return {
    'archives.list': async () => ok({ archives: [...certain(archiveBook.list())], sealsPasswords: archiveBook.sealsPasswords }),
    'archives.save': async (change) => {
      const saved = archiveBook.save(change, whoWorks());
      if (!saved.ok) return refused(saved.failure);
      announce({ what: 'archives' });
      return saved;
    },
    'archives.remove': async ({ id }) => {
      const removed = archiveBook.remove(id, whoWorks());
      if (!removed.ok) return refused(removed.failure);
      announce({ what: 'archives' });
      return ok({});
    },
    'archives.test': async ({ id }) => {
      const peer = archiveBook.peer(id);
      if (!peer.ok) return peer.failure.code === 'archive/not-found' ? err({ code: peer.failure.code }) : certain(err(peer.failure));
      const answered = await answers(peer.value);
      return ok(answered.ok
        ? { answers: true, words: 'The archive answers.' }
        : { answers: false, words: archiveSentence(answered.failure) });
    },
  };
}
