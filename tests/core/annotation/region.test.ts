import { expect, it } from 'vitest';
import { regionStatistics } from '../../../core/annotation/region.ts';
import { affine, apply, indexIjk, inverse, moved, pointLps, unitVector, vectorLps, type IndexIjk, type PointLps } from '../../../core/geometry/frame.ts';
import { planeNormal, planeThrough } from '../../../core/geometry/plane.ts';
import { mm } from '../../../core/units.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import { ramp, rampVolume } from '../volume/rampVolume.ts';

/** 40 × 40 × 20 voxels of 0.5 × 0.5 × 1 mm from the origin. */
function volumeOf(field: (i: number, j: number, k: number) => number): Volume {
  const dims = [40, 40, 20] as const;
  const voxels = Int16Array.from({ length: 40 * 40 * 20 }, (_, at) => field(at % 40, Math.floor(at / 40) % 40, Math.floor(at / 1600)));
  const lpsFromIjk = affine<PointLps, IndexIjk>([0.5, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 1, 0]);
  return { grid: { dims, spacing: [mm(0.5), mm(0.5), mm(1)], lpsFromIjk, frameOfReferenceUid: null }, voxels };
}
const axial = vectorLps(0, 0, 1);
/** A square of so many mm about a point, from edge to edge between voxels. */
const square = (x: number, y: number, z: number, half: number) =>
  [[-half, -half], [half, -half], [half, half], [-half, half]].map(([a = 0, b = 0]) => pointLps(x + a, y + b, z));

it('takes the voxels themselves on a slice: mean, deviation, least and greatest by hand', () => {
  // Nine voxels 1 … 9 around (20, 20) of slice 7; sd of 1 … 9 is √7.5.
  const volume = volumeOf((i, j, k) => (k === 7 ? 1 + (i - 19) + 3 * (j - 19) : -999));
  expect(regionStatistics(volume, null, 'polygon', { points: square(10, 10, 7, 0.7), normal: axial })).toEqual({
    n: 9, padded: 0, outside: 0, sampling: 'voxels', area: expect.closeTo(1.96, 9),
    values: { mean: 5, min: 1, max: 9, sd: expect.closeTo(Math.sqrt(7.5), 9) },
  });
});

it('counts no voxel of the slices beside, and of a plane between two the values between', () => {
  const volume = volumeOf((_, __, k) => 100 * k);
  const at = (z: number) => regionStatistics(volume, null, 'circle', { points: [pointLps(10, 10, z), pointLps(13, 10, z)], normal: axial });
  expect(at(7).values).toEqual({ mean: 700, min: 700, max: 700, sd: 0 });
  expect(at(7.5)).toMatchObject({ sampling: { step: 0.5 }, values: { mean: 750, sd: 0 } });
});

it('leaves padding out, and every sample with a share of it', () => {
  const volume = volumeOf((i) => (i < 20 ? -2000 : 60));
  const points = square(10, 10, 7, 2.1);
  const padding = { least: -2000, most: -2000 };
  const found = regionStatistics(volume, padding, 'polygon', { points, normal: axial });
  expect(found).toMatchObject({ values: { mean: 60, sd: 0, min: 60, max: 60 }, n: 5 * 9, padded: 4 * 9 });
  const between = points.map((point) => moved(point, axial, 0.5));
  expect(regionStatistics(volume, padding, 'polygon', { points: between, normal: axial }).values).toMatchObject({ min: 60 });
  expect(regionStatistics(volume, { least: -2000, most: 60 }, 'polygon', { points, normal: axial })).toMatchObject({ n: 0, values: null });
});

it('leaves out what lies beyond the volume, and says how much', () => {
  const found = regionStatistics(volumeOf(() => 5), null, 'polygon', { points: square(0, 10, 7, 1.1), normal: axial });
  expect(found).toMatchObject({ n: 3 * 5, outside: 2 * 5, values: { mean: 5, sd: 0 } });
});

it('gives a single voxel no deviation', () => {
  expect(regionStatistics(volumeOf(() => 5), null, 'polygon', { points: square(10, 10, 7, 0.2), normal: axial }))
    .toMatchObject({ n: 1, values: { mean: 5, sd: null } });
});

it('keeps a small spread about a great mean', () => {
  const volume = volumeOf((i) => 30_000 + (i % 2));
  const { values } = regionStatistics(volume, null, 'circle', { points: [pointLps(10, 10, 7), pointLps(15, 10, 7)], normal: axial });
  expect(values?.sd).toBeCloseTo(0.5, 2);
});

it('means of a linear field on any oblique plane are its value in the middle', () => {
  const volume = rampVolume([60, 60, 40]);
  const centre = apply(volume.grid.lpsFromIjk, indexIjk(30, 30, 20));
  for (const way of [vectorLps(1, 0.2, 0.1), vectorLps(0.3, 1, -0.7), vectorLps(0.1, -0.4, 1)]) {
    const plane = planeThrough(centre, way, vectorLps(way[1], -way[2], way[0]));
    const points = [centre, moved(centre, plane.u, 4), moved(centre, plane.v, 2.5)];
    const { values, n, area } = regionStatistics(volume, null, 'ellipse', { points, normal: planeNormal(plane) });
    // Voxels are whole numbers: half of one, by chance of both signs.
    expect(Math.abs((values?.mean ?? 0) - ramp(centre))).toBeLessThan(0.2);
    expect(area).toBeCloseTo(10 * Math.PI, 9);
    // As many samples as the area holds, but for those on its rim.
    expect(Math.abs(n * 0.25 - area) / area).toBeLessThan(0.05);
  }
});

it('says the same of a slice of a turned grid as of a straight one: voxels, not samples', () => {
  const volume = rampVolume([40, 40, 10]);
  const centre = apply(volume.grid.lpsFromIjk, indexIjk(20, 20, 4));
  const points = [centre, moved(centre, unitVector(vectorLps(4, 3, 0)), 2.1)];
  const found = regionStatistics(volume, null, 'circle', { points, normal: axial });
  expect(found.sampling).toBe('voxels');
  const inside = Array.from({ length: 1600 }, (_, at) => [at % 40, Math.floor(at / 40)] as const).filter(([i, j]) => Math.hypot(i - 20, j - 20) * 0.5 < 2.1);
  expect(found.n).toBe(inside.length);
  const mean = inside.reduce((sum, [i, j]) => sum + (volume.voxels[i + 40 * (j + 40 * 4)] ?? 0), 0) / inside.length;
  expect(found.values?.mean).toBeCloseTo(mean, 9);
  expect(apply(inverse(volume.grid.lpsFromIjk), centre)[2]).toBeCloseTo(4, 9);
});
