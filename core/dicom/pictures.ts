import type { StackPictures } from './series.ts';
import { axesOf, type Slice } from './slice.ts';
import { areHu } from './stackChecks.ts';
import { WIDEST_ASPECT } from './tolerances.ts';

/**
 * Height of a pixel over its width: the shape in which a picture is drawn, whether or not a length may be taken
 * from it.
 *
 * @returns null where no spacing is stated, or one of a shape that no scanner gives
 */
export function pixelAspect(spacing: readonly [x: number, y: number] | null): number | null {
  const [x, y] = spacing ?? [0, 0];
  const isPlausible = x > 0 && y > 0 && Math.max(x, y) <= WIDEST_ASPECT * Math.min(x, y) + 1e-9;
  return isPlausible ? y / x : null;
}

/**
 * The pictures of a stack as they were acquired, each by itself: no place beside the others is claimed.
 *
 * @param slices - in the order in which they are to be looked at
 */
export function stackPictures(slices: readonly Slice[]): StackPictures {
  const valuesAre = areHu(slices) ? 'HU' : 'stored values';
  return {
    valuesAre,
    slices: slices.map(({ header, frame, own, format }) => {
      const axes = axesOf(own.orientation);
      return {
        sopInstanceUid: header.sopInstanceUid, frame, format,
        rescale: valuesAre === 'HU' && own.rescale !== 'unreadable' ? own.rescale : null,
        directions: axes === null ? null : [axes.row, axes.column], pixelAspect: pixelAspect(own.pixelSpacing),
      };
    }),
  };
}
