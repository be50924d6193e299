/**
 * Has voxels that nobody holds any more collected soon. Shared memory is given back when its last handle is collected, and the
 * collector counts only memory that is not shared: a few small handles to hundreds of megabytes give it no reason to hurry. So it is
 * shown as many bytes that count, which nobody writes to, so that they take no memory, and which are given up at once.
 */
export function hastenCollection(bytes: number): void {
  try {
    new ArrayBuffer(bytes).transfer(0);
  } catch {
    // Without the room for it the collector is at work already.
  }
}
