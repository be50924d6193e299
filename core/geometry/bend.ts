import { between, dot, norm, type PointLps } from './frame.ts';
import { pointAt, polylineLength } from './polyline.ts';
import { err, ok, type Result } from '../result.ts';
import { degFromRad, type Deg, mm, type Mm } from '../units.ts';

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
  course: readonly PointLps[], { window, average }: BendParameters = BEND_PARAMETERS,
): Result<Bend, BendFailure> {
  const length = polylineLength(course);
  if (!(length > average)) return err({ code: 'bend/too-short', length, needed: average });
  const count = Math.floor((length - average) / STEP + 1e-9);
  const starts = Array.from({ length: count + 1 }, (_, n) => n * STEP);
  const directions = starts.flatMap((at) => {
    const from = pointAt(course, mm(at));
    const to = pointAt(course, mm(at + average));
    return from === undefined || to === undefined ? [] : [{ at, along: between(from, to) }];
  });
  const reach = Math.floor(window / STEP + 1e-9);
  let best = { least: 2, from: 0, to: 0 };
  directions.forEach((a, n) => {
    for (const b of directions.slice(n, n + 1 + reach)) {
      const cosine = dot(a.along, b.along) / (norm(a.along) * norm(b.along));
      if (cosine < best.least) best = { least: cosine, from: a.at, to: b.at };
    }
  });
  const middle = average / 2;
  return ok({
    angle: degFromRad(Math.acos(Math.min(1, Math.max(-1, best.least)))),
    from: mm(best.from + middle), to: mm(best.to + middle),
  });
}
