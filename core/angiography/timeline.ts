import type { CineTimes } from './cineTimes.ts';

/** A run on the common clock: its time 0 stands at `offsetMs` of the timeline. */
export interface Track { readonly times: CineTimes; readonly offsetMs: number }

/** The stretch of common time in which any run has a frame, ms. */
export interface Span { readonly fromMs: number; readonly toMs: number }

/** What happens at the end: from the beginning again, backwards, or stop. */
export type Round = 'loop' | 'bounce' | 'once';

/** From the first frame of any run to the end of the last. */
export const spanOf = (tracks: readonly Track[]): Span => ({
  fromMs: Math.min(...tracks.map(({ offsetMs }) => offsetMs)),
  toMs: Math.max(...tracks.map(({ offsetMs, times }) => offsetMs + times.roundMs)),
});

/** Where the clock stands. */
export interface Position {
  readonly atMs: number;
  /** Back towards the beginning, as every second round of a bounce. */
  readonly isBackward: boolean;
  /** Only where the round ends: the clock has come to its end. */
  readonly isOver: boolean;
}

/**
 * Where the clock stands `elapsedMs` of playing time after it started at `start`.
 *
 * What is shown follows from time alone: nothing is counted, so nothing can drift.
 */
export function positionAfter(
  { fromMs, toMs }: Span, start: { readonly atMs: number; readonly isBackward: boolean }, elapsedMs: number, round: Round,
): Position {
  const length = toMs - fromMs;
  if (!(length > 0)) return { atMs: fromMs, isBackward: false, isOver: true };
  const begun = Math.min(length, Math.max(0, start.atMs - fromMs));
  switch (round) {
    case 'loop': return { atMs: fromMs + ((begun + elapsedMs) % length), isBackward: false, isOver: false };
    case 'once': {
      const at = begun + elapsedMs;
      return { atMs: fromMs + Math.min(at, length), isBackward: false, isOver: at >= length };
    }
    case 'bounce': {
      const way = ((start.isBackward ? 2 * length - begun : begun) + elapsedMs) % (2 * length);
      const isBackward = way >= length;
      return { atMs: fromMs + (isBackward ? 2 * length - way : way), isBackward, isOver: false };
    }
    default: return round satisfies never;
  }
}
