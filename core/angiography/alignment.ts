import { err, ok, type Result } from '../result.ts';

/** How two runs are laid on one clock. */
export type AlignBy = 'ecg' | 'time' | 'hand';

/** What alignment asks of a run. */
export interface Alignable {
  /** R waves, ms from the first frame. */
  readonly beats: readonly number[];
  /** Start of the acquisition, ms from midnight. */
  readonly acquiredAtMs: number | null;
  readonly studyDate: string | null;
}
/** Why two runs cannot be laid on one clock that way. */
export type AlignFailure =
  | { readonly code: 'align/no-ecg' }
  | { readonly code: 'align/no-time' }
  /** The runs lie too far apart to be one injection; `gapMs` between their starts. */
  | { readonly code: 'align/too-far-apart'; readonly gapMs: number };

/** A dual injection is recorded within this time; what lies farther apart is laid by beat or by hand. @source own, 60 s */
export const FARTHEST_MS = 60_000;

/** Where the second run begins on the clock of the first, ms, so that the times of acquisition stand side by side. */
export function offsetByTime(first: Alignable, second: Alignable): Result<number, AlignFailure> {
  if (first.acquiredAtMs === null || second.acquiredAtMs === null || first.studyDate !== second.studyDate) {
    return err({ code: 'align/no-time' });
  }
  const gapMs = second.acquiredAtMs - first.acquiredAtMs;
  return Math.abs(gapMs) > FARTHEST_MS ? err({ code: 'align/too-far-apart', gapMs }) : ok(gapMs);
}

/**
 * Where the second run begins on the clock of the first, ms, so that an R wave of one stands on an R wave of the
 * other: the pair that moves it least from where it is now, or the next such pair `beats` further on.
 */
export function offsetByBeat(
  first: Alignable, second: Alignable, nowMs: number, beats: number,
): Result<number, AlignFailure> {
  if (first.beats.length === 0 || second.beats.length === 0) return err({ code: 'align/no-ecg' });
  const [ours = 0, theirs = 0] = [first.beats[0], second.beats[0]];
  // One offset for each number of beats by which the runs may be shifted: every other pair lies close to one of them.
  const offsets = [...first.beats.slice(1).map((beat) => beat - theirs), ...second.beats.map((beat) => ours - beat)]
    .toSorted((a, b) => a - b);
  const nearest = offsets.reduce((best, offset, n) =>
    (Math.abs(offset - nowMs) < Math.abs((offsets[best] ?? Infinity) - nowMs) ? n : best), 0);
  const chosen = offsets[Math.min(offsets.length - 1, Math.max(0, nearest + beats))];
  return chosen === undefined ? err({ code: 'align/no-ecg' }) : ok(chosen);
}
