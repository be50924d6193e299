import type { Opened } from '../../core/contract/schemas.ts';
import { moved, type PointLps } from '../../core/geometry/frame.ts';
import { heightAbove, planeNormal, type ImagePlane } from '../../core/geometry/plane.ts';
import { pictureIndex, type StandardPlane } from '../../core/volume/standardPlanes.ts';
import type { VolumeGrid } from '../../core/volume/volume.ts';
import { cutLine } from './crosshair.ts';
import type { OverlayContent, PlaneLetter } from './overlay.ts';
import type { Window } from './painting.ts';
import { planePlace, planeTitle, windowWords } from './planeWords.ts';
import { canvasFromLps, edgeLetters, scaleBar, type View } from './viewTransform.ts';

type OpenedCt = Extract<Opened, { readonly kind: 'ct-volume' }>;

/** What is drawn in one plane, and where the others are drawn. */
export interface DrawnPlane {
  readonly opened: OpenedCt;
  readonly grid: VolumeGrid;
  readonly plane: StandardPlane;
  readonly letter: PlaneLetter;
  readonly view: View;
  readonly window: Window;
  readonly cursor: PointLps;
  readonly others: readonly { readonly letter: PlaneLetter; readonly plane: ImagePlane }[];
  readonly probe: string;
}

/** Room for the scale bar, CSS pixels. */
const BAR_ROOM = 96;

/** What is written over a plane: every word and line from the picture as it was drawn. */
export function planeOverlay({ opened, grid, plane, letter, view, window, cursor, others, probe }: DrawnPlane): OverlayContent {
  const index = pictureIndex(grid, plane, view.plane.origin);
  const bar = scaleBar(view.mmPerPixel, BAR_ROOM);
  const foot = moved(cursor, planeNormal(view.plane), -heightAbove(view.plane, cursor));
  const kernel = opened.series.kernel === null ? '' : `, ${opened.series.kernel}`;
  return {
    letter, title: planeTitle(plane),
    place: `${planePlace(view.plane, foot)}, slice ${index + 1} of ${plane.count}`,
    display: [
      windowWords(window.width, window.level),
      `${grid.spacing[plane.across].toFixed(2)} mm${kernel}`,
      `${(view.plane.spacing[0] / view.mmPerPixel).toFixed(1)}× interpolated`,
    ],
    cautions: cautionsOf(opened),
    letters: edgeLetters(view.plane),
    scale: bar === null ? null : { words: `${bar.mm} mm`, pixels: bar.pixels },
    lines: others.flatMap((other) => {
      const line = cutLine(view, other.plane, cursor);
      return line === null ? [] : [{ letter: other.letter, line }];
    }),
    cross: canvasFromLps(view, cursor), probe,
  };
}

function cautionsOf({ series, correction, valuesAre }: OpenedCt): readonly string[] {
  const isLookOnly = series.measurable === 'no' || (series.measurable === 'after correction' && correction === null);
  return [
    ...(series.lossy ? ['lossy compressed'] : []),
    ...(correction === null ? [] : ['resampled']),
    ...(valuesAre === 'HU' ? [] : ['stored values, not HU']),
    ...(isLookOnly ? ['look only'] : []),
  ];
}
