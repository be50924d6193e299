/** Reading, hashing and syncing overlap; more lanes than this gain nothing on the disks it was measured on. */
const LANES = 8;

/** The answers in the order of the items, a few at a time; after a throw no lane begins another, and all have ended. */
export async function inLanes<T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<readonly U[]> {
  const answers: U[] = [];
  const queue = [...items.entries()].toReversed();
  const lane = async (): Promise<void> => {
    try {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) answers[next[0]] = await work(next[1]);
    } finally {
      queue.length = 0;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: LANES }, lane));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return answers;
}
