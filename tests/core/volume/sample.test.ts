import { describe, expect, it } from 'vitest';
import { affine, apply, indexIjk } from '../../../core/geometry/frame.ts';
import { mm } from '../../../core/units.ts';
import { huAtIndex, huAtPoint } from '../../../core/volume/sample.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import { ramp, rampVolume } from './rampVolume.ts';

/** 2 × 2 × 2 voxels of 1, 10, 100 … HU, 1 mm apart. */
const cube: Volume = {
  grid: {
    dims: [2, 2, 2], spacing: [mm(1), mm(1), mm(1)], frameOfReferenceUid: null,
    lpsFromIjk: affine([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]),
  },
  voxels: Int16Array.of(0, 8, 16, 32, 64, 128, 256, 512),
};

describe('HU at a point', () => {
  it('is the voxel itself at a voxel centre', () => {
    expect(huAtIndex(cube, indexIjk(1, 0, 0))).toBe(8);
    expect(huAtIndex(cube, indexIjk(0, 1, 0))).toBe(16);
    expect(huAtIndex(cube, indexIjk(0, 0, 1))).toBe(64);
    expect(huAtIndex(cube, indexIjk(1, 1, 1))).toBe(512);
  });
  it('is the mean of all eight in their middle', () => {
    expect(huAtIndex(cube, indexIjk(0.5, 0.5, 0.5))).toBe(1016 / 8);
  });
  it('is linear along each axis', () => {
    expect(huAtIndex(cube, indexIjk(0.25, 0, 0))).toBe(2);
    expect(huAtIndex(cube, indexIjk(0, 0.25, 0))).toBe(4);
    expect(huAtIndex(cube, indexIjk(0, 0, 0.25))).toBe(16);
  });
  it('is unknown outside the voxel centres, on every side', () => {
    for (const axis of [0, 1, 2]) {
      for (const beyond of [-0.01, 1.01]) {
        const index: [number, number, number] = [0.5, 0.5, 0.5];
        index[axis] = beyond;
        expect(huAtIndex(cube, indexIjk(...index))).toBeNull();
      }
    }
    expect(huAtIndex(cube, indexIjk(Number.NaN, 0, 0))).toBeNull();
  });
  it('meets a linear field within the rounding of its voxels, in an oblique grid', () => {
    const volume = rampVolume();
    for (const index of [indexIjk(3.3, 7.7, 5.1), indexIjk(18.9, 0.2, 10.4), indexIjk(0, 15, 11)]) {
      const point = apply(volume.grid.lpsFromIjk, index);
      expect(huAtPoint(volume, point)).toBeCloseTo(ramp(point), -0.3);
      expect(Math.abs((huAtPoint(volume, point) ?? Infinity) - ramp(point))).toBeLessThanOrEqual(0.5);
    }
  });
  it('is known at the outermost centres in spite of rounding', () => {
    const volume = rampVolume();
    expect(huAtPoint(volume, apply(volume.grid.lpsFromIjk, indexIjk(19, 15, 11)))).not.toBeNull();
    expect(huAtPoint(volume, apply(volume.grid.lpsFromIjk, indexIjk(0, 0, 0)))).not.toBeNull();
  });
  it('works in a volume of one slice', () => {
    const flat: Volume = { grid: { ...cube.grid, dims: [2, 2, 1] }, voxels: Int16Array.of(0, 8, 16, 32) };
    expect(huAtIndex(flat, indexIjk(0.5, 0.5, 0))).toBe(14);
    expect(huAtIndex(flat, indexIjk(0.5, 0.5, 0.1))).toBeNull();
  });
});
