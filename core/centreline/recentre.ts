import { between, dot, norm, type PointLps, vectorLps } from '../geometry/frame.ts';
import { abscissaeOf, evenPoints } from '../geometry/polyline.ts';
import { mm } from '../units.ts';
import type { Volume } from '../volume/volume.ts';
import { capturedShifts } from './capture.ts';
import {
  type AxesAlong, type ExpectedRadius, lumenMiddle, type Middle, middles, pointsOf, type Surroundings, surroundingsOf,
  wallMiddle,
} from './edges.ts';
import { WALL_HU } from './cost.ts';
import { likelyCurve, type SeenCurve } from './smooth.ts';

/** A curve moved into the middle of its vessel. */
export interface Recentred extends SeenCurve {
  /** One for each point: no contrast here. */
  readonly isBridged: readonly boolean[];
  /** Share of the points about which any edge of a vessel is seen. */
  readonly shown: number;
  readonly points: Float64Array;
}

/** HU of the contrast at both ends of a leg; null where that end lies in none. */
export interface LumenAtEnds { readonly proximal: number | null; readonly distal: number | null }

/** Distance between the points of a curve while it is found, mm. */
export const STATION_MM = 0.5;
/** How tightly a coronary artery turns: standard deviation of its curvature over a millimetre, 1/mm. */
export const CURVATURE = 0.1;
const ROUNDS = 6;
/** Rounds where contrast shows the whole way. */
const OPEN_ROUNDS = 3;
/** In so many rounds the occluded vessel is first looked for within 5 mm of the curve. */
const CAPTURES = 3;
/** How far a captured middle may lie off, mm; and how far into the open vessel the looking begins. */
const CAPTURE_SIGMA = 0.4;
const CAPTURE_FLANK_MM = 4;
/** How far the path over the lattice may lie off the middle, mm (standard deviation). */
const PATH_SIGMA = 0.7;
/** Where nothing shows the middle, the path still says this much, mm. */
const BLIND_SIGMA = 5;
/** How far an operator's point in the occlusion lies off the middle along one axis, mm (standard deviation). */
const SEED_SIGMA = 0.6;
/** Keeps points at their place along the curve, mm. */
const ALONG_SIGMA = 0.3;
/** Contrast shorter than this in an occlusion, and gaps shorter than this in the lumen, are noise, mm. */
const LEAST_OPEN_MM = 4;
const LEAST_GAP_MM = 1.5;
/** Above the contrast by more than this is calcium, HU: on the edge, and in the middle of the vessel. */
const ABOVE_LUMEN = 150;
const MIDDLE_ABOVE_LUMEN = 100;
/** Contrast is even: unrest in the middle at most this share of its step above the wall, and this much for noise, HU. */
const MOST_UNREST = 0.13;
const NOISE = 10;
/** A lumen narrower than this share of the one within 20 mm is calcium, or guides worse than the wall does. */
const LEAST_SHARE = 0.55;
const NEIGHBOURHOOD_MM = 20;
/** The ring around a lumen is not brighter than its middle by more, HU: a shell of calcium is. */
const RING_ABOVE = 50;
/** In the occlusion: above it is calcium, HU. */
const PLAQUE_CALCIUM = 200;
/** Outer radius where no open stretch shows it, mm. */
const ANY_RADIUS = { radius: 2, spread: 0.6 };
const LUMEN_SPREAD = 0.4;
const WALL_SPREAD = 0.25;
/** Open vessel on either side of a gap from which its outer radius is taken, mm. */
const FLANK_MM = 8;

/**
 * The curve moved into the middle of the vessel.
 *
 * In the lumen the middle of its edge; where there is no contrast the middle of the edge between wall and fat, with a
 * radius as before and beyond; what no edge shows is left to smoothness, and is less certain for it.
 *
 * @param path - from end to end, within the vessel or next to it; LPS mm
 * @param guides - the operator's points where there is no contrast, LPS mm
 * @method rays across a smoothed curve, robust circle at each point, most likely curve; some rounds
 */
export function* recentred(
  volume: Volume, path: Float64Array, lumen: LumenAtEnds, guides: readonly PointLps[] = [],
): Generator<undefined, Recentred> {
  let base = even(likelyCurve(steady(path, PATH_SIGMA), CURVATURE).points);
  for (let round = 0; ; round += 1) {
    const around = surroundingsOf(volume, base);
    yield;
    const look = lookAlong(around, lumen);
    const found = round < CAPTURES ? captured(volume, around, look, lumen) : look.found;
    const curve = seenFrom(around, guided(around, found, guides));
    const { points } = likelyCurve(curve, CURVATURE);
    if (round >= (look.isBridged.includes(true) ? ROUNDS : OPEN_ROUNDS) - 1) {
      const shown = look.found.filter(({ share }) => share > 0).length / look.found.length;
      return { ...curve, isBridged: look.isBridged, shown, points };
    }
    base = even(points);
    yield;
  }
}

/** What is seen along a curve: the stretches without contrast, the outer radius expected there, the middles. */
interface Look {
  readonly isBridged: readonly boolean[];
  readonly outer: readonly ExpectedRadius[];
  readonly found: readonly Middle[];
}

/** The middles, but in and beside each gap those of the way on which the vessel most likely runs. */
function captured(volume: Volume, around: Surroundings, { isBridged, outer, found }: Look, lumen: LumenAtEnds):
  readonly Middle[] {
  const flank = Math.round(CAPTURE_FLANK_MM / STATION_MM);
  const isNear = (value: boolean) => (_: boolean, n: number): boolean =>
    isBridged.slice(Math.max(0, n - flank), n + flank + 1).includes(value);
  const near = isBridged.map(isNear(true));
  const nearOpen = isBridged.map(isNear(false));
  const certain = 1 / CAPTURE_SIGMA ** 2;
  const { least, most, level } = lightOf(lumen);
  return runsOf(near).reduce<readonly Middle[]>((known, [from, to]) => {
    const every = Array.from({ length: Math.floor((to - from) / 2) + 1 }, (_, n) => from + 2 * n);
    const shifts = capturedShifts(volume, stretch(around, every), every.map((n) =>
      ({ radius: (outer[n] ?? ANY_RADIUS).radius, isNearOpen: nearOpen[n] === true })),
      Number.isFinite(least) ? [level, most + MIDDLE_ABOVE_LUMEN] : [Infinity, Infinity]);
    return known.map((middle, n) => {
      if (n < from || n > to) return middle;
      const [before = [0, 0], after = before] = [shifts[Math.floor((n - from) / 2)], shifts[Math.ceil((n - from) / 2)]];
      return { ...middle, u: (before[0] + after[0]) / 2, v: (before[1] + after[1]) / 2, uu: certain, uv: 0, vv: certain };
    });
  }, found);
}

/** The middles, each guide taken into account at the point nearest to it. */
function guided(around: AxesAlong, found: readonly Middle[], guides: readonly PointLps[]): readonly Middle[] {
  const certain = 1 / SEED_SIGMA ** 2;
  return guides.reduce((known, guide) => {
    const gaps = pointsOf(around.points).map((at) => norm(between(at, guide)));
    const n = gaps.indexOf(Math.min(...gaps));
    const { points, u, v } = stretch(around, [n]);
    const [at = guide] = pointsOf(points);
    const [a = vectorLps(0, 0, 0), b = a] = [...pointsOf(u), ...pointsOf(v)].map(([x, y, z]) => vectorLps(x, y, z));
    const off = between(at, guide);
    return known.map((middle, m) => (m === n ? both(middle, dot(off, a), dot(off, b), certain) : middle));
  }, found);
}

/** Two views of a middle as one, each with its own certainty. */
function both(middle: Middle, u: number, v: number, certain: number): Middle {
  const [uu, uv, vv] = [middle.uu + certain, middle.uv, middle.vv + certain];
  const p = middle.uu * middle.u + middle.uv * middle.v + certain * u;
  const q = middle.uv * middle.u + middle.vv * middle.v + certain * v;
  const det = uu * vv - uv * uv;
  return { ...middle, u: (vv * p - uv * q) / det, v: (uu * q - uv * p) / det, uu, uv, vv };
}

/** First and last place of each run of true. */
export function runsOf(flags: readonly boolean[]): readonly (readonly [from: number, to: number])[] {
  const starts = flags.flatMap((flag, n) => (flag && flags[n - 1] !== true ? [n] : []));
  return starts.map((from) => {
    const end = flags.indexOf(false, from);
    return [from, end < 0 ? flags.length - 1 : end - 1];
  });
}

/** Some of the points of a curve, with their axes. */
function stretch(axes: AxesAlong, places: readonly number[]): AxesAlong {
  const triples = (from: Float64Array): Float64Array =>
    Float64Array.from(places.flatMap((n) => Array.from(from.subarray(3 * n, 3 * n + 3))));
  return {
    points: triples(axes.points), u: triples(axes.u), v: triples(axes.v), tangents: triples(axes.tangents),
    abscissae: Float64Array.from(places, (n) => axes.abscissae[n] ?? 0),
  };
}

/** Least and greatest contrast at the ends; half-way between wall and the least. Infinite the wrong way for none. */
function lightOf({ proximal, distal }: LumenAtEnds): { readonly least: number; readonly most: number; readonly level: number } {
  const ends = [proximal, distal].filter((hu) => hu !== null);
  const least = Math.min(...ends);
  return { least, most: Math.max(...ends), level: (WALL_HU + least) / 2 };
}

const even = (flat: Float64Array): Float64Array =>
  Float64Array.from(evenPoints(pointsOf(flat), mm(STATION_MM)).flat());

/** The curve as it is, each point seen equally well in all directions. */
function steady(points: Float64Array, sigma: number): SeenCurve {
  const weight = new Float64Array(2 * points.length);
  const each = 1 / sigma ** 2;
  for (let n = 0; n < weight.length; n += 6) weight.set([each, 0, 0, each, 0, each], n);
  return { seen: points, weight, abscissae: Float64Array.from(abscissaeOf(pointsOf(points))) };
}

function lookAlong(around: Surroundings, lumen: LumenAtEnds): Look {
  const { least, most, level } = lightOf(lumen);
  const isOpen = middles(around).map(({ hu, unrest, ring }) => hu >= level && hu <= most + MIDDLE_ABOVE_LUMEN
    && unrest <= MOST_UNREST * (least - WALL_HU) + NOISE && ring <= hu + RING_ABOVE);
  const { abscissae } = around;
  const calcium = most + ABOVE_LUMEN;
  const free = isOpen.map((open, n) => {
    if (!open) return null;
    const middle = lumenMiddle(around, n, level, calcium, { radius: 1.5, spread: 3 });
    return middle.share > 0.4 ? middle.radius : null;
  });
  const usual = nearMedian(free, NEIGHBOURHOOD_MM);
  const isWide = isOpen.map((open, n) => open && (free[n] ?? Infinity) >= LEAST_SHARE * (usual[n] ?? 0));
  const isBridged = withoutShort(withoutShort(isWide, abscissae, false, LEAST_GAP_MM), abscissae, true, LEAST_OPEN_MM)
    .map((open) => !open);
  const radii = nearMedian(free.map((radius, n) => (isBridged[n] === true ? null : radius)));
  const walls = nearMedian(isBridged.map((bridged, n) => {
    if (bridged) return null;
    const wall = wallMiddle(around, n, WALL_HU, calcium, { radius: (radii[n] ?? 1.5) + 0.5, spread: 0.5 });
    return wall.share > 0.3 ? wall.radius : null;
  }));
  const outer = isBridged.map((bridged, n) => (bridged ? bridgedRadius(n, isBridged, walls, radii, abscissae)
    : { radius: walls[n] ?? (radii[n] ?? 1.5) + 0.5, spread: WALL_SPREAD }));
  const found = isBridged.map((bridged, n) => (bridged
    ? wallMiddle(around, n, WALL_HU, PLAQUE_CALCIUM, outer[n] ?? ANY_RADIUS)
    : lumenMiddle(around, n, level, calcium, radii[n] === undefined ? { radius: 1.5, spread: 1 }
      : { radius: radii[n], spread: LUMEN_SPREAD })));
  return { isBridged, outer, found };
}

/** Runs of `value` shorter than `leastMm` turned over, but for those at the ends. */
function withoutShort(flags: readonly boolean[], abscissae: Float64Array, value: boolean, leastMm: number): readonly boolean[] {
  const out = [...flags];
  let from = 0;
  flags.forEach((flag, n) => {
    if (n > 0 && flag !== flags[n - 1]) from = n;
    const ends = n === flags.length - 1 || flags[n + 1] !== flag;
    const long = (abscissae[n] ?? 0) - (abscissae[from] ?? 0) + STATION_MM;
    if (flag === value && ends && from > 0 && n < flags.length - 1 && long < leastMm) out.fill(!value, from, n + 1);
  });
  return out;
}

/** Median of the values within so many millimetres of each place; undefined where there is none. */
function nearMedian(values: readonly (number | null)[], withinMm = 2): readonly (number | undefined)[] {
  const reach = Math.round(withinMm / STATION_MM);
  return values.map((_, n) =>
    median(values.slice(Math.max(0, n - reach), n + reach + 1).filter((value) => value !== null)));
}

const median = (values: readonly number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Lumen with a wall of usual thickness, mm. */
const thicker = (radius: number | undefined): number | undefined => (radius === undefined ? undefined : radius + 0.5);

/** Outer radius within a gap: between what the open vessel shows before and beyond it. */
function bridgedRadius(
  n: number, isBridged: readonly boolean[], walls: readonly (number | undefined)[],
  radii: readonly (number | undefined)[], abscissae: Float64Array,
): ExpectedRadius {
  const before = isBridged.lastIndexOf(false, n);
  const beyond = isBridged.indexOf(false, n);
  const reach = Math.round(FLANK_MM / STATION_MM);
  const flank = (from: number, to: number): number | undefined =>
    median(walls.slice(Math.max(0, from), to).filter((value) => value !== undefined))
      ?? thicker(median(radii.slice(Math.max(0, from), to).filter((value) => value !== undefined)));
  const left = before < 0 ? undefined : flank(before - reach, before - 2);
  const right = beyond < 0 ? undefined : flank(beyond + 3, beyond + reach);
  if (left === undefined && right === undefined) return ANY_RADIUS;
  if (left === undefined || right === undefined) return { radius: left ?? right ?? ANY_RADIUS.radius, spread: 2 * WALL_SPREAD };
  const [from = 0, at = 0, to = 0] = [abscissae[before], abscissae[n], abscissae[beyond]];
  return { radius: left + ((right - left) * (at - from)) / Math.max(1e-9, to - from), spread: WALL_SPREAD };
}

/** What was seen across each point, in the patient frame. */
function seenFrom({ points, u, v, tangents, abscissae }: Surroundings, found: readonly Middle[]): SeenCurve {
  const seen = new Float64Array(points.length);
  const weight = new Float64Array(2 * points.length);
  const along = 1 / ALONG_SIGMA ** 2;
  const blind = 1 / BLIND_SIGMA ** 2;
  found.forEach((middle, n) => {
    const axis = (from: Float64Array): readonly [number, number, number] =>
      [from[3 * n] ?? 0, from[3 * n + 1] ?? 0, from[3 * n + 2] ?? 0];
    const [p, a, b, t] = [axis(points), axis(u), axis(v), axis(tangents)];
    seen.set(p.map((value, c) => value + middle.u * (a[c] ?? 0) + middle.v * (b[c] ?? 0)), 3 * n);
    const [uu, vv] = [middle.uu + blind, middle.vv + blind];
    const part = (r: 0 | 1 | 2, c: 0 | 1 | 2): number => uu * a[r] * a[c] + middle.uv * (a[r] * b[c] + b[r] * a[c])
      + vv * b[r] * b[c] + along * t[r] * t[c];
    weight.set([part(0, 0), part(0, 1), part(0, 2), part(1, 1), part(1, 2), part(2, 2)], 6 * n);
  });
  return { seen, weight, abscissae };
}
