import { between, moved, norm, type PointLps, pointLps } from './frame.ts';
import { neighbours } from '../sequence.ts';
import { mm, type Mm } from '../units.ts';

/** Length of the line through the points in order. */
export const polylineLength = (points: readonly PointLps[]): Mm =>
  mm(neighbours(points).reduce((sum, [a, b]) => sum + norm(between(a, b)), 0));

/** Length of the line up to each of its points. */
export function abscissaeOf(points: readonly PointLps[]): readonly Mm[] {
  const lengths: Mm[] = points.length === 0 ? [] : [mm(0)];
  for (const [a, b] of neighbours(points)) lengths.push(mm((lengths.at(-1) ?? 0) + norm(between(a, b))));
  return lengths;
}

/**
 * The point of the line at an abscissa; beyond its ends the end. Undefined for a line of no points.
 *
 * @param points - in order; neighbours may coincide
 */
export const pointAt = (points: readonly PointLps[], abscissa: Mm): PointLps | undefined => placesOn(points)(abscissa);

/** The same for many abscissae of one line: its pieces are measured once. */
export function placesOn(points: readonly PointLps[]): (abscissa: Mm) => PointLps | undefined {
  const pieces = neighbours(points);
  const lengths = pieces.map(([a, b]) => norm(between(a, b)));
  return (abscissa) => {
    let left: number = abscissa;
    const n = lengths.findIndex((length) => {
      if (left <= length) return true;
      left -= length;
      return false;
    });
    const [piece, length = 0] = [pieces[n], lengths[n]];
    if (piece === undefined) return points.at(-1);
    return length === 0 || left <= 0 ? piece[0] : moved(piece[0], between(...piece), left / length);
  };
}

/** Where on a line a point's nearest neighbour lies. */
export interface FootOnLine { readonly abscissa: Mm; readonly distance: Mm; readonly at: PointLps }

/** The nearest place on the line; undefined for a line of less than two points. Of equals the first. */
export function footOnLine(points: readonly PointLps[], from: PointLps): FootOnLine | undefined {
  let best: FootOnLine | undefined;
  let before = 0;
  let a: PointLps | undefined;
  for (const b of points) {
    if (a !== undefined) {
      const [x, y, z] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
      const length = Math.hypot(x, y, z);
      const along = (from[0] - a[0]) * x + (from[1] - a[1]) * y + (from[2] - a[2]) * z;
      const share = length === 0 ? 0 : Math.min(1, Math.max(0, along / length ** 2));
      const [u, v, w] = [a[0] + share * x, a[1] + share * y, a[2] + share * z];
      // Most of a line is far away: what is so beyond rounding needs no more of it.
      const square = (from[0] - u) ** 2 + (from[1] - v) ** 2 + (from[2] - w) ** 2;
      if (best === undefined || square <= best.distance ** 2 * NEARLY) {
        const distance = Math.hypot(from[0] - u, from[1] - v, from[2] - w);
        if (best === undefined || distance < best.distance)
          best = { abscissa: mm(before + share * length), distance: mm(distance), at: pointLps(u, v, w) };
      }
      before += length;
    }
    a = b;
  }
  return best;
}

/** Of two squares the greater is so much greater at least, or rounding may have made it so. */
const NEARLY = 1 + 1e-9;

/** A length that is so many steps but for rounding takes no step more. */
const ROUNDING = 1e-9;

/**
 * The longest step, up to `most`, that divides a length evenly.
 *
 * @param length - mm
 * @param most - mm, above 0
 */
export const stepWithin = (length: Mm, most: Mm): Mm =>
  mm(length / Math.max(1, Math.ceil(length / most - ROUNDING)));

/**
 * Points at equal distances along the line, from its first point to its last.
 *
 * @param step - wanted distance, mm, above 0; the true one is the nearest that divides the length evenly
 * @returns the first point alone where the line has no length
 */
export function evenPoints(points: readonly PointLps[], step: Mm): readonly PointLps[] {
  const [first] = points;
  const length = polylineLength(points);
  if (first === undefined || length === 0) return first === undefined ? [] : [first];
  const count = Math.max(1, Math.round(length / step));
  const lengths = abscissaeOf(points);
  let n = 0;
  return Array.from({ length: count + 1 }, (_, m) => {
    const want = (length * m) / count;
    while (n < points.length - 2 && (lengths[n + 1] ?? length) < want) n += 1;
    const [a, b] = [points[n] ?? first, points[n + 1] ?? first];
    const [from, to] = [lengths[n] ?? 0, lengths[n + 1] ?? 0];
    return to > from ? moved(a, between(a, b), Math.min(1, (want - from) / (to - from))) : a;
  });
}
