import { type Centreline, centrelineAt } from '../centreline/centreline.ts';
import { between, dot, norm, type PointLps, vectorLps } from '../geometry/frame.ts';
import { type PointUv, pointUv, uvFromLps } from '../geometry/plane.ts';
import { type Mm, mm } from '../units.ts';

/** Where a patient point lies beside a vessel: on the plane across it at an abscissa. */
export interface PlaceBeside {
  readonly abscissa: Mm;
  /** mm along u and v from the centreline. */
  readonly at: PointUv;
}

/**
 * The place beside a vessel of a patient point: of the planes across the vessel that hold it the one whose middle is
 * nearest. Undefined for a point before the first plane or beyond the last.
 *
 * @method between two points of the centreline the plane turns evenly: the abscissa is the root of a quadratic
 * @accuracy exactly the inverse of the plane at centrelineAt, within 1e-9 mm (beside.test.ts)
 */
export function placeBeside(centreline: Pick<Centreline, 'points' | 'step'>, point: PointLps): PlaceBeside | undefined {
  const { points, step } = centreline;
  const heights = points.map(({ at, tangent }) => dot(between(at, point), tangent));
  let best: { readonly far: number; readonly place: PlaceBeside } | undefined;
  for (let n = 0; n + 1 < points.length; n += 1) {
    const [a, b, before = 0, after = 0] = [points[n], points[n + 1], heights[n], heights[n + 1]];
    if (a === undefined || b === undefined || isOneSided(before, after)) continue;
    const share = shareOf(dot(between(a.at, point), difference(a.tangent, b.tangent)) - dot(between(a.at, b.at), a.tangent),
      dot(between(a.at, b.at), difference(a.tangent, b.tangent)), before);
    const there = share === undefined ? undefined : centrelineAt(centreline, mm((n + share) * step));
    if (there === undefined) continue;
    const far = norm(between(there.at, point));
    if (best !== undefined && best.far <= far) continue;
    const [u, v] = uvFromLps({ origin: there.at, u: there.u, v: there.v }, point);
    best = { far, place: { abscissa: mm((n + (share ?? 0)) * step), at: pointUv(u, v) } };
  }
  return best?.place;
}

/** So near a plane a point counts as on it, mm: what a way there and back may round off. */
const ON_MM = 1e-9;
const isOneSided = (before: number, after: number): boolean =>
  before * after > 0 && Math.abs(before) > ON_MM && Math.abs(after) > ON_MM;

const difference = (a: readonly [number, number, number], b: readonly [number, number, number]) =>
  vectorLps(b[0] - a[0], b[1] - a[1], b[2] - a[2]);

const SLACK = 1e-7;
/** The root in [0, 1] of c + b s − a s²; undefined where there is none. */
function shareOf(b: number, a: number, c: number): number | undefined {
  const inside = (s: number): boolean => s >= -SLACK && s <= 1 + SLACK;
  if (Math.abs(a) < 1e-14 * Math.abs(b)) return b === 0 ? (c === 0 ? 0 : undefined) : clamp(-c / b, inside);
  const root = b * b + 4 * a * c;
  if (root < 0) return undefined;
  // Neither root is the difference of two near numbers.
  const q = -0.5 * (b + Math.sign(b || 1) * Math.sqrt(root));
  const roots = [q === 0 ? NaN : c / q, q / -a].filter(inside).toSorted((x, y) => x - y);
  return roots.length === 0 ? undefined : Math.min(1, Math.max(0, roots[0] ?? 0));
}

const clamp = (s: number, inside: (s: number) => boolean): number | undefined => (inside(s) ? Math.min(1, Math.max(0, s)) : undefined);
