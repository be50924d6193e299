import { between, dot, type PointLps, unitVector, type VectorLps } from './frame.ts';
import { placesOn, polylineLength } from './polyline.ts';
import { err, ok, type Result } from '../result.ts';
import { deg, degFromRad, type Deg, mm, type Mm } from '../units.ts';

/** How a bend is looked for. */
export interface BendParameters {
  /** Two places are compared whose directions begin at most this far apart along the course, mm. */
  readonly window: Mm;
  /** Length over which each direction is averaged, mm. */
  readonly average: Mm;
}

/** A gentle curve is no bend, a bend spread over some millimetres counts whole. @source measurements, section 3 */
export const BEND_PARAMETERS: BendParameters = { window: mm(15), average: mm(2) };

/** A bend and where it lies: abscissae from the first point of the course, at the middle of the two directions. */
export interface Bend { readonly angle: Deg; readonly from: Mm; readonly to: Mm }

/** Why a course has no bend to speak of. */
export interface BendFailure {
  readonly code: 'bend/too-short';
  /** Length that there is, and that directions need, mm. */
  readonly length: Mm;
  readonly needed: Mm;
}

const STEP = 0.25;
/** Of pairs this near to the greatest angle the closest together is the bend: straight ends are no part of it. */
const NEARLY = deg(3);

/**
 * The greatest angle between the course's directions at two places near each other.
 *
 * @param course - points in order, LPS mm
 * @returns 0° straight, 180° doubled back
 * @fails bend/too-short - the course is not longer than one direction
 * @method directions over `average` mm, every 0.25 mm; all pairs at most `window` apart
 * @source measurements, section 3
 * @accuracy within 0.5° on arcs and corners of known angle (bend.test.ts)
 */
export function greatestBend(
  course: readonly PointLps[], parameters: BendParameters = BEND_PARAMETERS,
): Result<Bend, BendFailure> {
  const length = polylineLength(course);
  if (!(length > parameters.average)) return err({ code: 'bend/too-short', length, needed: parameters.average });
  const directions = directionsAlong(course, parameters.average);
  return ok(bendOf(greatestPair(directions, 0, directions.length - 1, parameters.window), parameters.average));
}

/**
 * Every bend of a course above an angle, in order; no two share any of their turning.
 *
 * @param course - points in order, LPS mm
 * @returns none where the course is not longer than one direction
 * @method the greatest bend of all, drawn together to where it turns; then the same before it and beyond it
 * @source measurements, section 3
 * @accuracy zigzags and hairpins of known angles are counted exactly (bend.test.ts)
 */
export function bendsOver(
  course: readonly PointLps[], above: Deg, parameters: BendParameters = BEND_PARAMETERS,
): readonly Bend[] {
  const directions = directionsAlong(course, parameters.average);
  const within = (first: number, last: number): readonly Bend[] => {
    const widest = greatestPair(directions, first, last, parameters.window);
    if (!(widest.angle > above)) return [];
    const pair = drawnTogether(directions, widest);
    return [...within(first, pair.first), bendOf({ ...pair, angle: widest.angle }, parameters.average),
      ...within(pair.last, last)];
  };
  return within(0, directions.length - 1);
}

/** Two of the directions, by their places in the list, and the angle between them. */
interface Pair { readonly first: number; readonly last: number; readonly angle: Deg }

/** Unit directions of the course over `average` mm, one every 0.25 mm. */
function directionsAlong(course: readonly PointLps[], average: Mm): readonly VectorLps[] {
  const count = Math.floor((polylineLength(course) - average) / STEP + 1e-9);
  const at = placesOn(course);
  return Array.from({ length: Math.max(0, count + 1) }, (_, n) => n * STEP).flatMap((begin) => {
    const from = at(mm(begin));
    const to = at(mm(begin + average));
    return from === undefined || to === undefined ? [] : [unitVector(between(from, to))];
  });
}

/** The pair of directions within a stretch that differ most; the first direction with itself where there is no other. */
function greatestPair(directions: readonly VectorLps[], first: number, last: number, window: Mm): Pair {
  const reach = Math.floor(window / STEP + 1e-9);
  let best = { least: 1, first, last: first };
  for (let n = first; n < last; n += 1) {
    const a = directions[n];
    for (let m = n + 1; m <= Math.min(last, n + reach); m += 1) {
      const b = directions[m];
      const cosine = a === undefined || b === undefined ? 1 : dot(a, b);
      if (cosine < best.least) best = { least: cosine, first: n, last: m };
    }
  }
  return { first: best.first, last: best.last, angle: angleOf(best.least) };
}

/** The closest pair within a pair that turns nearly as far. */
function drawnTogether(directions: readonly VectorLps[], { first, last, angle }: Pair): Pair {
  for (let apart = 1; apart < last - first; apart += 1) {
    for (let n = first; n + apart <= last; n += 1) {
      const [a, b] = [directions[n], directions[n + apart]];
      if (a === undefined || b === undefined) continue;
      const own = angleOf(dot(a, b));
      if (own >= angle - NEARLY) return { first: n, last: n + apart, angle: own };
    }
  }
  return { first, last, angle };
}

const angleOf = (cosine: number): Deg => degFromRad(Math.acos(Math.min(1, Math.max(-1, cosine))));

const bendOf = ({ first, last, angle }: Pair, average: Mm): Bend =>
  ({ angle, from: mm(first * STEP + average / 2), to: mm(last * STEP + average / 2) });
