import type { VolumeRecipe } from '../../../core/dicom/series.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { correctSlice, sliceShares } from '../../../core/volume/correct.ts';
import { arrivals, middleOutwards, NO_VOXEL, type OpenVolume, type VolumeFailure } from './openVolume.ts';

/** HU where a straightened stack reaches beyond what was acquired and no value means that: air. */
const OUTSIDE_HU = -1024;

/** The recipe of the slices as they were acquired, however irregular. */
export const acquiredRecipe = (recipe: VolumeRecipe): VolumeRecipe => {
  const { rows, columns } = recipe.slices[0]?.format ?? { rows: 0, columns: 0 };
  const grid = { ...recipe.grid, dims: [columns, rows, recipe.slices.length] } as const;
  return { ...recipe, correction: null, grid };
};

/**
 * The corrected volume: each of its slices is made as soon as the acquired ones that it is made from are
 * there. Those are let go when the last one is made.
 */
export function correctedVolume(recipe: VolumeRecipe, acquired: OpenVolume): OpenVolume {
  const [nx, ny, nz] = recipe.grid.dims;
  const perSlice = nx * ny;
  const { arrived, finish, order } = arrivals();
  let voxels = new Int16Array(new SharedArrayBuffer(2 * perSlice * nz));
  let isClosed = false;
  const viewOf = (k: number): Int16Array => voxels.subarray(k * perSlice, (k + 1) * perSlice);
  const slices = new Map<number, Promise<Result<null, VolumeFailure>>>();

  const made = async (k: number): Promise<Result<null, VolumeFailure>> => {
    const sources: Int16Array[] = [];
    for (const { index } of sliceShares(recipe, k)) {
      const source = await acquired.slice(index);
      if (!source.ok) {
        if (!isClosed) viewOf(k).fill(NO_VOXEL);
        return err({ ...source.failure, sopInstanceUid: recipe.slices[index]?.sopInstanceUid ?? '' });
      }
      sources.push(source.value);
    }
    if (isClosed) return err({ code: 'pixels/closed', detail: '', sopInstanceUid: '' });
    correctSlice(recipe, k, sources, viewOf(k), recipe.padding?.least ?? OUTSIDE_HU);
    arrived(k);
    return ok(null);
  };
  const sliceOnce = (k: number): Promise<Result<null, VolumeFailure>> => {
    const slice = slices.get(k) ?? made(k);
    slices.set(k, slice);
    return slice;
  };
  const finished = async (): Promise<Awaited<OpenVolume['done']>> => {
    let failed: VolumeFailure | null = null;
    for (const k of middleOutwards(nz)) {
      const slice = await sliceOnce(k);
      if (!slice.ok) failed ??= slice.failure;
    }
    finish();
    const acquiredDone = await acquired.done;
    await acquired.close();
    return failed === null ? acquiredDone : err(failed);
  };
  return {
    grid: recipe.grid,
    get voxels() { return voxels; },
    slice: async (k) => {
      if (isClosed) return err({ code: 'pixels/closed', detail: '' });
      if (!Number.isInteger(k) || k < 0 || k >= nz) {
        return err({ code: 'pixels/no-such-frame', detail: `slice ${k} of ${nz}` });
      }
      const slice = await sliceOnce(k);
      return slice.ok ? ok(viewOf(k)) : slice;
    },
    order,
    done: finished(),
    close: async () => {
      isClosed = true;
      finish();
      voxels = new Int16Array(new SharedArrayBuffer(0));
      slices.clear();
      await acquired.close();
    },
  };
}
