import { passed } from './blur.ts';
import type { EdgeModel } from './edgeModel.ts';
import { edgeCost, fallThrough, greatestOn, meanOn } from './edge.kernel.ts';
import { type Lumen, median, PLAQUE_HU, WALL_HU } from './lumen.ts';
import { closedPath } from './polar.kernel.ts';
import {
  areaWithin, type PolarMap, type Radii, radiiOf, RAY_SAMPLES, RAY_STEP_MM, RAYS, smoothedRadii, STRIDE,
} from './polar.ts';

/** Calcium beside the wall on each ray: how thick it would be at its own density, and how much denser it is. */
export interface WallCalcium {
  /** Thickness on each ray, mm. */
  readonly thickness: Float32Array;
  /** HU above the plaque; 0 where there is none. */
  readonly contrast: Float32Array;
}

/** The outer wall along a vessel. */
export interface Wall {
  /** Radii of the outer edge, mm. */
  readonly radii: Radii;
  /** HU beyond the wall on each ray; that of the plaque where no fall is seen. */
  readonly outsideHu: Float32Array;
  /** HU of what is not calcified within the wall, section by section. */
  readonly plaqueHu: readonly number[];
  /** Share of the rays on which the edge was seen, section by section. */
  readonly seen: readonly number[];
}

/** How the wall is looked for. */
export interface WallParameters {
  /** Distance between sections, mm. */
  readonly stepMm: number;
  readonly edge: EdgeModel;
  /** From here on HU are calcium, section by section. */
  readonly calciumHu: readonly number[];
}

/** A fall of less than this from wall to surroundings is no edge: muscle, HU. */
const LEAST_FALL_HU = 70;
const CLEAR_FALL_HU = 110;
/** What a radius one step off the expected one costs, in falls. */
const OFF_COST = 0.008;
const REFERENCE_MM = 5;
const SMOOTHNESS = { aroundDeg: 18, alongMm: 1.5 };
/** Where no edge is seen the expected radius stands in, with this weight. */
const EXPECTED_WEIGHT = 0.03;
/** Beside calcium the edge is seen less well. */
const CALCIUM_WEIGHT = 0.5;

/**
 * The outer wall of every section.
 *
 * @param calcium - what is known of calcium beside the wall; null before anything is
 * @method next to the cheapest closed way over the steepest falls: where HU on the ray reach what a wall blurred
 * like this shows at its edge, half-way between inside and outside plus what lumen and calcium close by let
 * through; smoothed around and along; between the open sections an expected radius carries over what is not seen
 * @source measurements, section 1.2, item 1
 * @accuracy in tests/accuracy: radius of the wall over random vessels
 */
export function wallAlong(
  polar: PolarMap, lumen: Lumen, { stepMm, edge, calciumHu }: WallParameters, calcium: WallCalcium | null,
): Wall {
  const expected = expectedRadii(polar, lumen, stepMm, edge.wallMm);
  const { blurMm } = edge;
  const leaked = 1 - passed(edge.wallMm / blurMm);
  const plaqueHu = plaqueAlong(polar, lumen, expected, calciumHu);
  const found = new Float32Array(polar.sections * RAYS);
  const weights = new Float32Array(polar.sections * RAYS);
  const outsideHu = new Float32Array(polar.sections * RAYS);
  const seen: number[] = [];
  const cost = new Float32Array(STRIDE);
  const from = new Float32Array(RAYS);
  const near = new Float32Array(RAYS);
  const path = new Int32Array(RAYS);
  for (let n = 0; n < polar.sections; n += 1) {
    const isOpen = lumen.isOpen[n] === true;
    const inner = radiiOf(lumen.radii, n);
    const plaque = plaqueHu[n] ?? PLAQUE_HU;
    for (let ray = 0; ray < RAYS; ray += 1) {
      from[ray] = isOpen ? ((inner[ray] ?? 0) + 0.2) / RAY_STEP_MM : 4;
      near[ray] = (isOpen ? (inner[ray] ?? 0) + edge.wallMm : (expected[n] ?? 1)) / RAY_STEP_MM;
    }
    edgeCost(polar.calm, n * STRIDE, RAYS, RAY_SAMPLES, CLEAR_FALL_HU, near, isOpen ? 3 * OFF_COST : OFF_COST, from, cost);
    closedPath(cost, 0, RAYS, RAY_SAMPLES, 0.15, path, 0);
    let count = 0;
    for (let ray = 0; ray < RAYS; ray += 1) {
      const o = n * RAYS + ray;
      const own = n * STRIDE + ray * RAY_SAMPLES;
      const k = path[ray] ?? 0;
      const outside = outsideOn(polar.calm, own, k);
      const peak = greatestOn(polar.calm, own, Math.max(0, k - 10), k);
      const isCalcified = peak > (calciumHu[n] ?? Infinity);
      const thickness = calcium?.thickness[o] ?? 0;
      const contrast = calcium?.contrast[o] ?? 0;
      const beside = contrast > 0 ? contrast * (passed(thickness / blurMm) - 0.5)
        : isCalcified && calcium === null ? (peak - plaque) / 2 : 0;
      const through = isOpen ? ((lumen.levelHu[n] ?? plaque) - plaque) * leaked : 0;
      const isSeen = plaque - outside > LEAST_FALL_HU;
      const place = isSeen ? fallThrough(polar.calm, own, RAY_SAMPLES, k, 7, (plaque + outside) / 2 + beside + through) : NaN;
      outsideHu[o] = isSeen ? outside : plaque;
      if (Number.isNaN(place)) {
        found[o] = (near[ray] ?? 0) * RAY_STEP_MM;
        weights[o] = EXPECTED_WEIGHT;
      } else {
        count += 1;
        found[o] = place * RAY_STEP_MM;
        weights[o] = beside > 0 ? CALCIUM_WEIGHT : 1;
      }
    }
    seen.push(count / RAYS);
  }
  return { radii: smoothedRadii(found, weights, stepMm, SMOOTHNESS), outsideHu, plaqueHu, seen };
}

/** Level beyond an edge: the mean of the darkest half millimetre within the next 1.3 mm. */
function outsideOn(values: Float32Array, own: number, k: number): number {
  let least = Infinity;
  for (let from = k + 4; from + 4 < Math.min(RAY_SAMPLES, k + 14); from += 1) {
    least = Math.min(least, meanOn(values, own, from, from + 4));
  }
  return least;
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

/** Median of what is not calcified in the inner part of closed sections, over some millimetres. */
function plaqueAlong(
  polar: PolarMap, lumen: Lumen, expected: readonly number[], calciumHu: readonly number[],
): readonly number[] {
  const own = lumen.isOpen.map((open, n) => {
    if (open) return [];
    const values: number[] = [];
    const last = Math.round((0.7 * (expected[n] ?? 1)) / RAY_STEP_MM);
    for (let ray = 0; ray < RAYS; ray += 4) {
      const at = n * STRIDE + ray * RAY_SAMPLES;
      if (greatestOn(polar.values, at, 0, last + 5) > 0.75 * (calciumHu[n] ?? Infinity)) continue;
      for (let k = 2; k <= last; k += 3) values.push(polar.values[at + k] ?? 0);
    }
    return values;
  });
  const all = median(own.flat());
  const usual = Number.isNaN(all) ? PLAQUE_HU : all;
  return own.map((_, n) => {
    if (lumen.isOpen[n] === true) return WALL_HU;
    const near = own.slice(Math.max(0, n - 4), n + 5).flat();
    return Math.min(140, Math.max(30, near.length >= 60 ? median(near) : usual));
  });
}
