import { extremes, neighbours } from '../sequence.ts';
import {
  FINEST_PARTS, LEAST_GRID, POSITION_TOLERANCE, SPACING_RUN, WIDEST_GAP_RATIO,
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
    /**
     * From one place on all gaps are so many steps, and on the other side of it one: a change of spacing, or
     * slices that were left out regularly. Null where the gaps are mixed.
     */
    readonly multiple: number | null;
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

/**
 * The first gap of another kind, where the gaps are one block of equal steps and then one of others: the
 * spacing was changed once. Null where they are not.
 */
function oneChange(counts: readonly number[]): number | null {
  const change = counts.findIndex((count) => count !== counts[0]);
  return change >= SPACING_RUN && counts.length - change >= SPACING_RUN
    && counts.slice(change).every((count) => count === counts[change]) ? change : null;
}

type Thickness = readonly (number | null)[];

/** Whether the slices on the wider side of a change are all stated to be thicker than those on the other. */
function isThickerWhereWider(thickness: Thickness, change: number, isWiderAfter: boolean): boolean {
  // The slice between both sides may be of either.
  const [before, after] = [thickness.slice(0, change), thickness.slice(change + 1)];
  const [thin, thick] = isWiderAfter ? [before, after] : [after, before];
  const known = (values: Thickness): readonly number[] => values.filter((value) => value !== null);
  if (known(thin).length < thin.length || known(thick).length < thick.length) return false;
  return thick.length > 0 && extremes(known(thick)).least > extremes(known(thin)).most + POSITION_TOLERANCE;
}

/**
 * Digits that a computed spacing keeps, mm⁻¹: rounding to them moves slice 10,000 by less than the tolerance.
 */
const GRAIN = 1e7;

interface Grid {
  readonly spacing: number; readonly steps: readonly number[]; readonly counts: readonly number[];
}

/**
 * The regular grid on which the smallest gap is so many steps; null where a slice lies off it.
 *
 * @method the step is the mean of the gaps that are as small as the smallest, then of the whole stack
 */
function gridOf(along: readonly number[], gaps: readonly number[], parts: number): Grid | null {
  const { least } = extremes(gaps);
  const small = gaps.filter((gap) => Math.round((gap * parts) / least) === parts);
  const step = small.reduce((sum, gap) => sum + gap, 0) / small.length / parts;
  const counts = gaps.map((gap) => Math.round(gap / step));
  const [first = Number.NaN, last = Number.NaN] = [along[0], along.at(-1)];
  let reached = 0;
  const steps = [0, ...counts.map((count) => (reached += count))];
  const spacing = Math.round(((last - first) / reached) * GRAIN) / GRAIN;
  const fits = along.every((place, at) => isSamePlace(place, first + spacing * (steps[at] ?? Number.NaN)));
  return fits ? { spacing, steps, counts } : null;
}

/** The coarsest grid that holds all slices; finer than the smallest gap only where some gap is twice that. */
function commonGrid(along: readonly number[], gaps: readonly number[]): Grid | null {
  const { least, most } = extremes(gaps);
  const parts = most < 2 * least - 2 * POSITION_TOLERANCE ? 1 : FINEST_PARTS;
  for (let part = 1; part <= parts; part += 1) {
    const grid = gridOf(along, gaps, part);
    if (grid !== null) return grid;
  }
  return null;
}

/**
 * The one distance between neighbouring slices, or why there is none. Never an average that hides a gap: a
 * spacing is given only where every slice lies within `POSITION_TOLERANCE` of its place on the grid.
 *
 * @param along - places along the normal, mm, ascending, no two the same, at least two
 * @param thickness - of the slices, in the order of `along`, mm; null where it is not stated
 * @method gaps are counted in steps of the smallest gap, or of a half or third of it. On that grid gaps of
 * different counts are missing slices, however many they are, unless the spacing changes just once. Where it
 * changes to a whole multiple, slices count as left out all the same unless those that remain are thicker.
 */
export function stackSpacing(along: readonly number[], thickness: Thickness = []): StackSpacing {
  const gaps = neighbours(along).map(([before, after]) => after - before);
  const grid = commonGrid(along, gaps);
  if (grid !== null) {
    const { spacing, steps, counts } = grid;
    const missing = counts.reduce((sum, count) => sum + count - 1, 0);
    if (missing === 0) return { kind: 'regular', spacing };
    const change = oneChange(counts);
    const { least, most } = extremes(counts);
    const isChange = change !== null
      && (least > 1 || isThickerWhereWider(thickness, change, counts[0] === least));
    if (spacing >= LEAST_GRID - 1e-9 && !isChange) {
      return { kind: 'missing', spacing, steps, missing, multiple: change === null ? null : most };
    }
  }
  const { least, most } = extremes(gaps);
  return { kind: 'uneven', least, most, median: median(gaps),
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
