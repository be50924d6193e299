import { passed } from '../section/blur.ts';
import type { Lumen } from '../section/lumen.ts';
import { type PolarMap, type Radii, radiiOf, RAY_SAMPLES, RAY_STEP_MM, RAYS, STRIDE } from '../section/polar.ts';
import type { Wall, WallCalcium } from '../section/wall.ts';
import { weightedMeans } from '../section/polar.kernel.ts';
import { brightOnRays, excessOnRays, greatestAround, joinedToSeeds, leastOnRays } from './excess.kernel.ts';

/** Calcium on the rays of every section: section by section, ray by ray. */
export interface Deposits {
  /** Thickness of the calcium at its own density, mm; 0 on rays that hold none. */
  readonly thickness: Float32Array;
  /** Area of the calcium at its own density, mm² a radian, as blur has spread it over the rays near a deposit. */
  readonly area: Float32Array;
  /** 1 on rays that are calcified from the middle to the wall: nowhere below half of the deposit's density. */
  readonly isFilled: Float32Array;
  /** Density of the deposit above the plaque, HU, on all rays near it; 0 far from any. */
  readonly contrast: Float32Array;
  /** Greatest HU within the wall, raw. */
  readonly peakHu: Float32Array;
  /** Length above the threshold, mm, raw: blurred as it was scanned. */
  readonly rawMm: Float32Array;
  /** Area above the threshold within the wall, mm² a radian, raw. */
  readonly rawArea: Float32Array;
}

/** How deposits are looked for. */
export interface DepositParameters {
  readonly stepMm: number;
  /** Standard deviation of an edge's blur, mm. */
  readonly blurMm: number;
  /** The least distance of two voxels, mm: calcium may lie so far beyond the wall found. */
  readonly voxelMm: number;
  /** From here on HU are calcium, section by section. */
  readonly calciumHu: readonly number[];
}

/** A ray holds calcium where so much of it is above the threshold, mm. @source measurements, section 1.2, item 4 */
const RAY_HOLDS_MM = 0.3;
/** Blur spreads a deposit so far beyond the wall, in standard deviations. */
const SPREAD = 2;
/** Calcium is not denser than this in a scan, HU. @source measurements, section 1.3: own figure, unverified */
const DENSEST_HU = 1500;
/** A deposit's density is what shows at its brightest place within so much of it. */
const NEAR_DEG = 40;
const NEAR_MM = 2.5;
/** Blur has left at least this share of a deposit's density at its brightest place. */
const LEAST_LEFT = 0.6;
/** Its edge lies where it is half as thick as in its middle. */
const HALF = 0.5;
const PLATEAU_DEG = 45;
const SMOOTH_DEG = 4;
/** Less than this on a ray, HU·mm, is noise. */
const LEAST_MASS = 50;
/** At the wall blur darkens calcium over so much, in standard deviations. */
const SHORT = 1.2;
const THINNEST_MM = 0.05;
/** Along the vessel a deposit ends within so much of its full thickness, mm. */
const ENDS_MM = 1;

/** Thickness, inwards from a radius, of a layer of so much area, mm² a radian. */
export const thicknessOf = (area: number, radius: number): number =>
  radius - Math.sqrt(Math.max(0, radius ** 2 - 2 * Math.max(0, area)));

/**
 * A deposit's density above what is around it, from its greatest value and its mass, both blurred.
 *
 * @param peak - greatest value above the plaque, HU
 * @param mass - HU above the plaque summed over area, HU·mm² a radian: blur does not change it
 * @method a layer of density D is mass / D thick; blur leaves erf(thickness / (2√2 σ)) of D at its peak; solved
 * for D by bisection, bounded where the layer is too thin to tell
 * @source measurements, section 1.3: own calculation
 */
export function densityOf(peak: number, mass: number, radius: number, blurMm: number, most: number): number {
  let [low, high] = [peak, Math.max(peak, Math.min(peak / LEAST_LEFT, most))];
  for (let n = 0; n < 14; n += 1) {
    const middle = (low + high) / 2;
    const shown = middle * (2 * passed(thicknessOf(mass / middle, radius) / (2 * blurMm)) - 1);
    if (shown < peak) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The calcium on every ray, inside the wall found.
 *
 * @method what is brighter than wall, plaque, lumen and surroundings explain is a deposit's mass, which blur keeps;
 * divided by the deposit's own density it is its thickness. A ray counts from half the thickness of the deposit's
 * middle, where the deposit shows above the threshold
 * @source measurements, sections 1.2 and 2: half-maximum per deposit on each ray
 * @accuracy in tests/accuracy: arc and area over random vessels
 */
export function depositsAlong(
  polar: PolarMap, lumen: Lumen, wall: Wall, { stepMm, blurMm, voxelMm, calciumHu }: DepositParameters,
): Deposits {
  const total = polar.sections * RAYS;
  const masses = new Float32Array(total);
  const least = new Float32Array(total);
  const peakHu = new Float32Array(total);
  const rawMm = new Float32Array(total);
  const rawArea = new Float32Array(total);
  for (let n = 0; n < polar.sections; n += 1) {
    brightOnRays(polar.values, n * STRIDE, RAYS, RAY_SAMPLES, RAY_STEP_MM, wall.radii, n * RAYS, voxelMm,
      calciumHu[n] ?? Infinity, peakHu, rawMm, rawArea);
    excessOnRays(polar.calm, n * STRIDE, RAYS, RAY_SAMPLES, RAY_STEP_MM, lumen.radii, wall.radii, wall.outsideHu,
      n * RAYS, lumen.levelHu[n] ?? 0, wall.plaqueHu[n] ?? 0, blurMm, SPREAD * blurMm, masses);
    leastOnRays(polar.calm, n * STRIDE, RAYS, RAY_SAMPLES, RAY_STEP_MM, wall.radii, n * RAYS, SHORT * blurMm, least);
  }
  const isSeed = rawMm.map((length) => (length >= RAY_HOLDS_MM ? 1 : 0));
  const peaks = peakHu.map((value, o) => (isSeed[o] === 1 ? value - (wall.plaqueHu[Math.floor(o / RAYS)] ?? 0) : 0));
  const [nearRays, nearSections] = [Math.round((NEAR_DEG * RAYS) / 360), Math.round(NEAR_MM / stepMm)];
  const nearPeaks = greatestAround(peaks, RAYS, nearRays, nearSections);
  const nearMasses = greatestAround(masses, RAYS, nearRays, nearSections);
  const contrast = new Float32Array(total);
  const thickness = masses.map((mass, o) => {
    const peak = nearPeaks[o] ?? 0;
    const radius = wall.radii[o] ?? 0;
    if (!(peak > 0)) return 0;
    const most = DENSEST_HU - (wall.plaqueHu[Math.floor(o / RAYS)] ?? 0);
    contrast[o] = densityOf(peak, nearMasses[o] ?? 0, radius, blurMm, most);
    return thicknessOf(mass / (contrast[o] ?? 1), radius);
  });
  const smooth = weightedMeans(masses, new Float32Array(total).fill(1), RAYS, (SMOOTH_DEG * RAYS) / 360, 0.01);
  const around = greatestAround(smooth, RAYS, Math.round((PLATEAU_DEG * RAYS) / 360), 0);
  const along = greatestAround(smooth, RAYS, 0, Math.round(ENDS_MM / stepMm));
  const holds = Uint8Array.from(smooth, (mass, o) => {
    const floor = LEAST_MASS * (wall.radii[o] ?? 0);
    return (contrast[o] ?? 0) > 0 && mass >= Math.max(floor, HALF * Math.max(around[o] ?? 0, along[o] ?? 0)) ? 1 : 0;
  });
  const joined = joinedToSeeds(holds, Uint8Array.from(isSeed), RAYS);
  const kept = thickness.map((value, o) => (joined[o] === 1 ? Math.max(THINNEST_MM, value) : 0));
  const area = masses.map((mass, o) => ((contrast[o] ?? 0) > 0 ? mass / (contrast[o] ?? 1) : 0));
  const isFilled = least.map((value, o) => {
    const dense = contrast[o] ?? 0;
    return joined[o] === 1 && value >= (wall.plaqueHu[Math.floor(o / RAYS)] ?? 0) + HALF * dense ? 1 : 0;
  });
  return { thickness: kept, area, contrast, isFilled, peakHu, rawMm, rawArea };
}

/** Runs of neighbouring rays of a circle that hold. */
export function runsOf(holds: readonly boolean[]): readonly (readonly number[])[] {
  const all = holds.map((_, ray) => ray);
  const start = holds.indexOf(false);
  if (start < 0) return holds.length === 0 ? [] : [all];
  const runs: number[][] = [];
  let isBefore = false;
  for (const ray of [...all.slice(start), ...all.slice(0, start)]) {
    const isNow = holds[ray] === true;
    if (isNow && isBefore) runs.at(-1)?.push(ray);
    else if (isNow) runs.push([ray]);
    isBefore = isNow;
  }
  return runs;
}

/** What the wall has to know of calcium beside it. */
export const besideWall = ({ thickness, contrast }: Deposits): WallCalcium =>
  ({ thickness, contrast: contrast.map((value, o) => ((thickness[o] ?? 0) > 0 ? value : 0)) });

/** Share of a section that is calcified, 0 to 1; 0 where no ray holds calcium. */
export function calcifiedShare(deposits: Deposits, radii: Radii, section: number): number {
  const from = section * RAYS;
  if (deposits.thickness.subarray(from, from + RAYS).every((thickness) => thickness === 0)) return 0;
  const calcified = deposits.area.subarray(from, from + RAYS).reduce((sum, area) => sum + area, 0);
  let [whole, filled] = [0, 0];
  radiiOf(radii, section).forEach((radius, ray) => {
    whole += radius ** 2 / 2;
    filled += ((deposits.isFilled[from + ray] ?? 0) * radius ** 2) / 2;
  });
  return whole > 0 ? Math.min(1, Math.max(0, calcified / whole, filled / whole)) : 0;
}
