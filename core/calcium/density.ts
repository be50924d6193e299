import { allMoved, changedRows, isStill, marked, markRows, rowsAbout, rowsAgain, runsMarked } from '../section/again.ts';
import type { Lumen } from '../section/lumen.ts';
import { type PolarMap, RAY_SAMPLES, RAY_STEP_MM, RAYS, raysOf } from '../section/polar.ts';
import { evenMeans, gaussian, smoothingReach } from '../section/smoothing.kernel.ts';
import type { Wall } from '../section/wall.ts';
import { greatestAround } from './excess.kernel.ts';
import { betweenRays, layerMisfits, misfitMeans } from './density.kernel.ts';

/** What densities are read from. */
export interface DensityGround {
  readonly polar: Pick<PolarMap, 'calm' | 'sections'>;
  readonly stepMm: number;
  /** Standard deviation of an edge's blur, mm. */
  readonly blurMm: number;
  readonly lumen: Pick<Lumen, 'radii' | 'levelHu'>;
  readonly wall: Pick<Wall, 'radii' | 'outsideHu' | 'plaqueHu'>;
  /** HU above plaque, lumen and wall, summed over area on each ray, HU·mm² a radian; blur keeps it. */
  readonly masses: Float32Array;
  /** The same times the distance from the middle, HU·mm³ a radian. */
  readonly moments: Float32Array;
  /** 1 on rays near calcium that is certain. */
  readonly nearSeeds: Float32Array;
}

/** Densities with all that led to them, kept so that a later look reads again only what is different. */
export interface Densities {
  /** Density of the deposit on or near each ray, above the plaque, HU; 0 far from any. */
  readonly contrast: Float32Array;
  readonly ground: DensityGround;
  /** Masses and moments calmed, and the greatest mass of the deposit. */
  readonly calm: Float32Array;
  readonly calmMoments: Float32Array;
  readonly greatest: Float32Array;
  /** How much each ray tells of its deposit's density, and how far it is from each; nothing where it tells nothing. */
  readonly weights: Float32Array;
  readonly misfits: Float32Array;
  /** The likeliest density on every so many rays. */
  readonly every: Float32Array;
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
export const nearSeedsAgain = (
  { isSeed: seeds, nearSeeds }: { readonly isSeed: Float32Array; readonly nearSeeds: Float32Array }, isSeed: Float32Array, stepMm: number,
): Float32Array => rowsAbout(nearSeeds, changedRows(seeds, isSeed, isSeed.length / RAYS), nearSections(stepMm), (from, end) =>
  nearSeedsOf(raysOf(isSeed, from, end), stepMm));

/**
 * The density of the deposit on or near each ray.
 *
 * @param before - of an earlier look in the same blur: what is read from the same ground is taken from it
 * @method blur keeps a ray's mass, so each density means a thickness; that density is taken whose blurred layers of
 * such thickness, about the mass's own middle, lie nearest to what is seen on all rays of the deposit's thickest part,
 * and not far from what is usual
 * @source measurements, section 1.3: own calculation
 * @accuracy in tests/accuracy: area share over random vessels
 */
export function densitiesAlong(ground: DensityGround, before: Densities | null): Densities {
  const { polar: { sections }, stepMm, masses, moments, nearSeeds } = ground;
  const near = nearSections(stepMm);
  const calmed = (known: Float32Array | undefined, old: Float32Array | undefined, now: Float32Array): Float32Array => {
    const make = (from: number, end: number): Float32Array => evenMeans(raysOf(now, from, end), RAYS, (CALM_DEG * RAYS) / 360, CALM_MM / stepMm);
    return known === undefined || old === undefined ? make(0, sections - 1)
      : rowsAbout(known, changedRows(old, now, sections), smoothingReach(CALM_MM / stepMm), make);
  };
  const calm = calmed(before?.calm, before?.ground.masses, masses);
  const calmMoments = calmed(before?.calmMoments, before?.ground.moments, moments);
  const thickest = (from: number, end: number): Float32Array => greatestAround(raysOf(calm, from, end), RAYS, NEAR_RAYS, near);
  const greatest = before === null ? thickest(0, sections - 1) : rowsAbout(before.greatest, changedRows(before.calm, calm, sections), near, thickest);
  const weights = weightsOf(calm, greatest, nearSeeds);
  const misfits = misfitsOf({ ...ground, calm, calmMoments, weights }, before);
  const every = everyDensity({ weights, misfits, nearSeeds, near }, before);
  if (before !== null && every === before.every && nearSeeds === before.ground.nearSeeds)
    return { contrast: before.contrast, ground, calm, calmMoments, greatest, weights, misfits, every };
  const contrast = new Float32Array(calm.length);
  betweenRays(every, nearSeeds, RAYS, APART, contrast);
  return { contrast, ground, calm, calmMoments, greatest, weights, misfits, every };
}

/** How much each ray tells: those of a deposit's thickest part, the thicker the more. */
function weightsOf(calm: Float32Array, greatest: Float32Array, nearSeeds: Float32Array): Float32Array {
  const weights = new Float32Array(calm.length);
  for (let o = 0; o < calm.length; o += 1) {
    if (nearSeeds[o] !== 1) continue;
    const mass = calm[o] ?? 0;
    const share = mass / (greatest[o] ?? 1);
    if (mass > 0 && share >= MIDDLE_SHARE) weights[o] = share ** 8;
  }
  return weights;
}

/** What the misfit of one ray hangs on. */
type MisfitGround = Omit<DensityGround, 'nearSeeds'> & Pick<Densities, 'calm' | 'calmMoments' | 'weights'>;

/** How far each ray that tells of a density is from each of them. */
function misfitsOf(now: MisfitGround, before: Densities | null): Float32Array {
  const { polar: { calm: values, sections } } = now;
  const old = before === null ? null : { ...before.ground, ...before };
  const moved = old === null ? allMoved(sections) : changedRows(old.polar.calm, values, sections);
  const which: number[] = [];
  const mute: number[] = [];
  for (let o = 0; o < now.weights.length; o += 1) {
    const told = (old?.weights[o] ?? 0) > 0;
    if (!((now.weights[o] ?? 0) > 0)) {
      if (told) mute.push(o);
    } else if (!told || old === null || moved[Math.floor(o / RAYS)] === 1 || !isSameRay(old, now, o)) which.push(o);
  }
  if (before !== null && which.length === 0 && mute.length === 0) return before.misfits;
  const misfits = rowsAgain(before?.misfits, now.weights.length * CANDIDATES);
  for (const o of mute) misfits.fill(0, o * CANDIDATES, (o + 1) * CANDIDATES);
  layerMisfits(values, RAYS, RAY_SAMPLES, RAY_STEP_MM, Int32Array.from(which), now.lumen.radii, now.wall.radii, now.wall.outsideHu,
    now.calm, now.calmMoments, now.lumen.levelHu, now.wall.plaqueHu, now.blurMm, SLACK_MM, DENSITIES, misfits);
  return misfits;
}

/** Whether all that the misfit of a ray hangs on is what it was. */
function isSameRay(old: MisfitGround, now: MisfitGround, o: number): boolean {
  const n = Math.floor(o / RAYS);
  return old.calm[o] === now.calm[o] && old.calmMoments[o] === now.calmMoments[o]
    && old.wall.radii[o] === now.wall.radii[o] && old.lumen.radii[o] === now.lumen.radii[o] && old.wall.outsideHu[o] === now.wall.outsideHu[o]
    && Object.is(old.lumen.levelHu[n], now.lumen.levelHu[n]) && Object.is(old.wall.plaqueHu[n], now.wall.plaqueHu[n]);
}

/** The likeliest density on every so many rays of the sections near certain calcium; 0 on all others. */
function everyDensity(
  { weights, misfits, nearSeeds, near }: Pick<Densities, 'weights' | 'misfits'> & Pick<DensityGround, 'nearSeeds'> & { readonly near: number }, before: Densities | null,
): Float32Array {
  const sections = weights.length / RAYS;
  const reach = smoothingReach(near / 2);
  const isNear = Uint8Array.from({ length: sections }, (_, n) => (raysOf(nearSeeds, n, n).includes(1) ? 1 : 0));
  const asked = isNear.slice();
  const every = rowsAgain(before?.every, weights.length / APART);
  if (before !== null) {
    const changed = changedRows(before.weights, weights, sections);
    markRows(changed, before.misfits, misfits);
    markRows(changed, before.ground.nearSeeds, nearSeeds);
    if (isStill(changed)) return before.every;
    asked.fill(0);
    for (const [from, end] of runsMarked(changed, reach)) asked.set(isNear.subarray(from, end + 1), from);
    isNear.forEach((is, n) => { if (is === 0) every.fill(0, (n * RAYS) / APART, ((n + 1) * RAYS) / APART); });
  }
  const bell = (sigma: number): Float64Array => gaussian(smoothingReach(sigma), sigma);
  const means = misfitMeans(misfits, weights, CANDIDATES, RAYS, APART, bell(NEAR_RAYS / 2), bell(near / 2), asked);
  const costs = new Float64Array(CANDIDATES);
  for (const n of marked(asked)) {
    for (let o = (n * RAYS) / APART; o < ((n + 1) * RAYS) / APART; o += 1) {
      every[o] = 0;
      if (Number.isNaN(means[o * CANDIDATES])) continue;
      for (let d = 0; d < CANDIDATES; d += 1) costs[d] = (RAYS_SEEN * (means[o * CANDIDATES + d] ?? NaN)) / NOISE_HU ** 2 + (UNUSUAL[d] ?? 0);
      every[o] = likeliest(costs);
    }
  }
  return every;
}

/** The density of least cost, between the candidates by a parabola; 0 where none has a cost. */
function likeliest(costs: Float64Array): number {
  let best = -1;
  let least = Infinity;
  for (let n = 0; n < costs.length; n += 1) {
    const cost = costs[n] ?? NaN;
    if (!(cost < least)) continue;
    least = cost;
    best = n;
  }
  const own = costs[best];
  if (own === undefined) return 0;
  const [before = own, after = own] = [costs[best - 1], costs[best + 1]];
  const curve = before - 2 * own + after;
  const beyond = best === 0 || best === costs.length - 1 || !(curve > 0) ? 0 : (0.5 * (before - after)) / curve;
  return LEAST_HU * RATIO ** (best + beyond);
}
