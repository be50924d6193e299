import { positionAfter, type Position, type Round, type Span } from '../../core/angiography/timeline.ts';
import { nextTick } from './frames.ts';

/** The browser's clock, or a test's. */
export interface Ticks {
  now(): number;
  /** Calls back at the next picture of the screen; returns the undoing. */
  next(tick: (now: number) => void): () => void;
}

/** Ticks of the screen. */
export const screenTicks: Ticks = {
  now: () => performance.now(),
  next: nextTick,
};

/** One clock for any number of runs: what is shown follows from the time that has passed, never from counting ticks. */
export interface CineClock {
  play(): void;
  stop(): void;
  isPlaying(): boolean;
  /** Where it stands, ms of the common time. */
  at(): number;
  /** Goes to a time; playing goes on from there. */
  seek(atMs: number): void;
  setSpeed(speed: number): void;
  setRound(round: Round): void;
  /** The stretch that is played. */
  setSpan(span: Span): void;
}

/** What a clock drives. */
export interface Driven {
  /** Shows what is due at a time; called at every tick, also where nothing has changed. */
  show(atMs: number): void;
  /** Whether all that is due then has arrived: until then the clock stands, and goes on from there without a jump. */
  isReady(atMs: number): boolean;
  /** It has come to its end by itself. */
  ended(): void;
}

/** A clock that stands at the beginning of `span`. A late tick skips frames instead of falling behind. */
export function createCineClock(span: Span, ticks: Ticks, { show, isReady, ended }: Driven): CineClock {
  let cancel: (() => void) | null = null;
  let within = span;
  let speed = 1;
  let round: Round = 'loop';
  /** Where it was, and when: what is shown is reckoned from here. */
  let since = { atMs: span.fromMs, isBackward: false, at: 0 };
  let at = span.fromMs;
  let isBackward = false;
  /** Where it stands because something due there has not arrived. */
  let awaited: Position | null = null;

  /** Reckons anew from where it stands. */
  const rest = (now: number): void => {
    since = { atMs: at, isBackward, at: now };
    awaited = null;
  };
  const tick = (now: number): void => {
    cancel = ticks.next(tick);
    // The screen's time of a tick may lie a little before the moment at which playing began.
    const due = awaited ?? positionAfter(within, since, Math.max(0, now - since.at) * speed, round);
    ({ atMs: at, isBackward } = due);
    if (!isReady(at)) {
      awaited = due;
      return;
    }
    if (awaited !== null) rest(now);
    show(at);
    if (!due.isOver) return;
    cancel();
    cancel = null;
    ended();
  };

  return {
    play() {
      cancel?.();
      if (at >= within.toMs && round === 'once') at = within.fromMs;
      rest(ticks.now());
      cancel = ticks.next(tick);
    },
    stop() {
      cancel?.();
      cancel = null;
    },
    isPlaying: () => cancel !== null,
    at: () => at,
    seek(atMs) {
      at = Math.min(within.toMs, Math.max(within.fromMs, atMs));
      isBackward = false;
      rest(ticks.now());
    },
    setSpeed(next) {
      rest(ticks.now());
      speed = next;
    },
    setRound(next) {
      round = next;
      isBackward = false;
      rest(ticks.now());
    },
    setSpan(next) {
      within = next;
      at = Math.min(next.toMs, Math.max(next.fromMs, at));
      rest(ticks.now());
    },
  };
}
