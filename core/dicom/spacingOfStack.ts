import { extremes, neighbours } from '../sequence.ts';
import {
  LEAST_SINGLE_STEPS, POSITION_TOLERANCE, WIDE_RUN, WIDEST_GAP_RATIO,
} from './tolerances.ts';

/** How the slices of a stack follow each other along its normal, mm. */
export type StackSpacing =
  | { readonly kind: 'regular'; readonly spacing: number }
  /**
   * All slices lie on one regular grid, some places of which are empty. `steps`: grid index of each slice.
   */
  | {
    readonly kind: 'missing'; readonly spacing: number; readonly steps: readonly number[];
    readonly missing: number;
  }
  | {
    readonly kind: 'uneven'; readonly least: number; readonly most: number; readonly median: number;
    /** No gap is so wide that resampling would invent what lies in it. */
    readonly isCorrectable: boolean;
  };

/** Whether two places are one place. The slack is for rounding in sums of decimals. */
export const isSamePlace = (a: number, b: number): boolean => Math.abs(a - b) <= POSITION_TOLERANCE + 1e-9;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;

/** Length of the longest run of equal values that are above one. */
function longestWideRun(steps: readonly number[]): number {
  let [longest, run, before] = [0, 0, 0];
  for (const step of steps) {
    run = step > 1 && step === before ? run + 1 : step > 1 ? 1 : 0;
    before = step;
    longest = Math.max(longest, run);
  }
  return longest;
}

/**
 * Digits that a computed spacing keeps, mm⁻¹: rounding to them moves slice 10,000 by less than the tolerance.
 */
const GRAIN = 1e7;

/**
 * The one distance between neighbouring slices, or why there is none. Never an average that hides a gap: a
 * spacing is given only where every slice lies within `POSITION_TOLERANCE` of its place on the grid.
 *
 * @param along - places along the normal, mm, ascending, no two the same, at least two
 * @method gaps are counted in units of the median gap; missing slices where all are whole and most are single
 */
export function stackSpacing(along: readonly number[]): StackSpacing {
  const gaps = neighbours(along).map(([before, after]) => after - before);
  const [first = Number.NaN, last = Number.NaN] = [along[0], along.at(-1)];
  const unit = median(gaps);
  const counts = gaps.map((gap) => Math.max(1, Math.round(gap / unit)));
  let reached = 0;
  const steps = [0, ...counts.map((count) => (reached += count))];
  const spacing = Math.round(((last - first) / reached) * GRAIN) / GRAIN;
  const fits = along.every((place, at) => isSamePlace(place, first + spacing * (steps[at] ?? Number.NaN)));
  if (fits && reached === gaps.length) return { kind: 'regular', spacing };
  const singles = counts.filter((count) => count === 1).length;
  if (fits && singles >= LEAST_SINGLE_STEPS * counts.length && longestWideRun(counts) < WIDE_RUN) {
    return { kind: 'missing', spacing, steps, missing: reached - gaps.length };
  }
  const { least, most } = extremes(gaps);
  return { kind: 'uneven', least, most, median: unit,
    isCorrectable: most <= WIDEST_GAP_RATIO * least + 1e-9 };
}

/** How slices are shifted against each other within their planes. */
export type StackCourse =
  | { readonly kind: 'straight' }
  /** The shift grows evenly along the stack: the gantry was tilted. Slopes are mm across per mm along. */
  | { readonly kind: 'tilted'; readonly slope: readonly [x: number, y: number]; readonly tiltDeg: number }
  | { readonly kind: 'shifted'; readonly mostMm: number };

/**
 * Whether the stack rises along its normal. Two ways of writing a tilted gantry look the same here: tilted
 * slices moved along the table, and upright slices whose positions are sheared.
 *
 * @param along - places along the normal, mm, ascending
 * @param across - places within the plane, mm, in the order of `along`
 */
export function stackCourse(
  along: readonly number[], across: readonly (readonly [x: number, y: number])[],
): StackCourse {
  const [x0, y0] = across[0] ?? [Number.NaN, Number.NaN];
  if (across.every(([x, y]) => isSamePlace(x, x0) && isSamePlace(y, y0))) return { kind: 'straight' };
  const [xn, yn] = across.at(-1) ?? [x0, y0];
  const rise = (along.at(-1) ?? Number.NaN) - (along[0] ?? Number.NaN);
  const slope: readonly [number, number] = [(xn - x0) / rise, (yn - y0) / rise];
  const off = across.map(([x, y], at) => {
    const up = (along[at] ?? Number.NaN) - (along[0] ?? Number.NaN);
    return Math.max(Math.abs(x - x0 - slope[0] * up), Math.abs(y - y0 - slope[1] * up));
  });
  const mostMm = extremes(off).most;
  // Positions of tilted series are rounded in two axes at once, hence twice the tolerance.
  return mostMm <= 2 * POSITION_TOLERANCE
    ? { kind: 'tilted', slope,
      tiltDeg: Math.round((Math.atan(Math.hypot(...slope)) * 180e4) / Math.PI) / 1e4 }
    : { kind: 'shifted', mostMm };
}
