import { type PointUv, pointUv } from '../geometry/plane.ts';
import { OUTSIDE_HU } from '../volume/reslice.ts';
import { type Again, isStill, rowsAbout, rowsAgain, runsMarked } from './again.ts';
import { blendedAlong, middleWithin, polarRays } from './polar.kernel.ts';
import type { CrossSection } from './section.ts';
import { smoothingReach, weightedMeans } from './smoothing.kernel.ts';

/** Rays about the vessel's middle, 3° each: finer than one voxel spans. Ray 0 lies along u, ray 30 along v. */
export const RAYS = 120;
/** Distance between samples on a ray, mm. */
export const RAY_STEP_MM = 0.1;
/** Samples on a ray, from the middle to 5.9 mm. */
export const RAY_SAMPLES = 60;
/** Samples of one section. */
export const STRIDE = RAYS * RAY_SAMPLES;

/** HU on rays across a vessel: section by section, ray by ray, outwards. */
export interface PolarMap {
  readonly sections: number;
  /** As cut. OUTSIDE_HU where the section does not reach. */
  readonly values: Float32Array;
  /** The same, calmed by the sections before and after (1, 2, 1). */
  readonly calm: Float32Array;
  /** Middle of the rays, mm in the section's plane. */
  readonly centres: readonly PointUv[];
}

/** A radius for each ray of each section, mm; NaN where there is none. Section by section. */
export type Radii = Float32Array;

/**
 * Sections as rays about their middles.
 *
 * @param centres - one a section; the centreline itself by default
 * @param again - rays of the same sections before, and those whose middle is another now
 */
export function polarMap(
  sections: readonly CrossSection[], centres: readonly PointUv[] = sections.map(() => pointUv(0, 0)), again: Again<PolarMap> | null = null,
): PolarMap {
  if (again !== null && isStill(again.moved)) return again.before;
  const values = rowsAgain(again?.before.values, sections.length * STRIDE);
  sections.forEach(({ image }, n) => {
    if (again?.moved[n] === 0) return;
    const [u, v] = centres[n] ?? [0, 0];
    polarRays(image.values, image.plane.size[0], image.plane.spacing[0], u, v, DIRECTIONS, RAY_SAMPLES, RAY_STEP_MM,
      OUTSIDE_HU, values, n * STRIDE);
  });
  const calm = rowsAgain(again?.before.calm, values.length);
  for (const [from, to] of again === null ? [[0, sections.length - 1] as const] : runsMarked(again.moved, 1)) blendedAlong(values, STRIDE, from, to, calm);
  return { sections: sections.length, values, calm, centres };
}

/** Direction of a ray, radians from u towards v. */
export const rayAngle = (ray: number): number => (2 * Math.PI * ray) / RAYS;

/** Cosine and sine of each ray. */
export const DIRECTIONS = Float64Array.from({ length: 2 * RAYS }, (_, n) =>
  (n % 2 === 0 ? Math.cos(rayAngle(n / 2)) : Math.sin(rayAngle((n - 1) / 2))));

/** The radii of one section. */
export const radiiOf = (radii: Radii, section: number): Float32Array =>
  radii.subarray(section * RAYS, (section + 1) * RAYS);

/** Area within one section's radii, mm². @method triangles between neighbouring rays */
export const areaWithin = (radii: Float32Array): number =>
  0.5 * Math.sin((2 * Math.PI) / RAYS) * middleWithin(radii, DIRECTIONS)[0];

/** Middle of the area within one section's radii about a middle; the latter where they hold none. */
export function centroidWithin(radii: Float32Array, [u, v]: PointUv): PointUv {
  const [, du, dv] = middleWithin(radii, DIRECTIONS);
  return pointUv(u + du, v + dv);
}

/** The outline that one section's radii draw about a middle, mm in the section's plane. */
export const outlineOf = (radii: Float32Array, [u, v]: PointUv): readonly PointUv[] =>
  Array.from(radii, (radius, ray) =>
    pointUv(u + radius * Math.cos(rayAngle(ray)), v + radius * Math.sin(rayAngle(ray))));

/** How far smoothing reaches: standard deviations in degrees around and millimetres along. */
export interface Smoothness { readonly aroundDeg: number; readonly alongMm: number }

/**
 * Radii smoothed around and along the vessel; what is missing is filled from what is beside it.
 *
 * @param weights - how much each is trusted; 0 is missing
 * @method normalised convolution with a Gaussian over angle and length
 */
export const smoothedRadii = (radii: Radii, weights: Float32Array, stepMm: number, by: Smoothness): Radii =>
  weightedMeans(radii, weights, RAYS, (by.aroundDeg * RAYS) / 360, by.alongMm / stepMm);

/** The rays of the sections between two. */
export const raysOf = (rays: Float32Array, from: number, end: number): Float32Array => rays.subarray(from * RAYS, (end + 1) * RAYS);

/**
 * Radii smoothed before, and again where some sections have changed since.
 *
 * @param changed - marks of the sections whose values or weights are not those of `before`
 * @returns exactly what smoothedRadii gives of the whole
 */
export const smoothedAgain = (
  before: Radii, changed: Uint8Array, radii: Radii, weights: Float32Array, stepMm: number, by: Smoothness,
): Radii => rowsAbout(before, changed, smoothingReach(by.alongMm / stepMm), (from, end) =>
  smoothedRadii(raysOf(radii, from, end), raysOf(weights, from, end), stepMm, by));
