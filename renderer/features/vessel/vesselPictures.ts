import { centrelineAt, type Centreline } from '../../../core/centreline/centreline.ts';
import type { PointLps, VectorLps } from '../../../core/geometry/frame.ts';
import { pointPixel, type PointPixel, pointUv, type PointUv } from '../../../core/geometry/plane.ts';
import { footOnLine } from '../../../core/geometry/polyline.ts';
import { crossSection } from '../../../core/section/section.ts';
import { straightenedView } from '../../../core/section/straighten.ts';
import {
  lpsFromStretched, plainDirection, stretchedFromLps, stretchedView,
} from '../../../core/section/stretched.ts';
import { deg, type Deg, mm, type Mm } from '../../../core/units.ts';
import type { Slab } from '../../../core/volume/reslice.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import type { HuGrid, HuView } from '../../viewer/huLaying.ts';
import type { CanvasSize } from '../../viewer/viewTransform.ts';

/** Pixels of a section lie closer than voxels: between them and the screen nothing is mixed twice. */
export const SECTION_PICTURE = { spacing: mm(0.08), size: 263 } as const;
/** What of it fits into the shorter side of its tile, mm: the largest coronary with what is beside it. */
const SECTION_MM = 13;
/** To either side of the straightened vessel, mm, and between its pixels. */
export const STRAIGHT_HALF_MM = 10;
const STRAIGHT_MM = 0.15;
const STRETCHED_MM = 0.3;
const STRETCHED_MARGIN_MM = 24;
/** The straightened view turns in steps: each is cut once. */
export const ANGLE_STEP = 5;

/** The section across a vessel at an abscissa as a picture about the centreline. */
export function sectionGrid(volume: Volume, line: Centreline, at: Mm, slab: Slab): HuGrid | null {
  const point = centrelineAt(line, at);
  if (point === undefined) return null;
  const { image } = crossSection(volume, point, SECTION_PICTURE, slab);
  const half = ((SECTION_PICTURE.size - 1) / 2) * SECTION_PICTURE.spacing;
  return { values: image.values, size: [SECTION_PICTURE.size, SECTION_PICTURE.size], spacing: [SECTION_PICTURE.spacing, SECTION_PICTURE.spacing], origin: pointUv(-half, -half) };
}

/** A section as large as it goes; where its tile is wider than high, more is seen beside it. */
export const sectionLook = (_: HuGrid, [width, height]: CanvasSize): HuView => {
  const perPixel = SECTION_MM / Math.max(1, Math.min(width, height));
  return { centre: pointUv(0, 0), perPixel: [perPixel, perPixel] };
};

/** The step of the straightened view nearest to an angle. */
export const straightAngle = (angle: Deg): Deg => deg((Math.round(angle / ANGLE_STEP) * ANGLE_STEP) % 360);

/** Pictures of vessels that were cut lately, by their centrelines: going back to one costs nothing. */
const kept = new WeakMap<Centreline, Map<string, HuGrid>>();
const MOST_KEPT = 24;

/** The straightened vessel lying on its side, proximal on the left: u is the abscissa, v lies across, towards `angle` downwards. */
export function straightGrid(volume: Volume, line: Centreline, angle: Deg, slab: Slab): HuGrid {
  const own = kept.get(line) ?? new Map<string, HuGrid>();
  kept.set(line, own);
  const key = `${angle} ${slab.thickness} ${slab.rule}`;
  const known = own.get(key);
  if (known !== undefined) return known;
  const view = straightenedView(volume, line, { angle, spacing: mm(STRAIGHT_MM), halfWidth: mm(STRAIGHT_HALF_MM) }, slab);
  const grid: HuGrid = {
    values: lying(view.values, ...view.size), size: [view.size[1], view.size[0]], spacing: [STRAIGHT_MM, STRAIGHT_MM],
    origin: pointUv(0, -((view.size[0] - 1) / 2) * STRAIGHT_MM),
  };
  const [oldest] = own.keys();
  if (own.size >= MOST_KEPT && oldest !== undefined) own.delete(oldest);
  own.set(key, grid);
  return grid;
}

/** The stretched view of a vessel lying on its side, with the way between its places and the patient. */
export interface StretchedPicture {
  readonly grid: HuGrid;
  /** Direction that runs downwards, all over the picture. */
  readonly down: VectorLps;
  /** Where the vessel runs in it. */
  readonly course: readonly PointUv[];
  placeOf(point: PointLps): PointUv | undefined;
  /** The abscissa of the vessel nearest to a place. */
  abscissaAt(at: PointUv): Mm | undefined;
}

/** The stretched curved view of a vessel; null for one that runs in one direction from end to end. */
export function stretchedPicture(volume: Volume, line: Centreline, slab: Slab): StretchedPicture | null {
  const view = stretchedView(volume, line, { along: plainDirection(line), spacing: mm(STRETCHED_MM), margin: mm(STRETCHED_MARGIN_MM) }, slab);
  if (view.size[1] < 2) return null;
  const uvOf = ([down, across]: PointPixel): PointUv => pointUv(across * STRETCHED_MM, view.first + down * STRETCHED_MM);
  return {
    grid: { values: lying(view.values, ...view.size), size: [view.size[1], view.size[0]], spacing: [STRETCHED_MM, STRETCHED_MM], origin: pointUv(0, view.first) },
    down: view.along, course: view.course.map(uvOf),
    placeOf(point) {
      const place = stretchedFromLps(view, point);
      return place === undefined ? undefined : uvOf(place.at);
    },
    abscissaAt([u, v]) {
      const point = lpsFromStretched(view, pointPixel((v - view.first) / STRETCHED_MM, Math.min(view.lengths.at(-1) ?? 0, Math.max(0, u)) / STRETCHED_MM));
      return point === undefined ? undefined : footOnLine(line.points.map(({ at }) => at), point)?.abscissa;
    },
  };
}

/** A picture laid on its side: what ran down it runs to the right. */
export function lying(values: Int16Array, width: number, height: number): Int16Array {
  const out = new Int16Array(values.length);
  for (let row = 0, n = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1, n += 1) out[column * height + row] = values[n] ?? 0;
  return out;
}
