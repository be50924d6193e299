import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Loaded before everything else in every thread: the one that decodes says so and then hangs.
if (!isMainThread && process.argv[1]?.includes('decodeWorker') === true) {
  writeSync(2, 'decoding\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
