import { createHash } from 'node:crypto';
import type { VolumeRecipe } from '../../../core/dicom/series.ts';
import { isPadding, type PaddingRange } from '../../../core/volume/padding.ts';

/** Least, greatest and mean value. */
interface Figures { readonly min: number; readonly max: number; readonly mean: number }

/** What the command line says about a volume. */
export interface VolumeSummary {
  readonly dims: readonly [number, number, number];
  readonly spacing: readonly [number, number, number];
  readonly origin: readonly [number, number, number];
  /** Unit directions of row, column and normal. */
  readonly direction: readonly number[];
  /** Of all voxels that `sha256` covers, as every other program counts them; null where they are not HU. */
  readonly hu: Figures | null;
  /** The same of stored values, where nothing says how they become HU; null where they are HU. */
  readonly storedValues: Figures | null;
  /**
   * Voxels that fill up the picture and were never measured, and the figures of the others (null where there
   * are none); null where the headers state no padding.
   */
  readonly padding: PaddingRange & { readonly voxels: number; readonly others: Figures | null } | null;
  /** Of the voxels as little-endian int16, x fastest, then y, then z. */
  readonly sha256: string;
}

/** Figures and checksum of a whole volume. The voxels must be all there. */
export function volumeSummary({ grid, valuesAre, padding }: VolumeRecipe, voxels: Int16Array): VolumeSummary {
  const m = grid.lpsFromIjk;
  const at = (index: number): number => m[index] ?? 0;
  const [dx, dy, dz] = grid.spacing;
  const direction = ([[0, dx], [1, dy], [2, dz]] as const)
    .flatMap(([axis, length]) => [at(axis) / length, at(4 + axis) / length, at(8 + axis) / length]);
  const all = figuresOf(voxels, null).figures;
  // Every machine that Fullmoon runs on is little-endian: the bytes in memory are the ones that count.
  const bytes = new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength);
  return {
    dims: grid.dims, spacing: grid.spacing, origin: [at(3), at(7), at(11)], direction,
    hu: valuesAre === 'HU' ? all : null, storedValues: valuesAre === 'HU' ? null : all,
    padding: padding === null ? null : besides(padding, voxels),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

function besides(padding: PaddingRange, voxels: Int16Array): VolumeSummary['padding'] {
  const { figures, count } = figuresOf(voxels, padding);
  return { ...padding, voxels: voxels.length - count, others: figures };
}

/** Figures of the voxels that are not padding, and how many they are. */
function figuresOf(
  voxels: Int16Array, padding: PaddingRange | null,
): { readonly figures: Figures | null; readonly count: number } {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let count = 0;
  const length = voxels.length;
  for (let n = 0; n < length; n += 1) {
    const value = voxels[n] ?? 0;
    if (padding !== null && isPadding(value, padding)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    count += 1;
  }
  return { figures: count === 0 ? null : { min, max, mean: sum / count }, count };
}
