import { describe, expect, it } from 'vitest';
import { apply, indexIjk, pointLps, unitVector, vectorLps } from '../../../core/geometry/frame.ts';
import { imageAround, lpsFromPixel, pixelFromLps, planeThrough, pointPixel,
  type ImagePlane } from '../../../core/geometry/plane.ts';
import { OUTSIDE_HU, reslicedImage, type Slab } from '../../../core/volume/reslice.ts';
import { huAtPoint } from '../../../core/volume/sample.ts';
import type { Volume } from '../../../core/volume/volume.ts';
import { ramp, rampVolume } from './rampVolume.ts';

const volume = rampVolume();
const [nx, ny, nz] = volume.grid.dims;
const along = unitVector(vectorLps(0.4, 0.3, 0));
const down = unitVector(vectorLps(-0.3, 0.4, 0));

/** The picture of slice k: pixels on voxels. */
const slicePlane = (k: number): ImagePlane => ({
  origin: apply(volume.grid.lpsFromIjk, indexIjk(0, 0, k)), u: along, v: down, spacing: [0.5, 0.5],
  size: [nx, ny],
});
const centre = apply(volume.grid.lpsFromIjk, indexIjk((nx - 1) / 2, (ny - 1) / 2, (nz - 1) / 2));
const oblique = imageAround(
  centre, planeThrough(centre, vectorLps(1, 0.2, 0.5), vectorLps(0.1, 1, -0.3)), [0.21, 0.17], [64, 48],
);

describe('a picture cut out of a volume', () => {
  it('is the slice itself where its pixels fall on voxels', () => {
    const { values, covered } = reslicedImage(volume, slicePlane(7));
    expect(values).toEqual((volume.voxels as Int16Array).slice(7 * nx * ny, 8 * nx * ny));
    expect(covered.every((mark) => mark === 1)).toBe(true);
  });
  it('is mirrored when its rows run against the grid, and cut off where the volume ends', () => {
    const mirrored: ImagePlane = {
      ...slicePlane(7), origin: apply(volume.grid.lpsFromIjk, indexIjk(nx - 1, 0, 7)),
      u: vectorLps(-0.8, -0.6, 0), size: [nx + 2, 3],
    };
    const { values, covered } = reslicedImage(volume, mirrored);
    for (let row = 0; row < 3; row += 1) {
      for (let column = 0; column < nx + 2; column += 1) {
        const isInside = column < nx;
        expect(covered[row * (nx + 2) + column]).toBe(isInside ? 1 : 0);
        expect(values[row * (nx + 2) + column])
          .toBe(isInside ? volume.voxels[7 * nx * ny + row * nx + nx - 1 - column] : OUTSIDE_HU);
      }
    }
  });
  it('shows a plane across the slices from voxels too', () => {
    const { values } = reslicedImage(volume, {
      origin: apply(volume.grid.lpsFromIjk, indexIjk(4, 2, nz - 1)), u: down, v: vectorLps(0, 0, -1),
      spacing: [0.5, 0.75], size: [5, nz],
    });
    for (let row = 0; row < nz; row += 1) {
      for (let column = 0; column < 5; column += 1) {
        expect(values[row * 5 + column]).toBe(volume.voxels[4 + nx * (2 + column)
          + nx * ny * (nz - 1 - row)]);
      }
    }
  });
  it('meets a linear field within one HU at every covered pixel of an oblique plane', () => {
    const { values, covered } = reslicedImage(volume, oblique);
    let seen = 0;
    for (const [at, value] of values.entries()) {
      const point = lpsFromPixel(oblique, pointPixel(at % 64, Math.floor(at / 64)));
      if (covered[at] === 1) {
        seen += 1;
        expect(Math.abs(value - ramp(point))).toBeLessThanOrEqual(1);
      } else {
        expect(value).toBe(OUTSIDE_HU);
        expect(huAtPoint(volume, point)).toBeNull();
      }
    }
    expect(seen).toBeGreaterThan(600);
    expect(seen).toBeLessThan(64 * 48);
  });
  it('agrees with single samples, rounded', () => {
    const { values, covered } = reslicedImage(volume, oblique);
    for (const at of [24 * 64 + 32, 20 * 64 + 30, 26 * 64 + 35]) {
      expect(covered[at]).toBe(1);
      const point = lpsFromPixel(oblique, pointPixel(at % 64, Math.floor(at / 64)));
      expect(values[at]).toBe(Math.round(huAtPoint(volume, point) ?? Number.NaN));
    }
  });
  it('finds the pixel again from its patient point', () => {
    const [column, row] = pixelFromLps(oblique, lpsFromPixel(oblique, pointPixel(11, 29)));
    expect(column).toBeCloseTo(11, 9);
    expect(row).toBeCloseTo(29, 9);
  });
});

describe('a slab', () => {
  /** Slices of 0, 100, 200 … HU, 0.75 mm apart. */
  const stairs: Volume = { ...volume,
    voxels: Int16Array.from({ length: nx * ny * nz }, (_, at) => 100 * Math.floor(at / (nx * ny))) };
  const valueOf = (slab: Slab, k = 5): number =>
    reslicedImage(stairs, slicePlane(k), slab).values[3 * nx + 3] ?? Number.NaN;
  it('reaches half its thickness to either side', () => {
    expect(valueOf({ thickness: 3, rule: 'maximum' })).toBe(700);
    expect(valueOf({ thickness: 3, rule: 'minimum' })).toBe(300);
    expect(valueOf({ thickness: 3, rule: 'mean' })).toBe(500);
  });
  it('is the plane itself at no thickness, whatever the rule', () => {
    expect(valueOf({ thickness: 0, rule: 'maximum' })).toBe(500);
  });
  it('takes only what the volume covers', () => {
    expect(valueOf({ thickness: 3, rule: 'minimum' }, 0)).toBe(0);
    expect(valueOf({ thickness: 3, rule: 'maximum' }, 0)).toBe(200);
    expect(valueOf({ thickness: 3, rule: 'mean' }, 0)).toBe(100);
  });
  it('leaves a pixel uncovered only where no sheet reaches', () => {
    const above = { ...slicePlane(nz - 1), origin: pointLps(10, -20, 5 + 0.75 * (nz - 1) + 1) };
    expect(reslicedImage(stairs, above, { thickness: 1.9, rule: 'maximum' }).covered.some((mark) =>
      mark === 1)).toBe(false);
    expect(reslicedImage(stairs, above, { thickness: 2.1, rule: 'maximum' }).covered.every((mark) =>
      mark === 1)).toBe(true);
  });
});
