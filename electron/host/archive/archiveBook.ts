import type { ArchiveChange, ArchiveView } from '../../../core/contract/archives.ts';
import type { ArchiveId, OperatorId } from '../../../core/contract/ids.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { Archives, ArchiveNotSaved, KeptArchive, NoArchive } from '../store/archives.ts';
import type { StoreTrouble } from '../store/trouble.ts';
import type { Archive } from './dicomWeb.ts';
import type { DimseNode } from './dimse.ts';
import type { Passwords } from './passwords.ts';

/** An archive with all that is needed to talk to it. */
export type Peer =
  | ({ readonly kind: 'dicomweb' } & Archive)
  | ({ readonly kind: 'dimse' } & DimseNode);

/** The archives of the site with their passwords. */
export interface ArchiveBook {
  readonly sealsPasswords: boolean;
  list(): Result<readonly ArchiveView[], StoreTrouble>;
  save(change: ArchiveChange, by: OperatorId | null): Result<ArchiveView, ArchiveNotSaved | StoreTrouble>;
  remove(id: ArchiveId, by: OperatorId | null): ReturnType<Archives['remove']>;
  /** How to reach one. */
  peer(id: ArchiveId): Result<Peer, NoArchive | StoreTrouble>;
}

export function createArchiveBook(archives: Archives, passwords: Passwords): ArchiveBook {
  const viewOf = (kept: KeptArchive): ArchiveView => ({ ...kept, hasPassword: passwords.of(kept.id, kept.place) !== null });
  return {
    sealsPasswords: passwords.areSealed,
    list: () => {
      const listed = archives.list();
      return listed.ok ? ok(listed.value.map(viewOf)) : listed;
    },
    save: ({ password, ...archive }, by) => {
      const saved = archives.save(archive, by);
      if (!saved.ok) return saved;
      const { id, place } = saved.value;
      // A password that was for another address or user is for nothing any more.
      const isKept = password.do === 'keep' && passwords.of(id, place) !== null;
      if (!isKept) {
        const done = password.do === 'set' && place.kind === 'dicomweb' ? passwords.set(id, place, password.password) : passwords.remove(id);
        if (!done.ok) {
          // An archive that nobody could be let into is not left behind.
          if (archive.id === null) archives.remove(id, by);
          return done;
        }
      }
      return ok(viewOf(saved.value));
    },
    remove: (id, by) => {
      const removed = archives.remove(id, by);
      return removed.ok ? passwords.remove(id) : removed;
    },
    peer: (id) => {
      const listed = archives.list();
      if (!listed.ok) return listed;
      const found = listed.value.find((one) => one.id === id);
      if (found === undefined) return err({ code: 'archive/not-found' });
      const { place } = found;
      return ok(place.kind === 'dicomweb' ? { ...place, password: passwords.of(id, place) } : place);
    },
  };
}
