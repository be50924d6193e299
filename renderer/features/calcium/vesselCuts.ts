import { type Centreline, centrelineAt, planeAcross } from '../../../core/centreline/centreline.ts';
import type { Stretch } from '../../../core/geometry/stretch.ts';
import { pointUv } from '../../../core/geometry/plane.ts';
import type { SectionOutline } from '../../../core/lesion/vesselFindings.ts';
import { RAYS } from '../../../core/section/polar.ts';
import { crossSection, type SectionShape } from '../../../core/section/section.ts';
import { straightenedView } from '../../../core/section/straighten.ts';
import { type UnrolledMap, unrolledMap } from '../../../core/section/unrolled.ts';
import { type Deg, type Mm, mm } from '../../../core/units.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import type { HuGrid } from '../../viewer/huLaying.ts';
import { lying } from '../vessel/vesselPictures.ts';

/** How finely sections are cut: the large one, and a small one beside others. */
export const LARGE_SECTION: SectionShape = { spacing: mm(0.1), size: 127 };
export const SMALL_SECTION: SectionShape = { spacing: mm(0.2), size: 75 };

/** The section across a vessel as a picture: places in it are mm from the centreline. Undefined beyond the vessel. */
export function sectionGrid(volume: Volume, centreline: Centreline, at: Mm, shape: SectionShape): HuGrid | undefined {
  const point = centrelineAt(centreline, at);
  if (point === undefined) return undefined;
  const { values, plane: { size, spacing } } = crossSection(volume, point, shape).image;
  const half = ((shape.size - 1) / 2) * shape.spacing;
  return { values, size, spacing, origin: pointUv(-half, -half) };
}

/** The plane of a section, for the letters at its edges. */
export const sectionPlane = (centreline: Centreline, at: Mm) => {
  const point = centrelineAt(centreline, at);
  return point === undefined ? undefined : planeAcross(point);
};

/** To either side of the vessel, mm. */
export const STRIP_HALF = mm(3.6);
const STRIP_SPACING = mm(0.2);
/** Around the vessel the map has a column for each ray, and rows this far apart along it, mm. */
const MAP_STEP = mm(0.25);

/** The part of a centreline that shows a stretch: from a point of it to another, so that sections stay where they are. */
export interface Part { readonly centreline: Centreline; readonly first: number; readonly last: number; readonly from: Mm }
export function partOf(centreline: Centreline, [from, to]: Stretch): Part {
  const { points, step } = centreline;
  const first = Math.max(0, Math.floor(from / step));
  const last = Math.min(points.length - 1, Math.ceil(to / step));
  return { centreline: { ...centreline, points: points.slice(first, last + 1), length: mm((last - first) * step) }, first, last, from: mm(first * step) };
}

/** A part of the vessel pulled straight along an axis: abscissae across, mm to either side of it down. */
export function straightStrip(volume: Volume, part: Part, angle: Deg): HuGrid {
  const view = straightenedView(volume, part.centreline, { angle, spacing: STRIP_SPACING, halfWidth: STRIP_HALF });
  const half = ((view.size[0] - 1) / 2) * STRIP_SPACING;
  return {
    values: lying(view.values, ...view.size), size: [view.size[1], view.size[0]], spacing: [STRIP_SPACING, STRIP_SPACING],
    origin: pointUv(part.from, -half),
  };
}

/**
 * The wall of a part of the vessel laid flat, the brightest of its depth.
 *
 * @param before - the same part of the same volume with earlier outlines: what has stayed is taken from it
 */
export function wallMap(volume: Volume, part: Part, outlines: readonly SectionOutline[], before: UnrolledMap | null): UnrolledMap {
  const own = outlines.slice(part.first, part.last + 1);
  const radii = (of: (outline: SectionOutline) => readonly number[] | null): Float32Array => {
    const rows = new Float32Array(own.length * RAYS);
    own.forEach((outline, n) => rows.set(of(outline) ?? [], n * RAYS));
    return rows;
  };
  return unrolledMap(volume, part.centreline, {
    centres: own.map(({ centre }) => centre), wall: radii(({ wall }) => wall), lumen: radii(({ lumen }) => lumen), step: part.centreline.step,
  }, { depth: { kind: 'maximum' }, columns: RAYS, step: MAP_STEP }, before);
}

/** The map of a part of the vessel as a picture: abscissae across, degrees from 0 to 360 down. */
export function unrolledStrip(map: UnrolledMap, { from }: Part): HuGrid {
  const across = lying(map.values, ...map.size);
  // It goes round: the first row once more at its end.
  const rows = map.size[1];
  const closed = new Int16Array(across.length + rows);
  closed.set(across);
  closed.set(across.subarray(0, rows), across.length);
  return { values: closed, size: [rows, RAYS + 1], spacing: [MAP_STEP, 360 / RAYS], origin: pointUv(from, 0) };
}

/** Where an outline crosses the strip, section by section: mm from the centreline towards the strip's lower and upper side. */
export function edgesOnStrip(outlines: readonly SectionOutline[], angle: Deg, of: 'wall' | 'lumen'): readonly (readonly [lower: number, upper: number] | null)[] {
  const ray = Math.round((angle / 360) * RAYS) % RAYS;
  const radians = (angle * Math.PI) / 180;
  return outlines.map((outline) => {
    const radii = outline[of];
    if (radii === null) return null;
    const middle = outline.centre[0] * Math.cos(radians) + outline.centre[1] * Math.sin(radians);
    return [middle + (radii[ray] ?? 0), middle - (radii[(ray + RAYS / 2) % RAYS] ?? 0)];
  });
}
