import { between, dot, norm, type PointLps, pointLps, vectorLps } from '../geometry/frame.ts';
import { abscissaeOf, evenPoints } from '../geometry/polyline.ts';
import { mm } from '../units.ts';
import type { Volume } from '../volume/volume.ts';
import { capturedShifts } from './capture.ts';
import {
  type AxesAlong, endlessShare, type Middle, pointsOf, type Surroundings, surroundingsOf, withoutBodies,
} from './edges.ts';
import { faintWay } from './faint.ts';
import {
  ABOVE_LUMEN, ANY_RADIUS, lightOf, type Look, lookAlong, type LumenAtEnds, MIDDLE_ABOVE_LUMEN, PLAQUE_CALCIUM, runsOf,
  STATION_MM,
} from './lookAlong.ts';
import { liesInWideBody, type SearchSpace } from './searchSpace.ts';
import { likelyCurve, type SeenCurve } from './smooth.ts';

/** A curve moved into the middle of its vessel. */
export interface Recentred extends SeenCurve {
  /** One for each point: no contrast here. */
  readonly isBridged: readonly boolean[];
  /** Share of the points about which any edge of a vessel is seen. */
  readonly shown: number;
  readonly points: Float64Array;
}

/**
 * How tightly a coronary artery turns: standard deviation of its curvature over a millimetre, 1/mm. Where it is open its lumen
 * shows the course, and a stiffer curve is not drawn into branches; an occlusion may hold a sharp bend, which would be cut.
 */
const OPEN_CURVATURE = 0.1;
const BRIDGED_CURVATURE = 0.2;
/** An occlusion's bend may reach so far into the open vessel, mm. */
const BEND_FLANK_MM = 3;

/** The curvature to reckon with at each point. */
export const curvatureAlong = (isBridged: readonly boolean[]): readonly number[] => {
  const flank = Math.round(BEND_FLANK_MM / STATION_MM);
  return isBridged.map((_, n) => (isBridged.slice(Math.max(0, n - flank), n + flank + 1).includes(true) ? BRIDGED_CURVATURE : OPEN_CURVATURE));
};
/**
 * How often a curve is moved, each time from where it came to lie: where contrast shows the whole way, and else. In the first
 * `captures` of them the occluded vessel is first looked for within 5 mm of the curve.
 */
const ROUNDS = { open: 3, bridged: 6, captures: 3 } as const;
/** How far a captured middle may lie off, mm; and how far into the open vessel the looking begins. */
const CAPTURE_SIGMA = 0.4;
const CAPTURE_FLANK_MM = 4;
/** How far the faintly seen way through muscle may lie off, and where it meets the lumen, mm (standard deviation). */
const FAINT_SIGMA = 0.8;
const FAINT = { uu: 1 / FAINT_SIGMA ** 2, uv: 0, vv: 1 / FAINT_SIGMA ** 2 };
const END_SIGMA = 0.3;
/** How far the path over the lattice may lie off the middle, mm (standard deviation). */
const PATH_SIGMA = 0.7;
/** Where nothing shows the middle, the path still says this much, mm. */
const BLIND_SIGMA = 15;
/** How far an operator's point in the occlusion lies off the middle along one axis, mm (standard deviation). */
const SEED_SIGMA = 0.6;
/** No coronary lumen: more than this share of the rays across it leave the contrast nowhere. */
const MOST_ENDLESS = 0.35;
/** Keeps points at their place along the curve, mm. */
const ALONG_SIGMA = 0.3;

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
  space: SearchSpace, path: Float64Array, lumen: LumenAtEnds, guides: readonly PointLps[] = [],
): Generator<undefined, Recentred> {
  const { volume } = space;
  const [start = false, end = false] = [path.subarray(0, 3), path.subarray(-3)]
    .map(([x = 0, y = 0, z = 0]) => liesInWideBody(space, pointLps(x, y, z)));
  let base = even(likelyCurve(steady(path, PATH_SIGMA), BRIDGED_CURVATURE).points);
  for (let round = 0; ; round += 1) {
    const seen = surroundingsOf(volume, base);
    yield;
    const plain = lookAlong(seen, lumen);
    yield;
    const { around, isAmid } = outsideBodies(space, seen, plain, lumen, [start, end]);
    const look = around === seen ? plain : lookAlong(around, lumen);
    yield;
    const found = round < ROUNDS.captures ? yield* captured(space, around, look, lumen, isAmid) : look.found;
    yield;
    const buried = yield* inMuscle(volume, around, look, found, guides, lumen, { isFirst: round === 0, isCapturing: round < ROUNDS.captures });
    yield;
    const curve = seenFrom(around, guided(around, buried, guides));
    const { points } = likelyCurve(curve, curvatureAlong(look.isBridged));
    if (round >= (look.isBridged.includes(true) ? ROUNDS.bridged : ROUNDS.open) - 1) {
      const shown = look.found.filter(({ share }) => share > 0).length / look.found.length;
      // Where the curve has stayed in a chamber that is said: there is contrast.
      return { ...curve, isBridged: plain.isBridged, shown, points };
    }
    base = even(points);
    yield;
  }
}

/**
 * What is seen around a curve, but chambers and great vessels count as outside of it where the occlusion lies amid
 * one, and where the curve itself runs in its contrast. At an end that lies in one it may: an artery begins in the aorta.
 */
function outsideBodies(
  space: SearchSpace, around: Surroundings, { isBridged }: Look, lumen: LumenAtEnds,
  isInBody: readonly [proximal: boolean, distal: boolean],
): ReturnType<typeof withoutBodies> {
  const { most, level } = lightOf(lumen);
  if (!Number.isFinite(level)) return { around, isAmid: [] };
  const isWide = isBridged.map((bridged, n) => !bridged && endlessShare(around, n, level) > MOST_ENDLESS);
  const first = isInBody[0] ? isWide.indexOf(false) : -1;
  const last = isInBody[1] ? isWide.lastIndexOf(false) : isWide.length;
  const isAsked = isBridged.map((bridged, n) =>
    (bridged ? 'amid' : isWide[n] === true && n > first && n < last ? 'always' : 'never'));
  return withoutBodies(space, around, isAsked, most + ABOVE_LUMEN);
}

/** The middles, but in and beside each gap those of the way on which the vessel most likely runs. */
function* captured(
  space: SearchSpace, around: Surroundings, { isBridged, outer, found }: Look, lumen: LumenAtEnds,
  isAmid: readonly boolean[],
): Generator<undefined, readonly Middle[]> {
  const flank = Math.round(CAPTURE_FLANK_MM / STATION_MM);
  const isNear = (value: boolean) => (_: boolean, n: number): boolean =>
    isBridged.slice(Math.max(0, n - flank), n + flank + 1).includes(value);
  const near = isBridged.map(isNear(true));
  const nearOpen = isBridged.map(isNear(false));
  const certain = 1 / CAPTURE_SIGMA ** 2;
  const { least, most, level } = lightOf(lumen);
  let middles = found;
  for (const [from, to] of runsOf(near)) {
    const every = Array.from({ length: Math.floor((to - from) / 2) + 1 }, (_, n) => from + 2 * n);
    const shifts = yield* capturedShifts(space, stretch(around, every), every.map((n) =>
      ({ radius: (outer[n] ?? ANY_RADIUS).radius, isNearOpen: nearOpen[n] === true, isAmid: isAmid[n] === true })),
      Number.isFinite(least) ? [level, most + MIDDLE_ABOVE_LUMEN] : [Infinity, Infinity]);
    middles = middles.map((middle, n) => {
      if (n < from || n > to) return middle;
      const [before = [0, 0], after = before] = [shifts[Math.floor((n - from) / 2)], shifts[Math.ceil((n - from) / 2)]];
      return { ...middle, u: (before[0] + after[0]) / 2, v: (before[1] + after[1]) / 2, uu: certain, uv: 0, vv: certain };
    });
  }
  return middles;
}

/** The middles, but in each gap within muscle those of the way that is faintly seen there. */
function* inMuscle(
  volume: Volume, around: Surroundings, { isBridged, outer }: Look, found: readonly Middle[], guides: readonly PointLps[],
  lumen: LumenAtEnds, { isFirst, isCapturing }: { readonly isFirst: boolean; readonly isCapturing: boolean },
): Generator<undefined, readonly Middle[]> {
  const last = isBridged.length - 1;
  const places = guides.map((guide) => placeOf(around, guide));
  let middles = found;
  for (const [first, end] of runsOf(isBridged)) {
    // An open point at either end ties the way to the lumen.
    const [from, to] = [Math.max(0, first - 1), Math.min(last, end + 1)];
    const every = Array.from({ length: Math.floor((to - from) / 2) + 1 }, (_, n) => from + 2 * n);
    const anchors = [
      ...every.flatMap((n, place) => (isBridged[n] === false ? [{ place, u: 0, v: 0, sigma: END_SIGMA }] : [])),
      ...places.filter(({ n }) => n >= first && n <= end).map(({ n, u, v }) =>
        ({ place: Math.min(every.length - 1, Math.round((n - from) / 2)), u, v, sigma: SEED_SIGMA })),
    ];
    const way = yield* faintWay(volume, stretch(around, every), every.map((n) => (outer[n] ?? ANY_RADIUS).radius),
      [PLAQUE_CALCIUM, Math.max(PLAQUE_CALCIUM, lightOf(lumen).most + MIDDLE_ABOVE_LUMEN)], anchors);
    if (way === null) continue;
    middles = middles.map((middle, n) => {
      if (n < first || n > end) return middle;
      const place = Math.min(every.length - 1, Math.round((n - from) / 2));
      const shift = way.shifts[place];
      const seen = isCapturing ? shift && { u: shift[0], v: shift[1], ...FAINT } : way.middles[place];
      // The path over the lattice means little within muscle: first, and where nothing is seen, a smooth bridge takes its place.
      if (isFirst || seen === null || seen === undefined) return { ...middle, uu: 0, uv: 0, vv: 0 };
      // Two stations share each place.
      return { ...middle, u: seen.u, v: seen.v, uu: seen.uu / 2, uv: seen.uv / 2, vv: seen.vv / 2 };
    });
  }
  return middles;
}

/** Where an operator's point lies beside a curve: the nearest of its points, and how far off along u and v, mm. */
function placeOf(around: AxesAlong, guide: PointLps): { readonly n: number; readonly u: number; readonly v: number } {
  const gaps = pointsOf(around.points).map((at) => norm(between(at, guide)));
  const n = gaps.indexOf(Math.min(...gaps));
  const { points, u, v } = stretch(around, [n]);
  const [at = guide] = pointsOf(points);
  const [a = vectorLps(0, 0, 0), b = a] = [...pointsOf(u), ...pointsOf(v)].map(([x, y, z]) => vectorLps(x, y, z));
  const off = between(at, guide);
  return { n, u: dot(off, a), v: dot(off, b) };
}

/** The middles, each guide taken into account at the point nearest to it. */
function guided(around: AxesAlong, found: readonly Middle[], guides: readonly PointLps[]): readonly Middle[] {
  const certain = 1 / SEED_SIGMA ** 2;
  return guides.reduce((known, guide) => {
    const { n, u, v } = placeOf(around, guide);
    return known.map((middle, m) => (m === n ? both(middle, u, v, certain) : middle));
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

/** Some of the points of a curve, with their axes. */
function stretch(axes: AxesAlong, places: readonly number[]): AxesAlong {
  const triples = (from: Float64Array): Float64Array =>
    Float64Array.from(places.flatMap((n) => Array.from(from.subarray(3 * n, 3 * n + 3))));
  return {
    points: triples(axes.points), u: triples(axes.u), v: triples(axes.v), tangents: triples(axes.tangents),
    abscissae: Float64Array.from(places, (n) => axes.abscissae[n] ?? 0),
  };
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
