import type { PointLps } from '../../../core/geometry/frame.ts';
import { heightAbove } from '../../../core/geometry/plane.ts';
import { canvasFromLps, type PointCanvas, type View } from '../viewTransform.ts';
import type { PathPiece } from './pathShown.ts';

/** What lies no farther from the plane than this is drawn as lying in it, mm: half a vessel. */
const IN_PLANE_MM = 1.5;

/** A run of a piece on a picture: in the plane, or before or behind it. */
export interface PathRun {
  readonly look: PathPiece['look'];
  readonly isInPlane: boolean;
  readonly leg: number;
  readonly points: readonly PointCanvas[];
  /** CSS pixels, for each point; 0 where no uncertainty is drawn. */
  readonly radii: readonly number[];
}

/** Whether a point lies in what a picture of some depth shows. */
export const isInPicture = ({ plane }: View, thickness: number, point: PointLps): boolean =>
  Math.abs(heightAbove(plane, point)) <= Math.max(IN_PLANE_MM, thickness / 2);

/** Pieces of a path as they lie on the picture of a plane, in runs that are drawn as one line each. */
export function pathRuns(view: View, thickness: number, pieces: readonly PathPiece[]): readonly PathRun[] {
  return pieces.flatMap(({ course, look, radii, leg }) => {
    const runs: { look: PathPiece['look']; isInPlane: boolean; leg: number; points: PointCanvas[]; radii: number[] }[] = [];
    course.forEach((point, n) => {
      const at = canvasFromLps(view, point);
      const radius = (radii[n] ?? 0) / view.mmPerPixel;
      const isInPlane = isInPicture(view, thickness, point);
      const last = runs.at(-1);
      last?.points.push(at);
      last?.radii.push(radius);
      // Neighbouring runs share the point between them: the line has no gap.
      if (last?.isInPlane !== isInPlane) runs.push({ look, isInPlane, leg, points: [at], radii: [radius] });
    });
    return runs.filter(({ points }) => points.length > 1);
  });
}

/** What of a path lies under the pointer. */
export type PathHit =
  | { readonly kind: 'point'; readonly n: number }
  | { readonly kind: 'leg'; readonly n: number }
  | { readonly kind: 'none' };

const NEAR_POINT = 10;
const NEAR_LINE = 6;

/** The operator's point under a point of the canvas, or else the leg; what lies far before or behind the picture is not touched. */
export function pathHit(
  view: View, thickness: number, points: readonly PointLps[], runs: readonly PathRun[], at: PointCanvas,
): PathHit {
  const near = points.flatMap((point, n) => {
    const [x, y] = canvasFromLps(view, point);
    const away = Math.hypot(x - at[0], y - at[1]);
    return isInPicture(view, thickness, point) && away <= NEAR_POINT ? [{ n, away }] : [];
  }).toSorted((one, other) => one.away - other.away);
  const [nearest] = near;
  if (nearest !== undefined) return { kind: 'point', n: nearest.n };
  const leg = runs.filter(({ isInPlane }) => isInPlane)
    .find((run) => run.points.some((to, n) => n > 0 && distanceFromPiece(run.points[n - 1] ?? to, to, at) <= NEAR_LINE));
  return leg === undefined ? { kind: 'none' } : { kind: 'leg', n: leg.leg };
}

/** From a point to the straight piece between two others, CSS pixels. */
export function distanceFromPiece(from: PointCanvas, to: PointCanvas, at: PointCanvas): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length2 = dx * dx + dy * dy;
  const share = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / length2));
  return Math.hypot(from[0] + share * dx - at[0], from[1] + share * dy - at[1]);
}

/** The outline of a band about a run, as wide as its radii say; empty where it has no width. */
export function bandPath({ points, radii }: Pick<PathRun, 'points' | 'radii'>): string {
  if (radii.every((radius) => radius < 0.5)) return '';
  const side = (sign: 1 | -1): readonly string[] => points.map(([x, y], n) => {
    const [before, after] = [points[Math.max(0, n - 1)] ?? [x, y], points[Math.min(points.length - 1, n + 1)] ?? [x, y]];
    const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
    const length = Math.hypot(dx, dy);
    const radius = (sign * (radii[n] ?? 0)) / Math.max(1e-6, length);
    return length < 1e-6 ? `${x.toFixed(1)} ${y.toFixed(1)}` : `${(x - dy * radius).toFixed(1)} ${(y + dx * radius).toFixed(1)}`;
  });
  return `M${[...side(1), ...side(-1).toReversed()].join('L')}Z`;
}
