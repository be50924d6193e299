import { setImmediate } from 'node:timers/promises';

/** Lets others have their turn after so many milliseconds. */
const TURN_MS = 20;

/** What long work comes to, done step by step with turns for others between; null where it is not wanted any more. */
export async function finished<T>(steps: Generator<unknown, T>, isWanted: () => boolean): Promise<T | null> {
  let turn = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - turn < TURN_MS) continue;
    await setImmediate();
    if (!isWanted()) return null;
    turn = performance.now();
  }
}
