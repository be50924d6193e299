import type { Drawing, Place, PatientPlace, ShapeKind } from '../../../core/annotation/annotation.ts';
import { isRegion } from '../../../core/annotation/annotation.ts';
import { shiftedInPatient, withPatientPoint } from '../../../core/annotation/edits.ts';
import { patientMeasure } from '../../../core/annotation/measure.ts';
import { outlineInPatient } from '../../../core/annotation/outline.ts';
import { regionStatistics } from '../../../core/annotation/region.ts';
import { halfDepth, isInSlab, seenInSlab } from '../../../core/annotation/slab.ts';
import { patientMeasureWords, statisticsWords } from '../../../core/annotation/words.ts';
import type { SeriesId } from '../../../core/contract/ids.ts';
import { apply, between, type IndexIjk, inverse, moved, type PointLps } from '../../../core/geometry/frame.ts';
import { planeNormal, pointPixel } from '../../../core/geometry/plane.ts';
import { gridOf, type OpenedCt, type OpenPlanes } from '../openPlanes.ts';
import type { PlaneSeam, ShownPlane } from '../planeSeam.ts';
import { canvasFromLps, lpsFromCanvas, type PointCanvas } from '../viewTransform.ts';
import type { FrameOnTile, Projected, Surface } from './surface.ts';

/** What may only be looked at has no true lengths. */
export const isLookOnly = ({ series, correction }: OpenedCt): boolean =>
  series.measurable === 'no' || (series.measurable === 'after correction' && correction === null);

/** Step of a key, mm: as the crosshair moves. */
const KEY_STEP_MM = 0.5;

/** A plane of a volume as it is drawn on. `scene` gives the open series with its voxels. */
export function planeSurface(seam: PlaneSeam, scene: () => Readonly<OpenPlanes> | null): Surface {
  const layer = seam.layer('annotations');

  function projected(drawing: Drawing, of: SeriesId): Projected | null {
    const shown = seam.shown();
    const { place } = drawing;
    if (shown === null || place.space !== 'patient' || !isOfFrame(place, of, shown)) return null;
    const half = halfDepth(shown.slab.thickness, Math.min(...shown.opened.grid.spacing));
    const { plane } = shown.view;
    const seen = seenInSlab(outlineInPatient(drawing.kind, place), plane, half);
    if (seen.pieces.length === 0) return null;
    return {
      pieces: seen.pieces.map(({ from, to }) => [canvasFromLps(shown.view, from), canvasFromLps(shown.view, to)] as const),
      handles: place.points.map((point) => ({
        at: canvasFromLps(shown.view, point), isSeen: isInSlab(plane, half, point),
      })),
      isWhole: seen.isWhole,
    };
  }

  function placeAt(_kind: ShapeKind, points: readonly PointCanvas[]): Place | null {
    const shown = seam.shown();
    return shown === null ? null : {
      space: 'patient', normal: planeNormal(shown.view.plane),
      frameOfReferenceUid: shown.opened.grid.frameOfReferenceUid,
      points: points.map((at) => lpsFromCanvas(shown.view, at)),
    };
  }

  function withHandle(drawing: Drawing, handle: number | null, from: PointCanvas, to: PointCanvas): Drawing {
    const shown = seam.shown();
    if (shown === null || drawing.place.space !== 'patient') return drawing;
    const way = between(lpsFromCanvas(shown.view, from), lpsFromCanvas(shown.view, to));
    if (handle === null) return shiftedInPatient(drawing, way);
    const point = drawing.place.points[handle];
    // Along the picture only: a point beside the plane keeps its depth.
    return point === undefined ? drawing
      : withPatientPoint(drawing, handle, moved(point, way));
  }

  const cross = (): PointCanvas | null => {
    const [shown, open] = [seam.shown(), scene()];
    return shown === null || open === null ? null : canvasFromLps(shown.view, open.cursor);
  };

  return {
    tile: seam.tile, layer, projected, placeAt, withHandle,
    series: () => seam.shown()?.opened.series.id ?? null,
    size: () => seam.shown()?.view.size ?? [0, 0],
    frame: () => {
      const shown = seam.shown();
      return shown === null ? null : sliceOf(shown);
    },
    whenDrawn: seam.whenDrawn,
    give: (pointer) => seam.give(pointer === null ? null : {
      begin: (_, at, { shiftKey }) => {
        const move = pointer.begin(at, shiftKey);
        return move === null ? null : (_to, to) => move(to);
      },
      end: pointer.end,
      cancel: pointer.cancel,
      hover: () => undefined,
    }),
    refusal: (kind) => {
      const opened = seam.shown()?.opened;
      return opened === undefined || kind === 'arrow' || !isLookOnly(opened) ? null
        : 'Nothing is measured in a series that may only be looked at: take the corrected one, or its part without a gap';
    },
    cross, start: () => cross() ?? [0, 0],
    step: () => KEY_STEP_MM / (seam.shown()?.view.mmPerPixel ?? KEY_STEP_MM),
    valueWords: (drawing) => valueInPatient(drawing, seam.shown()?.opened ?? null, scene()),
  };
}

/** Two indices closer than this are one. */
const SAME_INDEX = 1e-3;

/** The acquired slice that a plane shows as it is; null for any other cut. */
function sliceOf({ opened, view, slab, window }: ShownPlane): FrameOnTile | null {
  if (opened.correction !== null || slab.thickness !== 0) return null;
  const { plane } = view;
  const ijkFromLps = inverse(gridOf(opened).lpsFromIjk);
  const at = (point: PointLps): IndexIjk => apply(ijkFromLps, point);
  const [origin, alongU, alongV] = [at(plane.origin), at(moved(plane.origin, plane.u, plane.spacing[0])), at(moved(plane.origin, plane.v, plane.spacing[1]))];
  const index = Math.round(origin[2]);
  const isWhole = [origin, alongU, alongV].every((one) => Math.abs(one[2] - index) < SAME_INDEX
    && one.every((value) => Math.abs(value - Math.round(value)) < SAME_INDEX));
  if (!isWhole) return null;
  return {
    of: 'volume', index, window, isInverted: false,
    pixelAt: (point) => {
      const [column, row] = at(lpsFromCanvas(view, point));
      return pointPixel(column, row);
    },
  };
}

/** On its own series, and on others only where both lie in one frame of reference. */
const isOfFrame = ({ frameOfReferenceUid: uid }: PatientPlace, of: SeriesId, { opened }: ShownPlane): boolean =>
  of === opened.series.id || (uid !== null && uid === opened.grid.frameOfReferenceUid);

/** Statistics are asked for with every frame: computed once for each place of a region. */
const known = new WeakMap<PatientPlace, { readonly volume: unknown; readonly words: readonly string[] }>();

/** Value of a drawing in the patient, with the densities of a region once all its voxels are there. */
export function valueInPatient(
  { kind, place }: Drawing, opened: OpenedCt | null, scene: Readonly<OpenPlanes> | null,
): readonly string[] {
  if (place.space !== 'patient') return [];
  const words = opened !== null && isLookOnly(opened) && kind !== 'arrow'
    ? ['not measured: this series may only be looked at'] : [patientMeasureWords(patientMeasure(kind, place))];
  const own = words.filter((line) => line !== '');
  if (!isRegion(kind) || opened === null || scene === null || scene.opened !== opened) return own;
  if (scene.store.present() < scene.grid.dims[2]) return [...own, 'densities once all slices are there'];
  const { volume } = scene.store;
  const found = known.get(place);
  if (found?.volume === volume) return [...own, ...found.words];
  const statistics = statisticsWords(regionStatistics(volume, opened.padding, kind, place), opened.valuesAre);
  known.set(place, { volume, words: statistics });
  return [...own, ...statistics];
}
