import { describe, expect, it } from 'vitest';
import { seriesIndex } from '../../../core/dicom/seriesIndex.ts';
import type { PixelFormat, Rescale } from '../../../core/dicom/header.ts';
import { isPadding, paddingRange } from '../../../core/volume/padding.ts';
import { ctSeries } from '../dicom/syntheticHeaders.ts';

const SIGNED = { bitsStored: 16, isSigned: true } as const;
const TO_HU: Rescale = { slope: 1, intercept: -1024, type: 'HU' };
const range = (
  padding: PixelFormat['padding'], rescale: Rescale | null = TO_HU,
  format: Pick<PixelFormat, 'bitsStored' | 'isSigned'> = SIGNED,
) => paddingRange({ ...format, padding }, rescale);

describe('the padding of a slice', () => {
  it('is what its stored value becomes', () => {
    expect(range({ value: -2000, limit: null })).toEqual({ least: -3024, most: -3024 });
    expect(range({ value: -2000, limit: null }, null)).toEqual({ least: -2000, most: -2000 });
    expect(range({ value: 5, limit: null }, { slope: 0.5, intercept: 0, type: 'HU' }))
      .toEqual({ least: 3, most: 3 });
  });

  it('reaches to its limit, on whichever side that lies', () => {
    expect(range({ value: -2000, limit: -1990 })).toEqual({ least: -3024, most: -3014 });
    expect(range({ value: -1990, limit: -2000 })).toEqual({ least: -3024, most: -3014 });
  });

  it('is clamped like the voxels', () => {
    expect(range({ value: -32_768, limit: null })).toEqual({ least: -32_768, most: -32_768 });
    expect(range({ value: 32_767, limit: null }, { slope: 2, intercept: 0, type: 'HU' }))
      .toEqual({ least: 32_767, most: 32_767 });
  });

  it.each([
    [4095, { bitsStored: 12, isSigned: false }, true], [4096, { bitsStored: 12, isSigned: false }, false],
    [0, { bitsStored: 12, isSigned: false }, true], [-1, { bitsStored: 12, isSigned: false }, false],
    [-2048, { bitsStored: 12, isSigned: true }, true], [-2049, { bitsStored: 12, isSigned: true }, false],
    [2047, { bitsStored: 12, isSigned: true }, true], [2048, { bitsStored: 12, isSigned: true }, false],
  ] as const)('of %d in %o can be a sample: %s', (value, format, isSample) => {
    expect(range({ value, limit: null }, null, format) !== null).toBe(isSample);
  });

  it('is cut to what a sample can be where only a part of it can', () => {
    expect(range({ value: 4000, limit: 65_535 }, null, { bitsStored: 12, isSigned: false }))
      .toEqual({ least: 4000, most: 4095 });
  });

  it('is none where the header states none', () => expect(range(null)).toBeNull());
});

it('a voxel is padding from the first to the last value of the range, both included', () => {
  const found = [-3025, -3024, -3014, -3013].map((value) => isPadding(value, { least: -3024, most: -3014 }));
  expect(found).toEqual([false, true, true, false]);
  expect(isPadding(0, null)).toBe(false);
});

describe('the padding of a volume', () => {
  const recipe = (padded: (number: number) => PixelFormat['padding']) =>
    seriesIndex(ctSeries(5, (number) =>
      ({ format: { ...SIGNED, padding: padded(number) } }))).items[0]?.geometry.recipe;

  it('is that of its slices', () => {
    expect(recipe(() => ({ value: -2000, limit: null }))?.padding).toEqual({ least: -3024, most: -3024 });
  });

  it.each([
    ['is another', { value: -2000, limit: null }], ['reaches further', { value: -1500, limit: -1499 }],
    ['is not stated', null],
  ] as const)('is none where that of one slice %s', (_, other) => {
    expect(recipe((number) => (number === 3 ? other : { value: -1500, limit: null }))?.padding).toBeNull();
  });
});
