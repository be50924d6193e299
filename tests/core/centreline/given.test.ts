import { describe, expect, it } from 'vitest';
import { givenCentreline, givenSentence } from '../../../core/centreline/given.ts';
import { maskedCentreline, type VesselMask } from '../../../core/centreline/masked.ts';
import { maskSentence } from '../../../core/centreline/words.ts';
import { apply, indexIjk, pointLps } from '../../../core/geometry/frame.ts';
import { courseAt } from '../../../core/phantom/course.ts';
import { gapToCourse } from '../../phantoms/randomVessel.ts';
import { arcVessel, finished, scene, seedNear } from './scene.ts';

const vessel = arcVessel();
const volume = scene(vessel);
const line = Array.from({ length: 26 }, (_, n) => courseAt(vessel.course, 3 + 2 * n));
/** The whole vessel, but for a stretch that is left out. */
const maskOf = (fromMm = Infinity, toMm = Infinity): VesselMask => {
  const [nx, ny, nz] = volume.grid.dims;
  const inside = new Uint8Array(nx * ny * nz);
  for (let n = 0; n < inside.length; n += 1) {
    const at = apply(volume.grid.lpsFromIjk, indexIjk(n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))));
    // The arc lies in the plane z = 0: what is far from it need not be measured.
    if (Math.abs(at[2]) > 2) continue;
    const { distance, atMm } = gapToCourse(vessel, at);
    if (distance < 1.8 && !(atMm > fromMm && atMm < toMm)) inside[n] = 1;
  }
  return { grid: volume.grid, inside };
};

describe('a centreline from outside', () => {
  const result = givenCentreline(volume, line);
  const given = result.ok ? result.value : null;
  it('is taken as it is, evenly sampled', () => {
    const off = given?.points.map(({ at }) => gapToCourse(vessel, at).distance) ?? [NaN];
    expect(Math.max(...off)).toBeLessThan(0.06);
    expect(Math.abs((given?.length ?? NaN) - 50)).toBeLessThan(0.2);
    expect(Math.abs((given?.step ?? NaN) - 0.5)).toBeLessThan(0.01);
    expect(given?.points.every(({ uncertainty }) => uncertainty === Infinity)).toBe(true);
  });
  it('is told where there is no contrast', () => {
    expect(Math.abs((given?.legs[0]?.bridged ?? NaN) - 12)).toBeLessThan(2.5);
  });
  it.each([
    ['too short', line.slice(0, 2), { code: 'given/too-short' }],
    ['of one point', line.slice(0, 1), { code: 'given/too-short' }],
    ['with a point that is no number', line.with(4, pointLps(NaN, 0, 0)), { code: 'given/not-a-place', point: 4 }],
    ['with a point outside', line.with(7, pointLps(0, 0, 400)), { code: 'given/point-outside', point: 7 }],
    ['with a gap', line.toSpliced(5, 8), { code: 'given/gap', point: 5 }],
  ])('%s is refused', (_, points, failure) => {
    const refused = givenCentreline(volume, points);
    expect(refused.ok ? null : refused.failure).toMatchObject(failure);
    expect(refused.ok ? '' : givenSentence(refused.failure)).toMatch(/\.$/u);
  });
});

describe('a centreline from outside that ends in air', () => {
  /** Of the course so many millimetres along x are air. */
  const withAir = (endMm: number) => {
    const [nx] = volume.grid.dims;
    const edge = (line.at(-1)?.[0] ?? NaN) - endMm;
    const isAir = (n: number): boolean => apply(volume.grid.lpsFromIjk, indexIjk(n % nx, 0, 0))[0] > edge;
    return givenCentreline({ ...volume, voxels: Int16Array.from(volume.voxels, (value, n) => (isAir(n) ? -850 : value)) }, line);
  };
  it('is taken where that is little, and refused where it is a good part', () => {
    expect(withAir(1.5).ok).toBe(true);
    const refused = withAir(5);
    expect(refused.ok ? null : refused.failure).toEqual({ code: 'given/in-air', length: expect.closeTo(5.8, 0) });
    expect(refused.ok ? '' : givenSentence(refused.failure)).toMatch(/^5\.\d mm of the centreline lie in air\..*\.$/u);
  });
});

describe('a mask from outside', () => {
  const seeds = [seedNear(vessel, 4, [0, 0.8, 0]), seedNear(vessel, 52, [0, -0.8, 0.5])];
  it('gives a centreline in its middle', () => {
    const result = finished(maskedCentreline(volume, maskOf(), seeds));
    const off = result.ok ? result.value.points.slice(3, -3).map(({ at }) => gapToCourse(vessel, at).distance) : [NaN];
    expect(Math.max(...off)).toBeLessThan(0.25);
    expect(result.ok && result.value.by).toBe('centreline/mask');
  });
  it.each([
    ['that is empty', { ...maskOf(), inside: new Uint8Array(volume.voxels.length) }, seeds, 'mask/empty'],
    ['that no point lies on', maskOf(), [pointLps(0, 14, 8), pointLps(14, 16, 8)], 'mask/points-off'],
    ['with a gap', maskOf(22, 34), seeds, 'centreline/no-vessel-between'],
  ])('%s is refused', (_, mask, points, code) => {
    const refused = finished(maskedCentreline(volume, mask, points));
    expect(refused.ok ? null : refused.failure.code).toBe(code);
    expect(refused.ok ? '' : maskSentence(refused.failure)).toMatch(/segment/u);
  });
});
