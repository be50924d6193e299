import type { StandardPlane } from '../../core/volume/standardPlanes.ts';
import type { VolumeGrid } from '../../core/volume/volume.ts';
import { NOT_THERE } from './volumeStore.ts';

/** Blackens, in a picture that cuts across the slices, the lines of slices that have not arrived. */
export function blankMissing(
  samples: Int16Array, grid: VolumeGrid, plane: StandardPlane, has: (k: number) => boolean,
): void {
  const width = grid.dims[plane.uAxis];
  const slices = grid.dims[2];
  const isAcross = plane.uAxis === 2;
  const sign = isAcross ? plane.uSign : plane.vSign;
  for (let line = 0; line < slices; line += 1) {
    if (has(sign > 0 ? line : slices - 1 - line)) continue;
    if (!isAcross) samples.fill(NOT_THERE, line * width, (line + 1) * width);
    else for (let at = line; at < samples.length; at += width) samples[at] = NOT_THERE;
  }
}
