import { describe, expect, it } from 'vitest';
import { apply, indexIjk, pointLps, vectorLps, type PointLps } from '../../../core/geometry/frame.ts';
import type { InstanceHeader } from '../../../core/dicom/header.ts';
import type { VolumeRecipe } from '../../../core/dicom/series.ts';
import { seriesIndex } from '../../../core/dicom/seriesIndex.ts';
import { correctSlice, sliceShares } from '../../../core/volume/correct.ts';
import { ctSeries, type Change } from '../dicom/syntheticHeaders.ts';

const SIDE = 40;
const OUTSIDE = -2000;
const small = (change: Change): Change => ({ ...change, format: { rows: SIDE, columns: SIDE } });
const correctedRecipe = (headers: readonly InstanceHeader[]): VolumeRecipe => {
  const recipe = seriesIndex(headers).items[0]?.geometry.correctedRecipe;
  if (recipe === null || recipe === undefined) throw new Error('no correction offered');
  return recipe;
};
/** A field that is linear in the patient, which linear interpolation must meet everywhere. */
const ramp = (p: PointLps): number => 200 + 4 * p[0] - 3 * p[1] + 6 * p[2];
/** The acquired slice as its own header places it. */
function acquired(headers: readonly InstanceHeader[], uid: string): Float64Array {
  const frame = headers.find(({ sopInstanceUid }) => sopInstanceUid === uid)?.image?.frames[0];
  const [origin, axes] = [frame?.position, frame?.orientation];
  if (origin === null || origin === undefined || axes === null
    || axes === undefined) throw new Error('no place');
  const [row, column] = axes;
  const [dx = Number.NaN, dy = Number.NaN] = frame?.pixelSpacing ?? [];
  return Float64Array.from({ length: SIDE * SIDE }, (_, at) => {
    const [i, j] = [dx * (at % SIDE), dy * Math.floor(at / SIDE)];
    return ramp(pointLps(origin[0] + i * row[0] + j * column[0], origin[1] + i * row[1] + j * column[1],
      origin[2] + i * row[2] + j * column[2]));
  });
}
interface Corrected { readonly recipe: VolumeRecipe; readonly slice: (k: number) => Int16Array }
function corrected(headers: readonly InstanceHeader[]): Corrected {
  const recipe = correctedRecipe(headers);
  const [nx, ny] = recipe.grid.dims;
  return { recipe, slice: (k) => {
    const into = new Int16Array(nx * ny);
    const sources = sliceShares(recipe, k).map(({ index }) =>
      acquired(headers, recipe.slices[index]?.sopInstanceUid ?? ''));
    correctSlice(recipe, k, sources, into, OUTSIDE);
    return into;
  } };
}
/** Largest error against the ramp, and the share of voxels that have a value. */
function compared(recipe: VolumeRecipe, k: number,
  slice: Int16Array): { readonly worst: number; readonly filled: number } {
  const [nx] = recipe.grid.dims;
  let [worst, filled] = [0, 0];
  for (const [at, value] of slice.entries()) {
    if (value === OUTSIDE) continue;
    filled += 1;
    worst = Math.max(worst,
      Math.abs(value - ramp(apply(recipe.grid.lpsFromIjk, indexIjk(at % nx, Math.floor(at / nx), k)))));
  }
  return { worst, filled };
}

const TILT = (12 * Math.PI) / 180;
const cases: readonly (readonly [name: string, headers: readonly InstanceHeader[], mostOutside: number])[] = [
  ['a jump in spacing',
    ctSeries(30, (n) => small({ frame: n <= 15 ? { position: pointLps(1, 2, 0.5 * n) }
      : { position: pointLps(1, 2, n - 7.5), sliceThicknessMm: 1.2 } })), 0],
  ['jitter', ctSeries(30, (n) => small({ frame: { position: pointLps(1, 2, 0.5 * n + (n % 3) * 0.07) } })),
    0],
  ['a tilted gantry',
    ctSeries(30, () =>
      small({ frame: { orientation: [vectorLps(1, 0, 0), vectorLps(0, Math.cos(TILT), -Math.sin(TILT))] } })),
        1],
  ['sheared positions',
    ctSeries(30, (n) => small({ frame: { position: pointLps(0.13 * n, 0.11 * n, 0.5 * n) } })), 1],
  ['sheared positions of oblong pixels', ctSeries(30, (n) =>
    small({ frame: { position: pointLps(-0.13 * n, 0.11 * n, 0.5 * n), pixelSpacing: [0.4, 0.7] } })), 1],
];

describe.each(cases)('%s', (_, headers, mostOutside) => {
  const { recipe, slice } = corrected(headers);

  it('is exact for a linear field, but for rounding', () => {
    for (const k of [0, 1, 7, recipe.grid.dims[2] - 1]) {
      expect(compared(recipe, k, slice(k)).worst).toBeLessThanOrEqual(0.5 + 1e-3);
    }
  });

  it('loses no more than the last row and column of a slice to the shift', () => {
    for (const k of [0, 13, recipe.grid.dims[2] - 1]) {
      expect(compared(recipe, k, slice(k)).filled).toBeGreaterThanOrEqual((SIDE - mostOutside) ** 2);
    }
  });
});

it('takes a slice as it is where the grid meets it, and two neighbours elsewhere', () => {
  const recipe = correctedRecipe(ctSeries(30, (n) =>
    small({ frame: n <= 20 ? { position: pointLps(0, 0, 0.5 * n) }
      : { position: pointLps(0, 0, n - 10), sliceThicknessMm: 1.2 } })));
  expect(recipe.grid.spacing[2]).toBe(0.5);
  expect(sliceShares(recipe, 0)).toEqual([{ index: 0, weight: 1 }]);
  expect(sliceShares(recipe, 19)).toEqual([{ index: 19, weight: 1 }]);
  expect(sliceShares(recipe, 20)).toEqual([{ index: 19, weight: 0.5 }, { index: 20, weight: 0.5 }]);
  expect(sliceShares(recipe, 39)).toEqual([{ index: 29, weight: 1 }]);
  expect(sliceShares(recipe, 40)).toEqual([]);
  expect(sliceShares(recipe, -1)).toEqual([]);
});

it('marks what lies outside the acquired slice and does not repeat its edge', () => {
  // Whole pixels, but for what floating point makes of them: the last row must not be lost to that.
  const headers = ctSeries(30, (n) => small({ frame: { position: pointLps(0, 0.1 * n * 5, 0.5 * n) } }));
  const { recipe, slice } = corrected(headers);
  expect(recipe.grid.dims).toEqual([SIDE, SIDE + 29, 30]);
  const rowsWithValues = (k: number): readonly number[] => Array.from({ length: SIDE + 29 }, (_, j) => j)
    .filter((j) => slice(k)[j * SIDE] !== OUTSIDE);
  expect(rowsWithValues(0)).toEqual(Array.from({ length: SIDE }, (_, j) => j));
  for (let k = 0; k < 30; k += 1) {
    expect(rowsWithValues(k)).toEqual(Array.from({ length: SIDE }, (_, j) => j + k));
  }
});

describe('padding', () => {
  const PAD = -3024;
  const columns = (
    recipe: VolumeRecipe, slices: readonly (readonly number[])[], k: number,
  ): readonly number[] => {
    const tiny = { ...recipe, grid: { ...recipe.grid, dims: [4, 2, recipe.grid.dims[2]] as const },
      slices: recipe.slices.map((one) => ({ ...one, format: { ...one.format, columns: 4, rows: 2 } })) };
    const into = new Int16Array(8);
    correctSlice(tiny, k, slices, into, OUTSIDE);
    return [...into];
  };
  const uneven = correctedRecipe(ctSeries(30, (n) =>
    ({ frame: { position: pointLps(0, 0, n <= 15 ? 0.5 * n : 0.7 * n - 3) } })));
  const sheared = correctedRecipe(ctSeries(30, (n) =>
    ({ frame: { position: pointLps(0.125 * n, 0.125 * n, 0.5 * n) } })));
  const padded = { least: PAD - 10, most: PAD };

  it('is not blended with what was measured, from the first to the last of its values', () => {
    const k = Array.from({ length: uneven.grid.dims[2] }, (_, n) => n)
      .find((n) => sliceShares(uneven, n).length === 2) ?? -1;
    const before = [PAD, 0, PAD - 10, PAD + 1, PAD - 11, 100, 0, PAD];
    const after = [0, PAD, 0, 0, 0, 100, 0, PAD];
    const made = columns({ ...uneven, padding: padded }, [before, after], k);
    const at = (n: number) => made[n] ?? Number.NaN;
    expect([at(0), at(1), at(2), at(7)]).toEqual([PAD - 10, PAD - 10, PAD - 10, PAD - 10]);
    expect([at(5), at(6)]).toEqual([100, 0]);
    for (const n of [3, 4]) expect(at(n)).toBeGreaterThan(PAD + 100);
    const unpadded = columns({ ...uneven, padding: null }, [before, after], k);
    expect(unpadded[0]).toBeGreaterThan(PAD + 100);
  });

  it.each([0, 1, 4, 5])('is not blended within a slice: pixel %d', (pixel) => {
    // Half a pixel to the side and down: voxel 5 is made of pixels 0, 1, 4, 5, voxel 7 of pixels 2, 3, 6, 7.
    const slice = Array.from({ length: 8 }, (_, n) => (n === pixel ? PAD : 40));
    const made = columns({ ...sheared, padding: padded }, [slice], 2);
    expect([made[0], made[5], made[7]]).toEqual([OUTSIDE, PAD - 10, 40]);
    expect(columns({ ...sheared, padding: null }, [slice], 2)[5]).toBe(30 + PAD / 4);
  });
});
