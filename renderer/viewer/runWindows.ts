import { middleOf } from '../../core/angiography/subtraction.ts';
import type { Samples, Window } from './painting.ts';
import type { PictureSet } from './pictureSet.ts';
import { windowOf } from './windows.ts';

/** The windows of single pictures: one for them as they are, one for subtracted ones, which have other values. */
export interface RunWindows {
  inUse(isSubtracted: boolean): Window;
  set(next: Window, isSubtracted: boolean): void;
  /** A picture is about to be shown: where no window is known yet it gives the first one. */
  meet(samples: Samples, isSubtracted: boolean): void;
  /** As at first; by `samples`, as they are stored, where the file states none. */
  reset(samples: Samples | null): void;
}

/** Windows for `set`: the one its file states, else one by the first picture; subtracted, about what has not changed. */
export function createRunWindows(set: Pick<PictureSet, 'window' | 'shape'>, intensity: 'linear' | 'logarithmic' | null): RunWindows {
  let plain: Window = set.window ?? { width: 255, level: 128 };
  let isKnown = set.window !== null || set.shape.samplesPerPixel === 3;
  let subtracted: Window | null = null;

  /** Wide enough for dense contrast, about what has not changed. */
  const firstSubtracted = (): Window => {
    const range = set.shape.bytesPerSample === 1 ? 256 : 65_536;
    const width = intensity === 'linear' ? range / 2 : 0.6 * plain.width;
    return { width: Math.max(16, Math.round(width)), level: middleOf(range) };
  };

  return {
    inUse: (isSubtracted) => (isSubtracted ? subtracted ?? plain : plain),
    set(next, isSubtracted) {
      if (isSubtracted) subtracted = next;
      else plain = next;
    },
    meet(samples, isSubtracted) {
      if (isSubtracted) subtracted ??= firstSubtracted();
      else if (!isKnown) {
        isKnown = true;
        plain = windowOf(samples);
      }
    },
    reset(samples) {
      subtracted = null;
      plain = set.window ?? (samples === null ? plain : windowOf(samples));
    },
  };
}
