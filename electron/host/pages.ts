import type { PageId } from '../../core/contract/ids.ts';

/** A page that is not there for so long does not come back, ms: by then one that was loaded again has opened anew what it shows. */
export const GONE_MS = 8000;
/** A wait that ends so much later than it was due, ms, has slept with the machine, and the pages with it. */
const LATE_MS = 1000;

/** The pages that a shell shows, and those that something is held for. */
export interface Pages {
  /** A page is there until the returned function is called; one that comes back in time was never gone. */
  here(page: PageId): () => void;
  /** Something is held for a page: if it is not there, and does not come, it is gone, however late this was asked for. */
  holding(page: PageId): void;
  /** Whether a page is there now; one that is not may come back. */
  isHere(page: PageId): boolean;
  /** Nothing is told any more. */
  close(): void;
}

/** @param onGone - told of each page that is gone and has not come back */
export function createPages(onGone: (page: PageId) => void): Pages {
  const there = new Map<PageId, number>();
  const missed = new Map<PageId, NodeJS.Timeout>();
  let isClosed = false;
  const wait = (page: PageId): void => {
    // By the clock on the wall: the other one stands still while some machines sleep, and runs on in others.
    const due = Date.now() + GONE_MS;
    missed.set(page, setTimeout(() => {
      if (Date.now() > due + LATE_MS) {
        wait(page);
        return;
      }
      missed.delete(page);
      onGone(page);
    }, GONE_MS).unref());
  };
  const miss = (page: PageId): void => {
    if (!isClosed && !there.has(page) && !missed.has(page)) wait(page);
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
    isHere: (page) => there.has(page),
    close() {
      isClosed = true;
      for (const timer of missed.values()) clearTimeout(timer);
      missed.clear();
    },
  };
}
