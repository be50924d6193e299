import type { PageId } from '../../core/contract/ids.ts';

/**
 * A page that is not there for so long does not come back, ms. A page that is loaded again is another one: what it shows it has opened
 * by then, too, so that nothing is read twice.
 */
export const GONE_MS = 8000;

/** The pages that a shell shows, and those that something is held for. */
export interface Pages {
  /** A page is there until the returned function is called; one that comes back in time was never gone. */
  here(page: PageId): () => void;
  /** Something is held for a page: if it is not there, and does not come, it is gone, however late this was asked for. */
  holding(page: PageId): void;
  /** Nothing is told any more. */
  close(): void;
}

/** @param onGone - told of each page that is gone and has not come back */
export function createPages(onGone: (page: PageId) => void): Pages {
  const there = new Map<PageId, number>();
  const missed = new Map<PageId, NodeJS.Timeout>();
  const miss = (page: PageId): void => {
    if (there.has(page) || missed.has(page)) return;
    missed.set(page, setTimeout(() => {
      missed.delete(page);
      onGone(page);
    }, GONE_MS).unref());
  };
  return {
    here(page) {
      clearTimeout(missed.get(page));
      missed.delete(page);
      there.set(page, (there.get(page) ?? 0) + 1);
      let isHere = true;
      return () => {
        if (!isHere) return;
        isHere = false;
        const others = (there.get(page) ?? 1) - 1;
        if (others > 0) there.set(page, others);
        else there.delete(page);
        miss(page);
      };
    },
    holding: miss,
    close() {
      for (const timer of missed.values()) clearTimeout(timer);
      missed.clear();
    },
  };
}
