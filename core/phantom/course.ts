import { type PointLps, pointLps, type VectorLps, vectorLps } from '../geometry/frame.ts';
import { type Mm, mm } from '../units.ts';
import { framesAlong } from '../geometry/frameAlong.ts';
import { curvePoints } from './course.kernel.ts';

/**
 * The course of a tube: a polyline at a fine step, which is the truth that everything else is measured against,
 * with a frame at each of its points. Three numbers a point.
 */
export interface Course {
  readonly points: Float64Array;
  /** Length from the first point, mm; one number a point. */
  readonly abscissae: Float64Array;
  readonly tangents: Float64Array;
  /** Where 0° of a section lies; 90° is tangent × normal. */
  readonly normals: Float64Array;
  readonly length: Mm;
}

/** Step between the points of a course, mm. */
export const COURSE_STEP = 0.25;

/** The smooth course through at least two points; angles are counted from the direction nearest to `zero`. */
export function courseThrough(control: readonly PointLps[], zero: VectorLps = vectorLps(0, -1,
  0.01)): Course {
  const points = curvePoints(Float64Array.from(control.flat()), COURSE_STEP);
  const frames = framesAlong(points, zero);
  return { points, ...frames, length: mm(frames.abscissae.at(-1) ?? 0) };
}

/** The point at an abscissa; beyond the ends, the end. */
export const courseAt = (course: Course, at: number): PointLps => {
  const [x, y, z] = interpolated(course, course.points, at);
  return pointLps(x, y, z);
};

/** The direction of the course at an abscissa; not exactly of unit length between the points. */
export const courseDirection = (course: Course, at: number): VectorLps => {
  const [x, y, z] = interpolated(course, course.tangents, at);
  return vectorLps(x, y, z);
};

function interpolated(course: Course, values: Float64Array, at: number): readonly [number, number, number] {
  const last = course.abscissae.length - 1;
  const place = Math.min(Math.max(at / COURSE_STEP, 0), last);
  const n = Math.min(Math.floor(place), last - 1);
  const from = course.abscissae[n] ?? 0;
  const span = (course.abscissae[n + 1] ?? from) - from;
  const t = span > 0 ? Math.min(Math.max((at - from) / span, 0), 1) : 0;
  const axis = (c: number): number => {
    const a = values[3 * n + c] ?? 0;
    return a + t * ((values[3 * n + 3 + c] ?? a) - a);
  };
  return [axis(0), axis(1), axis(2)];
}
