import { describe, expect, it } from 'vitest';
import type { CentrelinePoint } from '../../../core/centreline/centreline.ts';
import { apply, cross, indexIjk, moved, unitVector, vectorLps } from '../../../core/geometry/frame.ts';
import { lpsFromPixel, pixelFromLps, planeNormal, pointPixel } from '../../../core/geometry/plane.ts';
import { crossSection, crossSections } from '../../../core/section/section.ts';
import { mm } from '../../../core/units.ts';
import { OUTSIDE_HU, reslicedImage } from '../../../core/volume/reslice.ts';
import { ramp, rampVolume } from '../volume/rampVolume.ts';

const volume = rampVolume();
const [nx, ny, nz] = volume.grid.dims;
const middle = apply(volume.grid.lpsFromIjk, indexIjk((nx - 1) / 2, (ny - 1) / 2, (nz - 1) / 2));
const tangent = unitVector(vectorLps(0.3, 0.2, 1));
const u = unitVector(cross(vectorLps(0, 1, 0), tangent));
const pointOf = (n: number): CentrelinePoint => ({
  at: moved(middle, tangent, n - 2), abscissa: mm(n), tangent, u, v: cross(tangent, u), isBridged: false, uncertainty: mm(0.1),
});
const line = { points: [0, 1, 2, 3, 4].map(pointOf), step: mm(1), length: mm(4), legs: [], by: 'test/1' };
const shape = { spacing: mm(0.15), size: 41 };

describe('a section across the vessel', () => {
  it('agrees with the picture of the same plane within 1 HU, and in what the volume reaches', () => {
    const { image } = crossSection(volume, pointOf(2), { spacing: mm(0.15), size: 101 });
    const { values, covered } = reslicedImage(volume, image.plane);
    expect(Array.from(image.covered)).toEqual(Array.from(covered));
    expect(covered.some((mark) => mark === 0)).toBe(true);
    const off = Math.max(...values.map((value, n) => Math.abs(value - (image.values[n] ?? NaN))));
    expect(off).toBeLessThanOrEqual(1);
  });
  it('shows a linear field as it is in the patient', () => {
    const { image } = crossSection(volume, pointOf(2), shape);
    for (const [column, row] of [[12, 10], [28, 13], [20, 20], [11, 27]] as const) {
      const value = image.values[row * 41 + column] ?? NaN;
      expect(Math.abs(value - ramp(lpsFromPixel(image.plane, pointPixel(column, row))))).toBeLessThan(1.1);
    }
  });
  it('has its point in its middle and faces along the vessel', () => {
    const { plane, image } = crossSection(volume, pointOf(3), shape);
    const [column, row] = pixelFromLps(image.plane, pointOf(3).at);
    expect([column, row].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([20, 20]);
    expect(plane.origin).toEqual(pointOf(3).at);
    expect(planeNormal(plane).map((value, n) => Math.abs(value - (tangent[n] ?? 0)) < 1e-12)).toEqual([true, true, true]);
  });
  it('leads from any pixel to the patient and back', () => {
    const { image } = crossSection(volume, pointOf(1), shape);
    const [column, row] = pixelFromLps(image.plane, lpsFromPixel(image.plane, pointPixel(3.25, 17.5)));
    expect([column, row].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([3.25, 17.5]);
  });
  it('is one of many, the same alone and in the row', () => {
    const sections = crossSections(volume, line, 2, shape);
    expect(sections.map(({ abscissa }) => abscissa)).toEqual([0, 2, 4]);
    expect(sections[1]).toEqual(crossSection(volume, pointOf(2), shape));
  });
  it('outside the volume holds nothing', () => {
    const far = { ...pointOf(0), at: moved(middle, tangent, 500) };
    const { image } = crossSection(volume, far, shape);
    expect([image.values.every((value) => value === OUTSIDE_HU), image.covered.every((mark) => mark === 0)]).toEqual([true, true]);
  });
});
