import { availableParallelism } from 'node:os';
import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import type { SliceSource, VolumeRecipe } from '../../../core/dicom/series.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { VolumeGrid } from '../../../core/volume/volume.ts';
import { pixelSource, type ImageFile } from '../dicom/imageFile.ts';
import type { DecodeAnswer } from './decodeJob.ts';
import { openDecodePool, type DecodeTicket, type PoolOptions } from './decodePool.ts';
import { freeMemory } from './freedMemory.ts';

/** What is to be said about a volume that was read. */
export interface VolumeNotes {
  /** Voxels whose HU lay outside int16 and were clamped to its end. */
  readonly clampedVoxels: number;
}

/** The first slice that could not be read, and whose it is. */
export interface VolumeFailure extends FrameFailure { readonly sopInstanceUid: string }

/** One volume while it is open: decoded in the background, straight into shared memory. */
export interface OpenVolume {
  readonly grid: VolumeGrid;
  /** x fastest, then y, then z; HU. Zeros where a slice is still to come, NO_VOXEL where one failed; empty once closed. */
  readonly voxels: Int16Array;
  /** A view of slice k of the grid; decoded next, ahead of the queue, where it is not there yet. */
  slice(k: number): Promise<Result<Int16Array, FrameFailure>>;
  /** Slice indices as they become ready, from the middle outwards, each reader from the first. Leaves out slices that failed. */
  order(): AsyncIterable<number>;
  /** When every slice has been read or has failed. A volume with a failed slice must not be measured. */
  readonly done: Promise<Result<VolumeNotes, VolumeFailure>>;
  /** Stops the threads and gives the memory back. */
  close(): Promise<void>;
}

/** Stands where there is no voxel: far below anything a scanner measures. */
export const NO_VOXEL = -32768;

/** 0-based indices from the middle outwards. */
export const middleOutwards = (count: number): readonly number[] => {
  const middle = Math.floor(count / 2);
  return Array.from({ length: count }, (_, k) => k)
    .toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || b - a);
};

/**
 * Begins to read a volume.
 *
 * @param files - of every instance that the recipe names
 * @param workers - decoding threads; one a processor by default
 */
export function openVolume(
  recipe: VolumeRecipe, files: ReadonlyMap<string, ImageFile>, workers: number | PoolOptions = availableParallelism(),
): OpenVolume {
  const [nx, ny, nz] = recipe.grid.dims;
  const perSlice = nx * ny;
  const pool = openDecodePool(typeof workers === 'number' ? { threads: workers } : workers);
  const arrived: number[] = [];
  const results: (Result<number, VolumeFailure> | undefined)[] = [];
  // The only lasting handle to the memory; tickets and jobs that hold others are dropped when the volume is closed.
  let voxels = new Int16Array(new SharedArrayBuffer(2 * perSlice * nz));
  let isOver = false;
  let isClosed = false;
  let wake = Promise.withResolvers<void>();
  const announce = (): void => {
    wake.resolve();
    wake = Promise.withResolvers<void>();
  };
  const viewOf = (k: number): Int16Array => voxels.subarray(k * perSlice, (k + 1) * perSlice);

  const ask = (k: number, slice: SliceSource): DecodeTicket => {
    const file = files.get(slice.sopInstanceUid);
    const source = file === undefined ? null : pixelSource(file);
    if (source === null) {
      const missing: DecodeAnswer = { kind: 'slice', result: err({ code: 'pixels/file-unreadable', detail: 'no file' }) };
      return { answer: Promise.resolve(missing), hurry: () => undefined };
    }
    return pool.decode({
      kind: 'slice', source, frame: slice.frame, rescale: slice.rescale, voxels: voxels.buffer,
      offset: 2 * perSlice * k, length: perSlice,
    });
  };
  const tickets = new Map<number, { readonly hurry: () => void; readonly settled: Promise<Result<number, VolumeFailure>> }>();
  for (const k of middleOutwards(nz)) {
    const slice = recipe.slices[k];
    if (slice === undefined) continue;
    const { answer, hurry } = ask(k, slice);
    const settled = answer.then(({ result }): Result<number, VolumeFailure> => {
      const outcome = result.ok && typeof result.value === 'number' ? ok(result.value)
        : err({ ...(result.ok ? { code: 'pixels/damaged', detail: '' } as const : result.failure), sopInstanceUid: slice.sopInstanceUid });
      results[k] = outcome;
      if (outcome.ok) arrived.push(k);
      else if (!isClosed) viewOf(k).fill(NO_VOXEL);
      announce();
      return outcome;
    });
    tickets.set(k, { hurry, settled });
  }
  const done = Promise.all([...tickets.values()].map(({ settled }) => settled)).then((all) => {
    isOver = true;
    announce();
    void pool.close();
    const failed = all.find((result) => !result.ok);
    return failed ?? ok({ clampedVoxels: all.reduce((sum, result) => sum + (result.ok ? result.value : 0), 0) });
  });

  return {
    grid: recipe.grid,
    get voxels() { return voxels; },
    slice: async (k) => {
      const ticket = tickets.get(k);
      if (ticket === undefined) return err({ code: 'pixels/no-such-frame', detail: `slice ${k} of ${nz}` });
      if (results[k] === undefined) ticket.hurry();
      const result = await ticket.settled;
      if (!result.ok) return result;
      return isClosed ? err({ code: 'pixels/closed', detail: '' }) : ok(viewOf(k));
    },
    async *order() {
      for (let next = 0; ; next += 1) {
        while (next >= arrived.length) {
          if (isOver) return;
          await wake.promise;
        }
        const k = arrived[next];
        if (k !== undefined) yield k;
      }
    },
    done,
    close: async () => {
      isOver = true;
      isClosed = true;
      await pool.close();
      voxels = new Int16Array(new SharedArrayBuffer(0));
      arrived.length = 0;
      tickets.clear();
      announce();
      freeMemory();
    },
  };
}
