import { type Again, allMoved, isStill, marked, markRows, markValues, rowsAgain } from './again.ts';
import { contrastArea, edgeCost, fallThrough, greatestOn, lastFall, medianOf, ONE } from './edge.kernel.ts';
import { closedPath } from './polar.kernel.ts';
import {
  areaWithin, type PolarMap, type Radii, radiiOf, RAY_SAMPLES, RAY_STEP_MM, RAYS, smoothedAgain, smoothedRadii, STRIDE,
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
/** What the edge's way pays for one step in or out from ray to ray. */
const STEP_COST = Math.round(0.1 * ONE);
/** The edge is no nearer than this sample, and no more samples than this beyond where every ray has left the contrast. */
const FIRST = 2;
const BEYOND = 5;
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

/** A lumen with what was found before smoothing, kept so that a later look changes only what is different. */
export interface LumenFound extends Lumen {
  readonly found: Float32Array;
  readonly weights: Float32Array;
  readonly smooth: Radii;
}

/** Median; NaN of none. */
export const median = (values: readonly number[]): number => medianOf(new Float64Array(values), values.length);

/** HU in the middle of each section. */
export const middlesOf = (polar: PolarMap, again: Again<readonly number[]> | null = null): readonly number[] =>
  Array.from({ length: polar.sections }, (_, n) => (again?.moved[n] === 0 ? again.before[n] : undefined) ?? middleOf(polar, n));

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
 * @param again - a lumen of the same vessel before, and the sections whose rays are others now
 * @param closed - sections without lumen, from the first to the last; null where the whole vessel is open
 * @method half-way between the lumen's level and the wall's on each ray, next to the cheapest closed way over the
 * steepest falls; beside calcium filled from its neighbours
 * @accuracy in tests/accuracy: radius of the open vessel over random vessels
 */
export function lumenAlong(
  polar: PolarMap, stepMm: number, closed: readonly [from: number, to: number] | null, again: Again<LumenFound> | null = null,
): LumenFound {
  const middleHu = middlesOf(polar, again === null ? null : { before: again.before.middleHu, moved: again.moved });
  const isWithin = (n: number): boolean => closed === null || n < closed[0] || n > closed[1];
  const reach = Math.round(LEVEL_REACH_MM / stepMm);
  const levelNear = (n: number): number => median(middleHu.slice(Math.max(0, n - reach), n + reach + 1)
    .filter((value, m) => isWithin(Math.max(0, n - reach) + m) && value >= LEAST_LUMEN_HU));
  const levels = middleHu.map((_, n) => levelNear(n));
  const known = levels.flatMap((level, n) => (Number.isNaN(level) ? [] : [n]));
  const levelHu = levels.map((level, n) => {
    if (!Number.isNaN(level)) return level;
    const nearest = known.reduce((best, next) => (Math.abs(next - n) < Math.abs(best - n) ? next : best), Infinity);
    return levels[nearest] ?? NaN;
  });
  const isOpen = middleHu.map((value, n) => isWithin(n) && value >= ((levelHu[n] ?? Infinity) + PLAQUE_HU) / 2);
  return { middleHu, levelHu, isOpen, ...lumenRadii(polar, stepMm, levelHu, isOpen, again) };
}

/** The lumen with its edge so far outside the one found. */
export function widened({ middleHu, levelHu, isOpen, radii }: Lumen, byMm: number): Lumen {
  const wide = new Float32Array(radii.length);
  for (let o = 0; o < wide.length; o += 1) {
    const radius = radii[o] ?? 0;
    if (radius > 0) wide[o] = radius + byMm;
  }
  return { middleHu, levelHu, isOpen, radii: wide };
}

function lumenRadii(
  polar: PolarMap, stepMm: number, levelHu: readonly number[], isOpen: readonly boolean[], again: Again<LumenFound> | null,
): Pick<LumenFound, 'radii' | 'found' | 'weights' | 'smooth'> {
  const before = again?.before;
  const [found, weights] = [rowsAgain(before?.found, polar.sections * RAYS), rowsAgain(before?.weights, polar.sections * RAYS)];
  const moved = again?.moved.slice() ?? allMoved(polar.sections);
  if (before !== undefined) {
    markValues(moved, before.isOpen, isOpen);
    markValues(moved, before.levelHu, levelHu);
    if (isStill(moved)) return before;
  }
  const cost = new Int32Array(STRIDE);
  const best = new Int32Array(2 * STRIDE + RAY_SAMPLES);
  const from = new Float32Array(RAYS).fill(FIRST);
  const path = new Int32Array(RAYS);
  for (const n of marked(moved)) {
    if (isOpen[n] !== true) {
      for (const rows of [found, weights]) rows.fill(0, n * RAYS, (n + 1) * RAYS);
      continue;
    }
    const lumen = levelHu[n] ?? 0;
    const level = (lumen + WALL_HU) / 2;
    // No farther out than where the last ray has left the contrast: what falls there is another's edge.
    const last = Math.min(RAY_SAMPLES - 1, lastFall(polar.calm, n * STRIDE, RAYS, RAY_SAMPLES, level) + BEYOND);
    edgeCost(polar.calm, n * STRIDE, RAYS, RAY_SAMPLES, FIRST, last, CLEAR_FALL_HU, from, 0, from, cost);
    closedPath(cost, RAYS, RAY_SAMPLES, FIRST, last, STEP_COST, best, path, 0);
    for (let ray = 0; ray < RAYS; ray += 1) {
      const own = n * STRIDE + ray * RAY_SAMPLES;
      const k = path[ray] ?? 0;
      const place = fallThrough(polar.calm, own, RAY_SAMPLES, k, 8, level);
      const isBesideCalcium = greatestOn(polar.calm, own, 0, Math.min(RAY_SAMPLES - 1, k + 3)) > lumen * ABOVE_LUMEN;
      found[n * RAYS + ray] = Number.isNaN(place) ? 0 : place * RAY_STEP_MM;
      weights[n * RAYS + ray] = Number.isNaN(place) ? 0 : isBesideCalcium ? 0.01 : 1;
    }
  }
  const smooth = lumenSmoothed(found, weights, stepMm, before);
  const radii = new Float32Array(smooth.length);
  for (let o = 0; o < radii.length; o += 1) {
    const radius = smooth[o] ?? NaN;
    if (radius > 0 && isOpen[Math.floor(o / RAYS)] === true) radii[o] = radius;
  }
  return { radii, found, weights, smooth };
}

function lumenSmoothed(found: Float32Array, weights: Float32Array, stepMm: number, before: LumenFound | undefined): Radii {
  if (before === undefined) return smoothedRadii(found, weights, stepMm, LUMEN_SMOOTHNESS);
  const changed = new Uint8Array(found.length / RAYS);
  markRows(changed, before.found, found);
  markRows(changed, before.weights, weights);
  return smoothedAgain(before.smooth, changed, found, weights, stepMm, LUMEN_SMOOTHNESS);
}

/**
 * Radius of the disc that holds as much contrast, mm, section by section: blur changes it little.
 *
 * @param levelHu - of the open lumen; what is brighter by a quarter is calcium and does not count
 * @param withinMm - no contrast beyond belongs to the vessel
 * @param from - first and last section that are asked for; NaN for all others
 */
export function contrastRadii(
  { calm, sections }: PolarMap, levelHu: number, withinMm: number, [from, to]: readonly [number, number],
): readonly number[] {
  const last = Math.min(RAY_SAMPLES - 1, Math.round(withinMm / RAY_STEP_MM));
  return Array.from({ length: sections }, (_, n) => {
    if (n < from || n > to) return NaN;
    const area = contrastArea(calm, n * STRIDE, RAYS, RAY_SAMPLES, last, RAY_STEP_MM, PLAQUE_HU, levelHu, CLEAR_SHARE, 1.25 * levelHu);
    return Math.sqrt(area / Math.PI);
  });
}

/** HU of the open lumen where it is brightest; 0 where none is open. */
export const brightestLevel = ({ levelHu }: Pick<Lumen, 'levelHu'>): number =>
  levelHu.reduce((most, level) => (level > most ? level : most), 0);

/** Marks the sections whose lumen is another: all where the brightest is, for every wall is looked for by it. */
export function markLumen(moved: Uint8Array, before: Lumen, now: Lumen): void {
  if (brightestLevel(before) !== brightestLevel(now)) moved.fill(1);
  markValues(moved, before.isOpen, now.isOpen);
  markValues(moved, before.levelHu, now.levelHu);
  markRows(moved, before.radii, now.radii);
}

/** Area of the lumen in a section, mm²; null where there is none: bright in the middle and without an edge is none either. */
export function lumenArea({ isOpen, radii }: Lumen, n: number): number | null {
  const area = isOpen[n] === true ? areaWithin(radiiOf(radii, n)) : 0;
  return area > 0 ? area : null;
}

/** Sections without lumen between two caps, as first and last. */
export const closedBetween = (fromMm: number, toMm: number, stepMm: number): readonly [from: number, to: number] =>
  [Math.ceil(fromMm / stepMm), Math.floor(toMm / stepMm)];
