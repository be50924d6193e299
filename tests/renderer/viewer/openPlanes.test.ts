import { expect, it } from 'vitest';
import { affine, apply, indexIjk } from '../../../core/geometry/frame.ts';
import { mm } from '../../../core/units.ts';
import { pictureAt, standardPlanes } from '../../../core/volume/standardPlanes.ts';
import type { VolumeGrid } from '../../../core/volume/volume.ts';
import { CUTS } from '../../../core/volume/planeAxes.ts';
import { middleOf, samplesOf } from '../../../renderer/viewer/openPlanes.ts';
import { openVolumeStore, type VolumeStore } from '../../../renderer/viewer/volumeStore.ts';

const DIMS = [4, 3, 5] as const;
/** Rows and columns along or against the patient's left and back, slices to the head or to the feet. */
const LYING = [[1, 1], [-1, -1], [1, -1], [-1, 1]] as const;
const gridOf = ([x, y]: (typeof LYING)[number]): VolumeGrid => ({
  dims: DIMS, spacing: [mm(1), mm(1), mm(1)], frameOfReferenceUid: null,
  lpsFromIjk: affine([x, 0, 0, 7, 0, y, 0, -3, 0, 0, x * y, 11]),
});
/** The value of a voxel says which it is. */
const valueAt = (i: number, j: number, k: number): number => i + 10 * j + 100 * k;

/** A store in which all slices have arrived. */
async function filled(grid: VolumeGrid): Promise<VolumeStore> {
  const [nx, ny, nz] = DIMS;
  const records = Array.from({ length: nz }, (_, k) => {
    const samples = Int16Array.from({ length: nx * ny }, (__, at) => valueAt(at % nx, Math.floor(at / nx), k));
    return new Blob([new Int32Array([k]), samples]);
  });
  return new Promise((done, failed) => {
    const store = openVolumeStore(grid, () => Promise.resolve(new Response(new Blob(records))), {
      onSlice: () => undefined,
      onState: ({ kind }) => (kind === 'complete' ? done(store) : failed(new Error(kind))),
    });
  });
}

it.each(LYING)('gives every picture of every cut the voxels that lie in its plane, rows %d and columns %d', async (x, y) => {
  const grid = gridOf([x, y]);
  const store = await filled(grid);
  const planes = standardPlanes(grid);
  for (const cut of CUTS) {
    for (let index = 0; index < planes[cut].count; index += 1) {
      const { origin, u, v, size } = pictureAt(grid, planes[cut], index);
      // Each pixel is where the patient frame says, so its voxel is the one that lies there.
      const expected = Array.from({ length: size[0] * size[1] }, (_, n) => {
        const [column, row] = [n % size[0], Math.floor(n / size[0])];
        const place = origin.map((part, axis) => part + column * (u[axis] ?? 0) + row * (v[axis] ?? 0));
        return valueAt(((place[0] ?? 0) - 7) / x, ((place[1] ?? 0) + 3) / y, ((place[2] ?? 0) - 11) / (x * y));
      });
      expect([...samplesOf({ grid, planes, store }, cut, index)], `${cut} ${index}`).toEqual(expected);
    }
  }
});

it('begins in the voxel at the middle', () => {
  const grid = gridOf([1, 1]);
  expect(middleOf(grid)).toEqual(apply(grid.lpsFromIjk, indexIjk(2, 1, 2)));
});
