import type { BlobRef, CaseId, PageId, SeriesId } from '../../core/contract/ids.ts';
import type { Blobs, Served } from './blobs.ts';
import { newId } from './newId.ts';

/** Opened pixels with what ends them. */
export interface Opening {
  readonly caseId: CaseId;
  readonly series: SeriesId;
  readonly served: Served;
  /** It reads from what is being imported, not from the library. */
  readonly isFromSource: boolean;
  /** Settles when no file is read for it any more. */
  readonly reading: Promise<unknown>;
  /**
   * What is found about it once it was read and its files were held against what was imported; null where it
   * could not be read. `isWanted`: it is still open.
   */
  checked(isWanted: () => boolean): Promise<Checked | null>;
  close(): Promise<void>;
}

/** What is known of a series after all of it was read: how it came out, or how many files changed. */
export type Checked =
  | { readonly clampedVoxels: number }
  | { readonly changedFiles: number };

/** What is known by now; `changed` stays known of what was closed for it. */
export type OpeningState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'checked'; readonly clampedVoxels: number }
  | { readonly kind: 'changed'; readonly files: number };

/** Changed series that are still told about. */
const MOST_CHANGED = 50;

/** So many may be open at once; what no page that is there holds is closed first, then what was asked for longest ago. */
const MOST_OPEN = { ct: 3, xa: 16 } as const;

interface Open extends Opening {
  readonly key: string;
  /** How often each page holds it; null stands for who is no page. */
  readonly holds: Map<PageId | null, number>;
  state: OpeningState;
}

/**
 * The register of what is open. The same thing opened twice is one reference, closed when the last page that
 * holds it closes it or is gone.
 */
export interface OpenBlobs extends Blobs {
  /** The reference of what is open under this key, held once more by this page. */
  again(key: string, page: PageId | null): BlobRef | undefined;
  keep(key: string, opening: Opening, page: PageId | null): Promise<BlobRef>;
  /** Gives up all that a page holds: it is gone. */
  leave(page: PageId): Promise<void>;
  /** Whether something of this series was closed because its files changed. */
  wasChanged(series: SeriesId): boolean;
  /** Undefined of what was never open or was closed by its users. */
  state(ref: string): OpeningState | undefined;
  /** Ends everything of a case, whoever uses it: the case is gone. */
  closeCase(id: CaseId): Promise<void>;
  closeAll(): Promise<void>;
  /** Settles when nothing that is open now reads from a source any more. */
  whenSourcesUnused(): Promise<void>;
  /** Settles when a picture is opened from a source. */
  whenOpenedFromSource(): Promise<void>;
}

/**
 * @param onState - told when more is known of what is open
 * @param onClosed - told when something is not open any more, before its memory is given back
 * @param isHere - whether a page is there now: one that holds something may have gone
 */
export function createOpenBlobs(
  onState: (ref: BlobRef) => void = () => {}, onClosed: (ref: string) => void = () => {},
  isHere: (page: PageId) => boolean = () => true,
): OpenBlobs {
  /** In the order of last use. */
  const open = new Map<string, Open>();
  let opened = Promise.withResolvers<void>();
  const touched = (ref: string): Open | undefined => {
    const found = open.get(ref);
    if (found === undefined) return undefined;
    open.delete(ref);
    open.set(ref, found);
    return found;
  };
  const changed = new Map<string, OpeningState>();
  const changedSeries = new Set<SeriesId>();
  /** Waits for what is found. A series whose files changed is closed, whoever uses it. */
  const check = async (ref: BlobRef, one: Open): Promise<void> => {
    const isOpen = (): boolean => open.get(ref) === one;
    const found = await one.checked(isOpen);
    if (found === null || !isOpen()) return;
    if ('clampedVoxels' in found) one.state = { kind: 'checked', clampedVoxels: found.clampedVoxels };
    else {
      changedSeries.add(one.series);
      changed.set(ref, { kind: 'changed', files: found.changedFiles });
      for (const old of [...changed.keys()].slice(0, -MOST_CHANGED)) changed.delete(old);
      await end(ref);
    }
    onState(ref);
  };
  const end = async (ref: string): Promise<void> => {
    const found = open.get(ref);
    open.delete(ref);
    onClosed(ref);
    await found?.close();
  };
  /** Nothing can be held anew between two of them, and one that cannot be closed leaves none of the others open. */
  const endAll = async (refs: readonly string[]): Promise<void> => {
    const failed = (await Promise.allSettled(refs.map(end))).find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
  const isInUse = ({ holds }: Open): boolean => [...holds.keys()].some((page) => page === null || isHere(page));
  const hold = ({ holds }: Open, page: PageId | null): void => { holds.set(page, (holds.get(page) ?? 0) + 1); };
  const again = (key: string, page: PageId | null): BlobRef | undefined => {
    for (const [ref, one] of open) {
      if (one.key !== key) continue;
      hold(one, page);
      touched(ref);
      return ref as BlobRef;
    }
    return undefined;
  };
  return {
    open: (ref) => touched(ref)?.served,
    again,
    keep: async (key, opening, page) => {
      const { kind } = opening.served;
      const alike = [...open].filter(([, one]) => one.served.kind === kind);
      const firstToGo = [...alike.filter(([, one]) => !isInUse(one)), ...alike.filter(([, one]) => isInUse(one))];
      const tooMany = firstToGo.slice(0, Math.max(0, alike.length + 1 - MOST_OPEN[kind])).map(([ref]) => ref);
      const ref = newId('blb') as BlobRef;
      const kept: Open = { ...opening, key, holds: new Map(), state: { kind: 'reading' } };
      hold(kept, page);
      open.set(ref, kept);
      void check(ref, kept);
      if (opening.isFromSource) {
        opened.resolve();
        opened = Promise.withResolvers<void>();
      }
      // It is in the register by now: one that cannot be closed does not leave it open and forgotten.
      await endAll(tooMany);
      return ref;
    },
    wasChanged: (series) => changedSeries.has(series),
    state: (ref) => open.get(ref)?.state ?? changed.get(ref),
    close: async (ref, page) => {
      const holds = open.get(ref)?.holds;
      const mine = holds?.get(page);
      if (holds === undefined || mine === undefined) return;
      if (mine > 1) holds.set(page, mine - 1);
      else holds.delete(page);
      if (holds.size === 0) await end(ref);
    },
    leave: async (page) => {
      await endAll([...open].filter(([, { holds }]) => holds.delete(page) && holds.size === 0).map(([ref]) => ref));
    },
    closeCase: async (id) => {
      await endAll([...open.keys()].filter((ref) => open.get(ref)?.caseId === id));
    },
    whenSourcesUnused: async () => {
      await Promise.all(
        [...open.values()].filter(({ isFromSource }) => isFromSource).map(({ reading }) => reading),
      );
    },
    whenOpenedFromSource: () => opened.promise,
    closeAll: () => endAll([...open.keys()]),
  };
}
