import type { BlobRef, CaseId } from '../../core/contract/ids.ts';
import type { Blobs, Served } from './blobs.ts';
import { newId } from './newId.ts';

/** Opened pixels with what ends them. */
export interface Opening {
  readonly caseId: CaseId;
  readonly served: Served;
  /** It reads from what is being imported, not from the library. */
  readonly isFromSource: boolean;
  /** Settles when no file is read for it any more. */
  readonly reading: Promise<unknown>;
  close(): Promise<void>;
}

/** So many may be open at once; the one that was asked for longest ago is closed first. */
const MOST_OPEN = { ct: 3, xa: 16 } as const;

interface Open extends Opening { readonly key: string; users: number }

/**
 * The register of what is open. The same thing opened twice is one reference, closed when its last user
 * closes it.
 */
export interface OpenBlobs extends Blobs {
  /** The reference of what is open under this key, counted as used once more. */
  again(key: string): BlobRef | undefined;
  keep(key: string, opening: Opening): Promise<BlobRef>;
  /** Ends everything of a case, whoever uses it: the case is gone. */
  closeCase(id: CaseId): Promise<void>;
  closeAll(): Promise<void>;
  /** Settles when nothing that is open now reads from a source any more. */
  whenSourcesUnused(): Promise<void>;
  /** Settles when a picture is opened from a source. */
  whenOpenedFromSource(): Promise<void>;
}

export function createOpenBlobs(): OpenBlobs {
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
  const end = async (ref: string): Promise<void> => {
    const found = open.get(ref);
    open.delete(ref);
    await found?.close();
  };
  const again = (key: string): BlobRef | undefined => {
    for (const [ref, one] of open) {
      if (one.key !== key) continue;
      one.users += 1;
      touched(ref);
      return ref as BlobRef;
    }
    return undefined;
  };
  return {
    open: (ref) => touched(ref)?.served,
    again,
    keep: async (key, opening) => {
      const { kind } = opening.served;
      const alike = [...open].filter(([, one]) => one.served.kind === kind);
      for (const [ref] of alike.slice(0, Math.max(0, alike.length + 1 - MOST_OPEN[kind]))) await end(ref);
      const ref = newId('blb') as BlobRef;
      open.set(ref, { ...opening, key, users: 1 });
      if (opening.isFromSource) {
        opened.resolve();
        opened = Promise.withResolvers<void>();
      }
      return ref;
    },
    close: async (ref) => {
      const found = open.get(ref);
      if (found === undefined) return;
      found.users -= 1;
      if (found.users <= 0) await end(ref);
    },
    closeCase: async (id) => {
      const refs = [...open.keys()].filter((ref) => open.get(ref)?.caseId === id);
      for (const ref of refs) await end(ref);
    },
    whenSourcesUnused: async () => {
      await Promise.all(
        [...open.values()].filter(({ isFromSource }) => isFromSource).map(({ reading }) => reading),
      );
    },
    whenOpenedFromSource: () => opened.promise,
    closeAll: async () => {
      const refs = [...open.keys()];
      for (const ref of refs) await end(ref);
    },
  };
}
