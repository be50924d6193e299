import { assertNever } from '../result.ts';
import { givenSentence } from './given.ts';
import type { MaskFailure } from './masked.ts';
import type { TraceFailure } from './trace.ts';

const place = (point: number): string => `Point ${point + 1}`;

/** Why there is no centreline and what to do, in one plain sentence or two. Points are counted from 1. */
export function traceSentence(failure: TraceFailure): string {
  switch (failure.code) {
    case 'centreline/too-few-points':
      return `A centreline needs at least two points, and there ${failure.count === 1 ? 'is one' : 'are none'}. Set one before the occlusion and one beyond it.`;
    case 'centreline/not-a-place':
      return `${place(failure.point)} is no place: it needs three finite numbers, in mm. Set it again.`;
    case 'centreline/point-outside':
      return `${place(failure.point)} lies outside the volume. Set it inside.`;
    case 'centreline/points-coincide':
      return `${place(failure.point)} lies ${failure.distance.toFixed(1)} mm from the point before. Move it on along the vessel.`;
    case 'centreline/point-in-air':
      return `${place(failure.point)} lies in air (${failure.hu} HU at most nearby). Set it on the vessel.`;
    case 'centreline/volume-too-thin':
      return `The volume is ${failure.slices} voxels thin. Choose a series that covers the vessel.`;
    case 'centreline/no-contrast':
      return 'There is no contrast at any of the points. Choose a contrast series, or set a point in the open vessel.';
    case 'centreline/no-vessel-between':
      return `Between point ${failure.point} and point ${failure.point + 1} the way leads through ${failure.through.toFixed(1)} mm of fat or air. Set a point on the vessel between them.`;
    case 'centreline/no-edge':
      return 'Nowhere along the way is the edge of a vessel seen. Check that the points lie on the vessel.';
    case 'centreline/wrong-order':
      return `From point ${failure.point} the way leads back along the vessel. Give the points in order, from proximal to distal.`;
    default: return assertNever(failure);
  }
}

/** The same of a segmentation that was given instead. */
export function maskSentence(failure: MaskFailure): string {
  switch (failure.code) {
    case 'mask/empty': return 'Nothing is marked in the segmentation. Choose another segment, or leave it out and the vessel is traced.';
    case 'mask/points-off': return 'No point lies on the vessel that is segmented. Set the points on it, or choose another segment.';
    case 'given/too-short': case 'given/not-a-place': case 'given/point-outside': case 'given/gap': case 'given/in-air': return givenSentence(failure);
    case 'centreline/no-vessel-between':
      return `Between point ${failure.point} and point ${failure.point + 1} the segmentation has a gap of ${failure.through.toFixed(1)} mm. Choose one that covers the vessel, or leave it out.`;
    default: return traceSentence(failure);
  }
}
