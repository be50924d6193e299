import { expect, it } from 'vitest';
import { affine, apply, indexIjk, pointLps, vectorLps, cross, type PointLps, type VectorLps } from '../../../core/geometry/frame.ts';
import { isOrthonormal, lpsFromPixel, pointPixel } from '../../../core/geometry/plane.ts';
import { mm } from '../../../core/units.ts';
import { reslicedImage } from '../../../core/volume/reslice.ts';
import {
  insideVolume, pictureAt, pictureIndex, standardPlanes, voxelAt, type Cut,
} from '../../../core/volume/standardPlanes.ts';
import type { VolumeGrid } from '../../../core/volume/volume.ts';

const CUTS: readonly Cut[] = ['axial', 'coronal', 'sagittal'];

/** A small grid of unequal sides and spacings whose rows and columns run along the given directions. */
function gridAlong(row: VectorLps, column: VectorLps): VolumeGrid {
  const slice = cross(row, column);
  const spacing = [1, 1.5, 2] as const;
  const axes = [row, column, slice];
  const rows = [0, 1, 2].flatMap((r) => [...axes.map((axis, c) => (axis[r as 0 | 1 | 2]) * spacing[c as 0 | 1 | 2]), [10, -20, 30][r] ?? 0]);
  return { dims: [4, 5, 6], spacing: [mm(1), mm(1.5), mm(2)], lpsFromIjk: affine(rows), frameOfReferenceUid: null };
}
const turnedAboutHead = (degrees: number): VolumeGrid => {
  const angle = (degrees * Math.PI) / 180;
  return gridAlong(vectorLps(Math.cos(angle), Math.sin(angle), 0), vectorLps(-Math.sin(angle), Math.cos(angle), 0));
};
/** Voxels that tell their own index. */
const numbered = ({ dims: [nx, ny, nz] }: VolumeGrid) => Int16Array.from({ length: nx * ny * nz }, (_, offset) => offset);

/** Rows and columns in patient coordinates for each way of lying in the scanner. */
const POSITIONS: readonly (readonly [string, readonly [number, number, number], readonly [number, number, number]])[] = [
  ['HFS', [1, 0, 0], [0, 1, 0]], ['HFP', [-1, 0, 0], [0, -1, 0]], ['FFS', [-1, 0, 0], [0, 1, 0]], ['FFP', [1, 0, 0], [0, -1, 0]],
  ['HFDR', [0, 1, 0], [-1, 0, 0]], ['HFDL', [0, -1, 0], [1, 0, 0]], ['FFDR', [0, -1, 0], [-1, 0, 0]], ['FFDL', [0, 1, 0], [1, 0, 0]],
];
const gridOf = (row: readonly [number, number, number], column: readonly [number, number, number]) =>
  gridAlong(vectorLps(...row), vectorLps(...column));

it.each(POSITIONS)('shows %s as radiologists look at it, whichever way the patient lay', (_, row, column) => {
  const { axial, coronal, sagittal } = standardPlanes(gridOf(row, column));
  const rounded = (v: VectorLps) => v.map((value) => Math.round(value) + 0);
  expect([axial, coronal, sagittal].map(({ u, v }) => [rounded(u), rounded(v)])).toEqual([
    [[1, 0, 0], [0, 1, 0]], [[1, 0, 0], [0, 0, -1]], [[0, 1, 0], [0, 0, -1]],
  ]);
});

it.each([
  ...POSITIONS.map(([name, row, column]) => [name, gridOf(row, column)] as const),
  ['sagittal acquisition', gridAlong(vectorLps(0, 1, 0), vectorLps(0, 0, -1))] as const,
  ['turned by 20°', turnedAboutHead(20)] as const,
])('every pixel of every picture of %s is the voxel that lies where the picture says', (_, grid) => {
  const voxels = numbered(grid);
  const planes = standardPlanes(grid);
  for (const cut of CUTS) {
    const plane = planes[cut];
    for (let index = 0; index < plane.count; index += 1) {
      const picture = pictureAt(grid, plane, index);
      const { values } = reslicedImage({ grid, voxels }, picture);
      const [width, height] = picture.size;
      const found = [...values.keys()].map((at) =>
        voxelAt(grid, lpsFromPixel(picture, pointPixel(at % width, Math.floor(at / width))))?.offset);
      expect(values.length).toBe(width * height);
      expect(found).toEqual([...values]);
      expect(pictureIndex(grid, plane, picture.origin)).toBe(index);
      expect(isOrthonormal(picture)).toBe(true);
    }
  }
});

it('says how far an oblique grid is from the anatomical cut', () => {
  const { axial, coronal, sagittal } = standardPlanes(turnedAboutHead(20));
  expect([axial.turned, coronal.turned, sagittal.turned].map((angle) => Math.round(angle * 1000) / 1000)).toEqual([0, 20, 20]);
});

it('leads onwards to the feet, to the back and to the left', () => {
  for (const [, row, column] of POSITIONS) {
    const grid = gridOf(row, column);
    const planes = standardPlanes(grid);
    const step = (cut: Cut): PointLps => {
      const plane = planes[cut];
      const middle = Math.floor(plane.count / 2);
      const [from, to] = [middle, middle + plane.onwards].map((index) => pictureAt(grid, plane, index).origin);
      return pointLps((to?.[0] ?? 0) - (from?.[0] ?? 0), (to?.[1] ?? 0) - (from?.[1] ?? 0), (to?.[2] ?? 0) - (from?.[2] ?? 0));
    };
    expect([step('axial')[2] < 0, step('coronal')[1] > 0, step('sagittal')[0] > 0]).toEqual([true, true, true]);
  }
});

it('keeps points inside the volume and brings others to its nearest voxel centres', () => {
  const grid = turnedAboutHead(0);
  const inside = apply(grid.lpsFromIjk, indexIjk(1.25, 2, 3.5));
  expect(insideVolume(grid, inside).map((value) => Math.round(value * 1e9) / 1e9)).toEqual([...inside]);
  const beyond = apply(grid.lpsFromIjk, indexIjk(9, -4, 3));
  expect([...insideVolume(grid, beyond)]).toEqual([...apply(grid.lpsFromIjk, indexIjk(3, 0, 3))]);
});

it('finds the voxel on both sides of the border between two, and none beyond the last half voxel', () => {
  const grid = turnedAboutHead(0);
  const at = (i: number) => voxelAt(grid, apply(grid.lpsFromIjk, indexIjk(i, 0, 0)))?.offset ?? null;
  expect([at(-0.51), at(-0.49), at(0.49), at(0.51), at(3.49), at(3.51)]).toEqual([null, 0, 0, 1, 3, null]);
});
