import { describe, expect, it } from 'vitest';
import { evenMeans, weightedMeans } from '../../../core/section/smoothing.kernel.ts';

const RAYS = 24;
const SECTIONS = 15;
const at = (section: number, ray: number): number => section * RAYS + ((ray + RAYS) % RAYS);
const grid = (value: (section: number, ray: number) => number): Float32Array =>
  Float32Array.from({ length: SECTIONS * RAYS }, (_, o) => value(Math.floor(o / RAYS), o % RAYS));
const alike = grid(() => 1);

describe('means over neighbouring rays and sections', () => {
  it('leave what is even as it is, to the ends of the vessel, whatever it weighs', () => {
    for (const means of [weightedMeans(grid(() => 2.5), grid((n, ray) => 0.1 + ((7 * n + ray) % 5)), RAYS, 2, 1.5), evenMeans(grid(() => 2.5), RAYS, 2, 1.5)])
      for (const value of means) expect(value).toBeCloseTo(2.5, 5);
  });
  it('spread one value as a Gaussian, alike to all sides and over the first ray', () => {
    const means = evenMeans(grid((n, ray) => (n === 7 && ray === 1 ? 1 : 0)), RAYS, 2, 1.5);
    const middle = means[at(7, 1)] ?? NaN;
    for (const d of [1, 2, 3, 4]) {
      for (const ray of [1 - d, 1 + d]) expect((means[at(7, ray)] ?? NaN) / middle).toBeCloseTo(Math.exp(-0.5 * (d / 2) ** 2), 5);
      if (d < 4) for (const n of [7 - d, 7 + d]) expect((means[at(n, 1)] ?? NaN) / middle).toBeCloseTo(Math.exp(-0.5 * (d / 1.5) ** 2), 5);
    }
    expect(means[at(7, 7)]).toBe(0);
    expect(means[at(12, 1)]).toBe(0);
  });
  it('are the same where all weigh alike', () => {
    const values = grid((n, ray) => Math.sin(3 * n + ray) + 2);
    const [even, weighted] = [evenMeans(values, RAYS, 2, 1.5), weightedMeans(values, alike, RAYS, 2, 1.5)];
    even.forEach((value, o) => expect(value).toBeCloseTo(weighted[o] ?? NaN, 5));
  });
  it('fill what is missing from beside it, and say where nothing is near', () => {
    const means = weightedMeans(grid((_, ray) => (ray === 5 ? 9 : NaN)), grid((n, ray) => (n < 4 && ray === 5 ? 1 : 0)), RAYS, 2, 1.5);
    expect(means[at(2, 7)]).toBeCloseTo(9, 5);
    expect(means[at(5, 4)]).toBeCloseTo(9, 5);
    expect(means[at(2, 16)]).toBeNaN();
    expect(means[at(12, 5)]).toBeNaN();
  });
  it('follow the weights', () => {
    const means = weightedMeans(grid((n) => (n < 7 ? 1 : 3)), grid((n) => (n < 7 ? 3 : 1)), RAYS, 2, 0.5);
    // On the one side all weigh 1 and are 3, on the other they weigh 3 and are 1.
    const beside = Math.exp(-2) + Math.exp(-8);
    expect(means[at(7, 0)]).toBeCloseTo((3 + 3 * beside + 3 * beside) / (1 + beside + 3 * beside), 5);
  });
});
