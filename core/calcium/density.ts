import { isStill, markRows, noneMoved, runsMarked } from '../section/again.ts';
import type { Lumen } from '../section/lumen.ts';
import { type PolarMap, RAY_SAMPLES, RAY_STEP_MM, RAYS } from '../section/polar.ts';
import { evenMeans, gaussian, smoothingReach } from '../section/smoothing.kernel.ts';
import type { Wall } from '../section/wall.ts';
import { greatestAround } from './excess.kernel.ts';
import { betweenRays, layerMisfits, misfitMeans } from './density.kernel.ts';

/** What a density is read from: rays of neighbouring sections. */
export interface DensityParameters {
  readonly stepMm: number;
  /** Standard deviation of an edge's blur, mm. */
  readonly blurMm: number;
  /** The first of the sections. */
  readonly from: number;
  /** HU above plaque, lumen and wall, summed over area on each ray, HU·mm² a radian; blur keeps it. */
  readonly masses: Float32Array;
  /** The same times the distance from the middle, HU·mm³ a radian. */
  readonly moments: Float32Array;
  /** 1 on rays near calcium that is certain. */
  readonly nearSeeds: Float32Array;
  /** The sections whose densities are asked for, first and last of these. */
  readonly asked: readonly [from: number, to: number];
}

/** Calcium's density above plaque is looked for between these, HU. @source measurements, section 1.3: own figure */
const LEAST_HU = 220;
const MOST_HU = 1450;
const CANDIDATES = 12;
const RATIO = (MOST_HU / LEAST_HU) ** (1 / (CANDIDATES - 1));
const DENSITIES = Float64Array.from({ length: CANDIDATES }, (_, n) => LEAST_HU * RATIO ** n);
/** What is usual, and how little it counts beside what is seen, HU (own). */
const USUAL_HU = 800;
const USUAL_SPREAD_HU = 500;
const UNUSUAL = DENSITIES.map((density) => ((density - USUAL_HU) / USUAL_SPREAD_HU) ** 2);
/** Noise that a ray shows about its layer, HU, and on how many independent rays a deposit is seen (own). */
const NOISE_HU = 20;
const RAYS_SEEN = 1;
/** A layer's outer edge may lie so far off the wall found, mm. */
const SLACK_MM = 0.15;
/** A deposit has one density: it is read within so much. */
const NEAR_DEG = 40;
const NEAR_MM = 2.5;
const NEAR_RAYS = Math.round((NEAR_DEG * RAYS) / 360);
const nearSections = (stepMm: number): number => Math.round(NEAR_MM / stepMm);
/** It is worked out on every so many rays, 12° apart: it changes far less over them than it is read within. */
const APART = 4;
/** Noise is calmed over so much before masses are compared. */
const CALM_DEG = 7;
const CALM_MM = 0.5;
/** The density is read where the deposit is at least this share as thick as at its thickest. */
const MIDDLE_SHARE = 0.8;

/** Within so many sections of certain calcium anything may bear on the density there. */
export const densityReach = (stepMm: number): number =>
  2 * nearSections(stepMm) + smoothingReach(CALM_MM / stepMm);

/** 1 on rays that lie within one deposit's reach of a ray with calcium for certain. */
export const nearSeedsOf = (isSeed: Float32Array, stepMm: number): Float32Array =>
  greatestAround(isSeed, RAYS, NEAR_RAYS, nearSections(stepMm));

/** The same where the seeds of some sections have changed since. */
export function nearSeedsAgain(
  { isSeed: seeds, nearSeeds }: { readonly isSeed: Float32Array; readonly nearSeeds: Float32Array }, isSeed: Float32Array, stepMm: number,
): Float32Array {
  const last = isSeed.length / RAYS - 1;
  const changed = noneMoved(last + 1);
  markRows(changed, seeds, isSeed);
  if (isStill(changed)) return nearSeeds;
  const near = nearSections(stepMm);
  const out = nearSeeds.slice();
  for (const [first, end] of runsMarked(changed, near)) {
    const from = Math.max(0, first - near);
    const again = nearSeedsOf(isSeed.subarray(from * RAYS, (Math.min(last, end + near) + 1) * RAYS), stepMm);
    out.set(again.subarray((first - from) * RAYS, (end + 1 - from) * RAYS), first * RAYS);
  }
  return out;
}

/** Within so many sections of a ray lie the rays that its density is read on. */
const judgesReach = (stepMm: number): number => smoothingReach(nearSections(stepMm) / 2);

/** Within so many sections of a ray all bears on its density. */
export const densitySpan = (stepMm: number): number => judgesReach(stepMm) + nearSections(stepMm) + smoothingReach(CALM_MM / stepMm);

/**
 * The density of the deposit on or near each ray of the sections asked for, above the plaque, HU; 0 far from any.
 *
 * @method blur keeps a ray's mass, so each density means a thickness; that density is taken whose blurred layers of
 * such thickness, about the mass's own middle, lie nearest to what is seen on all rays of the deposit's thickest part,
 * and not far from what is usual
 * @source measurements, section 1.3: own calculation
 * @accuracy in tests/accuracy: area share over random vessels
 */
export function densitiesAlong(
  polar: PolarMap, lumen: Lumen, wall: Wall, { stepMm, blurMm, from, masses, moments, nearSeeds, asked }: DensityParameters,
): Float32Array {
  const near = nearSections(stepMm);
  const [calm, calmMoments] = [masses, moments].map((values) =>
    evenMeans(values, RAYS, (CALM_DEG * RAYS) / 360, CALM_MM / stepMm)) as [Float32Array, Float32Array];
  const greatest = greatestAround(calm, RAYS, NEAR_RAYS, near);
  const weights = new Float32Array(calm.length);
  const judges: number[] = [];
  const reach = judgesReach(stepMm);
  for (let o = Math.max(0, asked[0] - reach) * RAYS; o < Math.min(calm.length, (asked[1] + reach + 1) * RAYS); o += 1) {
    const mass = calm[o] ?? 0;
    const share = mass / (greatest[o] ?? 1);
    if (nearSeeds[o] !== 1 || !(mass > 0 && share >= MIDDLE_SHARE)) continue;
    weights[o] = share ** 8;
    judges.push(o);
  }
  const which = Int32Array.from(judges);
  const [inner, outer, outside] = [lumen.radii, wall.radii, wall.outsideHu]
    .map((values) => values.subarray(from * RAYS, from * RAYS + calm.length)) as [Float32Array, Float32Array, Float32Array];
  const misfits = layerMisfits(polar.calm, from, RAYS, RAY_SAMPLES, RAY_STEP_MM, which, inner, outer, outside, calm, calmMoments,
    lumen.levelHu, wall.plaqueHu, blurMm, SLACK_MM, DENSITIES);
  const isAsked = Uint8Array.from({ length: calm.length / RAYS }, (_, n) =>
    (n >= asked[0] && n <= asked[1] && nearSeeds.subarray(n * RAYS, (n + 1) * RAYS).includes(1) ? 1 : 0));
  const bell = (sigma: number): Float64Array => gaussian(smoothingReach(sigma), sigma);
  const means = misfitMeans(misfits, which, weights, CANDIDATES, RAYS, APART, bell(NEAR_RAYS / 2), bell(near / 2), isAsked);
  const every = new Float32Array(calm.length / APART);
  const costs = new Float64Array(CANDIDATES);
  for (let o = 0; o < every.length; o += 1) {
    if (Number.isNaN(means[o * CANDIDATES])) continue;
    for (let n = 0; n < CANDIDATES; n += 1) costs[n] = (RAYS_SEEN * (means[o * CANDIDATES + n] ?? NaN)) / NOISE_HU ** 2 + (UNUSUAL[n] ?? 0);
    every[o] = likeliest(costs);
  }
  const out = new Float32Array(calm.length);
  betweenRays(every, nearSeeds, RAYS, APART, out);
  return out;
}

/** The density of least cost, between the candidates by a parabola; 0 where none has a cost. */
function likeliest(costs: Float64Array): number {
  let best = -1;
  costs.forEach((cost, n) => {
    if (cost < (costs[best] ?? Infinity)) best = n;
  });
  const own = costs[best];
  if (own === undefined) return 0;
  const [before = own, after = own] = [costs[best - 1], costs[best + 1]];
  const curve = before - 2 * own + after;
  const beyond = best === 0 || best === costs.length - 1 || !(curve > 0) ? 0 : (0.5 * (before - after)) / curve;
  return LEAST_HU * RATIO ** (best + beyond);
}
