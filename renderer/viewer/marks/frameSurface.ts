import type { Drawing } from '../../../core/annotation/annotation.ts';
import { shiftedOnFrame, withFramePoint } from '../../../core/annotation/edits.ts';
import { frameMeasure, type FrameScale } from '../../../core/annotation/measure.ts';
import { outlineOnFrame } from '../../../core/annotation/outline.ts';
import { frameMeasureWords } from '../../../core/annotation/words.ts';
import type { SeriesId } from '../../../core/contract/ids.ts';
import { pointPixel } from '../../../core/geometry/plane.ts';
import { neighbours } from '../../../core/sequence.ts';
import { pixelFromCanvas, type PictureSeam } from '../pictureSeam.ts';
import type { PointCanvas } from '../viewTransform.ts';
import type { Projected, Surface } from './surface.ts';

/**
 * A frame of a run, or a slice of a series that is no volume, as it is drawn on.
 *
 * @param scale - what a pixel is in the patient, with what that rests on; null where it is not known
 */
export function frameSurface(tile: HTMLElement, seam: PictureSeam, scale: () => FrameScale | null): Surface {
  const layer = seam.layer('annotations');
  const aspect = (): number => {
    const spacing = seam.shown()?.view.plane.spacing;
    return spacing === undefined ? 1 : spacing[1] / spacing[0];
  };

  function projected(drawing: Drawing, of: SeriesId): Projected | null {
    const shown = seam.shown();
    const { place } = drawing;
    if (shown === null || place.space !== 'frame' || of !== shown.series || place.frame !== shown.frame) return null;
    const at = (point: Parameters<typeof seam.canvasFromPixel>[0]): PointCanvas => seam.canvasFromPixel(point) ?? [0, 0];
    const { points, isClosed } = outlineOnFrame(drawing.kind, place.points, aspect());
    const ring = isClosed ? [...points, ...points.slice(0, 1)] : points;
    return {
      pieces: neighbours(ring).map(([from, to]) => [at(from), at(to)] as const), isWhole: true,
      handles: place.points.map((point) => ({ at: at(point), isSeen: true })),
    };
  }

  return {
    tile, layer, projected,
    series: () => seam.shown()?.series ?? null,
    size: () => seam.shown()?.view.size ?? [0, 0],
    frame: () => {
      const shown = seam.shown();
      if (shown === null || !shown.isAsStored) return null;
      const { of, frame: index, window, isInverted, view } = shown;
      return { of, index, window, isInverted, pixelAt: (at) => pixelFromCanvas(view, at) };
    },
    whenDrawn: seam.whenDrawn,
    give: (pointer) => seam.give(pointer === null ? null : {
      begin: (_, at) => {
        const move = pointer.begin(at, false);
        return move === null ? null : (to) => move(seam.canvasFromPixel(to) ?? at);
      },
      end: pointer.end,
      cancel: pointer.cancel,
      hover: () => undefined,
    }),
    placeAt: (_, points) => {
      const shown = seam.shown();
      return shown === null ? null
        : { space: 'frame', frame: shown.frame, points: points.map((at) => pixelFromCanvas(shown.view, at)) };
    },
    withHandle(drawing, handle, from, to) {
      const shown = seam.shown();
      if (shown === null || drawing.place.space !== 'frame') return drawing;
      const [[x, y], [nextX, nextY]] = [pixelFromCanvas(shown.view, from), pixelFromCanvas(shown.view, to)];
      if (handle === null) return shiftedOnFrame(drawing, nextX - x, nextY - y);
      const point = drawing.place.points[handle];
      return point === undefined ? drawing
        : withFramePoint(drawing, handle, pointPixel(point[0] + nextX - x, point[1] + nextY - y));
    },
    cross: () => null, refusal: () => null,
    start: () => {
      const size = seam.shown()?.view.size ?? [0, 0];
      return [size[0] / 2, size[1] / 2];
    },
    step: () => {
      const view = seam.shown()?.view;
      return view === undefined ? 1 : view.plane.spacing[0] / view.mmPerPixel;
    },
    valueWords: ({ kind, place }) => (place.space === 'patient' ? []
      : [frameMeasureWords(frameMeasure(kind, place.points, aspect(), scale()))].filter((words) => words !== '')),
  };
}
