import { type Centreline, centrelineAt } from '../centreline/centreline.ts';
import { inverse, type PointLps } from '../geometry/frame.ts';
import { lpsFromUv, type PointPixel, pointPixel, type PointUv, pointUv } from '../geometry/plane.ts';
import { mm, type Mm } from '../units.ts';
import { OUTSIDE_HU } from '../volume/reslice.ts';
import type { Volume } from '../volume/volume.ts';
import { markRows, noneMoved } from './again.ts';
import { placeBeside } from './beside.ts';
import { type PolarMap, type Radii, RAYS } from './polar.ts';
import { sampledPoints } from './unrolled.kernel.ts';

/** Where an unrolled map is read: along the wall, at a radius, or the brightest from the middle of the wall's depth to it. */
export type UnrolledDepth =
  | { readonly kind: 'wall'; /** Within the wall's outer edge, mm. */ readonly inside: Mm }
  | { readonly kind: 'radius'; readonly radius: Mm }
  | { readonly kind: 'maximum' };

/** What an unrolled map shows. */
export interface UnrolledShape {
  readonly depth: UnrolledDepth;
  /** Columns around the vessel. */
  readonly columns: number;
  /** Distance between rows along the vessel, mm. */
  readonly step: Mm;
}

/** The outline of a vessel that a map is unrolled from: its middle and its edges, section by section. */
export interface Outlines {
  readonly centres: PolarMap['centres'];
  readonly wall: Radii;
  /** 0 where there is none. */
  readonly lumen: Radii;
  /** Distance between its sections, mm. */
  readonly step: Mm;
}

/** A vessel cut open and laid flat: columns run around it from 0° (along u) on, rows down it, proximal at the top. */
export interface UnrolledMap {
  readonly centreline: Pick<Centreline, 'points' | 'step'>;
  readonly outlines: Outlines;
  readonly shape: UnrolledShape;
  readonly size: readonly [width: number, height: number];
  /** HU, row by row; see ReslicedImage. */
  readonly values: Int16Array;
  readonly covered: Uint8Array;
  /** Radius at which each pixel was read, mm. */
  readonly radii: Float32Array;
}

/** Between samples on the way to the brightest, mm. */
const SEARCH_MM = 0.1;

/**
 * The unrolled map of a vessel.
 *
 * @param outlines - about the same centreline
 * @param before - a map of the same centreline in the same volume, of the same shape: rows between sections whose outlines have
 * stayed are taken from it, the answer is the same without it
 * @method linear between eight voxels at each pixel's place; the brightest is looked for from the lumen's edge, or the
 * middle where there is none, to the wall, and the pixel keeps the radius where it was found
 * @accuracy HU within 1 of those at the mapped points; there and back within 1e-6 mm (unrolled.test.ts)
 */
export function unrolledMap(
  volume: Volume, centreline: Centreline, outlines: Outlines, shape: UnrolledShape, before: UnrolledMap | null = null,
): UnrolledMap {
  const { columns, step, depth } = shape;
  const height = Math.floor(centreline.length / step + 1e-9) + 1;
  const values = before?.values.slice() ?? new Int16Array(columns * height).fill(OUTSIDE_HU);
  const covered = before?.covered.slice() ?? new Uint8Array(values.length);
  const radii = before?.radii.slice() ?? new Float32Array(values.length);
  const moved = before === null ? null : movedOutlines(before.outlines, outlines);
  const ijkFromLps = inverse(volume.grid.lpsFromIjk);
  const [from, to] = [new Float64Array(columns), new Float64Array(columns)];
  for (let row = 0; row < height; row += 1) {
    const abscissa = mm(row * step);
    const point = centrelineAt(centreline, abscissa);
    if (point === undefined) continue;
    const place = between(outlines, abscissa);
    if (moved?.[place[0]] === 0 && moved[place[1]] === 0) continue;
    const [cu, cv] = centreAt(outlines, place);
    const centre = lpsFromUv({ origin: point.at, u: point.u, v: point.v }, pointUv(cu, cv));
    for (let column = 0; column < columns; column += 1) {
      const angle = angleOf(column, columns);
      const outer = outermost(outlines, depth, place, angle);
      to[column] = outer;
      from[column] = innermost(outlines, depth, place, angle, outer);
    }
    sampledPoints(volume.voxels, ...volume.grid.dims, ijkFromLps, centre, point.u, point.v, from, to, SEARCH_MM, OUTSIDE_HU,
      values, covered, radii, row * columns);
  }
  return { centreline, outlines, shape, size: [columns, height], values, covered, radii };
}

/** The sections whose outlines are others now. */
function movedOutlines(before: Outlines, now: Outlines): Uint8Array {
  const moved = noneMoved(now.centres.length);
  markRows(moved, before.wall, now.wall);
  markRows(moved, before.lumen, now.lumen);
  now.centres.forEach(([u, v], n) => {
    const old = before.centres[n];
    if (old === undefined || old[0] !== u || old[1] !== v) moved[n] = 1;
  });
  return moved;
}

const angleOf = (column: number, columns: number): number => (2 * Math.PI * column) / columns;

/** The sections on both sides of an abscissa, and how far it lies from the first to the second. */
type Place = readonly [before: number, after: number, share: number];

function between({ centres, step }: Outlines, abscissa: Mm): Place {
  const place = Math.min(centres.length - 1, Math.max(0, abscissa / step));
  const n = Math.min(Math.max(0, centres.length - 2), Math.floor(place));
  return [n, Math.min(centres.length - 1, n + 1), place - n];
}

function centreAt({ centres }: Outlines, [a, b, share]: Place): PointUv {
  const [p = pointUv(0, 0), q = p] = [centres[a], centres[b]];
  return pointUv(p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1]));
}

/** A radius of an outline, linear between rays and sections, mm. */
function radiusAt(radii: Radii, [a, b, share]: Place, angle: number): number {
  const place = ((angle / (2 * Math.PI)) * RAYS + RAYS) % RAYS;
  const ray = Math.floor(place);
  const [one, other] = [radiusOf(radii, a, ray, place - ray), radiusOf(radii, b, ray, place - ray)];
  return one + share * (other - one);
}

/** A radius of one section, a share of the way from a ray to the next. */
function radiusOf(radii: Radii, section: number, ray: number, share: number): number {
  const [before, after] = [radii[section * RAYS + (ray % RAYS)] ?? 0, radii[section * RAYS + ((ray + 1) % RAYS)] ?? 0];
  return before + share * (after - before);
}

function outermost({ wall }: Outlines, depth: UnrolledDepth, place: Place, angle: number): number {
  switch (depth.kind) {
    case 'radius': return depth.radius;
    case 'wall': return Math.max(0, radiusAt(wall, place, angle) - depth.inside);
    case 'maximum': return radiusAt(wall, place, angle);
  }
}

/** @param outer - the outermost at the same place */
const innermost = ({ lumen }: Outlines, depth: UnrolledDepth, place: Place, angle: number, outer: number): number =>
  (depth.kind === 'maximum' ? Math.min(radiusAt(lumen, place, angle), outer) : outer);

/**
 * The patient point at a position of the map. At a pixel of a map of the brightest it is where that was found, between
 * pixels on the wall. Undefined above its first row and below its last; columns go round.
 */
export function lpsFromUnrolled(map: UnrolledMap, [column, row]: PointPixel): PointLps | undefined {
  const { centreline, outlines, shape: { step, depth }, size: [columns, height] } = map;
  const abscissa = mm(row * step);
  const point = centrelineAt(centreline, abscissa);
  if (point === undefined || row < 0 || row > height - 1) return undefined;
  const angle = angleOf(((column % columns) + columns) % columns, columns);
  const found = depth.kind === 'maximum' && Number.isInteger(column) && Number.isInteger(row)
    ? map.radii[row * columns + (((column % columns) + columns) % columns)] : undefined;
  const place = between(outlines, abscissa);
  const radius = found ?? outermost(outlines, depth, place, angle);
  const [cu, cv] = centreAt(outlines, place);
  return lpsFromUv({ origin: point.at, u: point.u, v: point.v },
    pointUv(cu + radius * Math.cos(angle), cv + radius * Math.sin(angle)));
}

/** Where a patient point appears in a map, and how far it lies outside (+) or inside (−) of where the map is read, mm. */
export interface UnrolledPlace { readonly at: PointPixel; readonly off: Mm }

/** The position in the map of a patient point. Undefined before the vessel's first plane or beyond its last. */
export function unrolledFromLps(map: UnrolledMap, point: PointLps): UnrolledPlace | undefined {
  const { centreline, outlines, shape: { step, depth }, size: [columns] } = map;
  const place = placeBeside(centreline, point);
  if (place === undefined) return undefined;
  const on = between(outlines, place.abscissa);
  const [cu, cv] = centreAt(outlines, on);
  const [u, v] = [place.at[0] - cu, place.at[1] - cv];
  const angle = (Math.atan2(v, u) + 2 * Math.PI) % (2 * Math.PI);
  return {
    at: pointPixel((angle / (2 * Math.PI)) * columns, place.abscissa / step),
    off: mm(Math.hypot(u, v) - outermost(outlines, depth, on, angle)),
  };
}
