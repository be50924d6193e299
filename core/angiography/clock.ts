import type { XaHeader } from '../dicom/header.ts';
import { ms, type Ms } from '../units.ts';

/** What a header says about the time of its frames. */
type Clock = Pick<XaHeader, 'frameTimeMs' | 'frameTimeVectorMs' | 'cineRate' | 'recommendedFrameRate'>;

/**
 * Start of each frame after the first one; null where the header gives no clock that fits the number of
 * frames.
 *
 * The vector of increments counts before the constant frame time, that before the rates: the first two were
 * recorded,
 * the rates are what the maker suggests. Increments below zero and times of zero are no clock.
 *
 * @source DICOM PS3.3 C.7.6.5.1.1 and C.7.6.5.1.2
 */
export function frameTimes(clock: Clock, frames: number): readonly Ms[] | null {
  const vector = clock.frameTimeVectorMs;
  if (
    vector !== null &&
    vector.length === frames &&
    vector.every((step) => Number.isFinite(step) && step >= 0)
  ) {
    let at = 0;
    const times = vector.map((step, index) => {
      at += index === 0 ? 0 : step;
      return ms(at);
    });
    if (frames === 1 || at > 0) return times;
  }
  const step = constantStep(clock);
  return step === null ? null : Array.from({ length: frames }, (_, n) => ms(n * step));
}

/** Frames a second as recorded, from the mean step; null where the header gives no clock. */
export function frameRate(clock: Clock, frames: number): number | null {
  const last = frameTimes(clock, frames)?.at(-1);
  if (last !== undefined && last > 0) return (1000 * (frames - 1)) / last;
  const step = constantStep(clock);
  return step === null ? null : 1000 / step;
}

const constantStep = ({ frameTimeMs, cineRate, recommendedFrameRate }: Clock): number | null => {
  if (isPositive(frameTimeMs)) return frameTimeMs;
  if (isPositive(cineRate)) return 1000 / cineRate;
  return isPositive(recommendedFrameRate) ? 1000 / recommendedFrameRate : null;
};
const isPositive = (value: number | null): value is number =>
  value !== null && Number.isFinite(value) && value > 0;
