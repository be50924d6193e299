import { writeSync } from 'node:fs';
import { isMainThread, parentPort } from 'node:worker_threads';

// Loaded before everything else in every thread: one that decodes says so at its first slice and then hangs.
if (!isMainThread && process.argv[1]?.includes('decodeWorker') === true) {
  parentPort?.on('message', () => {
    writeSync(2, 'decoding\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
}
