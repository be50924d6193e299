import { type Again, allMoved, isStill, marked, markRows, markValues, rowsAgain } from './again.ts';
import { passed } from './blur.ts';
import type { EdgeModel } from './edgeModel.ts';
import { edgeCost, fallThrough, greatestOn, medianOf, ONE, outsideOn } from './edge.kernel.ts';
import { brightestLevel, type Lumen, median, PLAQUE_HU, WALL_HU } from './lumen.ts';
import { closedPath } from './polar.kernel.ts';
import {
  areaWithin, type PolarMap, type Radii, radiiOf, RAY_SAMPLES, RAY_STEP_MM, RAYS, smoothedAgain, smoothedRadii, STRIDE,
} from './polar.ts';

/** Calcium beside the wall on each ray: how thick it would be at its own density, and how much denser it is. */
export interface WallCalcium {
  /** Thickness on each ray, mm. */
  readonly thickness: Float32Array;
  /** HU above the plaque; 0 where there is none. */
  readonly contrast: Float32Array;
}

/** The outer wall along a vessel. */
export interface Wall extends WallFound {
  /** Radii of the outer edge, mm. */
  readonly radii: Radii;
  /** HU beyond the wall on each ray; that of the plaque where it is hardly darker, or as bright as calcium. */
  readonly outsideHu: Float32Array;
  /**
   * 1 on rays on which what is about as bright as contrast lies beyond a wall that is not seen: a vein or chamber, which is
   * taken off, or calcium farther out than the wall was guessed.
   */
  readonly isBrightBeside: Float32Array;
  /** HU of what is not calcified within the wall, section by section. */
  readonly plaqueHu: readonly number[];
  /** Share of the rays on which the plaque's own edge was seen, section by section: where only calcium fell, it was not. */
  readonly seen: readonly number[];
}

/** What was found before smoothing, kept so that a later look changes only what is different. */
interface WallFound {
  /** Where the edge lies on each ray, mm; the radius to expect where none is seen. */
  readonly found: Float32Array;
  readonly weights: Float32Array;
}

/** How the wall is looked for. */
export interface WallParameters {
  /** Distance between sections, mm. */
  readonly stepMm: number;
  readonly edge: EdgeModel;
}

/** What shows of the outer edge, whatever counts as calcium. */
export interface WallSight {
  /** The radius to expect, mm, section by section. */
  readonly expected: readonly number[];
  /** On each ray: the radius to expect, mm; the sample at which the steepest way around crosses it. */
  readonly near: Float32Array;
  readonly path: Int32Array;
  /** HU beyond that place, and the greatest within the millimetre before it. */
  readonly outsideHu: Float32Array;
  readonly peakHu: Float32Array;
  /** What lies within closed sections, on every fourth ray: HU, and the greatest of them. */
  readonly inner: readonly (readonly InnerRay[])[];
}

interface InnerRay { readonly peakHu: number; readonly values: Float32Array }

/** What the edge's way pays for one step in or out from ray to ray. */
const STEP_COST = Math.round(0.15 * ONE);
/** A fall of less than this from wall to surroundings is no edge: muscle, HU. */
const LEAST_FALL_HU = 70;
const CLEAR_FALL_HU = 110;
/**
 * How bright a vein or chamber beyond the wall may be: so many times the brightest lumen, or so many HU.
 * What is brighter may be calcium. Own.
 */
const CONTRAST = { ofLumen: 1.25, leastHu: 450 };
/** Surroundings that are brighter than plaque by more than this may be calcium, blurred to half of the least that counts, HU. Own. */
const BRIGHT_BESIDE_HU = 100;
/** What a radius one step off the expected one costs, in falls. */
const OFF_COST = 0.008;
const REFERENCE_MM = 5;
const SMOOTHNESS = { aroundDeg: 18, alongMm: 1.5 };
/** Where no edge is seen the expected radius stands in, with this weight. */
const EXPECTED_WEIGHT = 0.03;
/** Beside calcium the edge is seen less well. */
const CALCIUM_WEIGHT = 0.5;

/**
 * What shows of the outer edge on every ray: all that does not hang on what counts as calcium.
 *
 * @param again - what showed of the same vessel before, in a scan of the same blur, and the sections whose rays or lumen are others now
 * @method the cheapest closed way over the steepest falls, near the radius to expect
 */
export function wallSight(
  polar: PolarMap, lumen: Lumen, { stepMm, edge }: WallParameters, again: Again<WallSight> | null = null,
): WallSight {
  const expected = expectedRadii(polar, lumen, stepMm, edge.wallMm);
  const total = polar.sections * RAYS;
  const before = again?.before;
  const moved = again?.moved.slice() ?? allMoved(polar.sections);
  if (before !== undefined) {
    markValues(moved, before.expected, expected);
    if (isStill(moved)) return before;
  }
  const path = before?.path.slice() ?? new Int32Array(total);
  const [near, outsideHu, peakHu] = [rowsAgain(before?.near, total), rowsAgain(before?.outsideHu, total), rowsAgain(before?.peakHu, total)];
  const cost = new Int32Array(STRIDE);
  const best = new Int32Array(2 * STRIDE + RAY_SAMPLES);
  const from = new Float32Array(RAYS);
  const nearSample = new Float32Array(RAYS);
  for (const n of marked(moved)) {
    const isOpen = lumen.isOpen[n] === true;
    const inner = radiiOf(lumen.radii, n);
    for (let ray = 0; ray < RAYS; ray += 1) {
      const radius = inner[ray] ?? 0;
      from[ray] = isOpen ? (radius + 0.2) / RAY_STEP_MM : 4;
      nearSample[ray] = (isOpen ? radius + edge.wallMm : (expected[n] ?? 1)) / RAY_STEP_MM;
      near[n * RAYS + ray] = (nearSample[ray] ?? 0) * RAY_STEP_MM;
    }
    const offCost = isOpen ? 3 * OFF_COST : OFF_COST;
    const [first, last] = windowOf(nearSample, from, offCost);
    edgeCost(polar.calm, n * STRIDE, RAYS, RAY_SAMPLES, first, last, CLEAR_FALL_HU, nearSample, offCost, from, cost);
    closedPath(cost, RAYS, RAY_SAMPLES, first, last, STEP_COST, best, path, n * RAYS);
    for (let ray = 0; ray < RAYS; ray += 1) {
      const o = n * RAYS + ray;
      const own = n * STRIDE + ray * RAY_SAMPLES;
      const k = path[o] ?? 0;
      outsideHu[o] = outsideOn(polar.calm, own, RAY_SAMPLES, k);
      peakHu[o] = greatestOn(polar.calm, own, Math.max(0, k - 10), k);
    }
  }
  return { expected, near, path, outsideHu, peakHu, inner: innerRays(polar, lumen, expected, before === undefined ? null : { before: before.inner, moved }) };
}

/**
 * The outer wall of every section.
 *
 * @param sight - on the same rays and lumen
 * @param calciumHu - from here on HU are calcium, section by section
 * @param plaqueHu - of what is not calcified within, section by section
 * @param calcium - what is known of calcium beside the wall; null before anything is
 * @method next to the cheapest closed way over the steepest falls: where HU on the ray reach what a wall blurred
 * like this shows at its edge, half-way between inside and outside plus what lumen and calcium close by let
 * through; smoothed around and along; between the open sections an expected radius carries over what is not seen
 * @source measurements, section 1.2, item 1
 * @accuracy in tests/accuracy: radius of the wall over random vessels
 */
export function wallAlong(
  polar: PolarMap, lumen: Lumen, sight: WallSight, { stepMm, edge }: WallParameters, calciumHu: readonly number[],
  plaqueHu: readonly number[], calcium: WallCalcium | null, again: Again<Wall> | null = null,
): Wall {
  if (again !== null && isStill(again.moved)) return again.before;
  const { blurMm } = edge;
  const leaked = 1 - passed(edge.wallMm / blurMm);
  const total = polar.sections * RAYS;
  const before = again?.before;
  const [found, weights, outsideHu, isBrightBeside] =
    [rowsAgain(before?.found, total), rowsAgain(before?.weights, total), rowsAgain(before?.outsideHu, total), rowsAgain(before?.isBrightBeside, total)];
  const seen: number[] = [];
  const contrastHu = Math.max(CONTRAST.leastHu, CONTRAST.ofLumen * brightestLevel(lumen));
  for (let n = 0; n < polar.sections; n += 1) {
    if (again !== null && again.moved[n] === 0) {
      seen.push(again.before.seen[n] ?? 0);
      continue;
    }
    const plaque = plaqueHu[n] ?? PLAQUE_HU;
    const through = lumen.isOpen[n] === true ? ((lumen.levelHu[n] ?? plaque) - plaque) * leaked : 0;
    let count = 0;
    for (let o = n * RAYS; o < (n + 1) * RAYS; o += 1) {
      const outside = sight.outsideHu[o] ?? plaque;
      const contrast = calcium === null ? 0 : (calcium.contrast[o] ?? 0);
      const beside = contrast > 0 ? contrast * (passed((calcium?.thickness[o] ?? 0) / blurMm) - 0.5)
        : calcium === null && (sight.peakHu[o] ?? plaque) > (calciumHu[n] ?? Infinity)
          ? ((sight.peakHu[o] ?? plaque) - plaque) / 2 : 0;
      const isSeen = plaque - outside > LEAST_FALL_HU;
      // Calcium falls even towards muscle: it shows the edge there, too, yet not surely, for it need not reach the wall.
      const place = isSeen || plaque + 2 * beside - outside > LEAST_FALL_HU
        ? fallThrough(polar.calm, o * RAY_SAMPLES, RAY_SAMPLES, sight.path[o] ?? 0, 7, (plaque + outside) / 2 + beside + through) : NaN;
      // Brighter still it may be calcium that lies farther out than the wall was looked for: that is taken off nothing.
      const isBrighter = outside > plaque && outside <= contrastHu;
      outsideHu[o] = isBrighter || isSeen ? outside : plaque;
      isBrightBeside[o] = isBrighter && outside - plaque > BRIGHT_BESIDE_HU ? 1 : 0;
      found[o] = Number.isNaN(place) ? (sight.near[o] ?? 0) : RAY_STEP_MM * place;
      weights[o] = Number.isNaN(place) ? EXPECTED_WEIGHT : beside > 0 ? CALCIUM_WEIGHT : 1;
      if (isSeen && !Number.isNaN(place)) count += 1;
    }
    seen.push(count / RAYS);
  }
  return { radii: wallRadii(found, weights, stepMm, before), outsideHu, isBrightBeside, plaqueHu, seen, found, weights };
}

function wallRadii(found: Float32Array, weights: Float32Array, stepMm: number, before: Wall | undefined): Radii {
  if (before === undefined) return smoothedRadii(found, weights, stepMm, SMOOTHNESS);
  const changed = new Uint8Array(found.length / RAYS);
  markRows(changed, before.found, found);
  markRows(changed, before.weights, weights);
  return smoothedAgain(before.radii, changed, found, weights, stepMm, SMOOTHNESS);
}

/** Marks the sections of which something else shows. */
export function markSight(moved: Uint8Array, before: WallSight, now: WallSight): void {
  markRows(moved, before.path, now.path);
  for (const key of ['near', 'outsideHu', 'peakHu'] as const) markRows(moved, before[key], now[key]);
}

/** Sections whose edge is looked for elsewhere once it is known which calcium lies beside it; see wallAlong. */
export function movedByCalcium(sight: WallSight, calciumHu: readonly number[], { contrast }: WallCalcium): Uint8Array {
  return Uint8Array.from(calciumHu, (level, n) => {
    for (let o = n * RAYS; o < (n + 1) * RAYS; o += 1) {
      if ((contrast[o] ?? 0) > 0 || (sight.peakHu[o] ?? -Infinity) > level) return 1;
    }
    return 0;
  });
}

/**
 * The samples among which a section's edge is looked for, first and last.
 *
 * Farther off what is expected of every ray a place costs at least twice a unit: as much as one next to it without any fall.
 */
function windowOf(near: Float32Array, from: Float32Array, offCost: number): readonly [first: number, last: number] {
  const astray = Math.sqrt(2 / offCost) + 1;
  const first = Math.floor(Math.max(Math.min(...from), Math.min(...near) - astray));
  const last = Math.ceil(Math.max(...near) + astray);
  const most = RAY_SAMPLES - 1;
  return [Math.min(most - 1, Math.max(0, first)), Math.min(most, Math.max(first + 1, last))];
}

/** The radius to expect: that of the lumen and a usual wall; without lumen between those of the nearest open parts. */
function expectedRadii(polar: PolarMap, lumen: Lumen, stepMm: number, wallMm: number): readonly number[] {
  const own = Array.from({ length: polar.sections }, (_, n) => (lumen.isOpen[n] === true
    ? Math.sqrt(areaWithin(radiiOf(lumen.radii, n)) / Math.PI) + wallMm : NaN));
  const reach = Math.round(REFERENCE_MM / stepMm);
  return own.map((radius, n) => {
    if (!Number.isNaN(radius)) return radius;
    const before = own.slice(0, n).filter((value) => !Number.isNaN(value)).slice(-reach);
    const after = own.slice(n).filter((value) => !Number.isNaN(value)).slice(0, reach);
    const [a, b] = [median(before), median(after)];
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) ? (Number.isNaN(b) ? 1.5 : b) : a;
    const last = own.slice(0, n).findLastIndex((value) => !Number.isNaN(value));
    const next = n + own.slice(n).findIndex((value) => !Number.isNaN(value));
    return a + ((b - a) * (n - last)) / (next - last);
  });
}

/** What lies in the inner part of closed sections; nothing for open ones. */
const innerRays = (
  polar: PolarMap, lumen: Lumen, expected: readonly number[], again: Again<WallSight['inner']> | null,
): WallSight['inner'] =>
  lumen.isOpen.map((open, n) => {
    const old = again?.before[n];
    if (old !== undefined && again?.moved[n] === 0) return old;
    if (open) return [];
    const last = Math.round((0.7 * (expected[n] ?? 1)) / RAY_STEP_MM);
    return Array.from({ length: RAYS / 4 }, (_, m) => {
      const at = n * STRIDE + 4 * m * RAY_SAMPLES;
      return { peakHu: greatestOn(polar.values, at, 0, last + 5),
        values: Float32Array.from({ length: Math.floor((last - 2) / 3) + 1 }, (_, k) => polar.values[at + 2 + 3 * k] ?? 0) };
    });
  });

/** Median of what is not calcified in the inner part of closed sections, over some millimetres. */
export function plaqueAlong({ inner }: WallSight, lumen: Lumen, calciumHu: readonly number[]): readonly number[] {
  const most = inner.flat().reduce((sum, { values }) => sum + values.length, 0);
  const gathered = new Float64Array(most);
  const gather = (first: number, last: number): number => {
    let count = 0;
    for (let n = Math.max(0, first); n <= Math.min(inner.length - 1, last); n += 1) {
      for (const { peakHu, values } of inner[n] ?? []) {
        if (peakHu > 0.75 * (calciumHu[n] ?? Infinity)) continue;
        gathered.set(values, count);
        count += values.length;
      }
    }
    return count;
  };
  const all = medianOf(gathered, gather(0, inner.length - 1));
  const usual = Number.isNaN(all) ? PLAQUE_HU : all;
  return inner.map((_, n) => {
    if (lumen.isOpen[n] === true) return WALL_HU;
    const count = gather(n - 4, n + 4);
    return Math.min(140, Math.max(30, count >= 60 ? medianOf(gathered, count) : usual));
  });
}
