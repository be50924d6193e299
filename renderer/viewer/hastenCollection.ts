/** The collector is reminded so often until the memory is gone, and no longer than this, ms. */
const EVERY_MS = 40;
const AT_MOST_MS = 6000;

/** Told of memory that was collected. To ask a weak reference for it would keep it for one more round. */
const collected = new FinalizationRegistry<() => void>((told) => told());

/**
 * Has voxels that nobody holds any more collected soon. Shared memory is given back when its last handle is collected, and the
 * collector counts only memory that is not shared: a few small handles to hundreds of megabytes give it no reason to hurry. So it is
 * shown as many bytes that count, which nobody writes to, so that they take no memory, and which are given up at once: each time it
 * begins its work, or does a few milliseconds of it.
 */
export function hastenCollection(memory: ArrayBufferLike): void {
  const { byteLength } = memory;
  const end = performance.now() + AT_MOST_MS;
  let isGone = false;
  collected.register(memory, () => { isGone = true; });
  const remind = (): void => {
    if (isGone || performance.now() > end) return;
    try {
      new ArrayBuffer(byteLength).transfer(0);
    } catch {
      // Without the room for it the collector is at work already.
    }
    setTimeout(remind, EVERY_MS);
  };
  remind();
}
