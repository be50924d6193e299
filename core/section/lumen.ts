import { edgeCost, fallThrough, greatestOn } from './edge.kernel.ts';
import { closedPath } from './polar.kernel.ts';
import {
  areaWithin, type PolarMap, type Radii, radiiOf, RAY_SAMPLES, RAY_STEP_MM, RAYS, smoothedRadii, STRIDE,
} from './polar.ts';

/** HU of a coronary wall without calcium, between contrast and fat. */
export const WALL_HU = 60;
/** HU of what fills an occlusion where nothing of it can be read. */
export const PLAQUE_HU = 90;
/** Contrast is at least so bright, HU. */
const LEAST_LUMEN_HU = 160;
/** The middle of a vessel is read within this radius, mm. */
const MIDDLE_MM = 0.4;
/** Along the vessel the level of the lumen is the median of so much either side, mm. */
const LEVEL_REACH_MM = 3;
/** A fall of so much over two steps is as good as any steeper one, HU. */
const CLEAR_FALL_HU = 120;
const LUMEN_SMOOTHNESS = { aroundDeg: 15, alongMm: 0.5 };
/** Less of the lumen's contrast than this share is noise and plaque. */
const CLEAR_SHARE = 0.3;
/** Brighter than the lumen by this share is calcium beside it. */
const ABOVE_LUMEN = 1.2;

/** The lumen along a vessel, section by section. */
export interface Lumen {
  /** HU in the middle of each section. */
  readonly middleHu: readonly number[];
  /** HU of the open lumen near each section; the nearer open one where there is none. */
  readonly levelHu: readonly number[];
  readonly isOpen: readonly boolean[];
  /** Radii of the lumen, mm; 0 where there is none. */
  readonly radii: Radii;
}

/** Median; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[half] ?? NaN) : ((sorted[half - 1] ?? NaN) + (sorted[half] ?? NaN)) / 2;
}

const middleOf = ({ calm }: PolarMap, n: number): number => {
  const samples = Math.round(MIDDLE_MM / RAY_STEP_MM);
  let sum = 0;
  let weights = 0;
  for (let ray = 0; ray < RAYS; ray += 1) {
    for (let k = 0; k <= samples; k += 1) {
      sum += (k + 0.25) * (calm[n * STRIDE + ray * RAY_SAMPLES + k] ?? 0);
      weights += k + 0.25;
    }
  }
  return sum / weights;
};

/**
 * The lumen of each section between two abscissae without contrast.
 *
 * @param shiftMm - how far outside the edge found the true one lies
 * @param closed - sections without lumen, from the first to the last; null where the whole vessel is open
 * @method half-way between the lumen's level and the wall's on each ray, next to the cheapest closed way over the
 * steepest falls; beside calcium filled from its neighbours
 * @accuracy in tests/accuracy: radius of the open vessel over random vessels
 */
export function lumenAlong(
  polar: PolarMap, stepMm: number, closed: readonly [from: number, to: number] | null, shiftMm = 0,
): Lumen {
  const middleHu = Array.from({ length: polar.sections }, (_, n) => middleOf(polar, n));
  const isWithin = (n: number): boolean => closed === null || n < closed[0] || n > closed[1];
  const reach = Math.round(LEVEL_REACH_MM / stepMm);
  const levelNear = (n: number): number => median(middleHu.slice(Math.max(0, n - reach), n + reach + 1)
    .filter((value, m) => isWithin(Math.max(0, n - reach) + m) && value >= LEAST_LUMEN_HU));
  const levels = middleHu.map((_, n) => levelNear(n));
  const known = levels.flatMap((level, n) => (Number.isNaN(level) ? [] : [n]));
  const levelHu = levels.map((level, n) => {
    if (!Number.isNaN(level)) return level;
    const nearest = known.toSorted((a, b) => Math.abs(a - n) - Math.abs(b - n)).at(0);
    return nearest === undefined ? NaN : (levels[nearest] ?? NaN);
  });
  const isOpen = middleHu.map((value, n) => isWithin(n) && value >= ((levelHu[n] ?? Infinity) + PLAQUE_HU) / 2);
  return { middleHu, levelHu, isOpen, radii: lumenRadii(polar, stepMm, levelHu, isOpen, shiftMm) };
}

function lumenRadii(
  polar: PolarMap, stepMm: number, levelHu: readonly number[], isOpen: readonly boolean[], shiftMm: number,
): Radii {
  const found = new Float32Array(polar.sections * RAYS);
  const weights = new Float32Array(polar.sections * RAYS);
  const cost = new Float32Array(STRIDE);
  const from = new Float32Array(RAYS).fill(2);
  const path = new Int32Array(RAYS);
  isOpen.forEach((open, n) => {
    if (!open) return;
    const lumen = levelHu[n] ?? 0;
    const level = (lumen + WALL_HU) / 2;
    edgeCost(polar.calm, n * STRIDE, RAYS, RAY_SAMPLES, CLEAR_FALL_HU, from, 0, from, cost);
    closedPath(cost, 0, RAYS, RAY_SAMPLES, 0.1, path, 0);
    for (let ray = 0; ray < RAYS; ray += 1) {
      const own = n * STRIDE + ray * RAY_SAMPLES;
      const k = path[ray] ?? 0;
      const place = fallThrough(polar.calm, own, RAY_SAMPLES, k, 8, level);
      const isBesideCalcium = greatestOn(polar.calm, own, 0, Math.min(RAY_SAMPLES - 1, k + 3)) > lumen * ABOVE_LUMEN;
      found[n * RAYS + ray] = Number.isNaN(place) ? 0 : place * RAY_STEP_MM;
      weights[n * RAYS + ray] = Number.isNaN(place) ? 0 : isBesideCalcium ? 0.01 : 1;
    }
  });
  const smooth = smoothedRadii(found, weights, stepMm, LUMEN_SMOOTHNESS);
  return smooth.map((radius, o) => (isOpen[Math.floor(o / RAYS)] === true && radius > 0 ? radius + shiftMm : 0));
}

/**
 * Radius of the disc that holds as much contrast, mm, section by section: blur changes it little.
 *
 * @param levelHu - of the open lumen; what is brighter by a quarter is calcium and does not count
 * @param withinMm - no contrast beyond belongs to the vessel
 */
export function contrastRadii({ calm, sections }: PolarMap, levelHu: number, withinMm: number): readonly number[] {
  const last = Math.min(RAY_SAMPLES - 1, Math.round(withinMm / RAY_STEP_MM));
  return Array.from({ length: sections }, (_, n) => {
    let area = 0;
    for (let ray = 0; ray < RAYS; ray += 1) {
      for (let k = 0; k <= last; k += 1) {
        const value = calm[n * STRIDE + ray * RAY_SAMPLES + k] ?? 0;
        if (value > 1.25 * levelHu) continue;
        const above = (value - PLAQUE_HU) / (levelHu - PLAQUE_HU);
        const share = Math.min(1, Math.max(0, (above - CLEAR_SHARE) / (1 - CLEAR_SHARE)));
        area += share * Math.max(0.125, k) * RAY_STEP_MM ** 2 * ((2 * Math.PI) / RAYS);
      }
    }
    return Math.sqrt(area / Math.PI);
  });
}

/** Area of the lumen in a section, mm²; null where there is none. */
export const lumenArea = ({ isOpen, radii }: Lumen, n: number): number | null =>
  (isOpen[n] === true ? areaWithin(radiiOf(radii, n)) : null);

/** Sections without lumen between two caps, as first and last. */
export const closedBetween = (fromMm: number, toMm: number, stepMm: number): readonly [from: number, to: number] =>
  [Math.ceil(fromMm / stepMm), Math.floor(toMm / stepMm)];
