import type { StackPictures } from './series.ts';
import { axesOf, type Slice } from './slice.ts';
import { areHu } from './stackChecks.ts';

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
        directions: axes === null ? null : [axes.row, axes.column],
      };
    }),
  };
}
