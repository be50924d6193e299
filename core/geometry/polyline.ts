import { between, dot, moved, norm, type PointLps } from './frame.ts';
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
export function pointAt(points: readonly PointLps[], abscissa: Mm): PointLps | undefined {
  let left: number = abscissa;
  for (const [a, b] of neighbours(points)) {
    const length = norm(between(a, b));
    if (left <= length) return length === 0 || left <= 0 ? a : moved(a, between(a, b), left / length);
    left -= length;
  }
  return points.at(-1);
}

/** Where on a line a point's nearest neighbour lies. */
export interface FootOnLine { readonly abscissa: Mm; readonly distance: Mm; readonly at: PointLps }

/** The nearest place on the line; undefined for a line of less than two points. Of equals the first. */
export function footOnLine(points: readonly PointLps[], from: PointLps): FootOnLine | undefined {
  let best: FootOnLine | undefined;
  let before = 0;
  for (const [a, b] of neighbours(points)) {
    const along = between(a, b);
    const length = norm(along);
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, dot(between(a, from), along) / length ** 2));
    const at = moved(a, along, share);
    const distance = norm(between(at, from));
    if (best === undefined || distance < best.distance) {
      best = { abscissa: mm(before + share * length), distance: mm(distance), at };
    }
    before += length;
  }
  return best;
}

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
