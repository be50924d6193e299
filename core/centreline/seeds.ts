import { apply, inverse, moved, norm, between, type PointLps, vectorLps } from '../geometry/frame.ts';
import { extremes } from '../sequence.ts';
import { hu, type Hu, type Mm, mm } from '../units.ts';
import { huSampler } from '../volume/sample.ts';
import type { Volume } from '../volume/volume.ts';
import { BRIGHT_HU, leadsToWideBody, liesInWideBody, type SearchSpace } from './searchSpace.ts';

/** A point of the operator's, moved to the contrast next to it. */
export interface PlacedSeed {
  /** As it was given. */
  readonly given: PointLps;
  readonly at: PointLps;
  /** Contrast there; null where there is none within reach: the seed lies in the occlusion. */
  readonly lumen: Hu | null;
  /** Contrast was looked for between these, HU. */
  readonly among: readonly [from: number, to: number];
}

/** What is wrong with the operator's points. */
export type SeedFailure =
  | { readonly code: 'centreline/too-few-points'; readonly count: number }
  | { readonly code: 'centreline/not-a-place'; readonly point: number }
  | { readonly code: 'centreline/point-outside'; readonly point: number }
  | { readonly code: 'centreline/points-coincide'; readonly point: number; readonly distance: Mm }
  | { readonly code: 'centreline/point-in-air'; readonly point: number; readonly hu: Hu }
  | { readonly code: 'centreline/volume-too-thin'; readonly slices: number }
  | { readonly code: 'centreline/no-contrast' };

/** A seed may lie so far off the lumen, mm. */
const REACH_MM = 2.5;
const FINE_MM = 0.5;
/** Neighbouring seeds are at least so far apart, mm. */
const LEAST_APART_MM = 2;
/** Contrast lies between: below is tissue, above calcium or metal, HU. */
const LUMEN_FROM = 180;
const LUMEN_TO = 800;
/** Fat is darker, HU. */
const TISSUE_FROM = -40;
/** A millimetre off the operator's point weighs as so many HU; so does unrest, per HU. */
const PER_MM = 25;
const PER_UNREST = 1.5;
/** This share of the best score is enough. */
const ENOUGH = 0.85;
/** Contrast is even: unrest is at most this share of it. */
const MOST_UNREST = 0.25;
/** Lung, or outside the body, is darker than this, HU. */
export const AIR_HU = -300;

const AROUND: readonly (readonly [number, number, number])[] =
  [[0, 0, 0], [1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]];

/** First thing wrong with the operator's points; null where all are well. */
export function seedFailure(volume: Volume, seeds: readonly PointLps[]): SeedFailure | null {
  const slices = Math.min(...volume.grid.dims);
  if (slices < 8) return { code: 'centreline/volume-too-thin', slices };
  const [ijkFromLps, huAt] = [inverse(volume.grid.lpsFromIjk), huSampler(volume)];
  if (seeds.length < 2) return { code: 'centreline/too-few-points', count: seeds.length };
  for (const [point, seed] of seeds.entries()) {
    if (!seed.every(Number.isFinite) || seed.length !== 3) return { code: 'centreline/not-a-place', point };
    const at = apply(ijkFromLps, seed);
    if (!at.every((value, n) => value >= -0.5 && value <= (volume.grid.dims[n] ?? 0) - 0.5)) {
      return { code: 'centreline/point-outside', point };
    }
    const before = seeds[point - 1];
    const distance = before === undefined ? Infinity : norm(between(before, seed));
    if (distance < LEAST_APART_MM) return { code: 'centreline/points-coincide', point, distance: mm(distance) };
    const brightest = Math.max(...ballAround(seed, REACH_MM, 1).map((place) => huAt(place) ?? -1024));
    if (brightest < AIR_HU) return { code: 'centreline/point-in-air', point, hu: hu(Math.round(brightest)) };
  }
  return null;
}

/**
 * The seed moved to the contrast next to it.
 *
 * @method the nearest of the bright and calm places within 2.5 mm, calcium and wide bodies left out; beside a point in
 * tissue, as plaque is, also what leads on from such a body: a chamber's own thin parts
 */
export function placedSeed(space: SearchSpace, given: PointLps, among: readonly [number, number] = [LUMEN_FROM, LUMEN_TO]): PlacedSeed {
  const [from, to] = among;
  const huAt = huSampler(space.volume);
  const isInBody = (huAt(given) ?? 0) >= BRIGHT_HU && liesInWideBody(space, given);
  const isInTissue = AROUND.every((by) => {
    const value = huAt(moved(given, vectorLps(...by), FINE_MM));
    return value !== null && value >= TISSUE_FROM && value < from;
  });
  const isForeign = isInTissue ? leadsToWideBody : liesInWideBody;
  const places = ballAround(given, REACH_MM, FINE_MM).flatMap((at) => {
    const values = AROUND.map((to) => huAt(moved(at, vectorLps(...to), FINE_MM)));
    const seen = values.filter((value) => value !== null);
    if (seen.length < AROUND.length || (!isInBody && isForeign(space, at))) return [];
    const mean = seen.reduce<number>((sum, value) => sum + value, 0) / seen.length;
    const unrest = Math.sqrt(seen.reduce((sum, value) => sum + (value - mean) ** 2, 0) / seen.length);
    if (mean < from || mean > to || unrest > MOST_UNREST * mean) return [];
    const away = norm(between(given, at));
    return [{ at, mean, away, score: mean - PER_UNREST * unrest - PER_MM * away }];
  });
  const best = extremes(places.map(({ score }) => score)).most;
  // Nearly as good is good enough: the nearest of them keeps the operator's place along the vessel.
  const [nearest] = places.filter(({ score }) => score >= ENOUGH * best).toSorted((a, b) => a.away - b.away);
  return nearest === undefined ? { given, at: given, lumen: null, among }
    : { given, at: nearest.at, among, lumen: hu(Math.round(median(places.filter(({ score }) => score >= ENOUGH * best).map(({ mean }) => mean)))) };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** So much brighter, or darker, than the first seed's contrast a place may be, as shares: else it is calcium, or wall. */
const BRIGHTEST_SHARE = 1.15;
const DARKEST_SHARE = 0.6;
const BRIGHTER_HU = 50;

/**
 * All seeds, proximal to distal, one a step: contrast does not grow along an artery.
 *
 * @param known - seeds placed in this volume before
 */
export function* placedSeeds(
  space: SearchSpace, seeds: readonly PointLps[], known: readonly PlacedSeed[] = [],
): Generator<undefined, readonly PlacedSeed[]> {
  let range: readonly [number, number] = [LUMEN_FROM, LUMEN_TO];
  const all: PlacedSeed[] = [];
  for (const seed of seeds) {
    const placed = known.find(({ given, among }) => isSame(given, seed) && isSame(among, range)) ?? placedSeed(space, seed, range);
    if (placed.lumen !== null && range[1] === LUMEN_TO) {
      range = [Math.max(LUMEN_FROM, DARKEST_SHARE * placed.lumen), BRIGHTEST_SHARE * placed.lumen + BRIGHTER_HU];
    }
    all.push(placed);
    yield;
  }
  return all;
}

const isSame = (a: readonly number[], b: readonly number[]): boolean => a.every((value, n) => value === b[n]);

/** Places on a cubic grid of `step` mm within `radius` mm. */
function ballAround(centre: PointLps, radius: number, step: number): readonly PointLps[] {
  const reach = Math.floor(radius / step);
  const offsets = Array.from({ length: 2 * reach + 1 }, (_, n) => (n - reach) * step);
  return offsets.flatMap((x) => offsets.flatMap((y) => offsets.flatMap((z) =>
    (Math.hypot(x, y, z) <= radius ? [moved(centre, vectorLps(x, y, z))] : []))));
}
