import { axesOf, type Axes, type Slice } from './slice.ts';
import { COSINE_TOLERANCE, MOST_DIRECTIONS } from './tolerances.ts';

/** Slices that lie in one direction; `axes` is null where no slice states any. */
export interface Direction { readonly axes: Axes | null; readonly slices: readonly Slice[] }

const isSame = (a: Axes, b: Axes): boolean =>
  [0, 1, 2].every((at) => Math.abs((a.row[at] ?? 0) - (b.row[at] ?? 0)) <= COSINE_TOLERANCE
    && Math.abs((a.column[at] ?? 0) - (b.column[at] ?? 0)) <= COSINE_TOLERANCE);

/**
 * The directions in which the slices of a series lie, fullest first. Slices without one go with the fullest,
 * where
 * the gate names them. Null where most slices point their own way: that is no set of stacks but a fault.
 */
export function directions(slices: readonly Slice[]): readonly Direction[] | null {
  const found: { axes: Axes; slices: Slice[] }[] = [];
  const without: Slice[] = [];
  for (const slice of slices) {
    const axes = axesOf(slice.own.orientation);
    if (found.length > MOST_DIRECTIONS) return null;
    const home = axes === null ? undefined
      : found.find((direction) => direction.axes === axes || isSame(direction.axes, axes));
    if (axes === null) without.push(slice);
    else if (home === undefined) found.push({ axes, slices: [slice] });
    else home.slices.push(slice);
  }
  const alone = found.filter((direction) => direction.slices.length === 1).length;
  if (found.length > 1 && 2 * alone > slices.length) return null;
  const [fullest, ...others] = found.toSorted((a, b) => b.slices.length - a.slices.length);
  if (fullest === undefined) return [{ axes: null, slices: without }];
  return [{ axes: fullest.axes, slices: [...fullest.slices, ...without] }, ...others];
}
