import { moved, type PointLps } from '../../core/geometry/frame.ts';
import { heightAbove, planeNormal } from '../../core/geometry/plane.ts';
import { stepAcross } from '../../core/volume/planeAxes.ts';
import type { Slab } from '../../core/volume/reslice.ts';
import { pictureIndex, type Cut, type StandardPlane } from '../../core/volume/standardPlanes.ts';
import type { OpenedCt, VoxelSource } from './openPlanes.ts';
import { cubeFaces } from './orientationCube.ts';
import type { OverlayContent } from './overlay.ts';
import type { PlaneLetter } from './overlayLines.ts';
import type { Window } from './painting.ts';
import type { Drawn } from './pictureView.ts';
import { gripLines, type OtherPlane } from './planeGrips.ts';
import { depthWords, planePlace, planeTitle, windowWords } from './planeWords.ts';
import { canvasFromLps, edgeLetters, scaleBar } from './viewTransform.ts';

/** The letters of the planes, whichever way they are turned. */
export const LETTERS: Readonly<Record<Cut, PlaneLetter>> = { axial: 'A', coronal: 'B', sagittal: 'C' };

/** What is drawn in one plane, and where the others are drawn. */
export interface DrawnPlane {
  /** The series whose voxels are drawn. */
  readonly source: Pick<VoxelSource, 'opened' | 'grid'>;
  readonly cut: Cut;
  /** The plane of its own voxels that this one stands for while it is not turned. */
  readonly standard: StandardPlane;
  readonly drawn: Drawn<OpenedCt>;
  readonly slab: Slab;
  readonly window: Window;
  readonly cursor: PointLps;
  readonly others: readonly OtherPlane[];
  readonly probe: string;
  /** What must be known of the picture beside what its series says. */
  readonly warnings: readonly string[];
}

/** Room for the scale bar, CSS pixels. */
const BAR_ROOM = 96;

/** What is written over a plane: every word and line from the picture as it was drawn. */
export function planeOverlay(
  { source: { opened, grid }, cut, standard, drawn, slab, window, cursor, others, probe, warnings }: DrawnPlane,
): OverlayContent {
  const { view, picture } = drawn;
  const { plane } = view;
  const bar = scaleBar(view.mmPerPixel, BAR_ROOM);
  const foot = moved(cursor, planeNormal(plane), -heightAbove(plane, cursor));
  const { kernel, phasePercent } = opened.series;
  // Its own samples: the picture is one of the slices, rows or columns of the volume.
  const slice = picture.plane === plane
    ? `, slice ${pictureIndex(grid, standard, plane.origin) + 1} of ${standard.count}` : '';
  return {
    letter: LETTERS[cut], title: planeTitle(plane),
    place: `${planePlace(plane, foot)}${slice}`,
    display: [
      windowWords(window.width, window.level),
      [depthWords(slab, stepAcross(grid, plane)), kernel, phasePercent === null ? null : `${phasePercent} %`]
        .filter((part) => part !== null).join(', '),
      // While the hand moves, fewer samples may be cut than there are pixels.
      `${(plane.spacing[0] / view.mmPerPixel).toFixed(1)}× ${drawn.isFine ? 'interpolated' : 'coarse'}`,
    ],
    cautions: [...cautionsOf(opened), ...warnings],
    letters: edgeLetters(plane), cube: cubeFaces(plane),
    scale: bar === null ? null : { words: `${bar.mm} mm`, pixels: bar.pixels },
    lines: gripLines(view, others, cursor, slab.thickness).map((line) => ({ ...line, letter: LETTERS[line.cut] })),
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
