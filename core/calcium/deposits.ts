import { type Again, allMoved, changedRows, isStill, marked, markRows, rowsAbout, rowsAgain, runsNear } from '../section/again.ts';
import type { Lumen } from '../section/lumen.ts';
import { type PolarMap, type Radii, radiiOf, RAY_SAMPLES, RAY_STEP_MM, RAYS, raysOf, STRIDE } from '../section/polar.ts';
import { evenMeans, smoothingReach } from '../section/smoothing.kernel.ts';
import type { Wall, WallCalcium } from '../section/wall.ts';
import { SPREAD } from './calmExcess.ts';
import { type CertainCalcium, certainCalcium } from './certainCalcium.ts';
import { type Densities, densitiesAlong, densityReach, nearSeedsAgain, nearSeedsOf } from './density.ts';
import { excessOnRays, greatestAround, joinedToSeeds, leastOnRays } from './excess.kernel.ts';
import type { VesselLook } from './vesselLook.ts';

/** Calcium on the rays of every section: section by section, ray by ray. */
export interface Deposits extends CertainCalcium, Weighed {
  /** Thickness of the calcium at its own density, mm; 0 on rays that hold none. */
  readonly thickness: Float32Array;
  /** Area of the calcium at its own density, mm² a radian, as blur has spread it over the rays near a deposit. */
  readonly area: Float32Array;
  /** 1 on rays that are calcified from the middle to the wall, where no lumen is open: nowhere below half of the deposit's density. */
  readonly isFilled: Float32Array;
  /** 1 on rays that count towards the arc. */
  readonly joined: Uint8Array;
}

/** What was weighed near certain calcium, kept so that a later look weighs only what is different; 0 elsewhere. */
interface Weighed {
  /** 1 for sections that were weighed. */
  readonly isWeighed: Uint8Array;
  /** 1 on rays near certain calcium. */
  readonly nearSeeds: Float32Array;
  readonly masses: Float32Array;
  readonly moments: Float32Array;
  readonly densities: Densities;
  /** Density of the deposit above the plaque, HU, on all rays near it; 0 far from any. */
  readonly contrast: Float32Array;
  /** 1 on rays that are at least half as thick as the deposit's middle. */
  readonly holds: Float32Array;
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

/** Its edge lies where it is half as thick as in its middle; around, blur over a curve asks for a little more (own). */
const HALF = 0.5;
const HALF_AROUND = 0.58;
/** Around, its middle is looked for as far as blur carries: a thin part beside a thick one is not held against it. */
const PLATEAU_DEG = 30;
/** Noise is calmed over less than blur spans at the wall. */
const SMOOTH_DEG = 8;
/** Less than this on a ray, HU·mm, is noise. */
const LEAST_MASS = 50;
/** At the wall blur darkens calcium over so much, in standard deviations. */
const SHORT = 1.2;
const THINNEST_MM = 0.05;
/** Along the vessel a deposit ends within so much of its full thickness, mm. */
const ENDS_MM = 1;
const endsReach = (stepMm: number): number => Math.round(ENDS_MM / stepMm);
/** Nothing of the sections beside it. */
const SECTION_ALONE = 0.01;

/** Thickness, inwards from a radius, of a layer of so much area, mm² a radian. */
export const thicknessOf = (area: number, radius: number): number =>
  radius - Math.sqrt(Math.max(0, radius ** 2 - 2 * Math.max(0, area)));

/**
 * The calcium on every ray, inside the wall found.
 *
 * @param again - deposits of an earlier look, and the sections whose rays, lumen, wall or plaque are others now
 * @returns exactly what is found from the start
 * @method what is brighter than wall, plaque, lumen and surroundings explain is a deposit's mass, which blur keeps;
 * divided by the deposit's own density it is its thickness. A ray counts from half the thickness of the deposit's
 * middle, where the deposit shows above the threshold
 * @source measurements, sections 1.2 and 2: half-maximum per deposit on each ray
 * @accuracy in tests/accuracy: arc and area over random vessels
 */
export function depositsAlong(
  look: Pick<VesselLook, 'polar' | 'brightest' | 'excess'>, lumen: Lumen, wall: Wall, parameters: DepositParameters,
  again: Again<Deposits> | null = null,
): Deposits {
  const { polar } = look;
  const before = again?.before;
  const certain = certainCalcium(look, lumen, wall, parameters, again);
  if (again !== null && isStill(again.moved) && certain === before) return again.before;
  const due = again?.moved.slice() ?? allMoved(polar.sections);
  const weighed = weighedAlong(polar, lumen, wall, certain, parameters, again);
  const total = polar.sections * RAYS;
  const sure = new Uint8Array(total);
  for (let o = 0; o < total; o += 1)
    if (certain.isSeed[o] === 1 && (weighed.contrast[o] ?? 0) >= (certain.leastDense[o] ?? 0)) sure[o] = 1;
  const joined = joinedToSeeds(weighed.holds, sure, RAYS);
  if (before !== undefined) {
    markRows(due, before.joined, joined);
    markRows(due, before.contrast, weighed.contrast);
    markRows(due, before.masses, weighed.masses);
  }
  const [area, thickness, isFilled] = [rowsAgain(before?.area, total), rowsAgain(before?.thickness, total), rowsAgain(before?.isFilled, total)];
  const least = new Float32Array(total);
  for (const n of marked(due)) {
    const [from, to] = [n * RAYS, (n + 1) * RAYS];
    for (const rows of [area, thickness, isFilled]) rows.fill(0, from, to);
    if (weighed.isWeighed[n] === 0) continue;
    for (let o = from; o < to; o += 1) {
      const dense = weighed.contrast[o] ?? 0;
      if (dense > 0) area[o] = (weighed.masses[o] ?? 0) / dense;
      if (joined[o] === 1) thickness[o] = Math.max(THINNEST_MM, thicknessOf(area[o] ?? 0, wall.radii[o] ?? 0));
    }
    // Contrast in an open lumen may be as bright, and is none of it.
    if (lumen.isOpen[n] === true || !joined.subarray(from, to).includes(1)) continue;
    leastOnRays(polar.calm, n * STRIDE, RAYS, RAY_SAMPLES, RAY_STEP_MM, wall.radii, from, SHORT * parameters.blurMm, least);
    for (let o = from; o < to; o += 1)
      if (joined[o] === 1 && (least[o] ?? 0) >= (wall.plaqueHu[n] ?? 0) + HALF * (weighed.contrast[o] ?? 0)) isFilled[o] = 1;
  }
  return { ...certain, ...weighed, joined, area, thickness, isFilled };
}

/** What lies near certain calcium, weighed: a section hangs on those within the reach of a density; elsewhere there is nothing to weigh. */
function weighedAlong(
  polar: PolarMap, lumen: Lumen, wall: Wall, { isSeed }: CertainCalcium, { stepMm, blurMm }: DepositParameters, again: Again<Weighed & Pick<CertainCalcium, 'isSeed'>> | null,
): Weighed {
  const { sections } = polar;
  const before = again?.before;
  const nearSeeds = before === undefined ? nearSeedsOf(isSeed, stepMm) : nearSeedsAgain(before, isSeed, stepMm);
  const [masses, moments] = [rowsAgain(before?.masses, sections * RAYS), rowsAgain(before?.moments, sections * RAYS)];
  const seeded = Array.from({ length: sections }, (_, n) => n).filter((n) => raysOf(isSeed, n, n).includes(1));
  const isWeighed = new Uint8Array(sections);
  for (const [from, end] of runsNear(seeded, densityReach(stepMm), sections - 1)) isWeighed.fill(1, from, end + 1);
  for (let n = 0; n < sections; n += 1) {
    const wasWeighed = before?.isWeighed[n] === 1;
    if (isWeighed[n] === 0) {
      if (wasWeighed) for (const rows of [masses, moments]) rows.fill(0, n * RAYS, (n + 1) * RAYS);
    } else if (!wasWeighed || again?.moved[n] === 1) {
      excessOnRays(polar.calm, n * STRIDE, RAYS, RAY_SAMPLES, RAY_STEP_MM, lumen.radii, wall.radii, wall.outsideHu,
        n * RAYS, lumen.levelHu[n] ?? 0, wall.plaqueHu[n] ?? 0, blurMm, SPREAD * blurMm, masses, moments);
    }
  }
  const densities = densitiesAlong({ polar, stepMm, blurMm, lumen, wall, masses, moments, nearSeeds }, before?.densities ?? null);
  const { contrast } = densities;
  return { isWeighed, nearSeeds, masses, moments, densities, contrast, holds: holdsAlong({ masses, contrast, radii: wall.radii, stepMm }, before) };
}

/** What decides whether a ray holds calcium. */
interface HoldingGround { readonly masses: Float32Array; readonly contrast: Float32Array; readonly radii: Radii; readonly stepMm: number }

/** 1 on rays that hold calcium, again where masses, densities or the wall are others than before. */
function holdsAlong({ masses, contrast, radii, stepMm }: HoldingGround, before: Weighed | undefined): Float32Array {
  const sections = masses.length / RAYS;
  const make = (from: number, end: number): Float32Array =>
    holdingRays(raysOf(masses, from, end), raysOf(radii, from, end), raysOf(contrast, from, end), stepMm);
  if (before === undefined) return make(0, sections - 1);
  const changed = changedRows(before.masses, masses, sections);
  markRows(changed, before.contrast, contrast);
  markRows(changed, before.densities.ground.wall.radii, radii);
  return rowsAbout(before.holds, changed, endsReach(stepMm) + smoothingReach(SECTION_ALONE), make);
}

/** 1 on rays that are at least half as thick as the middle of the deposit that they lie in, or next to. */
function holdingRays(masses: Float32Array, radii: Radii, contrast: Float32Array, stepMm: number): Float32Array {
  const smooth = evenMeans(masses, RAYS, (SMOOTH_DEG * RAYS) / 360, SECTION_ALONE);
  const around = greatestAround(smooth, RAYS, Math.round((PLATEAU_DEG * RAYS) / 360), 0);
  const along = greatestAround(smooth, RAYS, 0, endsReach(stepMm));
  const holds = new Float32Array(masses.length);
  for (let o = 0; o < holds.length; o += 1) {
    const least = Math.max(LEAST_MASS * (radii[o] ?? 0), HALF_AROUND * (around[o] ?? 0), HALF * (along[o] ?? 0));
    if ((contrast[o] ?? 0) > 0 && (smooth[o] ?? 0) >= least) holds[o] = 1;
  }
  return holds;
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
export function besideWall({ thickness, contrast }: Pick<Deposits, 'thickness' | 'contrast'>): WallCalcium {
  const beside = new Float32Array(contrast.length);
  for (let o = 0; o < beside.length; o += 1) if ((thickness[o] ?? 0) > 0) beside[o] = contrast[o] ?? 0;
  return { thickness, contrast: beside };
}

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
