import type { PageId } from '../../core/contract/ids.ts';
import type { FrameFailure } from '../../core/dicom/codec/frameFailure.ts';
import type { Result } from '../../core/result.ts';
import type { VolumeGrid } from '../../core/volume/volume.ts';

/** Why a slice or frame cannot be shown. */
export interface PixelFailure { readonly code: string; readonly detail: string }

/** An opened CT as the serve layer sees it: slices of nx × ny HU, as they are decoded or on demand. */
export interface ServedVolume {
  readonly grid: VolumeGrid;
  /**
   * Decoded next, ahead of the queue, where it is not there yet. The view stays valid until the series is
   * closed.
   */
  slice(k: number): Promise<Result<Int16Array, PixelFailure>>;
  /**
   * Slice indices in the order in which they become ready, the middle one first. Ends when all are there, or
   * it is closed.
   */
  order(): AsyncIterable<number>;
}

/** An opened angiographic run: decoded samples of one frame, little-endian. */
export interface ServedRun {
  readonly frames: number;
  frame(n: number): Promise<Result<Uint8Array, PixelFailure>>;
}

/** What of an opened CT is measured. */
export interface MeasuredVolume {
  /** HU in shared memory, x fastest; whole once `done` has settled, empty once closed. */
  readonly voxels: Int16Array;
  /** When every slice has been read or has failed. */
  readonly done: Promise<Result<unknown, FrameFailure>>;
  readonly valuesAre: 'HU' | 'stored values';
  readonly seriesUid: string;
}

/** What a reference stands for. */
export type Served =
  | { readonly kind: 'ct'; readonly volume: ServedVolume; readonly measured: MeasuredVolume }
  | { readonly kind: 'xa'; readonly run: ServedRun };

/**
 * The opened series, by the references that cross the contract. References are looked up, never joined to a
 * path.
 */
export interface Blobs {
  /** Undefined where the reference is unknown or closed already. */
  open(ref: string): Served | undefined;
  /** A page gives up one of its holds; what others hold stays theirs. */
  close(ref: string, page: PageId | null): Promise<void>;
}
