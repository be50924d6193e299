import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import type { RunDetails } from '../../../core/angiography/runDetails.ts';
import type { InstanceHeader, Rescale } from '../../../core/dicom/header.ts';
import type { Result } from '../../../core/result.ts';
import type { PixelSource } from '../dicom/imageFile.ts';
import type { FrameSamples } from '../dicom/readFrames.ts';

/**
 * What a decoding thread is asked: HU of a slice straight into shared memory, the stored values of a frame, or what
 * a run states of itself.
 */
export type DecodeJob =
  | {
    readonly kind: 'slice'; readonly source: PixelSource; readonly frame: number;
    readonly rescale: Rescale | null;
    readonly voxels: SharedArrayBuffer;
    /** Bytes from the start of the memory, and how many voxels the slice has. */
    readonly offset: number; readonly length: number;
  }
  | { readonly kind: 'frame'; readonly source: PixelSource; readonly frame: number }
  /** What the file of a run states beside its header. */
  | { readonly kind: 'details'; readonly source: PixelSource; readonly header: InstanceHeader };

/** Asks a thread to let go of all that it read. */
export interface Rest { readonly kind: 'rest' }
/** `isLight`: it has loaded no decoder, whose memory would stay as large as its largest picture made it. */
export interface Rested { readonly kind: 'rested'; readonly isLight: boolean }

/** What it answers: for a slice how many voxels had to be clamped to int16. */
export type DecodeAnswer =
  | { readonly kind: 'slice'; readonly result: Result<number, FrameFailure> }
  | { readonly kind: 'frame'; readonly result: Result<FrameSamples, FrameFailure> }
  | { readonly kind: 'details'; readonly result: Result<RunDetails, FrameFailure> };
