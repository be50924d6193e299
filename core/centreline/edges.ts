import { inverse, type PointLps, pointLps, vectorLps } from '../geometry/frame.ts';
import { framesAlong } from '../geometry/frameAlong.ts';
import type { Volume } from '../volume/volume.ts';
import { inBodies, OUTSIDE_HU } from './bodies.ts';
import { calmed, circleFit, endlessRays, lumenEdges, middleOf, samplesAcross, wallEdges } from './edges.kernel.ts';
import type { SearchSpace } from './searchSpace.ts';

/** Rays about each point, samples on each, and their distance, mm: 5.4 mm to every side. */
const RAYS = 32;
const SAMPLES = 37;
const STEP = 0.15;
/** The middle is the mean within this radius, in samples: 0.45 mm. */
const MIDDLE = 3;
/** Cosine and sine of each ray. */
const DIRECTIONS = Float64Array.from({ length: 2 * RAYS }, (_, n) =>
  (n % 2 === 0 ? Math.cos((Math.PI * n) / RAYS) : Math.sin((Math.PI * (n - 1)) / RAYS)));
/** Places on all rays, so many on each. */
const offsetsOn = (samples: number): Float64Array => Float64Array.from(Array.from({ length: RAYS }, (_, ray) => Array.from({ length: samples }, (__, m) =>
  [m * STEP * (DIRECTIONS[2 * ray] ?? 0), m * STEP * (DIRECTIONS[2 * ray + 1] ?? 0)])).flat(2));
const OFFSETS = offsetsOn(SAMPLES);
/** The middle and the ring about it need no more of each ray. */
const MIDDLE_SAMPLES = 2 * MIDDLE + 1;
const MIDDLE_OFFSETS = offsetsOn(MIDDLE_SAMPLES);
/** How precisely one ray shows the lumen's edge and the wall's, mm. */
const LUMEN_SIGMA = 0.2;
const WALL_SIGMA = 0.3;
/** Fewer edges than this are noise: an eighth of the way round. */
const LEAST_RAYS = 4;
/** Neighbouring points of the curve see part of the same noise: what each adds. */
const ALONE = 0.5;

/** What is seen around a curve. */
export interface Surroundings {
  readonly points: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly tangents: Float64Array;
  readonly abscissae: Float64Array;
  readonly profiles: Float32Array;
}

/** Where a middle lies and how well it was seen. */
export interface Middle {
  /** Shift from the curve's point along u and v, mm. */
  readonly u: number;
  readonly v: number;
  readonly radius: number;
  /** Information across the curve, 1/mm². */
  readonly uu: number;
  readonly uv: number;
  readonly vv: number;
  /** Share of the rays that show the edge, 0 to 1. */
  readonly share: number;
}

/** A curve with its axes across. */
export type AxesAlong = Omit<Surroundings, 'profiles'>;

/** The axes of a curve. */
export function axesAlong(points: Float64Array): AxesAlong {
  const { tangents, normals: u, abscissae } = framesAlong(points, vectorLps(0, -1, 0.01));
  const v = new Float64Array(u.length);
  for (let o = 0; o < u.length; o += 3) {
    const [a = 0, b = 0, c = 0] = tangents.subarray(o, o + 3);
    const [d = 0, e = 0, f = 0] = u.subarray(o, o + 3);
    v.set([b * f - c * e, c * d - a * f, a * e - b * d], o);
  }
  return { points, u, v, tangents, abscissae };
}

/** HU at offsets (mm along u and v) from each point of a curve. */
export const huAcross = ({ grid, voxels }: Volume, { points, u, v }: Pick<AxesAlong, 'points' | 'u' | 'v'>, offsets: Float64Array): Float32Array =>
  samplesAcross(voxels, ...grid.dims, inverse(grid.lpsFromIjk), points, u, v, offsets);

/** Looks around a curve: rays across each of its points. */
export function surroundingsOf(volume: Volume, points: Float64Array): Surroundings {
  const axes = axesAlong(points);
  return { ...axes, profiles: calmed(huAcross(volume, axes, OFFSETS), RAYS * SAMPLES) };
}

/** What the middle of a point looks like. */
export interface MiddleLook {
  readonly hu: number;
  /** Standard deviation within the middle, HU. */
  readonly unrest: number;
  /** Two fifths of the ring around it stay below, HU. */
  readonly ring: number;
}

/** What the middle of each point looks like. */
export const middles = ({ profiles, abscissae }: Surroundings): readonly MiddleLook[] => middlesIn(profiles, abscissae.length, SAMPLES);

/** The same along a curve of which nothing else is looked at. */
export const middlesAlong = (volume: Volume, points: Float64Array): readonly MiddleLook[] =>
  middlesIn(calmed(huAcross(volume, axesAlong(points), MIDDLE_OFFSETS), RAYS * MIDDLE_SAMPLES), points.length / 3, MIDDLE_SAMPLES);

const middlesIn = (profiles: Float32Array, count: number, samples: number): readonly MiddleLook[] =>
  Array.from({ length: count }, (_, n) => {
    const out = new Float64Array(3);
    middleOf(profiles, n * RAYS * samples, RAYS, samples, MIDDLE, out);
    const [hu = NaN, unrest = NaN, ring = NaN] = out;
    return { hu, unrest, ring };
  });

/** Share of the rays about a point, 0 to 1, that leave what is above `level` HU nowhere within 5.4 mm. */
export const endlessShare = ({ profiles }: Surroundings, n: number, level: number): number =>
  endlessRays(profiles, n * RAYS * SAMPLES, RAYS, SAMPLES, level) / RAYS;

/** A point lies amid a body where at least this share of the rays about it meet one. */
const AMID = 0.8;

/**
 * The same surroundings, but bodies too wide for the vessel count as outside of it, as fat does.
 *
 * @param isAsked - at each point: always, where the point lies amid such a body, or never
 * @param most - what is brighter is calcium, HU
 * @returns with them, at which points any was seen that counts
 */
export function withoutBodies(
  space: Pick<SearchSpace, 'nodes' | 'marks'>, around: Surroundings,
  isAsked: readonly ('always' | 'amid' | 'never')[], most: number,
): { readonly around: Surroundings; readonly isAmid: readonly boolean[] } {
  const rays = { always: 1, amid: Math.ceil(AMID * RAYS), never: Infinity };
  const found = inBodies(
    space, around, OFFSETS, SAMPLES, around.profiles, isAsked.map((asked) => rays[asked]), most);
  const isAmid = isAsked.map(() => false);
  if (found.length === 0) return { around, isAmid };
  const profiles = around.profiles.slice();
  for (const at of found) {
    profiles[at] = OUTSIDE_HU;
    isAmid[Math.floor(at / (RAYS * SAMPLES))] = true;
  }
  return { around: { ...around, profiles }, isAmid };
}

/** What is known of a radius before looking: mm, and its standard deviation. */
export interface ExpectedRadius { readonly radius: number; readonly spread: number }

/** Radius at which each ray from a point leaves what is above `level` HU, mm; −1 where it does not. */
export function edgeRadii({ profiles }: Surroundings, n: number, level: number, calcium = Infinity): readonly number[] {
  const radii = new Float64Array(RAYS);
  lumenEdges(profiles, n * RAYS * SAMPLES, RAYS, SAMPLES, STEP, level, calcium, radii);
  return [...radii];
}

/** The middle of the lumen at a point, from the edge at `level` HU; what is above `calcium` HU hides the edge. */
export function lumenMiddle({ profiles }: Surroundings, n: number, level: number, calcium: number, expected: ExpectedRadius):
  Middle {
  const radii = new Float64Array(RAYS);
  lumenEdges(profiles, n * RAYS * SAMPLES, RAYS, SAMPLES, STEP, level, calcium, radii);
  return fitted(radii, expected, LUMEN_SIGMA);
}

/** The middle of the vessel at a point, from the edge between its wall and fat. */
export function wallMiddle({ profiles }: Surroundings, n: number, soft: number, calcium: number, expected: ExpectedRadius):
  Middle {
  const radii = new Float64Array(RAYS);
  wallEdges(profiles, n * RAYS * SAMPLES, RAYS, SAMPLES, STEP, soft, calcium, radii);
  return fitted(radii, expected, WALL_SIGMA);
}

function fitted(radii: Float64Array, expected: ExpectedRadius, sigma: number): Middle {
  const out = new Float64Array(7);
  circleFit(radii, DIRECTIONS, expected.radius, expected.spread, sigma, out);
  const [u = 0, v = 0, radius = 0, uu = 0, uv = 0, vv = 0, count = 0] = out;
  if (count < LEAST_RAYS) return { u: 0, v: 0, radius: expected.radius, uu: 0, uv: 0, vv: 0, share: 0 };
  return { u, v, radius, uu: ALONE * uu, uv: ALONE * uv, vv: ALONE * vv, share: count / RAYS };
}

/** The points of a curve, one by one. */
export const pointsOf = (flat: Float64Array): readonly PointLps[] =>
  Array.from({ length: flat.length / 3 }, (_, n) => pointLps(flat[3 * n] ?? 0, flat[3 * n + 1] ?? 0, flat[3 * n + 2] ?? 0));
