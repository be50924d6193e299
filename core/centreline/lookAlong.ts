import {
  type ExpectedRadius, lumenMiddle, type Middle, middles, type Surroundings, wallMiddle,
} from './edges.ts';
import { WALL_HU } from './cost.ts';

/** HU of the contrast at both ends of a leg; null where that end lies in none. */
export interface LumenAtEnds { readonly proximal: number | null; readonly distal: number | null }

/** Distance between the points of a curve while it is found, mm. */
export const STATION_MM = 0.5;
/** Contrast shorter than this in an occlusion, and gaps shorter than this in the lumen, are noise, mm. */
const LEAST_OPEN_MM = 4;
const LEAST_GAP_MM = 1.5;
/** Above the contrast by more than this is calcium, HU: on the edge. */
export const ABOVE_LUMEN = 150;
/** The same in the middle of the vessel. */
export const MIDDLE_ABOVE_LUMEN = 100;
/** The middle of an open lumen has at least this share of the step from wall to lumen: a vein has not. */
const OPEN_SHARE = 0.66;
/** Contrast is even: unrest in the middle at most this share of its step above the wall, and this much for noise, HU. */
const MOST_UNREST = 0.13;
const NOISE = 10;
/** A lumen narrower than this share of the one within 20 mm is calcium, or guides worse than the wall does. */
const LEAST_SHARE = 0.55;
const NEIGHBOURHOOD_MM = 20;
/** The ring around a lumen is not brighter than its middle by more, HU: a shell of calcium is. */
const RING_ABOVE = 50;
/** In the occlusion: above it is calcium, HU. */
export const PLAQUE_CALCIUM = 200;
/** Outer radius where no open stretch shows it, mm. */
export const ANY_RADIUS = { radius: 2, spread: 0.6 };
const LUMEN_SPREAD = 0.4;
const WALL_SPREAD = 0.25;
/** Open vessel on either side of a gap from which its outer radius is taken, mm. */
const FLANK_MM = 8;

/** What is seen along a curve: the stretches without contrast, the outer radius expected there, the middles. */
export interface Look {
  readonly isBridged: readonly boolean[];
  readonly outer: readonly ExpectedRadius[];
  readonly found: readonly Middle[];
}

/** Least and greatest contrast at the ends; half-way between wall and the least. Infinite the wrong way for none. */
export function lightOf({ proximal, distal }: LumenAtEnds): { readonly least: number; readonly most: number; readonly level: number } {
  const ends = [proximal, distal].filter((hu) => hu !== null);
  const least = Math.min(...ends);
  return { least, most: Math.max(...ends), level: (WALL_HU + least) / 2 };
}

/** What is seen along a curve: lumen where its contrast is even and wide enough, wall where it is not. */
export function lookAlong(around: Surroundings, lumen: LumenAtEnds): Look {
  const { least, most, level } = lightOf(lumen);
  const open = WALL_HU + OPEN_SHARE * (least - WALL_HU);
  const isOpen = middles(around).map(({ hu, unrest, ring }) => hu >= open && hu <= most + MIDDLE_ABOVE_LUMEN
    && unrest <= MOST_UNREST * (least - WALL_HU) + NOISE && ring <= hu + RING_ABOVE);
  const { abscissae } = around;
  const calcium = most + ABOVE_LUMEN;
  const free = isOpen.map((open, n) => {
    if (!open) return null;
    const middle = lumenMiddle(around, n, level, calcium, { radius: 1.5, spread: 3 });
    return middle.share > 0.4 ? middle.radius : null;
  });
  const usual = nearMedian(free, NEIGHBOURHOOD_MM);
  const isWide = isOpen.map((open, n) => open && (free[n] ?? Infinity) >= LEAST_SHARE * (usual[n] ?? 0));
  const isBridged = withoutShort(withoutShort(isWide, abscissae, false, LEAST_GAP_MM), abscissae, true, LEAST_OPEN_MM)
    .map((open) => !open);
  const radii = nearMedian(free.map((radius, n) => (isBridged[n] === true ? null : radius)));
  const walls = nearMedian(isBridged.map((bridged, n) => {
    if (bridged) return null;
    const wall = wallMiddle(around, n, WALL_HU, calcium, { radius: (radii[n] ?? 1.5) + 0.5, spread: 0.5 });
    return wall.share > 0.3 ? wall.radius : null;
  }));
  const outer = isBridged.map((bridged, n) => (bridged ? bridgedRadius(n, isBridged, walls, radii, abscissae)
    : { radius: walls[n] ?? (radii[n] ?? 1.5) + 0.5, spread: WALL_SPREAD }));
  const found = isBridged.map((bridged, n) => (bridged
    ? wallMiddle(around, n, WALL_HU, PLAQUE_CALCIUM, outer[n] ?? ANY_RADIUS)
    : lumenMiddle(around, n, level, calcium, radii[n] === undefined ? { radius: 1.5, spread: 1 }
      : { radius: radii[n], spread: LUMEN_SPREAD })));
  return { isBridged, outer, found };
}

/** Where along a curve there is no contrast. */
export const bridgedAlong = (around: Surroundings, lumen: LumenAtEnds): readonly boolean[] => lookAlong(around, lumen).isBridged;

/** Runs of `value` shorter than `leastMm` turned over, but for those at the ends. */
function withoutShort(flags: readonly boolean[], abscissae: Float64Array, value: boolean, leastMm: number): readonly boolean[] {
  const out = [...flags];
  let from = 0;
  flags.forEach((flag, n) => {
    if (n > 0 && flag !== flags[n - 1]) from = n;
    const ends = n === flags.length - 1 || flags[n + 1] !== flag;
    const long = (abscissae[n] ?? 0) - (abscissae[from] ?? 0) + STATION_MM;
    if (flag === value && ends && from > 0 && n < flags.length - 1 && long < leastMm) out.fill(!value, from, n + 1);
  });
  return out;
}

/** Median of the values within so many millimetres of each place; undefined where there is none. */
function nearMedian(values: readonly (number | null)[], withinMm = 2): readonly (number | undefined)[] {
  const reach = Math.round(withinMm / STATION_MM);
  return values.map((_, n) =>
    median(values.slice(Math.max(0, n - reach), n + reach + 1).filter((value) => value !== null)));
}

const median = (values: readonly number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Lumen with a wall of usual thickness, mm. */
const thicker = (radius: number | undefined): number | undefined => (radius === undefined ? undefined : radius + 0.5);

/** Outer radius within a gap: between what the open vessel shows before and beyond it. */
function bridgedRadius(
  n: number, isBridged: readonly boolean[], walls: readonly (number | undefined)[],
  radii: readonly (number | undefined)[], abscissae: Float64Array,
): ExpectedRadius {
  const before = isBridged.lastIndexOf(false, n);
  const beyond = isBridged.indexOf(false, n);
  const reach = Math.round(FLANK_MM / STATION_MM);
  const flank = (from: number, to: number): number | undefined =>
    median(walls.slice(Math.max(0, from), to).filter((value) => value !== undefined))
      ?? thicker(median(radii.slice(Math.max(0, from), to).filter((value) => value !== undefined)));
  const left = before < 0 ? undefined : flank(before - reach, before - 2);
  const right = beyond < 0 ? undefined : flank(beyond + 3, beyond + reach);
  if (left === undefined && right === undefined) return ANY_RADIUS;
  if (left === undefined || right === undefined) return { radius: left ?? right ?? ANY_RADIUS.radius, spread: 2 * WALL_SPREAD };
  const [from = 0, at = 0, to = 0] = [abscissae[before], abscissae[n], abscissae[beyond]];
  return { radius: left + ((right - left) * (at - from)) / Math.max(1e-9, to - from), spread: WALL_SPREAD };
}

/** First and last place of each run of true. */
export function runsOf(flags: readonly boolean[]): readonly (readonly [from: number, to: number])[] {
  const starts = flags.flatMap((flag, n) => (flag && flags[n - 1] !== true ? [n] : []));
  return starts.map((from) => {
    const end = flags.indexOf(false, from);
    return [from, end < 0 ? flags.length - 1 : end - 1];
  });
}
