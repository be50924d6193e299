import type { Volume } from '../volume/volume.ts';
import { bestWay } from './capture.kernel.ts';
import { type AxesAlong, huAcross } from './edges.ts';
import { darkness, posterior } from './faint.kernel.ts';

/** Grid on which the middle is looked for, mm, and how far to every side, in its steps: 6.4 mm. */
const SPACING = 0.4;
const REACH = 16;
const SIDE = 2 * REACH + 1;
/** Tiles hold the widest vessel and the muscle about it at the farthest offset. */
const TILE = 57;
const WIDEST = 3.3;
const OFFSETS = Float64Array.from(Array.from({ length: TILE * TILE }, (_, n) =>
  [((n % TILE) - (TILE - 1) / 2) * SPACING, (Math.floor(n / TILE) - (TILE - 1) / 2) * SPACING]).flat());
/** So much darker than muscle plaque is thought to be before it was looked at, and at least, HU. */
const USUAL_STEP = 25;
const LEAST_STEP = 6;
/** A vessel counts as buried where at least this share of the places along it lie in muscle. */
const LEAST_MUSCLE = 0.7;
/** Calcium counts as so much darker: within the disc it speaks for it. */
const DENSE = 60;
/** One place alone says no more than this for or against, as a logarithm of likelihood. */
const MOST_SAID = 8;
/** Price of leaving the curve's direction by 45° over one millimetre, in the same unit. */
const STIFFNESS = 4;
/** Mean darkness over the noise of a single place, along so much of the way to either side, mm, from which on a vessel is seen. */
const LEAST_SEEN = 2;
const STRETCH = 4;
/** A middle is judged with its neighbours to either side, mm. */
const NEIGHBOURS = 3;
/** Neighbouring places see part of the same noise: what each adds. */
const ALONE = 0.25;
/** A posterior wider than this says nothing, mm². */
const VAGUE = 6;

/** A place through which the vessel runs: an end in contrast, or an operator's point. mm along u and v. */
export interface Anchor { readonly place: number; readonly u: number; readonly v: number; readonly sigma: number }

/** Where the middle lies at a place, mm along u and v, and how certain that is, 1/mm². */
export interface FaintMiddle { readonly u: number; readonly v: number; readonly uu: number; readonly uv: number; readonly vv: number }

/** The most likely way, as shifts along u and v, and each middle by what is seen near it; null where no vessel is seen. */
export interface FaintWay { readonly shifts: readonly (readonly [u: number, v: number] | null)[]; readonly middles: readonly (FaintMiddle | null)[] }

/**
 * Where an occluded vessel runs that is buried in muscle, whose plaque differs from it by a few tens of HU.
 *
 * @param axes - the stretch, points about 1 mm apart
 * @param radii - outer radius expected at each point, mm
 * @param levels - HU from which a voxel is no tissue, and from which it is calcium
 * @method a disc against the ring about it, as logarithm of likelihood given this stretch's own noise; the best way through all
 * maps at once, with the step in HU estimated along it
 * @returns steps of no more than one way; null where fat shows the vessel's edge
 */
export function* faintWay(
  volume: Volume, axes: AxesAlong, radii: readonly number[], levels: readonly [bright: number, calcium: number], anchors: readonly Anchor[],
): Generator<undefined, FaintWay | null> {
  const size = SIDE * SIDE;
  const dark = new Float64Array(radii.length * size);
  const isMuscle: boolean[] = [];
  let others = 0;
  for (const [n, radius] of radii.entries()) {
    const [own, u, v] = [axes.points, axes.u, axes.v].map((from) => from.subarray(3 * n, 3 * n + 3)) as [Float64Array, Float64Array, Float64Array];
    const tile = huAcross(volume, { points: own, u, v }, OFFSETS);
    isMuscle.push(!Number.isNaN(darkness(tile, TILE, SPACING, REACH, Math.min(WIDEST, radius), ...levels, DENSE, dark, n * size)));
    others += isMuscle[n] === true ? 0 : 1;
    if (others > (1 - LEAST_MUSCLE) * radii.length) return null;
    yield;
  }
  const noise = radii.map((_, n) => Math.max(1, spreadOf(dark.subarray(n * size, (n + 1) * size))));
  const way = (step: number): { readonly scores: Float64Array; readonly at: Int32Array } => {
    const scores = scoresOf(dark, noise, isMuscle, step);
    for (const { place, u, v, sigma } of anchors) {
      for (let n = 0; n < size; n += 1) {
        const off = ((n % SIDE) - REACH - u / SPACING) ** 2 + (Math.floor(n / SIDE) - REACH - v / SPACING) ** 2;
        scores[place * size + n] = (scores[place * size + n] ?? 0) - (off * SPACING ** 2) / (2 * sigma ** 2);
      }
    }
    return { scores, at: bestWay(scores, SIDE, STIFFNESS * SPACING ** 2) };
  };
  const along = (at: Int32Array): readonly number[] => Array.from(at, (offset, n) => dark[n * size + offset] ?? 0);
  const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const step = Math.max(LEAST_STEP, Math.min(DENSE, meanOf(along(way(USUAL_STEP).at))));
  yield;
  const { scores, at } = way(step);
  const clear = along(at).map((value, n) => value / (noise[n] ?? 1));
  const isSeen = clear.map((_, n) => meanOf(clear.slice(Math.max(0, n - STRETCH), n + STRETCH + 1)) >= LEAST_SEEN);
  return {
    shifts: Array.from(at, (offset, n) => (isSeen[n] === true
      ? [((offset % SIDE) - REACH) * SPACING, (Math.floor(offset / SIDE) - REACH) * SPACING] : null)),
    middles: radii.map((_, n) => (isSeen[n] === true ? middleAt(scores, n, radii.length) : null)),
  };
}

/** Standard deviation of most of the values, those of a vessel among them left out. */
function spreadOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  return ((sorted[Math.floor(0.84 * sorted.length)] ?? 0) - (sorted[Math.floor(0.16 * sorted.length)] ?? 0)) / 2;
}

function scoresOf(dark: Float64Array, noise: readonly number[], isMuscle: readonly boolean[], step: number): Float64Array {
  const size = SIDE * SIDE;
  return dark.map((value, n) => {
    const place = Math.floor(n / size);
    if (isMuscle[place] !== true) return 0;
    const said = (step * value - step ** 2 / 2) / (noise[place] ?? 1) ** 2;
    return Math.max(-MOST_SAID, Math.min(MOST_SAID, said));
  });
}

/** The middle at a place by what is seen there and beside it; its share of the information alone. */
function middleAt(scores: Float64Array, place: number, count: number): FaintMiddle | null {
  const size = SIDE * SIDE;
  const [from, to] = [Math.max(0, place - NEIGHBOURS), Math.min(count - 1, place + NEIGHBOURS)];
  const sum = new Float64Array(size);
  for (let n = from; n <= to; n += 1) for (let m = 0; m < size; m += 1) sum[m] = (sum[m] ?? 0) + (scores[n * size + m] ?? 0);
  const out = new Float64Array(5);
  posterior(sum, 0, SIDE, out);
  const [u = 0, v = 0, uu = 0, uv = 0, vv = 0] = out.map((value, n) => value * SPACING ** (n < 2 ? 1 : 2));
  if (uu + vv > VAGUE) return null;
  const [a, c] = [uu + 0.03, vv + 0.03];
  const det = a * c - uv * uv;
  const share = ALONE / (to - from + 1) / det;
  return { u, v, uu: share * c, uv: -share * uv, vv: share * a };
}
