import { between, cross, dot, norm, type PointLps } from '../geometry/frame.ts';
import { planeThrough, uvFromLps, type PointPixel } from '../geometry/plane.ts';
import { polygonArea } from '../geometry/polygon.ts';
import { polylineLength } from '../geometry/polyline.ts';
import { neighbours } from '../sequence.ts';
import { deg, degFromRad, mm, mm2, type Deg, type Mm, type Mm2 } from '../units.ts';
import type { PatientPlace, ShapeKind } from './annotation.ts';
import { halfDiameters } from './outline.ts';

/** What a shape in the patient amounts to. */
export type PatientMeasure =
  | { readonly of: 'length'; readonly length: Mm }
  | { readonly of: 'angle'; readonly angle: Deg }
  | { readonly of: 'area'; readonly area: Mm2 }
  /** An arrow measures nothing. */
  | { readonly of: 'nothing' };

/**
 * Length, angle or area of a shape in the patient, whatever plane it is looked at on.
 *
 * @param place - of a checked drawing (annotation.ts)
 * @accuracy lengths to the micrometre on straight and oblique planes (measure.test.ts)
 */
export function patientMeasure(
  kind: ShapeKind,
  place: Pick<PatientPlace, 'points' | 'normal'>,
): PatientMeasure {
  const { points } = place;
  switch (kind) {
    case 'distance':
    case 'path':
    case 'gap':
      return { of: 'length', length: polylineLength(points) };
    case 'angle':
      return { of: 'angle', angle: angleOf(points) };
    case 'circle':
    case 'ellipse': {
      const round = halfDiameters(kind, place);
      return { of: 'area', area: mm2(round === null ? 0 : Math.PI * norm(cross(round.one, round.other))) };
    }
    case 'polygon':
      return { of: 'area', area: cornersArea(place) };
    case 'arrow':
      return { of: 'nothing' };
  }
}

/**
 * Angle at the middle of three points, 0 where both arms point the same way, 180 where they are opposite.
 *
 * @method atan2 of sine and cosine: exact at 0°, 90° and 180°, where an arc cosine is not
 */
function angleOf([a, vertex, b]: readonly PointLps[]): Deg {
  if (a === undefined || vertex === undefined || b === undefined) return deg(0);
  const [one, other] = [between(vertex, a), between(vertex, b)];
  return degFromRad(Math.atan2(norm(cross(one, other)), dot(one, other)));
}

function cornersArea({ points, normal }: Pick<PatientPlace, 'points' | 'normal'>): Mm2 {
  const [first, second] = points;
  const along =
    first === undefined
      ? undefined
      : points.map((point) => between(first, point)).find((way) => norm(way) > 0);
  if (first === undefined || second === undefined || along === undefined) return mm2(0);
  const plane = planeThrough(first, along, cross(normal, along));
  return polygonArea(points.map((point) => uvFromLps(plane, point)));
}

/** Millimetres of one pixel width of a frame, and what that rests on: never one without the other. */
export interface FrameScale {
  readonly mmPerPixel: Mm;
  readonly source: string;
}

/** What a shape on a frame amounts to. Millimetres only where the run is calibrated. */
export type FrameMeasure =
  | {
      readonly of: 'length';
      readonly pixels: number;
      readonly length: Mm | null;
      readonly source: string | null;
    }
  | { readonly of: 'angle'; readonly angle: Deg }
  | {
      readonly of: 'area';
      readonly pixels: number;
      readonly area: Mm2 | null;
      readonly source: string | null;
    }
  | { readonly of: 'nothing' };

/**
 * Length, angle or area of a shape on a frame, in widths of a pixel.
 *
 * @param aspect - height of a pixel over its width
 * @param scale - null where the run is not calibrated: no millimetre then
 */
export function frameMeasure(
  kind: ShapeKind,
  points: readonly PointPixel[],
  aspect: number,
  scale: FrameScale | null,
): FrameMeasure {
  const at = points.map(([column, row]) => [column, row * aspect] as const);
  const source = scale?.source ?? null;
  switch (kind) {
    case 'distance':
    case 'path':
    case 'gap': {
      const pixels = neighbours(at).reduce((sum, [[a, b], [c, d]]) => sum + Math.hypot(c - a, d - b), 0);
      return { of: 'length', pixels, source, length: scale === null ? null : mm(pixels * scale.mmPerPixel) };
    }
    case 'angle': {
      const [[a, b] = [0, 0], [x, y] = [0, 0], [c, d] = [0, 0]] = at;
      const [ax, ay, bx, by] = [a - x, b - y, c - x, d - y];
      return { of: 'angle', angle: degFromRad(Math.atan2(Math.abs(ax * by - ay * bx), ax * bx + ay * by)) };
    }
    case 'circle':
    case 'ellipse':
    case 'polygon': {
      const pixels = frameArea(kind, at);
      return {
        of: 'area',
        pixels,
        source,
        area: scale === null ? null : mm2(pixels * scale.mmPerPixel * scale.mmPerPixel),
      };
    }
    case 'arrow':
      return { of: 'nothing' };
  }
}

function frameArea(
  kind: 'circle' | 'ellipse' | 'polygon',
  at: readonly (readonly [number, number])[],
): number {
  const [[x, y] = [0, 0], [a, b] = [0, 0], [c, d] = [0, 0]] = at;
  if (kind === 'circle') return Math.PI * ((a - x) ** 2 + (b - y) ** 2);
  if (kind === 'ellipse') return Math.PI * Math.abs((a - x) * (d - y) - (b - y) * (c - x));
  return (
    Math.abs(
      at.reduce((twice, [u, v], n) => {
        const [nextU, nextV] = at[(n + 1) % at.length] ?? [u, v];
        return twice + (u - x) * (nextV - y) - (v - y) * (nextU - x);
      }, 0),
    ) / 2
  );
}
