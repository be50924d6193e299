import { describe, expect, it } from 'vitest';
import { draggedShift, maskFrameWords, MOST_SHIFT } from '../../../renderer/viewer/pictureLook.ts';
import { pixelPlane, type PictureSet } from '../../../renderer/viewer/pictureSet.ts';
import { createRunWindows } from '../../../renderer/viewer/runWindows.ts';
import { fittedView } from '../../../renderer/viewer/viewTransform.ts';

const setOf = (window: PictureSet['window'], bytesPerSample: 1 | 2 = 1) => ({
  window, shape: { frames: 2, rows: 2, columns: 2, bytesPerSample, samplesPerPixel: 1 as const, isSigned: false },
});
const STATED = { width: 200, level: 100 };

describe('the windows of a run', () => {
  it('are the stated one for its frames and one of their own for subtracted ones', () => {
    const windows = createRunWindows(setOf(STATED), 'logarithmic');
    windows.meet(Uint8Array.of(10, 20, 30, 40), false);
    windows.meet(Int16Array.of(128, 90, 128, 128), true);
    expect([windows.inUse(false), windows.inUse(true)]).toEqual([STATED, { width: 120, level: 128 }]);
    windows.set({ width: 50, level: 120 }, true);
    expect([windows.inUse(false), windows.inUse(true)]).toEqual([STATED, { width: 50, level: 120 }]);
  });
  it('of samples linear in X-rays take half of the range when subtracted', () => {
    const windows = createRunWindows(setOf(STATED, 2), 'linear');
    windows.meet(Int16Array.of(0), true);
    expect(windows.inUse(true)).toEqual({ width: 32_768, level: 16_384 });
  });
  it('come from the first picture where none is stated, and are not changed by later ones', () => {
    const windows = createRunWindows(setOf(null), null);
    windows.meet(Uint8Array.of(10, 20, 30, 40), false);
    const first = windows.inUse(false);
    windows.meet(Uint8Array.of(200, 220, 230, 240), false);
    expect(windows.inUse(false)).toEqual(first);
  });
  it('are those of the beginning again after a reset', () => {
    const windows = createRunWindows(setOf(STATED), null);
    windows.set({ width: 9, level: 9 }, false);
    windows.set({ width: 8, level: 8 }, true);
    windows.reset(null);
    expect([windows.inUse(false), windows.inUse(true)]).toEqual([STATED, STATED]);
  });
});

it('a mask goes a quarter as far as the pointer, in pixels of the picture, and not beyond its bounds', () => {
  const view = fittedView(pixelPlane(64, 48, null), [640, 480]);
  expect(draggedShift([0.5, -1], [40, -80], view)).toEqual([1.5, -3]);
  expect(draggedShift([0, 0], [1e6, -1e6], view)).toEqual([MOST_SHIFT, -MOST_SHIFT]);
});

it.each([[[2], 'frame 3'], [[0, 1, 2, 3], 'frames 1 to 4'], [[0, 1], 'frames 1, 2'], [[0, 1, 6], 'frames 1, 2, 7']])(
  'frames %j of a mask are called %s', (frames, words) => {
    expect(maskFrameWords(frames)).toBe(words);
  },
);
