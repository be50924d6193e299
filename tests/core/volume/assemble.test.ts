import { describe, expect, it } from 'vitest';
import { nativeLayout, type WordLayout } from '../../../core/dicom/codec/wordLayout.ts';
import type { PixelFormat } from '../../../core/dicom/header.ts';
import { huTable, placeSlice, storedValues, volumeOf } from '../../../core/volume/assemble.ts';
import { rampVolume } from './rampVolume.ts';

const format = (bitsAllocated: number, bitsStored: number, highBit: number,
  isSigned: boolean): PixelFormat => ({
  rows: 1, columns: 1, frames: 1, samplesPerPixel: 1, photometric: 'MONOCHROME2', planarConfiguration: 0,
  bitsAllocated, bitsStored, highBit, isSigned, padding: null, isLossy: false,
});
const HU = { slope: 1, intercept: -1024, type: 'HU' };
/** What of `bits` bits lies at `lowBit` of the word, with its sign: one word at a time, as the standard says it. */
function storedValue(word: number, { lowBit, bits, isSigned }: WordLayout): number {
  const value = (word >>> lowBit) & (2 ** bits - 1);
  return isSigned && value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
}

/** Each case: format, word as read, stored value. */
const CASES = [
  ['12 bits with sign: minus one', format(16, 12, 11, true), 0x0fff, -1],
  ['12 bits with sign: the least', format(16, 12, 11, true), 0x0800, -2048],
  ['12 bits with sign: the greatest', format(16, 12, 11, true), 0x07ff, 2047],
  ['12 bits with sign below an overlay', format(16, 12, 11, true), 0xf800, -2048],
  ['13 bits with sign', format(16, 13, 12, true), 0x1fff, -1],
  ['12 bits in the high part of the word, an overlay below', format(16, 12, 15, true), 0xfff5, -1],
  ['12 bits in the middle of the word', format(16, 12, 13, false), 0xfffc + 3, 4095],
  ['16 bits with sign: the least', format(16, 16, 15, true), 0x8000, -32768],
  ['16 bits without sign: the greatest', format(16, 16, 15, false), 0xffff, 65535],
  ['8 bits', format(8, 8, 7, false), 0xff, 255],
  ['8 bits with sign', format(8, 8, 7, true), 0xff, -1],
  ['6 of 8 bits below an overlay', format(8, 6, 5, false), 0xff, 63],
] as const;

describe('the stored value in a word', () => {
  for (const [name, one, word, expected] of CASES) {
    it(`${name} is ${expected}`, () => {
      const layout = nativeLayout(one, false);
      const words = one.bitsAllocated === 8 ? Uint8Array.of(word) : Uint16Array.of(word);
      expect(storedValue(word, layout)).toBe(expected);
      expect([...storedValues(words, layout)]).toEqual([expected]);
      const place = new Int16Array(1);
      const clamped = placeSlice(words, huTable(layout, HU), place);
      expect([place[0], clamped]).toEqual([Math.max(-32768, Math.min(32767, expected - 1024)),
        expected - 1024 < -32768 || expected - 1024 > 32767 ? 1 : 0]);
    });
  }
  it('is read through bytes that lie the wrong way round', () => {
    const layout = nativeLayout(format(16, 12, 11, true), true);
    expect([...storedValues(Uint16Array.of(0xff0f, 0x0008), layout)]).toEqual([-1, -2048]);
    const place = new Int16Array(2);
    placeSlice(Uint16Array.of(0xff0f, 0x0008), huTable(layout, HU), place);
    expect([...place]).toEqual([-1025, -3072]);
  });
});

describe('HU of all words there are', () => {
  const RESCALES = [
    HU, null, ...[1, -16_384, 20_000, -0.5, -16_383, -16_385].map((intercept) => ({ slope: 1, intercept, type: 'HU' })),
    { slope: 2, intercept: -1024, type: 'HU' },
  ];
  /** Whether they are made by sums, for each rescale. */
  const FORMATS = [
    ['12 bits', format(16, 12, 11, false), [true, true, true, true, true, false, true, true, false]],
    ['12 bits with sign', format(16, 12, 11, true), [true, true, true, true, true, false, true, true, false]],
    ['15 bits', format(16, 15, 14, false), [true, true, true, true, false, false, true, true, false]],
    ['16 bits with sign', format(16, 16, 15, true), [true, true, true, true, false, false, true, false, false]],
    ['16 bits', format(16, 16, 15, false), [false, false, false, true, false, false, false, true, false]],
    ['12 bits in the high part', format(16, 12, 15, true), Array.from({ length: 9 }, () => false)],
  ] as const;
  const all = Array.from({ length: 0x10000 }, (_, word) => word);
  for (const [name, one, sums] of FORMATS) {
    it(`${name}: slope times stored plus intercept, by sums and by table`, () => {
      const words = nativeLayout(one, false);
      const found = RESCALES.map((rescale) => {
        const table = huTable(words, rescale);
        const exact = (word: number): number =>
          Math.round((rescale?.slope ?? 1) * storedValue(word, words) + (rescale?.intercept ?? 0));
        const clamped = (word: number): number => Math.max(-32768, Math.min(32767, exact(word)));
        const near = all.filter((word) => Math.abs(exact(word)) < 16_384);
        for (const some of [all, near.slice(near.length % 2), [...near, ...near, 0x8000, 0x7fff]]) {
          // In place, as they are read from a file, and at an odd place, where no two lie in a pair.
          const place = Int16Array.from(some);
          const odd = new Int16Array(some.length + 1).subarray(1);
          const expected = Int16Array.from(some, clamped);
          const counted = placeSlice(new Uint16Array(place.buffer), table, place);
          expect(counted).toBe(placeSlice(Uint16Array.from(some), table, odd));
          expect(Buffer.from(place.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
          expect(Buffer.from(odd.slice().buffer).equals(Buffer.from(expected.buffer))).toBe(true);
        }
        return table.shift !== null;
      });
      expect(found).toEqual(sums);
    });
  }
});

describe('HU of a slice', () => {
  const layout = nativeLayout(format(16, 16, 15, true), false);
  it('is slope times stored plus intercept, rounded to the nearest, halves up', () => {
    const place = new Int16Array(4);
    placeSlice(Uint16Array.of(1, 2, 3, 0xffff), huTable(layout, { slope: 0.5, intercept: -10, type: 'HU' }),
      place);
    expect([...place]).toEqual([-9, -9, -8, -10]);
    placeSlice(Uint16Array.of(1, 2, 3, 0xffff), huTable(layout, { slope: 0.5, intercept: 10, type: 'HU' }),
      place);
    expect([...place]).toEqual([11, 11, 12, 10]);
  });
  it('counts nothing as clamped that reaches the ends of int16 and does not pass them', () => {
    const place = new Int16Array(2);
    const asStored = huTable(layout, { slope: 1, intercept: 0, type: 'HU' });
    expect(placeSlice(Uint16Array.of(0x8000, 0x7fff), asStored, place)).toBe(0);
    expect([...place]).toEqual([-32768, 32767]);
  });
  it('counts what was clamped at both ends', () => {
    const words = Uint16Array.of(0x8000, 0x7fff, 0x7ffe, 0);
    const doubled = huTable(layout, { slope: 2, intercept: 0, type: 'HU' });
    expect(placeSlice(words, doubled, new Int16Array(4))).toBe(3);
  });
  it('keeps padding what it is: minus 2000 stored is minus 3024 HU', () => {
    const place = new Int16Array(1);
    placeSlice(Uint16Array.of(65536 - 2000), huTable(layout, HU), place);
    expect(place[0]).toBe(-3024);
  });
  it('leaves stored values alone where there is no rescale', () => {
    const place = new Int16Array(2);
    expect(placeSlice(Uint16Array.of(7, 0xfff9), huTable(layout, null), place)).toBe(0);
    expect([...place]).toEqual([7, -7]);
  });
  it('is clamped to int16, and the clamped voxels are counted', () => {
    const words = Uint16Array.of(40000, 33792, 33790, 0);
    const place = new Int16Array(words.buffer);
    const unsigned = nativeLayout(format(16, 16, 15, false), false);
    expect(placeSlice(words, huTable(unsigned, HU), place)).toBe(2);
    expect([...place]).toEqual([32767, 32767, 32766, -1024]);
  });
});

describe('a volume', () => {
  it('has as many voxels as its grid', () => {
    const { grid, voxels } = rampVolume();
    expect(volumeOf(grid, voxels)).toEqual({ ok: true, value: { grid, voxels } });
    expect(volumeOf(grid, new Int16Array(5))).toEqual({ ok: false,
      failure: { code: 'volume/wrong-size', expected: 20 * 16 * 12 } });
  });
});
