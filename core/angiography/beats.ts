import type { CineTimes } from './cineTimes.ts';
import type { Ecg } from './runDetails.ts';

/** When each sample of an ECG was taken, ms from the first frame: by its own rate, else evenly over the run. */
export const ecgStepMs = ({ samples, msPerSample }: Ecg, times: CineTimes): number =>
  msPerSample ?? times.roundMs / Math.max(1, samples.length);

/**
 * Times of the R waves from the first frame, ms: those the file points to, else those found in its ECG.
 *
 * @returns an empty list where there is neither
 */
export function beatTimes(
  { rWaveFrames, ecg }: { readonly rWaveFrames: readonly number[]; readonly ecg: Ecg | null }, times: CineTimes,
): readonly number[] {
  if (rWaveFrames.length > 0) return rWaveFrames.map((frame) => times.starts[frame] ?? 0);
  if (ecg === null) return [];
  const step = ecgStepMs(ecg, times);
  return rPeaks(ecg.samples, step).map((sample) => sample * step).filter((at) => at < times.roundMs);
}

/** Shortest time between two beats, ms: 200 beats a minute. @source own bound */
const REFRACTORY_MS = 300;
/** Steepness that counts as an R wave, as a share of the steepest. @source own, after Pan and Tompkins 1985 */
const STEEP_SHARE = 0.35;
/** Length of a QRS complex, over which steepness is gathered, ms. */
const QRS_MS = 100;

/**
 * Samples at the R waves of an ECG: where the trace is steepest, at its farthest from the base line.
 *
 * @source after Pan and Tompkins, IEEE Trans Biomed Eng 1985;32:230, doi:10.1109/TBME.1985.325532: slope, square,
 * moving sum, threshold
 */
export function rPeaks(samples: readonly number[], msPerSample: number): readonly number[] {
  const reach = Math.max(1, Math.round(10 / msPerSample));
  const half = Math.max(1, Math.round(QRS_MS / 2 / msPerSample));
  if (samples.length < 4 * half) return [];
  const value = (n: number): number => samples[Math.min(samples.length - 1, Math.max(0, n))] ?? 0;
  const base = samples.toSorted((a, b) => a - b)[samples.length >> 1] ?? 0;
  const sums = new Float64Array(samples.length + 1);
  for (let n = 0; n < samples.length; n += 1) {
    const slope = value(n + reach) - value(n - reach);
    sums[n + 1] = (sums[n] ?? 0) + slope * slope;
  }
  const steepness = (n: number): number =>
    (sums[Math.min(samples.length, n + half + 1)] ?? 0) - (sums[Math.max(0, n - half)] ?? 0);
  let steepest = 0;
  for (let n = 0; n < samples.length; n += 1) steepest = Math.max(steepest, steepness(n));
  if (steepest <= 0) return [];
  const found: number[] = [];
  for (let n = 0; n < samples.length; n += 1) {
    if (steepness(n) < STEEP_SHARE * steepest) continue;
    let peak = n;
    let at = n;
    for (; at < samples.length && steepness(at) >= STEEP_SHARE * steepest; at += 1) {
      if (Math.abs(value(at) - base) > Math.abs(value(peak) - base)) peak = at;
    }
    const last = found.at(-1);
    if (last === undefined || (peak - last) * msPerSample >= REFRACTORY_MS) found.push(peak);
    n = at;
  }
  return found;
}

/** The next R wave after a time, or the one before it; null where there is none that way. */
export function beatBeside(beats: readonly number[], atMs: number, direction: 1 | -1, toleranceMs: number): number | null {
  return direction === 1 ? beats.find((beat) => beat > atMs + toleranceMs) ?? null
    : beats.findLast((beat) => beat < atMs - toleranceMs) ?? null;
}

/** How far a frame's phase may lie from the wanted one, as a share of the cycle. @source own: one frame of 15 a second at 60/min */
const SAME_PHASE = 0.07;

/**
 * Where in the heart's cycle a time lies, from 0 at an R wave to 1 at the next; before the first and after the last
 * beat by their mean distance. Null below two beats.
 */
export function phaseAt(beats: readonly number[], atMs: number): number | null {
  const [first, last] = [beats[0], beats.at(-1)];
  if (first === undefined || last === undefined || beats.length < 2 || last <= first) return null;
  const mean = (last - first) / (beats.length - 1);
  const from = beats.findLast((beat) => beat <= atMs);
  const to = beats.find((beat) => beat > atMs);
  const phase = from === undefined ? (atMs - first) / mean : to === undefined ? (atMs - from) / mean : (atMs - from) / (to - from);
  return phase - Math.floor(phase);
}

/** The frames of a run at about the same phase of the heart's cycle; null where it has too few beats to tell. */
export function framesInPhase(times: CineTimes, beats: readonly number[], phase: number): readonly number[] | null {
  if (phaseAt(beats, 0) === null) return null;
  return times.starts.flatMap((start, frame) => {
    const off = Math.abs((phaseAt(beats, start) ?? 0) - phase);
    return Math.min(off, 1 - off) <= SAME_PHASE ? [frame] : [];
  });
}

/** Heart rate from the mean distance of the beats, per minute; null below two beats. */
export function heartRate(beats: readonly number[]): number | null {
  const [first, last] = [beats[0], beats.at(-1)];
  return first === undefined || last === undefined || beats.length < 2 || last <= first ? null
    : (60_000 * (beats.length - 1)) / (last - first);
}
