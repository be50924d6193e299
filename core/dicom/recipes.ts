import { affine, type IndexIjk, type PointLps } from '../geometry/frame.ts';
import { extremes } from '../sequence.ts';
import { mm } from '../units.ts';
import { paddingRange } from '../volume/padding.ts';
import type { Dims, VolumeGrid } from '../volume/volume.ts';
import { MOST_VOLUME_BYTES } from './limits.ts';
import type { Correction, VolumeRecipe } from './series.ts';
import type { Axes, PlacedSlice } from './slice.ts';
import { areHu, hasPixels } from './stackChecks.ts';
import { FEWEST_SLICES } from './tolerances.ts';

type Triple = readonly [number, number, number];

/** What differs from taking the slices as they are. */
interface Reshaped {
  readonly correction: Correction;
  readonly dims: Dims;
  readonly origin: Triple;
}

/**
 * Slices at one distance as a volume: right-handed, slices along row × column.
 *
 * @param slices - in order of their places, all of one size and pixel spacing
 * @param spacing - distance between slices of the grid, mm
 * @returns null where there is no slice, no pixel spacing, or the volume is larger than may be
 */
export function recipeOf(
  slices: readonly PlacedSlice[], axes: Axes, spacing: number, reshaped: Reshaped | null = null,
): VolumeRecipe | null {
  const [first] = slices;
  const [dx, dy] = first?.own.pixelSpacing ?? [];
  if (first === undefined || dx === undefined || dy === undefined) return null;
  const dims: Dims = reshaped?.dims ?? [first.format.columns, first.format.rows, slices.length];
  if (dims[0] * dims[1] * dims[2] * 2 > MOST_VOLUME_BYTES) return null;
  const { row, column, normal } = axes;
  const origin = reshaped?.origin ?? first.position;
  const lpsFromIjk = ([0, 1, 2] as const).flatMap((at) =>
    [row[at] * dx, column[at] * dy, normal[at] * spacing, origin[at]]);
  const { frameOfReferenceUid } = first.header;
  const isShared = slices.every(({ header }) => header.frameOfReferenceUid === frameOfReferenceUid);
  const grid: VolumeGrid = {
    dims, spacing: [mm(dx), mm(dy), mm(spacing)], lpsFromIjk: affine<PointLps, IndexIjk>(lpsFromIjk),
    // One that the slices do not share names nothing.
    frameOfReferenceUid: isShared ? frameOfReferenceUid : null,
  };
  const valuesAre = areHu(slices) ? 'HU' : 'stored values';
  const sources = slices.map(({ header, frame, own, along, format }) => ({
    sopInstanceUid: header.sopInstanceUid, frame, alongNormal: mm(along), format,
    rescale: valuesAre === 'HU' && own.rescale !== 'unreadable' ? own.rescale : null,
  }));
  const paddings = sources.map(({ format, rescale }) => paddingRange(format, rescale));
  const [padding = null] = paddings;
  const isOnePadding = paddings.every((one) =>
    one?.least === padding?.least && one?.most === padding?.most);
  return {
    grid, correction: reshaped?.correction ?? null, valuesAre, padding: isOnePadding ? padding : null,
    slices: sources,
  };
}

/** The stack resampled to this spacing, from its first slice to its last. */
export function evenRecipe(slices: readonly PlacedSlice[], axes: Axes, spacing: number): VolumeRecipe | null {
  const [first] = slices;
  const last = slices.at(-1);
  if (first === undefined || last === undefined) return null;
  const count = Math.floor((last.along - first.along) / spacing + 1e-6) + 1;
  return recipeOf(slices, axes, spacing, {
    dims: [first.format.columns, first.format.rows, count], origin: first.position,
    correction: {
      kind: 'uneven-spacing', method: 'linear along the normal',
      alongNormal: slices.map(({ along }) => mm(along)),
    },
  });
}

/** The stack straightened: a grid that holds every slice whole, and how far each is shifted in it. */
export function straightRecipe(
  slices: readonly PlacedSlice[], axes: Axes, spacing: number, tiltDeg: number,
): VolumeRecipe | null {
  const [first] = slices;
  const [dx, dy] = first?.own.pixelSpacing ?? [];
  if (first === undefined || dx === undefined || dy === undefined) return null;
  const x = extremes(slices.map(({ across }) => across[0]));
  const y = extremes(slices.map(({ across }) => across[1]));
  const back = [x.least - first.across[0], y.least - first.across[1]] as const;
  const at = (axis: 0 | 1 | 2): number =>
    first.position[axis] + axes.row[axis] * back[0] + axes.column[axis] * back[1];
  // A shift of less than a millionth of a pixel is rounding and needs no further column.
  const more = ({ least, most }: { readonly least: number; readonly most: number }, step: number): number =>
    Math.ceil((most - least) / step - 1e-6);
  const { columns, rows } = first.format;
  return recipeOf(slices, axes, spacing, {
    dims: [columns + more(x, dx), rows + more(y, dy), slices.length], origin: [at(0), at(1), at(2)],
    correction: {
      kind: 'gantry-tilt', method: 'shear, linear in the slice', tiltDeg,
      shift: slices.map(({ across }) => [across[0] - x.least, across[1] - y.least]),
    },
  });
}

/**
 * The longest stretch of whole slices without an empty place between them; null where it is too short.
 *
 * @param steps - index of each slice on the regular grid
 */
export function intactRecipe(
  slices: readonly PlacedSlice[], axes: Axes, steps: readonly number[], spacing: number,
): VolumeRecipe | null {
  let best: readonly [from: number, to: number] = [0, 0];
  let from = 0;
  for (const [at, slice] of slices.entries()) {
    const isNext = at === 0 || (steps[at] ?? 0) - (steps[at - 1] ?? 0) === 1;
    if (!isNext) from = at;
    if (!hasPixels(slice)) from = at + 1;
    if (at + 1 - from > best[1] - best[0]) best = [from, at + 1];
  }
  const stretch = slices.slice(...best);
  return stretch.length >= FEWEST_SLICES ? recipeOf(stretch, axes, spacing) : null;
}
