import type { Ticks } from '../../../renderer/viewer/cineClock.ts';

/** A clock that stands still until it is told to tick. */
export function byHand(): { readonly ticks: Ticks; readonly at: (now: number) => void } {
  let now = 0;
  let waiting: ((now: number) => void) | null = null;
  return {
    ticks: {
      now: () => now,
      next: (tick) => {
        waiting = tick;
        return () => { if (waiting === tick) waiting = null; };
      },
    },
    at: (time) => {
      now = time;
      const tick = waiting;
      waiting = null;
      tick?.(time);
    },
  };
}
