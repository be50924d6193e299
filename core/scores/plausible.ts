import { FACTS, type FactPathOf, type FactRanges } from '../lesion/caseFacts.ts';

/** Where a plausible range comes from: the engine, our own tolerance, or age told in whole years. */
export type RangeOrigin = 'measured' | 'own-tolerance' | 'whole-years';
/** Least to most plausible value of a fact, in its unit. */
export interface Plausible {
  readonly lo: number;
  readonly hi: number;
  readonly origin: RangeOrigin;
}

/**
 * How far a CT calcium measure may be from the truth where the engine gives no range: 10° of arc, 5 points of
 * area. Inclusive. The same tolerance tells a full moon from 360° and 100 %.
 *
 * @source own proposal, from the angular size of a voxel (10° to 20° at a radius of 2 to 1 mm); not published
 */
const OWN_TOLERANCE: { readonly [P in FactPathOf<'number'>]?: number } = {
  'ctCalcium.maxArcDeg': 10,
  'ctCalcium.maxCsaPercent': 5,
};

/**
 * The range in which the true value of a known number may lie, or null where nothing is said about it.
 *
 * Ages with a fraction may have been told in whole years, rounded up or down: no paper says which.
 *
 * @source own proposal; see the tolerance above
 */
export function plausible(
  ranges: FactRanges | null, path: FactPathOf<'number'>, value: number,
): Plausible | null {
  const given = ranges?.[path] ?? null;
  if (given !== null) return { lo: given[0], hi: given[1], origin: 'measured' };
  if (path === 'ageYears') {
    return Number.isInteger(value)
      ? null
      : { lo: Math.floor(value), hi: Math.ceil(value), origin: 'whole-years' };
  }
  const tolerance = OWN_TOLERANCE[path];
  if (tolerance === undefined) return null;
  const [least, most] = boundsOf(path);
  return {
    lo: Math.max(least, value - tolerance),
    hi: Math.min(most, value + tolerance),
    origin: 'own-tolerance',
  };
}

/**
 * Does a number lie so far from an edge that without a range of its own it cannot be beyond it: the quick
 * answer for most.
 *
 * @source own proposal; see the tolerance above
 */
export const isFarFrom = (edge: number, ranges: FactRanges | null, value: number): boolean =>
  ranges === null && Math.abs(value - edge) > GREATEST_TOLERANCE;
const GREATEST_TOLERANCE = Math.max(1, ...Object.values(OWN_TOLERANCE));

/**
 * Least and greatest possible value of a number.
 *
 * @source the table of facts
 */
function boundsOf(path: FactPathOf<'number'>): readonly [least: number, most: number] {
  const { least, most } = FACTS[path].kind;
  return [least, most];
}
