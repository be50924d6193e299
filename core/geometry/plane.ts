import {
  between, cross, dot, moved, norm, unitVector, vectorLps, type PointLps, type VectorLps,
} from './frame.ts';

declare const frame: unique symbol;
type Pair = readonly [x: number, y: number];

/** Oriented plane in the patient frame. `u` and `v` are perpendicular unit vectors; mm along both. */
export interface Plane {
  /** Where u = v = 0. */
  readonly origin: PointLps;
  /** Direction of the first axis; to the right in a picture. */
  readonly u: VectorLps;
  /** Direction of the second axis; downwards in a picture. */
  readonly v: VectorLps;
}

/** Directions of a plane without a place: right and down. */
export type Axes = Pick<Plane, 'u' | 'v'>;

/** Position in a plane: mm along its two axes from its origin. */
export type PointUv = Pair & { readonly [frame]: 'UV mm' };
/** Position in a picture: continuous column and row; integers are pixel centres. */
export type PointPixel = Pair & { readonly [frame]: 'pixel' };

/**
 * A plane with a picture on it: the origin is the centre of its first pixel, columns grow along u, rows along
 * v.
 */
export interface ImagePlane extends Plane {
  /** Distance between pixel centres along u and along v, mm. */
  readonly spacing: readonly [u: number, v: number];
  /** Columns and rows. */
  readonly size: readonly [width: number, height: number];
}

/** A position in a plane, mm. */
export const pointUv = (u: number, v: number): PointUv => [u, v] as unknown as PointUv;
/** A position in a picture. */
export const pointPixel = (column: number, row: number): PointPixel =>
  [column, row] as unknown as PointPixel;

/** The direction in which the plane faces: u × v. */
export const planeNormal = ({ u, v }: Axes): VectorLps => cross(u, v);

/** The patient point at a position of the plane. */
export const lpsFromUv = (plane: Plane, [u, v]: PointUv): PointLps =>
  moved(moved(plane.origin, plane.u, u), plane.v, v);

/** The position in the plane below a patient point: its perpendicular foot. */
export function uvFromLps(plane: Plane, point: PointLps): PointUv {
  const from = between(plane.origin, point);
  return pointUv(dot(from, plane.u), dot(from, plane.v));
}

/** Signed distance of a patient point from the plane along u × v, mm. */
export const heightAbove = (plane: Plane, point: PointLps): number =>
  dot(between(plane.origin, point), planeNormal(plane));

/** The patient point shown at a position of the picture. */
export const lpsFromPixel = (image: ImagePlane, [column, row]: PointPixel): PointLps =>
  lpsFromUv(image, pointUv(column * image.spacing[0], row * image.spacing[1]));

/** The position in the picture of a patient point: of its perpendicular foot where it lies off the plane. */
export function pixelFromLps(image: ImagePlane, point: PointLps): PointPixel {
  const [u, v] = uvFromLps(image, point);
  return pointPixel(u / image.spacing[0], v / image.spacing[1]);
}

/**
 * Plane through a point with axes along two directions, made perpendicular and of unit length.
 *
 * `u` keeps its direction exactly; `v` loses its part along `u`. The two must not be parallel.
 */
export const planeThrough = (origin: PointLps, along: VectorLps, down: VectorLps): Plane =>
  ({ origin, ...axesAlong(along, down) });

/** Axes along two directions that are not parallel: `u` keeps its direction, `v` loses its part along it. */
export function axesAlong(along: VectorLps, down: VectorLps): Axes {
  const u = unitVector(along);
  const shared = dot(down, u);
  const v = vectorLps(down[0] - shared * u[0], down[1] - shared * u[1], down[2] - shared * u[2]);
  return { u, v: unitVector(v) };
}

/** A picture of `size` pixels whose centre lies at `centre`. */
export function imageAround(
  centre: PointLps, axes: Axes, spacing: ImagePlane['spacing'], size: ImagePlane['size'],
): ImagePlane {
  const [du, dv] = spacing;
  const [width, height] = size;
  const left = moved(centre, axes.u, (-du * (width - 1)) / 2);
  return { origin: moved(left, axes.v, (-dv * (height - 1)) / 2), u: axes.u, v: axes.v, spacing, size };
}

/** The plane moved along its own normal, mm. */
export const movedAlongNormal = <P extends Plane>(plane: P, distance: number): P =>
  ({ ...plane, origin: moved(plane.origin, planeNormal(plane), distance) });

/** Whether u and v are unit vectors at right angles, within rounding. */
export const isOrthonormal = ({ u, v }: Axes): boolean =>
  Math.abs(norm(u) - 1) < 1e-6 && Math.abs(norm(v) - 1) < 1e-6 && Math.abs(dot(u, v)) < 1e-6;
