import { between, dot, norm, type PointLps } from '../geometry/frame.ts';
import { footOnLine } from '../geometry/polyline.ts';
import type { PreviewLeg } from './preview.ts';

/** Nearer to the first point by this factor, and before it, a place continues the path there; own. */
const MUCH_NEARER = 0.5;

/**
 * The end of a path that a new point continues: the distal one, along which operators click, but where it lies plainly
 * before the first point.
 */
export function continuedEnd(points: readonly PointLps[], at: PointLps): 'proximal' | 'distal' {
  const [first, second, last] = [points[0], points[1], points.at(-1)];
  if (first === undefined || second === undefined || last === undefined) return 'distal';
  const back = between(first, at);
  const isBefore = dot(back, between(first, second)) < 0;
  return isBefore && norm(back) < MUCH_NEARER * norm(between(last, at)) ? 'proximal' : 'distal';
}

/** A place on a path between two of its points. */
export interface PlaceOnPath { /** The leg, counted from 0. */ readonly leg: number; readonly at: PointLps; readonly distance: number }

/** The place of a path that is nearest to a point; undefined for a path of less than two points. */
export function nearestOnPath(legs: readonly PreviewLeg[], from: PointLps): PlaceOnPath | undefined {
  return legs.flatMap(({ course }, leg): readonly PlaceOnPath[] => {
    const foot = footOnLine(course, from);
    return foot === undefined ? [] : [{ leg, at: foot.at, distance: foot.distance }];
  }).toSorted((a, b) => a.distance - b.distance).at(0);
}
