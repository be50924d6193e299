import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { VolumeRecipe } from '../../../core/dicom/series.ts';
import { countVoxels } from '../../../core/volume/histogram.kernel.ts';
import { isPadding, type PaddingRange } from '../../../core/volume/padding.ts';
import type { OpenVolume } from './openVolume.ts';

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

/**
 * Figures and checksum of a whole volume, taken while it is still being read.
 * @param slices - all of them, in order
 */
export async function volumeSummary(
  { grid, valuesAre, padding }: VolumeRecipe, slices: AsyncIterable<Int16Array> | Iterable<Int16Array>,
): Promise<VolumeSummary> {
  const m = grid.lpsFromIjk;
  const at = (index: number): number => m[index] ?? 0;
  const [dx, dy, dz] = grid.spacing;
  const direction = ([[0, dx], [1, dy], [2, dz]] as const)
    .flatMap(([axis, length]) => [at(axis) / length, at(4 + axis) / length, at(8 + axis) / length]);
  const [even, odd] = [new Float64Array(VALUES), new Float64Array(VALUES)];
  const hash = createHash('sha256');
  for await (const slice of slices) {
    countVoxels(slice, even, odd);
    // Every machine that Fullmoon runs on is little-endian: the bytes in memory are the ones that count.
    hash.update(new Uint8Array(slice.buffer, slice.byteOffset, slice.byteLength));
  }
  const counts = even.map((count, word) => count + (odd[word] ?? 0));
  const all = figuresOf(counts, null).figures;
  return {
    dims: grid.dims, spacing: grid.spacing, origin: [at(3), at(7), at(11)], direction,
    hu: valuesAre === 'HU' ? all : null, storedValues: valuesAre === 'HU' ? null : all,
    padding: padding === null ? null : besides(padding, counts),
    sha256: hash.digest('hex'),
  };
}

const VALUES = 0x10000;

/** The slices of a volume in order, each as soon as it is there; ends early where one cannot be read. */
export async function* slicesInOrder(volume: OpenVolume): AsyncGenerator<Int16Array, void, void> {
  const [, , nz] = volume.grid.dims;
  // Whoever asks last is served first.
  const asked = Array.from({ length: nz }, (_, at) => volume.slice(nz - 1 - at)).reverse();
  for (const coming of asked) {
    const slice = await coming;
    if (!slice.ok) return;
    yield slice.value;
    // The threads that read get their next work from this one.
    await setImmediate();
  }
}

function besides(padding: PaddingRange, counts: Float64Array): VolumeSummary['padding'] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const { figures, count } = figuresOf(counts, padding);
  return { ...padding, voxels: total - count, others: figures };
}

/** Figures of the voxels that are not padding, and how many they are. Counts by the 16 bits of a value. */
function figuresOf(
  counts: Float64Array, padding: PaddingRange | null,
): { readonly figures: Figures | null; readonly count: number } {
  let [min, max, sum, count] = [Infinity, -Infinity, 0, 0];
  for (const [word, times] of counts.entries()) {
    const value = word < VALUES / 2 ? word : word - VALUES;
    if (times === 0 || isPadding(value, padding)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += times * value;
    count += times;
  }
  return { figures: count === 0 ? null : { min, max, mean: sum / count }, count };
}
