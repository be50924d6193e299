import { describe, expect, it } from 'vitest';
import { affine, apply, indexIjk } from '../../../core/geometry/frame.ts';
import { bricksOf, visibleBricks } from '../../../core/rendering/bricks.ts';
import { reducedVolume, reducing, reductionOf } from '../../../core/rendering/reduced.ts';
import { steppedTable, transferTable, TABLE_SIZE } from '../../../core/rendering/transfer.ts';
import { lastOf } from '../../../core/sequence.ts';
import { mm } from '../../../core/units.ts';
import type { Volume } from '../../../core/volume/volume.ts';

const ramp = (dims: readonly [number, number, number]): Volume => ({
  grid: {
    dims, spacing: [mm(0.5), mm(0.6), mm(0.7)], frameOfReferenceUid: null,
    lpsFromIjk: affine([0, 0.6, 0, 5, 0.5, 0, 0, -3, 0, 0, 0.7, 9]),
  },
  voxels: Int16Array.from({ length: dims[0] * dims[1] * dims[2] }, (_, n) => {
    const [i, j, k] = [n % dims[0], Math.floor(n / dims[0]) % dims[1], Math.floor(n / (dims[0] * dims[1]))];
    return 10 * i + 100 * j - 50 * k;
  }),
});

describe('a reduced volume', () => {
  it('takes the finest axis first, as far as it must', () => {
    expect(reductionOf({ dims: [512, 512, 400], spacing: [mm(0.35), mm(0.35), mm(0.5)] })).toEqual([2, 2, 2]);
    expect(reductionOf({ dims: [512, 512, 100], spacing: [mm(0.35), mm(0.35), mm(3)] })).toEqual([2, 1, 1]);
    expect(reductionOf({ dims: [256, 256, 200], spacing: [mm(0.7), mm(0.7), mm(0.5)] })).toEqual([1, 1, 1]);
  });

  it('holds the means of its blocks in the middle of them, what is over left out', () => {
    const volume = ramp([7, 6, 5]);
    const { grid, voxels } = reducedVolume(volume, [3, 2, 2]);
    expect(grid.dims).toEqual([2, 3, 2]);
    // A ramp's mean over a block is its value in the block's middle.
    const value = (i: number, j: number, k: number): number => Math.round(10 * (3 * i + 1) + 100 * (2 * j + 0.5) - 50 * (2 * k + 0.5));
    expect([...voxels]).toEqual(Array.from({ length: 12 }, (_, n) => value(n % 2, Math.floor(n / 2) % 3, Math.floor(n / 6))));
    expect(apply(grid.lpsFromIjk, indexIjk(1, 2, 1))).toEqual(apply(volume.grid.lpsFromIjk, indexIjk(4, 4.5, 2.5)).map((x) => expect.closeTo(x, 9)));
  });

  it('lies in the memory that it is given', () => {
    const memory = new SharedArrayBuffer(24);
    const { voxels } = lastOf(reducing(ramp([7, 6, 5]), [3, 2, 2], (bytes) => (bytes === 24 ? memory : new ArrayBuffer(bytes))));
    expect(voxels.buffer).toBe(memory);
    expect([...voxels]).toEqual([...reducedVolume(ramp([7, 6, 5]), [3, 2, 2]).voxels]);
  });

  it('of factors 1 is the volume', () => {
    const volume = ramp([4, 3, 2]);
    expect(reducedVolume(volume, [1, 1, 1])).toEqual(volume);
  });
});

describe('bricks', () => {
  it('know the range of their voxels and of the next ones', () => {
    const { grid, voxels } = reducedVolume(ramp([17, 8, 8]), [1, 1, 1]);
    const { dims, least, most } = bricksOf(voxels, grid.dims);
    expect(dims).toEqual([3, 1, 1]);
    expect([...least]).toEqual([-350, -270, -190]);
    expect([...most]).toEqual([80 + 700, 160 + 700, 160 + 700]);
  });

  it('are seen where any value between their least and greatest is', () => {
    const table = transferTable('bone', null);
    const bricks = { dims: [4, 1, 1] as const, least: Int16Array.of(-1000, -1000, 500, 100), most: Int16Array.of(-900, 1000, 600, 139) };
    expect([...visibleBricks(bricks, table)]).toEqual([0, 1, 1, 0]);
  });
});

describe('a transfer table', () => {
  it('shows nothing of air and fat, and more the denser it is, in every preset', () => {
    for (const preset of ['vessel', 'calcium', 'bone'] as const) {
      const table = transferTable(preset, 400);
      const opacity = (hu: number): number => table[4 * Math.floor((hu + 1024) / 4) + 3] ?? 0;
      expect([opacity(-1000), opacity(-100), opacity(0)]).toEqual([0, 0, 0]);
      expect(opacity(1200)).toBeGreaterThan(opacity(400));
    }
  });

  it('keeps calcium apart from blood, whatever the contrast', () => {
    for (const blood of [250, 400, 600]) {
      const table = transferTable('calcium', blood);
      const opacity = (hu: number): number => table[4 * Math.floor((hu + 1024) / 4) + 3] ?? 0;
      expect(opacity(blood + 250)).toBeGreaterThan(20 * opacity(blood));
    }
  });

  it('lets two half steps through as much as one whole', () => {
    const table = transferTable('vessel', 400);
    const [whole, half] = [steppedTable(table, 1), steppedTable(table, 0.5)];
    const at = 4 * (TABLE_SIZE - 1 - 600) + 3;
    expect((1 - (half[at] ?? 0)) ** 2).toBeCloseTo(1 - (whole[at] ?? 0), 6);
  });
});
