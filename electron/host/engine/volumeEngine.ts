import { availableParallelism } from 'node:os';
import type { SliceSource, VolumeRecipe } from '../../../core/dicom/series.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { pixelSource, type ImageFile } from '../dicom/imageFile.ts';
import { acquiredRecipe, correctedVolume } from './correctedVolume.ts';
import type { DecodeAnswer } from './decodeJob.ts';
import { openDecodePool, type DecodeTicket, type PoolOptions } from './decodePool.ts';
import { freeMemory } from './freedMemory.ts';
import { arrivals, middleOutwards, NO_VOXEL, type OpenVolume, type VolumeFailure } from './openVolume.ts';

type Files = ReadonlyMap<string, ImageFile>;
type Outcome = Result<number, VolumeFailure>;

/**
 * Begins to read a volume: as acquired, or corrected where the recipe says so.
 *
 * @param files - of every instance that the recipe names
 * @param workers - decoding threads; one a processor by default
 */
export function openVolume(
  recipe: VolumeRecipe, files: Files, workers: number | PoolOptions = availableParallelism(),
): OpenVolume {
  const options = typeof workers === 'number' ? { threads: workers } : workers;
  return recipe.correction === null ? openAcquired(recipe, files, options)
    : correctedVolume(recipe, openAcquired(acquiredRecipe(recipe), files, options));
}

function openAcquired(recipe: VolumeRecipe, files: Files, options: PoolOptions): OpenVolume {
  const [nx, ny, nz] = recipe.grid.dims;
  const perSlice = nx * ny;
  const pool = openDecodePool(options);
  const { arrived, finish, order } = arrivals();
  // The only lasting handle to the memory; tickets and jobs that hold others are dropped when the volume is
  // closed.
  let voxels = new Int16Array(new SharedArrayBuffer(2 * perSlice * nz));
  let isClosed = false;
  const viewOf = (k: number): Int16Array => voxels.subarray(k * perSlice, (k + 1) * perSlice);

  const asked = (k: number, slice: SliceSource): DecodeTicket => {
    const file = files.get(slice.sopInstanceUid);
    const source = file === undefined ? null : pixelSource(file);
    if (source === null) {
      const missing: DecodeAnswer = { kind: 'slice',
        result: err({ code: 'pixels/file-unreadable', detail: 'no file' }) };
      return { answer: Promise.resolve(missing), hurry: () => undefined };
    }
    return pool.decode({
      kind: 'slice', source, frame: slice.frame, rescale: slice.rescale, voxels: voxels.buffer,
      offset: 2 * perSlice * k, length: perSlice,
    });
  };
  const settled = (k: number, sopInstanceUid: string, { kind, result }: DecodeAnswer): Outcome => {
    if (kind === 'slice' && result.ok) {
      arrived(k);
      return result;
    }
    // What a failed decoding may have left behind must not be taken for voxels.
    if (!isClosed) viewOf(k).fill(NO_VOXEL);
    return err(result.ok ? { code: 'pixels/damaged', detail: '', sopInstanceUid }
      : { ...result.failure, sopInstanceUid });
  };
  const slices = new Map<number, { readonly hurry: () => void; readonly outcome: Promise<Outcome> }>();
  for (const k of middleOutwards(nz)) {
    const slice = recipe.slices[k];
    if (slice === undefined) continue;
    const { answer, hurry } = asked(k, slice);
    slices.set(k, { hurry, outcome: answer.then((one) => settled(k, slice.sopInstanceUid, one)) });
  }
  const finished = async (): Promise<Awaited<OpenVolume['done']>> => {
    const outcomes = await Promise.all([...slices.values()].map(({ outcome }) => outcome));
    finish();
    await pool.close();
    const clampedVoxels = outcomes.reduce((sum, outcome) => sum + (outcome.ok ? outcome.value : 0), 0);
    return outcomes.find((outcome) => !outcome.ok) ?? ok({ clampedVoxels });
  };
  return {
    grid: recipe.grid,
    get voxels() { return voxels; },
    slice: async (k) => {
      const slice = slices.get(k);
      if (isClosed) return err({ code: 'pixels/closed', detail: '' });
      if (slice === undefined) return err({ code: 'pixels/no-such-frame', detail: `slice ${k} of ${nz}` });
      slice.hurry();
      const outcome = await slice.outcome;
      return !outcome.ok ? outcome : isClosed ? err({ code: 'pixels/closed', detail: '' }) : ok(viewOf(k));
    },
    order,
    done: finished(),
    close: async () => {
      isClosed = true;
      finish();
      await pool.close();
      voxels = new Int16Array(new SharedArrayBuffer(0));
      slices.clear();
      freeMemory();
    },
  };
}
