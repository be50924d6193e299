import type { SlicePicture } from '../../../core/dicom/series.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import { pixelSource, type ImageFile } from '../dicom/imageFile.ts';
import { openFrames, type FrameOptions, type OpenFrames } from './frameEngine.ts';
import { NO_VOXEL } from './openVolume.ts';

/** Slices of a series that is no volume, while they are open: each a picture by itself, int16. */
export interface OpenSlices extends OpenFrames {
  /** Of the largest slice; a smaller one lies in the upper left corner, with nothing around it. */
  readonly rows: number;
  readonly columns: number;
}

/**
 * Begins with the slices of a stack; nothing is decoded before the first is asked for.
 *
 * @param files - of every instance that the slices name; a slice without one fails by itself
 */
export function openSlices(
  slices: readonly SlicePicture[], files: ReadonlyMap<string, ImageFile>, options: FrameOptions = {},
): OpenSlices {
  const rows = slices.reduce((most, { format }) => Math.max(most, format.rows), 0);
  const columns = slices.reduce((most, { format }) => Math.max(most, format.columns), 0);
  const opened = openFrames(slices.length, 2 * rows * columns, (n) => {
    const slice = slices[n];
    const file = slice === undefined ? undefined : files.get(slice.sopInstanceUid);
    const source = file === undefined ? null : pixelSource(file);
    if (slice === undefined || source === null) return null;
    const { format, frame, rescale } = slice;
    const length = format.rows * format.columns;
    const voxels = new SharedArrayBuffer(2 * length);
    return {
      job: { kind: 'slice', source, frame, rescale, voxels, offset: 0, length },
      bytes: ({ kind, result }): Result<Uint8Array, FrameFailure> =>
        kind !== 'slice' ? err({ code: 'pixels/damaged', detail: '' })
          : result.ok ? ok(laid(new Int16Array(voxels), format.columns, rows, columns)) : result,
    };
  }, options);
  return { ...opened, rows, columns };
}

/** The slice in the upper left corner of a picture of this size, as bytes. */
function laid(voxels: Int16Array, width: number, rows: number, columns: number): Uint8Array {
  const picture = new Int16Array(rows * columns);
  if (voxels.length === picture.length) picture.set(voxels);
  else {
    picture.fill(NO_VOXEL);
    for (let row = 0; row * width < voxels.length; row += 1)
      picture.set(voxels.subarray(row * width, (row + 1) * width), row * columns);
  }
  return new Uint8Array(picture.buffer);
}
