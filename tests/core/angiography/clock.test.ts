import { describe, expect, it } from 'vitest';
import { frameRate, frameTimes } from '../../../core/angiography/clock.ts';

const NONE = { frameTimeMs: null, frameTimeVectorMs: null, cineRate: null, recommendedFrameRate: null };

describe('the clock of a run', () => {
  it('counts the steps of the vector from the first frame', () => {
    const clock = { ...NONE, frameTimeVectorMs: [0, 50, 100, 50], frameTimeMs: 66 };
    expect(frameTimes(clock, 4)).toEqual([0, 50, 150, 200]);
    expect(frameRate(clock, 4)).toBe(15);
  });

  it.each([
    ['too short', [0, 50, 50]],
    ['too long', [0, 50, 50, 50, 50]],
    ['backwards', [0, 50, -50, 50]],
    ['standing still', [0, 0, 0, 0]],
    ['not numbers', [0, Number.NaN, 50, 50]],
  ])('falls back to the frame time where the vector is %s', (_, frameTimeVectorMs) => {
    expect(frameTimes({ ...NONE, frameTimeVectorMs, frameTimeMs: 40 }, 4)).toEqual([0, 40, 80, 120]);
  });

  it('takes the frame time before the rates, and the cine rate before the recommended one', () => {
    expect(frameTimes({ ...NONE, frameTimeMs: 40, cineRate: 10 }, 2)).toEqual([0, 40]);
    expect(frameTimes({ ...NONE, cineRate: 10, recommendedFrameRate: 5 }, 2)).toEqual([0, 100]);
    expect(frameTimes({ ...NONE, recommendedFrameRate: 5 }, 2)).toEqual([0, 200]);
    expect(frameRate({ ...NONE, cineRate: 12.5 }, 1)).toBe(12.5);
  });

  it.each([0, -1, Number.NaN, Infinity])('is none where all that is stated is %d', (value) => {
    expect(frameTimes({ ...NONE, frameTimeMs: value, cineRate: value }, 3)).toBeNull();
    expect(frameRate({ ...NONE, frameTimeMs: value, cineRate: value }, 3)).toBeNull();
  });

  it('starts a single frame at zero', () => {
    expect(frameTimes({ ...NONE, frameTimeVectorMs: [0] }, 1)).toEqual([0]);
    expect(frameRate({ ...NONE, frameTimeVectorMs: [0] }, 1)).toBeNull();
  });
});
