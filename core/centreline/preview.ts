import { between, moved, norm, type PointLps, scaled, type VectorLps, vectorLps } from '../geometry/frame.ts';
import type { Mm } from '../units.ts';
import { centrelineAt, type Centreline } from './centreline.ts';

/** One stretch of a path that is not traced yet, between two of the operator's points. */
export interface PreviewLeg {
  /** From point n to point n + 1, ends included. */
  readonly course: readonly PointLps[];
  /** As it was traced; else bent or spanned until it is. */
  readonly isTraced: boolean;
  /** Where the leg was traced before it was bent, abscissae; null where it never was. */
  readonly of: readonly [from: Mm, to: Mm] | null;
}

/** The points of a course that is not traced lie so far apart, mm. */
const STEP_MM = 1;
/** A point nearer to one that the path was traced through is that one, mm. */
const SAME_MM = 0.01;

type Line = Pick<Centreline, 'points' | 'step' | 'legs'>;

/** A traced path with the operator's points that it was traced through: it runs by them as near as there is a vessel. */
export interface TracedThrough { readonly line: Line; readonly through: readonly PointLps[] }

/**
 * The path as it will probably run, before it is traced through changed points: what is shown while a point is dragged.
 *
 * A leg whose ends stayed is as it was traced, one with a moved end is bent with it; a new one is a smooth curve.
 *
 * @param points - the operator's, as they are now
 * @param path - the newest traced one, of these points or of earlier ones; null where there is none
 * @method the move of either end fades smoothly along the leg; new legs are Hermite curves through the points
 */
export function previewLegs(points: readonly PointLps[], path: TracedThrough | null): readonly PreviewLeg[] {
  const seeds = path === null ? [] : seedsOf(path);
  const seedOf = matched(points, seeds.map(({ given }) => given));
  return points.slice(1).map((to, n): PreviewLeg => {
    const from = points[n] ?? to;
    const [a, b] = [seedOf[n], seedOf[n + 1]];
    const [first, last] = [a === undefined ? undefined : seeds[a], b === undefined ? undefined : seeds[b]];
    if (path === null || first === undefined || last === undefined || a === undefined || b !== a + 1) {
      return { course: spanned(points, n), isTraced: false, of: null };
    }
    const [atFrom, atTo] = [moveOf(first, from), moveOf(last, to)];
    const of = [first.abscissa, last.abscissa] as const;
    return atFrom === null && atTo === null ? { course: traced(path.line, of), isTraced: true, of }
      : { course: bent(path.line, of, atFrom ?? STILL, atTo ?? STILL), isTraced: false, of };
  });
}

interface Seed { /** As the operator set it. */ readonly given: PointLps; /** Where the path runs by it. */ readonly at: PointLps; readonly abscissa: Mm }
const STILL = vectorLps(0, 0, 0);

/** Where the path was traced through the points that it was made from. */
function seedsOf({ line, through }: TracedThrough): readonly Seed[] {
  const [first] = line.legs;
  return [...(first === undefined ? [] : [first.from]), ...line.legs.map(({ to }) => to)].flatMap((abscissa, n) => {
    const [point, given] = [centrelineAt(line, abscissa), through[n]];
    return point === undefined || given === undefined ? [] : [{ given, at: point.at, abscissa }];
  });
}

/** Whether a point is the one that a path was traced through. */
export const isSamePlace = (given: PointLps, point: PointLps): boolean => norm(between(given, point)) <= SAME_MM;

/** From where the path runs by a point to where that was carried; null where it was not. */
const moveOf = ({ given, at }: Seed, point: PointLps): VectorLps | null => (isSamePlace(given, point) ? null : between(at, point));

/**
 * For each point the seed that it was, in order: all where as many are there; where one came or went, that which leaves
 * the others nearest. Undefined for points of their own.
 */
function matched(points: readonly PointLps[], seeds: readonly PointLps[]): readonly (number | undefined)[] {
  const off = (point: number, seed: number): number => {
    const [a, b] = [points[point], seeds[seed]];
    return a === undefined || b === undefined ? Infinity : norm(between(a, b));
  };
  const more = points.length - seeds.length;
  if (seeds.length === 0 || Math.abs(more) > 1) return points.map(() => undefined);
  if (more === 0) return points.map((_, n) => n);
  const shorter = Math.min(points.length, seeds.length);
  const costs = Array.from({ length: shorter + 1 }, (_, gap) => Array.from({ length: shorter }, (__, n) =>
    (more > 0 ? off(n < gap ? n : n + 1, n) : off(n, n < gap ? n : n + 1))).reduce((sum, distance) => sum + distance, 0));
  const gap = costs.indexOf(Math.min(...costs));
  return points.map((_, n) => (more > 0 ? (n === gap ? undefined : n < gap ? n : n - 1) : n < gap ? n : n + 1));
}

const traced = (line: Line, [from, to]: readonly [Mm, Mm]): readonly PointLps[] => {
  const inside = line.points.filter(({ abscissa }) => abscissa > from && abscissa < to);
  return [centrelineAt(line, from), ...inside, centrelineAt(line, to)].flatMap((point) => (point === undefined ? [] : [point.at]));
};

function bent(line: Line, of: readonly [Mm, Mm], atFrom: VectorLps, atTo: VectorLps): readonly PointLps[] {
  const course = traced(line, of);
  const last = Math.max(1, course.length - 1);
  return course.map((point, n) => {
    const share = smooth(n / last);
    return moved(moved(point, atFrom, 1 - share), atTo, share);
  });
}

const smooth = (t: number): number => t * t * (3 - 2 * t);

/** The leg from point n on as a curve that goes on smoothly at both ends. */
function spanned(points: readonly PointLps[], n: number): readonly PointLps[] {
  const [a, b] = [points[n], points[n + 1]];
  if (a === undefined || b === undefined) return [];
  const length = norm(between(a, b));
  if (length === 0) return [a];
  const [tangentA, tangentB] = [tangentAt(points, n, length), tangentAt(points, n + 1, length)];
  const count = Math.max(1, Math.ceil(length / STEP_MM));
  return Array.from({ length: count + 1 }, (_, m) => {
    const t = m / count;
    const along = moved(a, between(a, b), smooth(t));
    return moved(moved(along, tangentA, t * (1 - t) ** 2), tangentB, t * t * (t - 1));
  });
}

/** Direction of the curve at a point: that from its one neighbour to the other, as long as the leg. */
function tangentAt(points: readonly PointLps[], n: number, length: number): VectorLps {
  const [before, after] = [points[Math.max(0, n - 1)], points[Math.min(points.length - 1, n + 1)]];
  if (before === undefined || after === undefined) return STILL;
  const by = between(before, after);
  const far = norm(by);
  return far === 0 ? STILL : scaled(by, length / far);
}

/** The whole preview as one course. */
export const previewCourse = (legs: readonly PreviewLeg[]): readonly PointLps[] =>
  legs.flatMap(({ course }, n) => (n === 0 ? course : course.slice(1)));
