import { MOST_POINTS } from '../annotation/annotation.ts';
import { type PointLps, pointLps } from '../geometry/frame.ts';
import { err, ok, type Result } from '../result.ts';

/** Why a text holds no points of a path. Points are counted from 0. */
export type PointsFailure =
  | { readonly code: 'points/not-json' }
  | { readonly code: 'points/no-list' }
  | { readonly code: 'points/not-a-place'; readonly point: number }
  | { readonly code: 'points/too-few'; readonly count: number }
  | { readonly code: 'points/too-many'; readonly count: number };

/**
 * The points of a path in a JSON text: a list of places [x, y, z], or an object that holds one as `points`, as the command
 * line takes it; LPS mm, proximal to distal.
 *
 * @fails points/not-json - it is no JSON
 * @fails points/no-list - no list of places is in it
 * @fails points/not-a-place - one of them is not three finite numbers that a scanner can give
 * @fails points/too-few, points/too-many - less than two, or more than a path can have
 */
export function pointsIn(text: string): Result<readonly PointLps[], PointsFailure> {
  const value = valueIn(text);
  if (value === undefined) return err({ code: 'points/not-json' });
  const list: unknown = Array.isArray(value) ? value : typeof value === 'object' && value !== null && 'points' in value ? value.points : undefined;
  if (!Array.isArray(list)) return err({ code: 'points/no-list' });
  const places = list.map(placeOf);
  const point = places.indexOf(null);
  if (point >= 0) return err({ code: 'points/not-a-place', point });
  const points = places.filter((place) => place !== null);
  if (points.length < 2) return err({ code: 'points/too-few', count: points.length });
  return points.length > MOST_POINTS ? err({ code: 'points/too-many', count: points.length }) : ok(points);
}

/** No scanner's coordinates reach farther, mm: distances from beyond are no figures that anybody can read. */
const MOST_MM = 100_000;
/** What a place needs to be, in words. */
export const PLACE_WORDS = `three finite numbers [x, y, z] in mm, none beyond ${MOST_MM}`;

/** A place as JSON has it, LPS mm; null where it is none. */
export function placeOf(value: unknown): PointLps | null {
  if (!Array.isArray(value) || value.length !== 3) return null;
  const [x, y, z] = value as readonly unknown[];
  return typeof x === 'number' && typeof y === 'number' && typeof z === 'number' && [x, y, z].every((value) => Math.abs(value) <= MOST_MM)
    ? pointLps(x, y, z) : null;
}

/** Undefined where it is no JSON. */
function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is wrong with a file of points and what to do, in one plain sentence. */
export function pointsSentence(failure: PointsFailure): string {
  switch (failure.code) {
    case 'points/not-json': return 'is not JSON. Choose a JSON file with a list of points [x, y, z] in mm.';
    case 'points/no-list': return 'holds no list of points. It needs places [x, y, z] in mm, proximal to distal, alone or as "points".';
    case 'points/not-a-place': return `has a point ${failure.point + 1} that is no place: it needs ${PLACE_WORDS}.`;
    case 'points/too-few': return `holds ${failure.count === 0 ? 'no point' : 'one point'}, and a path needs two at least: one before the occlusion and one beyond it.`;
    case 'points/too-many': return `holds ${failure.count} points, and a path has ${MOST_POINTS} at most. Thin them out: the path is traced between them.`;
  }
}
