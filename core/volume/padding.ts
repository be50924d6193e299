import type { PixelFormat, Rescale } from '../dicom/header.ts';

/** Values of a volume that stand for no measurement, from `least` to `most`, both included. */
export interface PaddingRange { readonly least: number; readonly most: number }

/**
 * What the padding of a slice becomes in its volume; null where its header states none that a sample can be.
 *
 * Padding fills the corners around a round field of view. The voxels keep it as the file has it, so that they
 * are the same in every program; whoever tells or summarises values must leave it out.
 *
 * @param rescale - of the slice; null where the volume holds stored values
 * @method rescaled, rounded and clamped like the voxels themselves (assemble.ts)
 * @source DICOM PS3.3 C.7.5.1.1.2: no pixel of the picture proper has this value, or one from it to the limit
 */
export function paddingRange(
  { padding, bitsStored, isSigned }: Pick<PixelFormat, 'padding' | 'bitsStored' | 'isSigned'>,
  rescale: Rescale | null,
): PaddingRange | null {
  if (padding === null) return null;
  const [lowest, highest] = isSigned ? [-(2 ** (bitsStored - 1)), 2 ** (bitsStored - 1) - 1]
    : [0, 2 ** bitsStored - 1];
  const from = Math.max(lowest, Math.min(padding.value, padding.limit ?? padding.value));
  const to = Math.min(highest, Math.max(padding.value, padding.limit ?? padding.value));
  if (from > to) return null;
  const { slope, intercept } = rescale ?? { slope: 1, intercept: 0 };
  const voxel = (stored: number): number =>
    Math.max(-32768, Math.min(32767, Math.round(slope * stored + intercept)));
  return { least: voxel(from), most: voxel(to) };
}

/** Whether a voxel of that value is padding. */
export const isPadding = (value: number, range: PaddingRange | null): boolean =>
  range !== null && value >= range.least && value <= range.most;
