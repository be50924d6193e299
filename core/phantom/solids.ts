import {
  between, cross, moved, type PointLps, pointLps, unitVector, type VectorLps, vectorLps,
} from '../geometry/frame.ts';
import { curvePoints } from './course.kernel.ts';
import { type Filling, type Layer, type Skin, solidLayer } from './paint.kernel.ts';
import {
  above, type Distance, ellipsoid, ellipticCylinder, grown, overlap, rough, tube, union, without,
} from './solids.kernel.ts';

/** A body in the patient: its distance function and a ball that holds it (null: without end). */
export interface Solid {
  readonly distance: Distance;
  readonly ball: { readonly centre: PointLps; readonly radius: number } | null;
  /** How fast the distance may change at most, per mm. */
  readonly steepness: number;
}

/** Ellipsoid; `longAxis` is the direction of the first semi-axis. */
export function ellipsoidSolid(
  centre: PointLps, semi: readonly [number, number, number], longAxis: VectorLps = vectorLps(1, 0, 0),
): Solid {
  const u = unitVector(longAxis);
  const side = Math.abs(u[2]) > 0.95 ? vectorLps(0, 1, 0) : vectorLps(0, 0, 1);
  const v = unitVector(cross(side, u));
  const w = cross(u, v);
  return {
    distance: ellipsoid(centre, semi, [...u, ...v, ...w]), ball: { centre, radius: Math.max(...semi) },
      steepness: 1.5,
  };
}

/** Tube along the smooth curve through the points, its radius changing evenly between them. */
export function tubeSolid(through: readonly (readonly [at: PointLps, radius: number])[], stepMm = 4): Solid {
  const points = curvePoints(Float64Array.from(through.flatMap(([at]) => [...at])), stepMm);
  const count = points.length / 3;
  const radii = Float64Array.from({ length: count }, (_, n) => {
    const place = (n / (count - 1)) * (through.length - 1);
    const from = through[Math.min(through.length - 2, Math.floor(place))]?.[1] ?? 0;
    const to = through[Math.min(through.length - 1, Math.floor(place) + 1)]?.[1] ?? from;
    return from + (to - from) * (place - Math.min(through.length - 2, Math.floor(place)));
  });
  return { distance: tube(points, radii), ball: ballAround(through), steepness: 1.1 };
}

function ballAround(through: readonly (readonly [at: PointLps, radius: number])[]): Solid['ball'] {
  const least = (c: 0 | 1 | 2): number => Math.min(...through.map(([at]) => at[c]));
  const most = (c: 0 | 1 | 2): number => Math.max(...through.map(([at]) => at[c]));
  const half = Math.hypot(most(0) - least(0), most(1) - least(1), most(2) - least(2)) / 2;
  return {
    centre: pointLps((least(0) + most(0)) / 2, (least(1) + most(1)) / 2, (least(2) + most(2)) / 2),
    // The curve may swing a little beyond its points.
    radius: half * 1.15 + Math.max(...through.map(([, radius]) => radius)),
  };
}

/** A trunk without end along z: an ellipse with these semi-axes, left to right and front to back. */
export const trunkSolid = (cx: number, cy: number, a: number, b: number): Solid =>
  ({ distance: ellipticCylinder(cx, cy, a, b), ball: null, steepness: 1.2 });

/** All below the plane. */
export const belowSolid = (point: PointLps, normal: VectorLps): Solid =>
  ({ distance: above(point, unitVector(normal)), ball: null, steepness: 1 });

/** Several bodies as one, joined with fillets. */
export const joined = (solids: readonly Solid[], fillet: number): Solid => ({
  distance: union(solids.map(({ distance }) => distance), Float64Array.from(solids.flatMap(({ ball }) =>
    (ball === null ? [0, 0, 0, -1] : [...ball.centre, ball.radius]))), fillet),
  ball: solids.map(({ ball }) => ball).reduce((a, b) => (a === null || b === null ? null : ballOfBoth(a, b))),
  steepness: Math.max(...solids.map(({ steepness }) => steepness)),
});

type Ball = NonNullable<Solid['ball']>;

function ballOfBoth(a: Ball, b: Ball): Ball {
  const apart = Math.hypot(b.centre[0] - a.centre[0], b.centre[1] - a.centre[1], b.centre[2] - a.centre[2]);
  if (apart + b.radius <= a.radius) return a;
  if (apart + a.radius <= b.radius) return b;
  const radius = (apart + a.radius + b.radius) / 2;
  const share = apart === 0 ? 0 : (radius - a.radius) / apart;
  return { centre: moved(a.centre, between(a.centre, b.centre), share), radius };
}

/** The first body where the second is too. */
export const within = (a: Solid, b: Solid, fillet = 0.01): Solid =>
  ({ distance: overlap(a.distance, b.distance, fillet), ball: a.ball,
    steepness: Math.max(a.steepness, b.steepness) });

/** The first body less the second. */
export const less = (a: Solid, b: Solid, fillet = 0.01): Solid =>
  ({ distance: without(a.distance, b.distance, fillet), ball: a.ball,
    steepness: Math.max(a.steepness, b.steepness) });

/** The body with a skin of `by` mm on it; a negative one is taken off. */
export const thicker = (a: Solid, by: number): Solid => ({
  distance: grown(a.distance, by), steepness: a.steepness,
  ball: a.ball === null ? null : { ...a.ball, radius: a.ball.radius + Math.max(0, by) },
});

/** The body with an uneven surface. */
export const roughened = (a: Solid, heightMm: number, lengthMm: number): Solid =>
  ({ ...a, distance: rough(a.distance, heightMm, lengthMm),
    steepness: a.steepness + (8 * heightMm) / lengthMm });

/** The body painted with one HU, or with one that depends on the place. */
export const painted = (solid: Solid, hu: Filling): Layer => skinned(solid, [{ by: 0, hu }]);

/** The body in several skins, the outermost first: each reaches `by` mm beyond the surface. */
export const skinned = (solid: Solid, skins: readonly Skin[]): Layer => solidLayer(
  solid.distance, skins,
  solid.ball === null ? null : [...solid.ball.centre, solid.ball.radius + 1 + Math.max(0, skins[0]?.by ?? 0)],
    solid.steepness,
);
