import { extremes, grouped } from '../sequence.ts';
import type { PlacedSlice } from './slice.ts';
import { isSamePlace } from './spacingOfStack.ts';
import { LEAST_PHASE_SHARE } from './tolerances.ts';

type Key = string | number | null;

/** What tells the stacks of one series apart, the surest first. */
const KEYS: readonly ((slice: PlacedSlice) => Key)[] = [
  ({ header }) => header.series.kernel ?? '',
  ({ own }) => own.phasePercent,
  ({ own }) => own.triggerTimeMs,
  ({ own }) => own.temporalPosition,
  ({ own }) => own.acquisitionNumber,
  ({ own }) => (own.acquisitionTime === null ? null : Number(own.acquisitionTime)),
  ({ own }) => (own.contentTime === null ? null : Number(own.contentTime)),
];

/** Slices that lie in one place of the normal, in lists; ascending. */
export function places(slices: readonly PlacedSlice[]): readonly (readonly PlacedSlice[])[] {
  const found: PlacedSlice[][] = [];
  for (const slice of slices) {
    const here = found.at(-1);
    const start = here?.[0];
    if (here !== undefined && start !== undefined && isSamePlace(start.along, slice.along)) here.push(slice);
    else found.push([slice]);
  }
  return found;
}

const depth = (slices: readonly PlacedSlice[]): number =>
  places(slices).reduce((most, { length }) => Math.max(most, length), 0);

const ascending = (a: Key, b: Key): number =>
  (typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1);

/** One list a value, where values are few, shared by many slices, and no list is as deep as the whole. */
function byValue(slices: readonly PlacedSlice[], keyOf: (slice: PlacedSlice) => Key, deep: number) {
  const groups = grouped(slices, keyOf);
  const sizes = extremes([...groups.values()].map(({ length }) => length));
  const isSplit = groups.size >= 2 && groups.size <= deep && !groups.has(null)
    && sizes.least >= LEAST_PHASE_SHARE * sizes.most
    && [...groups.values()].every((group) => depth(group) < deep);
  return isSplit ? [...groups].toSorted(([a], [b]) => ascending(a, b)).map(([, group]) => group) : null;
}

/**
 * Values that differ from slice to slice (times): the r-th value of each place makes the r-th stack, if every
 * place holds equally many and the stacks do not overlap in value. Anything less would interleave phases.
 */
function byRank(slices: readonly PlacedSlice[], keyOf: (slice: PlacedSlice) => Key, deep: number) {
  const all = places(slices);
  if (all.some(({ length }) => length !== deep)) return null;
  const values = slices.map(keyOf).filter((value) => typeof value === 'number');
  if (values.length !== slices.length) return null;
  const ranked = all.map((place) => place.toSorted((a, b) => ascending(keyOf(a), keyOf(b))));
  const stacks = Array.from({ length: deep }, (_, rank) =>
    ranked.flatMap((place) => place.slice(rank, rank + 1)));
  const spans = stacks.map((stack) => stack.map(keyOf).filter((value) => typeof value === 'number'))
    .map(extremes);
  const areApart = spans.every((span, at) => at === 0 || span.least > (spans[at - 1]?.most ?? Infinity));
  return areApart ? stacks : null;
}

/**
 * The stacks of a series: told apart by kernel, cardiac phase or time, and only where positions coincide.
 * Where nothing tells coinciding slices apart they stay together, and the gate reports them.
 *
 * @param slices - of one orientation, in the order of their places
 */
export function phaseStacks(
  slices: readonly PlacedSlice[], keys: typeof KEYS = KEYS,
): readonly (readonly PlacedSlice[])[] {
  const deep = depth(slices);
  if (deep <= 1) return [slices];
  for (const [at, keyOf] of keys.entries()) {
    const stacks = byValue(slices, keyOf, deep) ?? byRank(slices, keyOf, deep);
    if (stacks !== null) return stacks.flatMap((stack) => phaseStacks(stack, keys.slice(at + 1)));
  }
  return [slices];
}
