import { expect, it } from 'vitest';
import { affine } from '../../../core/geometry/frame.ts';
import { mm } from '../../../core/units.ts';
import { CUTS } from '../../../core/volume/planeAxes.ts';
import { reslicedImage } from '../../../core/volume/reslice.ts';
import { pictureAt, standardPlanes } from '../../../core/volume/standardPlanes.ts';
import type { VolumeGrid } from '../../../core/volume/volume.ts';
import { arrivedLines } from '../../../renderer/viewer/arrivedLines.ts';
import { NOT_THERE } from '../../../renderer/viewer/volumeStore.ts';

const DIMS = [4, 3, 5] as const;
/** The value of a voxel says which it is, its slice by the hundreds. */
const voxels = Int16Array.from({ length: 60 }, (_, at) => (at % 4) + 10 * (Math.floor(at / 4) % 3) + 100 * Math.floor(at / 12));
const sliceOf = (value: number): number => Math.floor(value / 100);

/** Slices across the patient's long axis, from front to back, and from side to side; each axis either way. */
const LYING = [[0, 1, 2], [0, 2, 1], [2, 0, 1], [1, 0, 2], [1, 2, 0], [2, 1, 0]].flatMap((axes) => (
  [1, -1].flatMap((x) => [1, -1].flatMap((y) => [1, -1].map((z) => ({ axes, signs: [x, y, z] as const }))))
));
const gridOf = ({ axes, signs }: (typeof LYING)[number]): VolumeGrid => ({
  dims: DIMS, spacing: [mm(1), mm(1), mm(1)], frameOfReferenceUid: null,
  lpsFromIjk: affine([0, 1, 2].flatMap((patient) => [...axes.map((axis, column) => (axis === patient ? signs[column] ?? 0 : 0)), 0])),
});

it.each(LYING)('shows of slices that have arrived what a whole volume shows, and black for the others: axes $axes, $signs', (lying) => {
  const grid = gridOf(lying);
  const planes = standardPlanes(grid);
  const has = (k: number): boolean => k === 1 || k === 2 || k === 4;
  for (const cut of CUTS) {
    if (planes[cut].across === 2) continue;
    for (let index = 0; index < planes[cut].count; index += 1) {
      const whole = [...reslicedImage({ grid, voxels }, pictureAt(grid, planes[cut], index)).values];
      const expected = whole.map((value) => (has(sliceOf(value)) ? value : NOT_THERE));
      expect([...arrivedLines({ volume: { grid, voxels }, has }, planes[cut], index)], `${cut} ${index}`).toEqual(expected);
    }
  }
});
