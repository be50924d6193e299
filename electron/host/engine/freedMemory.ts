import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | null = null;

/**
 * Gives the memory of a closed case back at once. Shared memory is only returned when its last handle is
 * collected, and a few small handles to hundreds of megabytes give the collector no reason to hurry.
 */
export function freeMemory(): void {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    const found: unknown = runInNewContext('gc');
    collect = typeof found === 'function' ? () => { found(); } : () => undefined;
  }
  collect();
}
