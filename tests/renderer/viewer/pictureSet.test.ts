import { describe, expect, it } from 'vitest';
import { openedSchema } from '../../../core/contract/schemas.ts';
import { pictureSet } from '../../../renderer/viewer/pictureSet.ts';
import { fittedView } from '../../../renderer/viewer/viewTransform.ts';
import { openedSlices, openedXa } from '../../contract/fixtures/values.ts';

const setOf = (value: unknown): ReturnType<typeof pictureSet> => {
  const opened = openedSchema.parse(value);
  if (opened.kind === 'ct-volume') throw new Error(opened.kind);
  return pictureSet(opened);
};

describe('single pictures', () => {
  it('are drawn in the true shape of their pixels, each its own', () => {
    const set = setOf(openedSlices);
    expect([set.plane(0).spacing, set.plane(1).spacing, set.plane(7).spacing]).toEqual([[1, 1.4], [1, 1], [1, 1]]);
    // 512 pixels of height 1.4 fill a canvas of 716.8 from top to bottom, one pixel width a CSS pixel.
    expect(fittedView(set.plane(0), [2000, 716.8]).mmPerPixel).toBeCloseTo(1, 12);
  });

  it('of a run share the shape of its pixels; one that is not stated is square', () => {
    expect(setOf({ ...openedXa, pixelAspect: 0.8 }).plane(2).spacing).toEqual([1, 0.8]);
    expect(setOf({ ...openedXa, pixelAspect: null }).plane(2).spacing).toEqual([1, 1]);
  });
});
