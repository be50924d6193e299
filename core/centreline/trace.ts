import { between, dot, norm, type PointLps, pointLps, type VectorLps, vectorLps } from '../geometry/frame.ts';
import { abscissaeOf, footOnLine } from '../geometry/polyline.ts';
import { err, ok, type Result } from '../result.ts';
import { neighbours } from '../sequence.ts';
import { mm, type Mm } from '../units.ts';
import type { Centreline, CentrelineLeg } from './centreline.ts';
import { costTable } from './cost.ts';
import { middlesAlong, pointsOf } from './edges.ts';
import { evenCourse } from './evenly.ts';
import { runsOf, STATION_MM } from './lookAlong.ts';
import { minimalPath } from './minimalPath.ts';
import { curvatureAlong, recentred, type Recentred } from './recentre.ts';
import { type PlacedSeed, placedSeeds, type SeedFailure, seedFailure } from './seeds.ts';
import type { SearchSpace } from './searchSpace.ts';
import { likelyCurve } from './smooth.ts';

/** The way between two seeds, kept so that another seed's move leaves it as it is. */
export interface TracedLeg {
  readonly from: PlacedSeed;
  readonly to: PlacedSeed;
  /** The cheapest path between them, LPS mm, x, y, z after each other. */
  readonly path: Float64Array;
  /** Nodes settled to find it: what it cost. */
  readonly settled: number;
}

/** Legs that are moved into the middle together: from one seed in contrast to the next. */
interface Span {
  readonly legs: readonly TracedLeg[];
  readonly curve: Recentred;
  /** Longest stretch on which the middle lies in fat or air, mm. */
  readonly astray: Mm;
}

/** A traced vessel: its centreline, and what a later tracing can take over. */
export interface Tracing {
  readonly centreline: Centreline;
  readonly legs: readonly TracedLeg[];
  readonly spans: readonly Span[];
}

/** Nothing traced yet. */
const NOTHING: Pick<Tracing, 'legs' | 'spans'> = { legs: [], spans: [] };

/** Why there is no centreline. `point` counts the operator's points from 0. */
export type TraceFailure =
  | SeedFailure
  /** Between the point and the one before it lie so many millimetres of fat or air. */
  | { readonly code: 'centreline/no-vessel-between'; readonly point: number; readonly through: Mm }
  /** Nowhere along the way is the edge of a vessel seen. */
  | { readonly code: 'centreline/no-edge' }
  /** From the point the way leads back along the way that led to it. */
  | { readonly code: 'centreline/wrong-order'; readonly point: number };

/** Algorithm and version, as origin of what is measured along the centreline. */
export const CENTRELINE_BY = 'centreline/2';

/** Fat or air in the middle of the vessel over more than this means that there is no vessel, mm. */
const MOST_ASTRAY_MM = 5;
const NO_TISSUE_HU = -40;
/** A vessel shows its edge at this share of its points at least. */
const LEAST_SHOWN = 0.1;
/** A leg goes back where over half of it lies so near to the leg before, mm, this far from their seed. */
const SAME_WAY_MM = 1.5;
const NEAR_SEED_MM = 4;
/** Uncertainty reckons with turns as tight as this, 1/mm: those that the likeliest curve would not think of. */
const TIGHT_CURVATURE = 0.6;
/** Of a Gaussian error in a plane 95 % lies within so many standard deviations. */
const WITHIN_95 = 2.45;

/**
 * The centreline through an operator's points, proximal to distal, in steps of some milliseconds.
 *
 * @param seeds - LPS mm, at least two; each up to 2 mm off the vessel
 * @param known - an earlier tracing of this volume: what lies between unmoved seeds is taken from it
 * @fails see TraceFailure
 * @method cheapest path over the whole volume, leg by leg; moved into the middle across rays, from contrast to
 * contrast; put together as one most likely curve
 * @accuracy in tests/accuracy: the distribution over random vessels
 */
export function* tracing(
  space: SearchSpace, seeds: readonly PointLps[], known: Pick<Tracing, 'legs' | 'spans'> = NOTHING,
): Generator<undefined, Result<Tracing, TraceFailure>> {
  const failure = seedFailure(space.volume, seeds);
  if (failure !== null) return err(failure);
  const placed = yield* placedSeeds(space, seeds, known.legs.flatMap(({ from, to }) => [from, to]));
  if (placed.every(({ lumen }) => lumen === null)) return err({ code: 'centreline/no-contrast' });
  const legs: TracedLeg[] = [];
  for (const [from, to] of neighbours(placed)) {
    const leg = known.legs.find((old) => isSame(old.from, from) && isSame(old.to, to))
      ?? (yield* tracedLeg(space, from, to));
    if (leg === null) return err({ code: 'centreline/point-outside', point: legs.length + 1 });
    const before = legs.at(-1);
    if (before !== undefined && goesBack(before, leg)) return err({ code: 'centreline/wrong-order', point: legs.length });
    legs.push(leg);
  }
  const spans: Span[] = [];
  let point = 0;
  for (const own of spansOf(legs)) {
    const span = known.spans.find((old) => old.legs.length === own.length && old.legs.every((leg, n) => leg === own[n]))
      ?? (yield* recentredSpan(space, own));
    point += own.length;
    if (span.astray > MOST_ASTRAY_MM) return err({ code: 'centreline/no-vessel-between', point, through: span.astray });
    spans.push(span);
    yield;
  }
  if (Math.max(...spans.map(({ curve }) => curve.shown)) < LEAST_SHOWN) return err({ code: 'centreline/no-edge' });
  return ok({ legs, spans, centreline: joined(spans, legs) });
}

const isSame = (a: PlacedSeed, b: PlacedSeed): boolean =>
  norm(between(a.given, b.given)) === 0 && norm(between(a.at, b.at)) === 0 && a.lumen === b.lumen;

/** Legs from contrast to contrast; the first and last as far as they go. */
function spansOf(legs: readonly TracedLeg[]): readonly (readonly TracedLeg[])[] {
  const ends = legs.flatMap(({ to }, n) => (to.lumen !== null || n === legs.length - 1 ? [n + 1] : []));
  return ends.map((end, n) => legs.slice(ends[n - 1] ?? 0, end));
}

function* tracedLeg(space: SearchSpace, from: PlacedSeed, to: PlacedSeed): Generator<undefined, TracedLeg | null> {
  const contrast = [from.lumen, to.lumen].filter((value) => value !== null);
  const found = yield* minimalPath(space, costTable(contrast), from.at, to.at);
  if (found === null) return null;
  // The nodes nearest to the seeds give way to the seeds themselves.
  return { from, to, settled: found.settled, path: Float64Array.from([...from.at, ...found.points.subarray(3, -3), ...to.at]) };
}

function* recentredSpan(space: SearchSpace, legs: readonly TracedLeg[]): Generator<undefined, Span> {
  const whole = legs.flatMap(({ path }, n) => Array.from(n === 0 ? path : path.subarray(3)));
  const ends = { proximal: legs.at(0)?.from.lumen ?? null, distal: legs.at(-1)?.to.lumen ?? null };
  const seeds = [...legs.map(({ from }) => from), ...legs.slice(-1).map(({ to }) => to)];
  const guides = seeds.filter(({ lumen }) => lumen === null).map(({ given }) => given);
  const curve = yield* recentred(space, Float64Array.from(whole), ends, guides);
  return { legs, curve, astray: longestAstray(space, curve.points) };
}

/** Longest stretch of a curve in whose middle there is no tissue. */
function longestAstray({ volume }: SearchSpace, points: Float64Array): Mm {
  const isAstray = middlesAlong(volume, points).map(({ hu }) => !(hu >= NO_TISSUE_HU));
  return mm(Math.max(0, ...runsOf(isAstray).map(([from, to]) => to - from + 1)) * STATION_MM);
}

function goesBack(before: TracedLeg, leg: TracedLeg): boolean {
  const line = pointsOf(before.path);
  const far = pointsOf(leg.path).filter((point) => norm(between(leg.from.at, point)) > NEAR_SEED_MM);
  const doubled = far.filter((point) => (footOnLine(line, point)?.distance ?? Infinity) < SAME_WAY_MM);
  return far.length > 0 && doubled.length > far.length / 2;
}

/** The spans as one curve: what each saw, one after the other, and the most likely curve through all of it. */
function joined(spans: readonly Span[], legs: readonly TracedLeg[]): Centreline {
  const stations = spans.reduce<readonly Station[]>((known, { curve }) => {
    const own = stationsOf(curve);
    const [last, before] = [known.at(-1), known.at(-2)];
    if (last === undefined || before === undefined) return own;
    // Spans meet near their seed, not in one point: what would lead back is left out.
    const along = between(before.at, last.at);
    const begins = own.findIndex(({ at }) => dot(along, between(last.at, at)) > norm(along) * STATION_MM / 2);
    return known.concat(own.slice(Math.max(0, begins)));
  }, []);
  const seen = {
    seen: Float64Array.from(stations.flatMap(({ seen }) => [...seen])),
    weight: Float64Array.from(stations.flatMap(({ weight }) => weight)),
    abscissae: Float64Array.from(abscissaeOf(stations.map(({ at }) => at))),
  };
  const { points } = likelyCurve(seen, curvatureAlong(stations.map(({ isBridged }) => isBridged)));
  const { covariance } = likelyCurve(seen, TIGHT_CURVATURE);
  const line = pointsOf(points);
  const spread = stations.map((_, n) => radiusOf(covariance.subarray(6 * n, 6 * n + 6), directionAt(line, n)));
  return evenly(line, stations.map(({ isBridged }) => isBridged), spread, legs);
}

/** One point of a span: where it was seen, and where it came to lie. */
interface Station {
  readonly seen: PointLps;
  readonly at: PointLps;
  readonly weight: readonly number[];
  readonly isBridged: boolean;
}

const stationsOf = ({ seen, points, weight, isBridged }: Recentred): readonly Station[] =>
  pointsOf(points).map((at, n) => ({
    at, seen: pointLps(seen[3 * n] ?? 0, seen[3 * n + 1] ?? 0, seen[3 * n + 2] ?? 0), weight: Array.from(weight.subarray(6 * n, 6 * n + 6)), isBridged: isBridged[n] === true,
  }));

const directionAt = (line: readonly PointLps[], n: number): VectorLps => {
  const along = between(line[Math.max(0, n - 1)] ?? pointLps(0, 0, 0), line[n + 1] ?? line[n] ?? pointLps(0, 0, 0));
  const length = norm(along);
  return vectorLps(along[0] / length, along[1] / length, along[2] / length);
};

/** Radius that holds 95 % of the error across the curve: variance in all directions less that along it. */
function radiusOf(covariance: Float64Array, [x, y, z]: VectorLps): number {
  const [xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0] = covariance;
  const along = x * (xx * x + xy * y + xz * z) + y * (xy * x + yy * y + yz * z) + z * (xz * x + yz * y + zz * z);
  return WITHIN_95 * Math.sqrt(Math.max(0, xx + yy + zz - along) / 2);
}

function evenly(
  line: readonly PointLps[], isBridged: readonly boolean[], spread: readonly number[], legs: readonly TracedLeg[],
): Centreline {
  const { points: course, step, length } = evenCourse(line);
  const lengths = abscissaeOf(line);
  const total = lengths.at(-1) ?? 0;
  let near = 0;
  const points = course.map((point) => {
    const place = (point.abscissa * total) / length;
    while (near < line.length - 1
      && Math.abs((lengths[near + 1] ?? 0) - place) <= Math.abs((lengths[near] ?? 0) - place)) near += 1;
    return { ...point, isBridged: isBridged[near] === true, uncertainty: mm(spread[near] ?? 0) };
  });
  const even = points.map(({ at }) => at);
  const ends = legs.slice(0, -1).map(({ to }) => footOnLine(even, to.at)?.abscissa ?? mm(0));
  const summary = legs.map((_, n): CentrelineLeg => {
    const [from, to] = [ends[n - 1] ?? mm(0), ends[n] ?? length];
    const bridged = points.filter((point) => point.isBridged && point.abscissa >= from && point.abscissa < to).length;
    return { from, to, bridged: mm(bridged * step) };
  });
  return { points, step, length, legs: summary, by: CENTRELINE_BY };
}
