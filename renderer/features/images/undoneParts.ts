import type { PointLps } from '../../../core/geometry/frame.ts';
import { CUTS, type PlaneAxes } from '../../../core/volume/planeAxes.ts';
import type { Slab } from '../../../core/volume/reslice.ts';
import type { Window } from '../../viewer/painting.ts';
import type { PlanesState } from '../../viewer/planesState.ts';
import type { PlanesViewer } from '../../viewer/planesViewer.ts';
import { placeOfView, viewAtPlace, type ViewPlace } from '../../viewer/viewTransform.ts';
import type { ViewPart } from './useViewUndo.ts';

/** What of the planes undo brings back: window, slab, cursor, how they are turned, and how each lies in its tile. */
export const undoneParts = (viewer: () => PlanesViewer | null): readonly ViewPart<PlanesState>[] => [
  {
    words: 'window', of: ({ drawn, window }) => (drawn === null ? null : window),
    restore: (window: Window) => viewer()?.setWindow(window),
  },
  {
    words: 'slab', of: ({ drawn, slab }) => (drawn === null ? null : slab),
    restore: (slab: Slab) => viewer()?.setSlab(slab),
  },
  {
    words: 'turn planes', of: ({ drawn }) => (drawn === null ? null : viewer()?.scene()?.axes ?? null),
    restore: (axes: PlaneAxes) => viewer()?.setAxes(axes),
  },
  {
    words: 'move cursor', of: ({ drawn, cursor }) => (drawn === null ? null : cursor),
    restore: (cursor: PointLps) => viewer()?.moveCursor(cursor),
  },
  ...CUTS.map((cut): ViewPart<PlanesState> => ({
    words: 'zoom',
    isFollower: true,
    of: () => {
      const [drawn, scene] = [viewer()?.drawn(cut) ?? null, viewer()?.scene() ?? null];
      // Of a series that gives way, or takes turns, the place is not that of this one.
      return drawn === null || drawn.picture.of !== scene?.opened ? null : placeOfView(drawn.view);
    },
    restore: (place: ViewPlace) => viewer()?.setView(cut, (view) => viewAtPlace(view, place)),
  })),
];
