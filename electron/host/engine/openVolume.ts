import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import type { Result } from '../../../core/result.ts';
import type { VolumeGrid } from '../../../core/volume/volume.ts';

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
  /**
   * x fastest, then y, then z; HU. Zeros where a slice is still to come, NO_VOXEL where one failed; empty
   * once closed.
   */
  readonly voxels: Int16Array;
  /** A view of slice k of the grid; decoded next, ahead of the queue, where it is not there yet. */
  slice(k: number): Promise<Result<Int16Array, FrameFailure>>;
  /**
   * Slice indices as they become ready, from the middle outwards, each reader from the first. Leaves out
   * slices that failed.
   */
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

/** Slices in the order in which they arrive, for any number of readers at any time. */
export interface Arrivals {
  arrived(k: number): void;
  /** No more will come; readers end behind the last. */
  finish(): void;
  order(): AsyncGenerator<number, void, void>;
}

export function arrivals(): Arrivals {
  const order: number[] = [];
  let isFinished = false;
  let wake = Promise.withResolvers<void>();
  const announce = (): void => {
    wake.resolve();
    wake = Promise.withResolvers<void>();
  };
  return {
    arrived: (k) => {
      order.push(k);
      announce();
    },
    finish: () => {
      isFinished = true;
      announce();
    },
    async *order() {
      for (let next = 0; ; next += 1) {
        while (next >= order.length) {
          if (isFinished) return;
          await wake.promise;
        }
        const k = order[next];
        if (k !== undefined) yield k;
      }
    },
  };
}
