import { beatBeside } from '../../core/angiography/beats.ts';
import { frameAt, type CineTimes } from '../../core/angiography/cineTimes.ts';
import { spanOf, type Round, type Track } from '../../core/angiography/timeline.ts';
import { createCineClock, screenTicks, type Ticks } from './cineClock.ts';
import { inFrame, notInFrame } from './frames.ts';
import type { RunViewer } from './runViewer.ts';

/** A run on the common clock. */
export interface CineRun {
  readonly viewer: Pick<RunViewer, 'go' | 'isReady'>;
  readonly times: CineTimes;
  /** R waves, ms from its first frame. */
  readonly beats: readonly number[];
}

/** What the interface around a cine shows. */
export interface CineState {
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly round: Round;
  /** The frame that is due of each run, 0-based. */
  readonly frames: readonly number[];
  /** Where the clock stands in each run, ms from its first frame; before it below zero, after it beyond its end. */
  readonly withinMs: readonly number[];
  /** Where each run begins on the clock of the first, ms. */
  readonly offsetsMs: readonly number[];
}

/** What can be done with a cine by command. */
export const CINE_ACTIONS = ['play', 'on', 'back', 'first', 'last', 'nextBeat', 'lastBeat', 'faster', 'slower', 'round'] as const;
export type CineAction = (typeof CINE_ACTIONS)[number];

export const SPEEDS = [0.25, 0.5, 1, 2] as const;
export const ROUNDS: readonly Round[] = ['loop', 'bounce', 'once'];

/** One or two runs on one clock. */
export interface Cine {
  play(): void;
  pause(): void;
  /** Shows a frame of the run that leads; the other follows by time. */
  go(frame: number): void;
  step(frames: number): void;
  /** To a time of one of the runs, ms from its first frame. */
  seek(run: number, withinMs: number): void;
  setSpeed(speed: number): void;
  setRound(round: Round): void;
  /** The run whose frames and beats are stepped. */
  lead(run: number): void;
  /** Lays the second run anew on the clock of the first. */
  setOffset(offsetMs: number): void;
  act(action: CineAction): void;
  dispose(): void;
}

/** Half a millisecond: where the clock stands on an R wave, the next one is wanted, not the same. */
const ON_BEAT_MS = 0.5;

/** Drives the viewers of `runs`, the first of which leads. `onState` is told at most once a frame of the screen. */
export function createCine(
  runs: readonly CineRun[], offsetMs: number, onState: (state: CineState) => void, ticks: Ticks = screenTicks,
): Cine {
  let tracks: readonly Track[] = runs.map(({ times }, n) => ({ times, offsetMs: n === 0 ? 0 : offsetMs }));
  let leader = 0;
  let speed = 1;
  let round: Round = 'loop';
  const shown: number[] = runs.map(() => -1);

  const dueAt = (atMs: number): readonly number[] => tracks.map(({ times, offsetMs: from }) => frameAt(times, atMs - from));
  const show = (atMs: number): void => {
    let isNew = false;
    dueAt(atMs).forEach((frame, n) => {
      if (shown[n] === frame) return;
      shown[n] = frame;
      isNew = true;
      runs[n]?.viewer.go(frame);
    });
    if (isNew) tell();
  };
  const clock = createCineClock(spanOf(tracks), ticks, {
    show,
    isReady: (atMs) => dueAt(atMs).every((frame, n) => shown[n] === frame || runs[n]?.viewer.isReady(frame) !== false),
    ended: () => tell(),
  });
  const tellState = (): void => onState({
    isPlaying: clock.isPlaying(), speed, round, frames: dueAt(clock.at()),
    withinMs: tracks.map(({ offsetMs: from }) => clock.at() - from), offsetsMs: tracks.map(({ offsetMs: from }) => from),
  });
  const tell = (): void => inFrame(tellState);

  const moveTo = (atMs: number): void => {
    clock.stop();
    clock.seek(atMs);
    show(clock.at());
    tell();
  };
  const led = (): Track | undefined => tracks[leader];
  const go = (frame: number): void => {
    const track = led();
    if (track === undefined) return;
    const { starts } = track.times;
    moveTo(track.offsetMs + (starts[Math.min(starts.length - 1, Math.max(0, frame))] ?? 0));
  };
  const step = (frames: number): void => go((dueAt(clock.at())[leader] ?? 0) + frames);
  const beat = (direction: 1 | -1): void => {
    const track = led();
    if (track === undefined) return;
    const to = beatBeside(runs[leader]?.beats ?? [], clock.at() - track.offsetMs, direction, ON_BEAT_MS);
    if (to !== null) moveTo(track.offsetMs + to);
  };
  const setSpeed = (next: number): void => {
    speed = next;
    clock.setSpeed(next);
    tell();
  };
  const setRound = (next: Round): void => {
    round = next;
    clock.setRound(next);
    tell();
  };
  const play = (): void => {
    if (runs.every(({ times }) => times.starts.length < 2)) return;
    const span = spanOf(tracks);
    // From the last frame a run begins anew.
    if (round !== 'bounce' && dueAt(clock.at()).every((frame, n) => frame === (tracks[n]?.times.starts.length ?? 0) - 1)) clock.seek(span.fromMs);
    clock.play();
    tell();
  };
  const pause = (): void => {
    clock.stop();
    tell();
  };
  const speedBeside = (direction: 1 | -1): number =>
    SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, (SPEEDS as readonly number[]).indexOf(speed) + direction))] ?? 1;
  const actions: Readonly<Record<CineAction, () => void>> = {
    play: () => (clock.isPlaying() ? pause() : play()),
    on: () => step(1), back: () => step(-1), first: () => go(0), last: () => go(Infinity),
    nextBeat: () => beat(1), lastBeat: () => beat(-1),
    faster: () => setSpeed(speedBeside(1)), slower: () => setSpeed(speedBeside(-1)),
    round: () => setRound(ROUNDS[(ROUNDS.indexOf(round) + 1) % ROUNDS.length] ?? 'loop'),
  };
  show(clock.at());
  tell();

  return {
    play, pause, go, step, setSpeed, setRound,
    seek(run, withinMs) {
      const track = tracks[run];
      if (track !== undefined) moveTo(track.offsetMs + withinMs);
    },
    lead(run) {
      leader = run;
    },
    setOffset(next) {
      tracks = tracks.map((track, n) => (n === 0 ? track : { ...track, offsetMs: next }));
      clock.setSpan(spanOf(tracks));
      show(clock.at());
      tell();
    },
    act: (action) => actions[action](),
    dispose() {
      clock.stop();
      notInFrame(tellState);
    },
  };
}
