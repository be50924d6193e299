import { describe, expect, it } from 'vitest';
import { pixelAspect } from '../../../core/dicom/pictures.ts';
import { WIDEST_ASPECT } from '../../../core/dicom/tolerances.ts';

describe('the shape of a pixel', () => {
  it('is its height over its width', () => {
    expect(pixelAspect([0.5, 0.7])).toBeCloseTo(1.4, 12);
    expect(pixelAspect([0.7, 0.5])).toBeCloseTo(5 / 7, 12);
    expect(pixelAspect([0.35, 0.35])).toBe(1);
  });

  it('is not known without a spacing, or with one that is none', () => {
    expect([pixelAspect(null), pixelAspect([0, 0]), pixelAspect([-0.5, 0.5]), pixelAspect([0.5, 0]), pixelAspect([Number.NaN, 1])])
      .toEqual([null, null, null, null, null]);
  });

  it('is believed up to the widest that a scanner gives', () => {
    expect(pixelAspect([1, WIDEST_ASPECT])).toBe(WIDEST_ASPECT);
    expect(pixelAspect([WIDEST_ASPECT + 0.01, 1])).toBeNull();
  });
});
