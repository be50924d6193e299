/**
 * What long work comes to, done step by step with turns for others between; null where it is over before.
 *
 * @param turnMs - others have their turn after so many milliseconds. A thread that is ended ends at a turn: without one it goes on, with
 *   all that it holds, for as long as two seconds
 */
export async function inTurns<T>(steps: Generator<unknown, T>, turnMs: number, isOver: () => boolean = () => false): Promise<T | null> {
  let turn = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - turn < turnMs) continue;
    await new Promise((next) => setTimeout(next));
    if (isOver()) return null;
    turn = performance.now();
  }
}
